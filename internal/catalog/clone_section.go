package catalog

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// CloneForm is what is asked when a section is copied to a new term.
type CloneForm struct {
	Org            string `form:"org"` // who will run it, where the source is another's
	NameKO         string `form:"name_ko"`
	Term           string `form:"term"`
	StartsOn       string `form:"starts_on"`
	ApplyFromDay   string `form:"apply_from_day"`
	ApplyFromTime  string `form:"apply_from_time"`
	ApplyUntilDay  string `form:"apply_until_day"`
	ApplyUntilTime string `form:"apply_until_time"`
}

// ClonePlan is what a copy will be.
type ClonePlan struct {
	From     Section
	Own      bool // the source is the actor's own; otherwise the copy begins a programme of its own
	Section  Section
	Sessions []SessionMove
	Days     int  // by how many days everything moves
	SameDays bool // the weekdays stay the same
}

// SessionMove is a meeting before and after.
type SessionMove struct{ From, To Session }

// planClone shifts a section and all its meetings by as many days as lie between
// the old and the new first day, its weekdays with them. Nothing is skipped.
func planClone(from Section, sessions []Session, f CloneForm, own bool) (ClonePlan, fault.Problems) {
	t := newTyped()
	p := ClonePlan{From: from, Own: own, Section: from}
	s := &p.Section
	s.ID, s.Number, s.State, s.CopiedFrom, s.BatchID = id.None, "", Draft, from.ID, id.None
	s.PublishedAt, s.CancelledAt, s.CancelReason, s.Version = 0, 0, "", 1
	s.NameKO, s.Term = t.line("name_ko", f.NameKO, longTitle), t.line("term", f.Term, 20)
	first := t.date("starts_on", f.StartsOn)
	t.required("starts_on", string(first))
	if !own { // another's place to apply is not ours
		s.Channel, s.ApplyURL, s.ApplyPhone = Here, "", ""
		if s.Capacity != nil && *s.Capacity == 0 {
			s.Capacity = nil
		}
	}
	typed := SectionForm{ApplyFromDay: f.ApplyFromDay, ApplyFromTime: f.ApplyFromTime, ApplyUntilDay: f.ApplyUntilDay, ApplyUntilTime: f.ApplyUntilTime}
	if !own || !from.AlwaysOpen {
		typed.readWindow(t, s)
	}
	if first == "" {
		return p, t.problems
	}
	start := from.StartsOn
	if start == "" {
		start = first
	}
	p.Days = start.DaysTo(first)
	p.SameDays = p.Days%7 == 0
	s.Weekdays = shiftWeekdays(from.Weekdays, p.Days)
	s.StartsOn, s.EndsOn = first, first
	if from.EndsOn != "" {
		s.EndsOn = from.EndsOn.AddDays(p.Days)
	}
	if from.StartsOn != "" && p.Days == 0 {
		t.problems.Add("starts_on", "office.problem.clone_same")
	}
	for _, old := range sessions {
		to := old
		to.ID, to.SectionID, to.HeldOn = id.None, id.None, old.HeldOn.AddDays(p.Days)
		if !own { // who taught there has not agreed to teach here
			to.Teacher, to.TeacherID = "", id.None
		}
		p.Sessions = append(p.Sessions, SessionMove{old, to})
	}
	return p, t.problems
}

// shiftWeekdays moves a set of weekdays, Monday its lowest bit, by so many days.
func shiftWeekdays(set, days int) (out int) {
	for i := range len(Weekdays) {
		if set&(1<<i) != 0 {
			out |= 1 << (((i+days)%7 + 7) % 7)
		}
	}
	return out
}

// CloneDefaults is a form filled in as the copy would be if it began on a day;
// without one, the same weekday about half a year later.
func CloneDefaults(from *Section, day clock.Date) CloneForm {
	const halfYear = 26 * 7
	start := from.StartsOn
	if day == "" && start != "" {
		day = start.AddDays(halfYear)
	}
	days := 0
	if start != "" && day != "" {
		days = start.DaysTo(day)
	}
	moved := *from
	if !from.ApplyFrom.IsZero() {
		moved.ApplyFrom = clock.Of(from.ApplyFrom.Local().AddDate(0, 0, days))
	}
	if !from.ApplyUntil.IsZero() {
		moved.ApplyUntil = clock.Of(from.ApplyUntil.Local().AddDate(0, 0, days))
	}
	w := SectionFormOf(&moved)
	return CloneForm{
		NameKO: from.NameKO, Term: "", StartsOn: string(day),
		ApplyFromDay: w.ApplyFromDay, ApplyFromTime: w.ApplyFromTime, ApplyUntilDay: w.ApplyUntilDay, ApplyUntilTime: w.ApplyUntilTime,
	}
}

// PlanClone says what a copy would be; it stores nothing. Anybody's public
// section may be copied, and a draft by those who run it.
func (d *Desk) PlanClone(ctx context.Context, who policy.Actor, section id.ID, f CloneForm) (ClonePlan, error) {
	src, err := d.source(ctx, who, section)
	if err != nil {
		return ClonePlan{}, err
	}
	plan, problems := planClone(src.Section, src.sessions, f, src.own)
	return plan, problems.Err()
}

// CloneSection copies a section to a new term, as a draft with its meetings. A
// copy of another organisation's section begins a programme of the actor's own,
// with the words of the source. It returns the new section.
func (d *Desk) CloneSection(ctx context.Context, who policy.Actor, section id.ID, f CloneForm) (id.ID, error) {
	src, err := d.source(ctx, who, section)
	if err != nil {
		return id.None, err
	}
	plan, problems := planClone(src.Section, src.sessions, f, src.own)
	org := src.Programme.OrgID
	if !src.own {
		if org, err = id.Parse(f.Org); err != nil {
			problems.Add("org", "office.problem.choose")
		}
	}
	if err := problems.Err(); err != nil {
		return id.None, err
	}
	sec := plan.Section
	sec.ID, sec.CreatedBy = id.New(), who.Account
	draft := draftSection{section: &sec}
	for _, m := range plan.Sessions {
		draft.sessions = append(draft.sessions, m.To)
	}
	inOrder(draft.sessions)
	err = d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		sec.ProgrammeID = src.Programme.ID
		if !src.own {
			p, err := s.adopt(who, &src.Programme, org, sec.StartsOn)
			if err != nil {
				return err
			}
			sec.ProgrammeID = p
		}
		return s.createSections(who, sec.ProgrammeID, []draftSection{draft})
	})
	return sec.ID, err
}

// adopt begins a programme of org with the words of another's.
func (s deskStore) adopt(who policy.Actor, from *Programme, org id.ID, first clock.Date) (id.ID, error) {
	p := *from
	p.ID, p.OrgID, p.State, p.CreatedBy, p.Version = id.New(), org, Draft, who.Account, 1
	p.AgreementID, p.AwardID, p.StrandID = id.None, id.None, id.None
	p.PublishedAt, p.ClosedAt, p.Sample, p.Department, p.Phone = 0, 0, false, "", ""
	p.Year = first.Time().Year()
	p.CreatedAt, p.UpdatedAt = s.Now, s.Now
	if _, err := s.Allow(policy.EditProgramme, &p, "created", true, "copied_from", from.ID.String()); err != nil {
		return id.None, err
	}
	code, err := s.code(org)
	if err != nil {
		return id.None, err
	}
	if p.Slug, err = s.freeSlug(p.Year, code); err != nil {
		return id.None, err
	}
	return p.ID, s.addProgramme(&p)
}

// source is a section that may be copied.
type source struct {
	Section   Section
	Programme Programme
	sessions  []Session
	own       bool
}

func (d *Desk) source(ctx context.Context, who policy.Actor, section id.ID) (source, error) {
	src, ok, err := deskReader{d.db.Read(ctx)}.source(section, policy.Visible(who).Runs)
	if err != nil {
		return src, err
	}
	if !ok {
		return src, errNotThere
	}
	return src, nil
}

// CloneSource is a section that may be copied, as the form names it.
type CloneSource struct {
	Section Section
	Title   string
	Own     bool
}

// CloneSource is the section that a copy would be made of.
func (d *Desk) CloneSource(ctx context.Context, who policy.Actor, section id.ID) (CloneSource, error) {
	src, err := d.source(ctx, who, section)
	if err != nil {
		return CloneSource{}, err
	}
	return CloneSource{src.Section, joined(src.Programme.TitleKO+" "+src.Section.NameKO, src.Section.Number), src.own}, nil
}
