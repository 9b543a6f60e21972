package enrolment

import (
	"context"
	"slices"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// ApplicantPage is how many applicants a page of a list shows.
const ApplicantPage = 100

// Applicant is one application with who made it, as far as the reader may see.
type Applicant struct {
	ID        id.ID
	PersonID  id.ID
	Seq       int64
	State     State
	Reason    string
	AppliedAt clock.Instant
	Name      string
	Phone     string
	Email     string
	BirthOn   clock.Date
	City      string
	District  string
}

// Number is the receipt's number within its section.
func (a *Applicant) Number(s *catalog.Section) string {
	return ReceiptNumber(s, &Application{Seq: a.Seq})
}

// mask leaves what is enough to tell two people apart on the telephone.
func (a *Applicant) mask() {
	a.Name, a.Phone, a.Email = people.MaskName(a.Name), people.MaskPhone(a.Phone), people.MaskEmail(a.Email)
	a.BirthOn, a.City, a.District = "", "", ""
}

// ApplicantFilter narrows a list: Q is part of a name, the last four digits of a
// telephone number or a receipt number; State "" is any.
type ApplicantFilter struct {
	Q       string
	State   State
	ByPhone bool // only those with a place whom no message reaches
	Page    int
}

// ApplicantList is a section's applicants.
type ApplicantList struct {
	Section    catalog.Section
	Programme  catalog.Programme
	OrgName    string
	Seats      catalog.Seats
	Applicants []Applicant
	Page       paging.Page
	Counts     map[State]int
	ByPhone    int // hold a place and have no address: they are telephoned
	Masked     bool
	At         clock.Instant // of the look
	Purpose    audit.Purpose
	Note       string
	Filter     ApplicantFilter
}

// Applicants lists who has applied to a section, with names and numbers hidden.
// The look is logged; without its line nothing is shown.
func (s *Service) Applicants(ctx context.Context, who policy.Actor, section id.ID, f ApplicantFilter) (ApplicantList, error) {
	l, err := deskReader{s.db.Read(ctx)}.list(who, section, f, ApplicantPage, s.db.Now().Date())
	if err != nil {
		return ApplicantList{}, err
	}
	for i := range l.Applicants {
		l.Applicants[i].mask()
	}
	l.Masked, l.At, l.Purpose = true, s.db.Now(), audit.Masked
	return l, s.log.Looked(ctx, who, l.look(audit.TaskList))
}

// Disclosure asks for the applicants of a section in full, for a purpose. Task
// is one of audit's: read, download or print.
type Disclosure struct {
	Section id.ID
	Task    string
	Filter  ApplicantFilter
	PurposeForm
}

// mostDisclosed is how many people one look may show in full.
const mostDisclosed = 10_000

// Disclose gives the applicants in full, and writes who looked, at whom and why
// in the same transaction. A download is for those who run the section; an
// approver may read.
func (s *Service) Disclose(ctx context.Context, who policy.Actor, d Disclosure) (l ApplicantList, err error) {
	purpose, note, err := d.read()
	if err != nil {
		return l, err
	}
	do := policy.ReadApplicants
	if d.Task == audit.TaskExport {
		do = policy.ExportPeople
	}
	d.Filter.Page = 1
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		if l, err = (deskReader{tx.DB}).list(who, d.Section, d.Filter, mostDisclosed, tx.Now.Date()); err != nil {
			return err
		}
		if _, err := tx.Allow(do, catalog.SectionThing(l.Section.ID, l.Programme.OrgID), "task", d.Task, "purpose", purpose, "people", len(l.Applicants)); err != nil {
			return err
		}
		l.At, l.Purpose, l.Note = tx.Now, purpose, note
		return audit.LogAccess(tx, who, l.look(d.Task))
	})
	if err != nil {
		return ApplicantList{}, err
	}
	return l, nil
}

func (l *ApplicantList) look(task string) audit.Look {
	seen := make([]id.ID, len(l.Applicants))
	for i, a := range l.Applicants {
		seen[i] = a.PersonID
	}
	return audit.Look{Task: task, Purpose: l.Purpose, Note: l.Note, Ref: "section/" + l.Section.ID.String(), People: seen}
}

// Sheet is what an attendance sheet (출석부) needs: who holds a place, and each meeting.
type Sheet struct {
	ApplicantList
	Sessions []catalog.Session
}

// AttendanceSheet lays a section out for signing, with names hidden. Disclosed,
// for a purpose, is the same list from Disclose with audit.TaskPrint.
func (s *Service) AttendanceSheet(ctx context.Context, who policy.Actor, section id.ID, disclosed *ApplicantList) (Sheet, error) {
	r := deskReader{s.db.Read(ctx)}
	sheet := Sheet{}
	if disclosed != nil {
		sheet.ApplicantList = *disclosed
	} else {
		l, err := r.list(who, section, ApplicantFilter{State: Accepted, Page: 1}, mostDisclosed, s.db.Now().Date())
		if err != nil {
			return sheet, err
		}
		for i := range l.Applicants {
			l.Applicants[i].mask()
		}
		l.Masked, l.At, l.Purpose = true, s.db.Now(), audit.Masked
		if err := s.log.Looked(ctx, who, l.look(audit.TaskPrint)); err != nil {
			return sheet, err
		}
		sheet.ApplicantList = l
	}
	if sheet.Section.ID != section || !slices.Contains(policy.Visible(who).Desk(), sheet.Programme.OrgID) {
		return Sheet{}, fault.New(fault.NotFound, "error.not_found")
	}
	var err error
	sheet.Sessions, err = r.sessions(section)
	return sheet, err
}
