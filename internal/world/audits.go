package world

import (
	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// DemoAudit is the audit that is open for the demonstration's auditor.
var DemoAudit = id.Named("audit/2026")

// audits is what an administrator has opened: this year's audit of Busan's bodies.
func audits(now clock.Instant) (audit.Case, []audit.CaseOrg) {
	year := now.Local().Year()
	c := audit.Case{
		ID: DemoAudit, Name: "평생학습 운영 정기감사(예시)", DocumentNumber: "감사담당관-예시-1", FromOn: clock.Day(year, 1, 1), ToOn: clock.Day(year, 12, 31),
		OpenedBy: AdminPersona.Account, OpenedAt: registered,
	}
	return c, []audit.CaseOrg{{AuditID: DemoAudit, OrgID: BusanCity}, {AuditID: DemoAudit, OrgID: Namgu}, {AuditID: DemoAudit, OrgID: Yeonje}, {AuditID: DemoAudit, OrgID: Lifelong}}
}

// Raised is a section that was given more places after its registration had opened.
var Raised = sectionID("namgu-coffee-morning", 1)

// trail is what an auditor finds: the places that were added, as the office's own edit wrote it down.
func (b *builder) addTrail() {
	s := &b.sections[b.at[Raised]]
	b.trail = append(b.trail, db.Audit{
		At: s.ApplyFrom.Add(hours(26)), AccountID: OfficerNamgu.Account, Action: string(policy.EditProgramme), Ref: "section/" + Raised.String(), OrgID: Namgu,
		Detail: `{"from":{"capacity":"10"},"to":{"capacity":"12"}}`,
	})
}
