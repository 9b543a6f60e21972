package web

import (
	"net/http"

	"ieum/web/my"
	"ieum/web/paths"
)

// myRoutes are the routes of a person's own pages, and of applying.
func (s *Server) myRoutes() []Route {
	c := my.Certificates{Attendance: s.Attendance, Base: s.cfg.BaseURL}
	p := my.Pages{Accounts: s.Accounts, Enrolment: s.Enrolment, Families: s.Families, Sender: s.Sender, Now: s.db.Now, Affiliations: s.Affiliations, Provisions: s.Provisions, Credit: s.Credit, Attendance: s.Attendance}
	data := my.Data{Accounts: s.Accounts, Personal: s.Personal}
	return []Route{
		{Method: http.MethodGet, Path: paths.My, Access: SignedIn, Handler: p.Home},
		{Method: http.MethodGet, Path: paths.MyApplications, Access: SignedIn, Handler: p.Applications},
		{Method: http.MethodGet, Path: paths.MyCertificates, Access: SignedIn, Handler: c.List},
		{Method: http.MethodPost, Path: paths.MyCertificates, Access: SignedIn, Handler: c.Take},
		{Method: http.MethodGet, Path: paths.MyCertificate, Access: SignedIn, Handler: c.Show},
		{Method: http.MethodGet, Path: paths.MyCertPDF, Access: SignedIn, Handler: c.PDF},
		{Method: http.MethodGet, Path: paths.MyProfile, Access: SignedIn, Handler: p.ProfileForm},
		{Method: http.MethodPost, Path: paths.MyProfile, Access: SignedIn, Handler: p.Profile},
		{Method: http.MethodGet, Path: paths.MyPassword, Access: SignedIn, Handler: p.PasswordForm},
		{Method: http.MethodPost, Path: paths.MyPassword, Access: SignedIn, Handler: p.Password},
		{Method: http.MethodGet, Path: paths.MyAffiliation, Access: SignedIn, Handler: p.Affiliation},
		{Method: http.MethodPost, Path: paths.MyAffiliation, Access: SignedIn, Handler: p.AskAffiliation},
		{Method: http.MethodGet, Path: paths.MyAffiliationCode, Access: SignedIn, Handler: p.AffiliationCode},
		{Method: http.MethodPost, Path: paths.MyAffiliationCode, Access: SignedIn, Handler: p.ProveAffiliation},
		{Method: http.MethodPost, Path: paths.MyAffiliationEnd, Access: SignedIn, Handler: p.EndAffiliation},
		{Method: http.MethodGet, Path: paths.MyProvision, Access: SignedIn, Handler: p.Provision},
		{Method: http.MethodPost, Path: paths.MyProvision, Access: SignedIn, Handler: p.GiveProvision},
		{Method: http.MethodPost, Path: paths.MyProvisionEnd, Access: SignedIn, Handler: p.WithdrawProvision},
		{Method: http.MethodGet, Path: paths.MyPhone, Access: SignedIn, Handler: p.PhoneForm},
		{Method: http.MethodPost, Path: paths.MyPhone, Access: SignedIn, Handler: p.AskPhone},
		{Method: http.MethodPost, Path: paths.MyPhoneCode, Access: SignedIn, Handler: p.ProvePhone},
		{Method: http.MethodGet, Path: paths.Family, Access: SignedIn, Handler: p.Family},
		{Method: http.MethodGet, Path: paths.FamilyNew, Access: SignedIn, Handler: p.ChildForm},
		{Method: http.MethodPost, Path: paths.FamilyNew, Access: SignedIn, Handler: p.AddChild},
		{Method: http.MethodGet, Path: paths.FamilyJoin, Access: SignedIn, Handler: p.JoinForm},
		{Method: http.MethodPost, Path: paths.FamilyJoin, Access: SignedIn, Handler: p.Join},
		{Method: http.MethodGet, Path: paths.FamilyChild, Access: SignedIn, Handler: p.Child},
		{Method: http.MethodPost, Path: paths.FamilyChild, Access: SignedIn, Handler: p.EditChild},
		{Method: http.MethodPost, Path: paths.FamilyConsent, Access: SignedIn, Handler: p.GiveConsent},
		{Method: http.MethodPost, Path: paths.FamilyWithdrawal, Access: SignedIn, Handler: p.WithdrawConsent},
		{Method: http.MethodPost, Path: paths.FamilyGuardians, Access: SignedIn, Handler: p.Invite},
		{Method: http.MethodGet, Path: paths.FamilyAccount, Access: SignedIn, Handler: p.AccountForm},
		{Method: http.MethodPost, Path: paths.FamilyAccount, Access: SignedIn, Handler: p.AskAccount},
		{Method: http.MethodPost, Path: paths.FamilyAccountCode, Access: SignedIn, Handler: p.Promote},
		{Method: http.MethodGet, Path: paths.MyMileage, Access: SignedIn, Handler: p.Mileage},
		{Method: http.MethodGet, Path: paths.MyMileageRule, Access: SignedIn, Handler: p.MileageRule},
		{Method: http.MethodGet, Path: paths.MyData, Access: SignedIn, Handler: data.Show},
		{Method: http.MethodPost, Path: paths.MyDataCode, Access: SignedIn, Handler: data.Code},
		{Method: http.MethodPost, Path: paths.MyDataCopy, Access: SignedIn, Handler: data.Copy},
		{Method: http.MethodGet, Path: paths.MyDataLooks, Access: SignedIn, Handler: data.Looks},
		{Method: http.MethodGet, Path: paths.MyDataClosing, Access: SignedIn, Handler: data.ClosingForm},
		{Method: http.MethodPost, Path: paths.MyDataClosing, Access: SignedIn, Handler: data.Close},
		{Method: http.MethodGet, Path: paths.SectionApplications, Access: SignedIn, Handler: p.ApplyForm},
		{Method: http.MethodPost, Path: paths.SectionApplications, Access: SignedIn, Handler: p.Apply},
		{Method: http.MethodPost, Path: paths.SectionAlerts, Access: SignedIn, Handler: p.Alert},
		{Method: http.MethodGet, Path: paths.Application, Access: SignedIn, Handler: p.Receipt},
		{Method: http.MethodPost, Path: paths.Cancellation, Access: SignedIn, Handler: p.Cancel},
	}
}
