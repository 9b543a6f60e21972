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
	f := office.Field{Attendance: s.Attendance, Catalog: s.Desk, Base: s.cfg.BaseURL}
	d := office.Desk{Catalog: s.Desk, Public: s.Catalog, Enrolment: s.Enrolment, StandInList: s.StandIns, Views: s.Views, Partnership: s.Partnership, Organisations: s.Organisation, Credit: s.Credit, Attendance: s.Attendance}
	q := office.Questions{Credit: s.Credit}
	c := office.Counter{People: s.Counter, Enrolment: s.Enrolment, Now: s.db.Now}
	const get, post = http.MethodGet, http.MethodPost
	return []Route{
		{Method: get, Path: paths.Office, Access: Office, Handler: d.Today},

		{Method: get, Path: paths.Counter, Access: DeskWorkers, Handler: c.Desk},
		{Method: post, Path: paths.Counter, Access: DeskWorkers, Handler: c.Find},
		{Method: get, Path: paths.CounterNew, Access: DeskWorkers, Handler: c.New},
		{Method: post, Path: paths.CounterNew, Access: DeskWorkers, Handler: c.Enter},
		{Method: get, Path: paths.CounterPerson, Access: DeskWorkers, Handler: c.Person},
		{Method: post, Path: paths.CounterPerson, Access: DeskWorkers, Handler: c.Take},
		{Method: get, Path: paths.CounterApply, Access: DeskWorkers, Handler: c.ApplyForm},
		{Method: post, Path: paths.CounterApply, Access: DeskWorkers, Handler: c.Apply},
		{Method: get, Path: paths.CounterReceipt, Access: DeskWorkers, Handler: c.Receipt},
		{Method: post, Path: paths.CounterMessage, Access: DeskWorkers, Handler: c.Message},

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
		{Method: post, Path: paths.OfficeSheetStore, Access: Editors, Handler: d.StoreTermSheet, MaxBody: sheetBody},
		{Method: get, Path: paths.OfficeSheetForm, Access: Editors, Handler: d.TermSheetForm},
		{Method: post, Path: paths.OfficeSheetForm, Access: Editors, Handler: d.TermSheetRefused, MaxBody: sheetBody},
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

		{Method: get, Path: paths.OfficeTeaching, Access: Keepers, Handler: f.Teaching},
		{Method: get, Path: paths.OfficeMarks, Access: Keepers, Handler: f.Marks},
		{Method: post, Path: paths.OfficeThreshold, Access: Keepers, Handler: f.Threshold},
		{Method: post, Path: paths.OfficeTeacher, Access: Editors, Handler: f.Teacher},
		{Method: get, Path: paths.OfficeMarkSheet, Access: Keepers, Handler: f.MarkSheet},
		{Method: post, Path: paths.OfficeMarkSheet, Access: Keepers, Handler: f.SaveMarks},
		{Method: get, Path: paths.OfficeConfirmation, Access: Keepers, Handler: f.Confirmation},
		{Method: post, Path: paths.OfficeConfirmation, Access: Keepers, Handler: f.Confirm},
		{Method: get, Path: paths.OfficeCorrection, Access: Keepers, Handler: f.Correction},
		{Method: post, Path: paths.OfficeCorrection, Access: Keepers, Handler: f.Correct},
		{Method: get, Path: paths.OfficeCertificates, Access: Editors, Handler: f.Certificates},
		{Method: post, Path: paths.OfficeCertificates, Access: Editors, Handler: f.Issue},
		{Method: get, Path: paths.OfficeCertificate, Access: Editors, Handler: f.Certificate},
		{Method: get, Path: paths.OfficeCertPDF, Access: Editors, Handler: f.CertificatePDF},
		{Method: post, Path: paths.OfficeRevocation, Access: Editors, Handler: f.Revoke},
		{Method: get, Path: paths.OfficeSignatory, Access: Editors, Handler: f.Signatory},
		{Method: post, Path: paths.OfficeSignatory, Access: Editors, Handler: f.SetSignatory},

		{Method: get, Path: paths.OfficeQuestions, Access: Editors, Handler: q.List},
		{Method: get, Path: paths.OfficeQuestion, Access: Editors, Handler: q.Show},
		{Method: post, Path: paths.OfficeQuestion, Access: Editors, Handler: q.Answer},
		{Method: post, Path: paths.OfficeProgramsView, Access: Office, Handler: d.SaveProgramsView},
		{Method: post, Path: paths.OfficeListView, Access: Office, Handler: d.SaveApplicantsView},
		{Method: post, Path: paths.OfficeViewGone, Access: Office, Handler: d.RemoveView},

		{Method: get, Path: paths.OfficeCoops, Access: Office, Handler: d.Coops},
		{Method: get, Path: paths.OfficeCoop, Access: Office, Handler: d.Coop},
	}
}
