package web

import (
	"net/http"

	"ieum/web/office"
	"ieum/web/paths"
)

// sheetBody is how much an officer may hand in as a workbook of sections.
const sheetBody = 8 << 20

// officeRoutes are the routes of this audience.
func (s *Server) officeRoutes() []Route {
	d := office.Desk{Catalog: s.Desk, Public: s.Catalog, Enrolment: s.Enrolment, StandInList: s.StandIns, Views: s.Views, Partnership: s.Partnership, Organisations: s.Organisation}
	const get, post = http.MethodGet, http.MethodPost
	return []Route{
		{Method: get, Path: paths.Office, Access: Office, Handler: d.Today},

		{Method: get, Path: paths.OfficePrograms, Access: Office, Handler: d.Programs},
		{Method: post, Path: paths.OfficePrograms, Access: Editors, Handler: d.Create},
		{Method: get, Path: paths.OfficeNew, Access: Editors, Handler: d.New},
		{Method: get, Path: paths.OfficeProgram, Access: Office, Handler: d.Show},
		{Method: post, Path: paths.OfficeProgram, Access: Editors, Handler: d.Save},
		{Method: get, Path: paths.OfficeEdit, Access: Editors, Handler: d.Edit},
		{Method: get, Path: paths.OfficeSections, Access: Office, Handler: d.Sections},
		{Method: post, Path: paths.OfficeSections, Access: Editors, Handler: d.CreateSection},
		{Method: get, Path: paths.OfficeNewSection, Access: Editors, Handler: d.NewSection},
		{Method: get, Path: paths.OfficeSheet, Access: Editors, Handler: d.TermSheet},
		{Method: post, Path: paths.OfficeSheet, Access: Editors, Handler: d.ReadTermSheet, MaxBody: sheetBody},
		{Method: post, Path: paths.OfficeSheetStore, Access: Editors, Handler: d.StoreTermSheet},
		{Method: get, Path: paths.OfficeSheetForm, Access: Editors, Handler: d.TermSheetForm},
		{Method: post, Path: paths.OfficeSheetForm, Access: Editors, Handler: d.TermSheetRefused},
		{Method: get, Path: paths.OfficeApplicants, Access: Office, Handler: d.SectionApplicants},
		{Method: get, Path: paths.OfficeMessages, Access: Office, Handler: d.Messages},
		{Method: get, Path: paths.OfficeBudget, Access: Office, Handler: d.Budget},
		{Method: get, Path: paths.OfficeAsk, Access: Editors, Handler: d.AskForm},
		{Method: post, Path: paths.OfficeAsk, Access: Editors, Handler: d.Ask},
		{Method: get, Path: paths.OfficeClose, Access: Editors, Handler: d.CloseForm},
		{Method: post, Path: paths.OfficeClose, Access: Editors, Handler: d.Close},

		{Method: get, Path: paths.OfficeSection, Access: Office, Handler: d.Section},
		{Method: post, Path: paths.OfficeSection, Access: Editors, Handler: d.SaveSection},
		{Method: get, Path: paths.OfficeSectionEdit, Access: Editors, Handler: d.EditSection},
		{Method: get, Path: paths.OfficeSessions, Access: Editors, Handler: d.Sessions},
		{Method: post, Path: paths.OfficeSessions, Access: Editors, Handler: d.AddSession},
		{Method: post, Path: paths.OfficePlan, Access: Editors, Handler: d.Plan},
		{Method: get, Path: paths.OfficeSession, Access: Editors, Handler: d.SessionForm},
		{Method: post, Path: paths.OfficeSession, Access: Editors, Handler: d.SaveSession},
		{Method: post, Path: paths.OfficeSessionGone, Access: Editors, Handler: d.RemoveSession},
		{Method: get, Path: paths.OfficeClone, Access: Editors, Handler: d.CloneForm},
		{Method: post, Path: paths.OfficeClone, Access: Editors, Handler: d.Clone},
		{Method: get, Path: paths.OfficeCapacity, Access: Editors, Handler: d.CapacityForm},
		{Method: post, Path: paths.OfficeCapacity, Access: Editors, Handler: d.ChangeCapacity},
		{Method: get, Path: paths.OfficeSectionAsk, Access: Editors, Handler: d.AskSectionForm},
		{Method: post, Path: paths.OfficeSectionAsk, Access: Editors, Handler: d.AskSection},
		{Method: get, Path: paths.OfficeSectionClose, Access: Editors, Handler: d.CloseSectionForm},
		{Method: post, Path: paths.OfficeSectionClose, Access: Editors, Handler: d.CloseSection},
		{Method: get, Path: paths.OfficeCancel, Access: Editors, Handler: d.CancelForm},
		{Method: post, Path: paths.OfficeCancel, Access: Editors, Handler: d.Cancel},

		{Method: get, Path: paths.OfficeList, Access: Office, Handler: d.Applicants},
		{Method: post, Path: paths.OfficeList, Access: Office, Handler: d.FullApplicants},
		{Method: post, Path: paths.OfficeListXLSX, Access: Editors, Handler: d.ApplicantsXLSX},
		{Method: get, Path: paths.OfficeMessage, Access: Editors, Handler: d.MessageForm},
		{Method: post, Path: paths.OfficeMessage, Access: Editors, Handler: d.Message},
		{Method: get, Path: paths.OfficeAttendance, Access: Office, Handler: d.AttendanceSheet},
		{Method: post, Path: paths.OfficeAttendance, Access: Office, Handler: d.FullSheet},

		{Method: get, Path: paths.OfficeApprovals, Access: Office, Handler: d.Approvals},
		{Method: get, Path: paths.OfficeApproval, Access: Office, Handler: d.Approval},
		{Method: post, Path: paths.OfficeDecide, Access: Office, Handler: d.Decide},
		{Method: post, Path: paths.OfficeWithdraw, Access: Editors, Handler: d.Withdraw},

		{Method: get, Path: paths.OfficeStandIns, Access: Office, Handler: d.StandIns},
		{Method: post, Path: paths.OfficeStandIns, Access: Office, Handler: d.RecordStandIn},
		{Method: post, Path: paths.OfficeStandInEnd, Access: Office, Handler: d.EndStandIn},

		{Method: post, Path: paths.OfficeProgramsView, Access: Office, Handler: d.SaveProgramsView},
		{Method: post, Path: paths.OfficeListView, Access: Office, Handler: d.SaveApplicantsView},
		{Method: post, Path: paths.OfficeViewGone, Access: Office, Handler: d.RemoveView},

		{Method: get, Path: paths.OfficeCoops, Access: Office, Handler: d.Coops},
		{Method: get, Path: paths.OfficeCoop, Access: Office, Handler: d.Coop},
	}
}
