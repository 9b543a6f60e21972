package catalog

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// ApprovalLine is a request in a list.
type ApprovalLine struct {
	Approval
	OrgName   string
	TitleKO   string `gorm:"column:title_ko"`
	Section   string // its name or number; "" for the whole programme
	Asker     string
	Decider   string
	Agreement id.ID
	Mine      bool `gorm:"-"` // the reader may decide it
}

// Approvals are the requests that the reader may decide, those that their own
// organisations have open, and what was decided lately.
func (d *Desk) Approvals(ctx context.Context, who policy.Actor) (toDecide, asked, decided []ApprovalLine, err error) {
	r := deskReader{d.db.Read(ctx)}
	open, err := r.openRequests()
	if err != nil {
		return nil, nil, nil, err
	}
	c, err := r.chain()
	if err != nil {
		return nil, nil, nil, err
	}
	scope := policy.Visible(who)
	for _, l := range open {
		l.Mine = policy.May(who, policy.DecideApproval, waiting{&l.Approval, c.of(l.OrgID, l.AskedBy, l.Agreement)})
		switch {
		case l.Mine:
			toDecide = append(toDecide, l)
		case slices.Contains(scope.Desk(), l.OrgID):
			asked = append(asked, l)
		}
	}
	decided, err = r.decidedRequests(who.Account, scope.Desk())
	return toDecide, asked, decided, err
}

// ApprovalDesk is one request with what it would let out.
type ApprovalDesk struct {
	ApprovalLine
	Programme ProgrammeDesk
	Sections  []SectionDesk // those that the request covers
	Before    bool          // something was approved earlier: Changed compares with it
	Changed   []Difference
	StandIn   bool // the reader would decide for somebody absent
	ByOrgs    []string
}

// Approval is one request, for those who asked, may decide or have decided.
func (d *Desk) Approval(ctx context.Context, who policy.Actor, approval id.ID) (ApprovalDesk, error) {
	r := deskReader{d.db.Read(ctx)}
	l, ok, err := r.request(approval)
	if err != nil || !ok {
		return ApprovalDesk{}, orNotThere(err)
	}
	c, err := r.chain()
	if err != nil {
		return ApprovalDesk{}, err
	}
	scope := policy.Visible(who)
	w := waiting{&l.Approval, c.of(l.OrgID, l.AskedBy, l.Agreement)}
	l.Mine = l.DecidedAt.IsZero() && policy.May(who, policy.DecideApproval, w)
	if !l.Mine && !slices.Contains(scope.Desk(), l.OrgID) && (l.DecidedBy.IsZero() || l.DecidedBy != who.Account) {
		return ApprovalDesk{}, errNotThere
	}
	out := ApprovalDesk{ApprovalLine: l}
	if l.Mine {
		out.StandIn = !slices.ContainsFunc(w.by, func(o id.ID) bool { return who.Has(policy.Approver, o) })
	}
	if out.ByOrgs, err = r.orgNames(w.by); err != nil {
		return out, err
	}
	p, ok, err := r.programme(l.ProgrammeID, []id.ID{l.OrgID})
	if err != nil || !ok {
		return out, orNotThere(err)
	}
	p.Now = d.db.Now()
	out.Programme = p
	facts, err := readStatement(l.Content)
	if err != nil {
		return out, err
	}
	covered := map[string]bool{}
	for _, f := range facts {
		covered[f.Of] = true
	}
	for _, s := range p.Sections {
		if !l.covers(&s.Section, covered, len(facts) == 0) {
			continue
		}
		sec, err := r.sectionDesk(s.ID, p)
		if err != nil {
			return out, err
		}
		out.Sections = append(out.Sections, sec)
	}
	last, err := r.lastApproved(&l.Approval)
	if err != nil || last == "" {
		return out, err
	}
	was, err := readStatement(last)
	if err != nil {
		return out, err
	}
	out.Before, out.Changed = true, Differences(only(was, covered), facts)
	return out, nil
}

// covers reports whether a request is about a section: while it waits, what
// approving it would let out; afterwards what it said, or where it kept no
// words what is public.
func (l *ApprovalLine) covers(s *Section, stated map[string]bool, silent bool) bool {
	if l.DecidedAt.IsZero() {
		return s.State == Review && (l.SectionID.IsZero() || s.ID == l.SectionID)
	}
	return stated[s.ID.String()] || s.ID == l.SectionID || silent && l.SectionID.IsZero() && s.State.Public()
}

// only are the facts about things that are asked again.
func only(facts []Stated, of map[string]bool) (out []Stated) {
	for _, f := range facts {
		if of[f.Of] {
			out = append(out, f)
		}
	}
	return out
}

// TodaySection is a section that needs a look today.
type TodaySection struct {
	ID        id.ID
	Number    string
	NameKO    string `gorm:"column:name_ko"`
	TitleKO   string `gorm:"column:title_ko"`
	ApplyFrom clock.Instant
	StartsOn  clock.Date
	Capacity  *int
	Taken     int
}

// TodayProgramme is a draft that somebody has begun.
type TodayProgramme struct {
	ID        id.ID
	TitleKO   string `gorm:"column:title_ko"`
	Public    bool   // it is public already; a section of it is a draft
	UpdatedAt clock.Instant
	Reason    string // why it came back; "" for one that was never asked
}

// Ending is an agreement of the reader's organisation that ends soon.
type Ending struct {
	Slug   string
	NameKO string `gorm:"column:name_ko"`
	NameEN string `gorm:"column:name_en"`
	EndsOn clock.Date
}

// Today is what waits at the reader's desk.
type Today struct {
	Now      clock.Instant
	ToDecide []ApprovalLine
	Asked    []ApprovalLine
	Returned []TodayProgramme
	Opening  []TodaySection // applications open today or tomorrow
	Empty    []TodaySection // starting within seven days with few places taken
	Drafts   []TodayProgramme
	Ending   []Ending // within ninety days
}

// Waits is how many things ask something of the reader: to decide, to mend, to
// fill, to finish. What others decide and what only opens is not counted.
func (t Today) Waits() int { return len(t.ToDecide) + len(t.Returned) + len(t.Empty) + len(t.Drafts) }

const (
	startsWithin = 7
	endsWithin   = 90
	fewPart      = 3 // fewer than one in three places taken is nearly empty
)

// Today is what the reader should look at today, of the organisations they work for.
func (d *Desk) Today(ctx context.Context, who policy.Actor) (t Today, err error) {
	t.Now = d.db.Now()
	if t.ToDecide, t.Asked, _, err = d.Approvals(ctx, who); err != nil {
		return t, err
	}
	r, scope, today := deskReader{d.db.Read(ctx)}, policy.Visible(who), t.Now.Date()
	if len(scope.Desk()) == 0 {
		return t, nil
	}
	if t.Returned, t.Drafts, err = r.drafts(scope.Runs); err != nil {
		return t, err
	}
	if t.Opening, err = r.opening(scope.Desk(), today.At(0), today.AddDays(2).At(0)); err != nil {
		return t, err
	}
	if t.Empty, err = r.nearlyEmpty(scope.Desk(), today, today.AddDays(startsWithin)); err != nil {
		return t, err
	}
	t.Ending, err = r.ending(scope.Desk(), today, today.AddDays(endsWithin))
	return t, err
}
