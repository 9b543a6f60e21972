package catalog

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// DeskPage is how many programmes a page of the office's table shows.
const DeskPage = 50

// DeskFilter narrows the office's table of programmes.
type DeskFilter struct {
	Q           string
	State       State  // "" any
	Year        int    // 0 any
	Cooperation string // agreement:ID or award:ID; "" any
	Org         id.ID  // None: all that the reader works for
	Sort        string // updated (default), title, starts
	Page        int
}

// DeskLine is a programme in the office's table.
type DeskLine struct {
	ID        id.ID
	Slug      string
	OrgName   string
	Kind      Kind
	State     State
	TitleKO   string `gorm:"column:title_ko"`
	Year      int
	Sample    bool
	UpdatedAt clock.Instant
	Sections  int
	Drafts    int
	Taken     int
	Capacity  int
	StartsOn  clock.Date
	Coop      string
}

// DeskList is a page of the office's table.
type DeskList struct {
	Filter DeskFilter
	Lines  []DeskLine
	Page   paging.Page
	Counts map[State]int // of all that the reader works for
	Years  []int
}

// Programmes lists the programmes of the organisations that the reader works for.
func (d *Desk) Programmes(ctx context.Context, who policy.Actor, f DeskFilter) (DeskList, error) {
	orgs := policy.Visible(who).Desk()
	if !f.Org.IsZero() && slices.Contains(orgs, f.Org) {
		orgs = []id.ID{f.Org}
	}
	f.Q = people.CleanLine(f.Q)
	return deskReader{d.db.Read(ctx)}.programmes(orgs, f, d.db.Now().Date())
}

// Body is an organisation that a desk works for.
type Body struct {
	ID           id.ID
	Code         *string
	NameKO       string `gorm:"column:name_ko"`
	NameEN       string `gorm:"column:name_en"`
	City         string
	District     string
	Address      string
	Department   string
	Phone        string
	Cooperations []Cooperation `gorm:"-"`
	SchoolCities []string      `gorm:"-"` // where there are schools, the same for every body
}

// Cooperation is an agreement or an award in which an organisation has a part.
type Cooperation struct {
	Value          string // agreement:ID, award:ID
	NameKO, NameEN string
	EndsOn         clock.Date
	Settled        bool // its money is accounted for: no new programme belongs to it
	Strands        []StrandChoice
}

// StrandChoice is a strand or a group of a cooperation.
type StrandChoice struct {
	ID             id.ID
	NameKO, NameEN string
}

// Bodies are the organisations whose programmes the reader drafts, with their cooperations.
func (d *Desk) Bodies(ctx context.Context, who policy.Actor) ([]Body, error) {
	return deskReader{d.db.Read(ctx)}.bodies(policy.Visible(who).Runs)
}

// ProgrammeDesk is one programme as its desk shows it.
type ProgrammeDesk struct {
	Programme
	OrgName     string
	Cooperation string // names in Korean
	Strand      string
	Sections    []SectionLine
	Waiting     *Approval // the request that is open
	Returned    *Approval // the last decision, where it sent the draft back
	Edited      Edit
	Lacks       []Lack
	Applied     bool
	Runs        bool // the reader may change it
	Now         clock.Instant
}

// SectionLine is a section in a programme's table.
type SectionLine struct {
	Section
	Taken     int
	LastSeq   int64
	Meetings  int
	HasSeats  bool
	SeatLimit *int
}

// Seats is how full the section is, as enrolment keeps it.
func (l *SectionLine) Seats() Seats {
	return Seats{SectionID: l.ID, Capacity: l.SeatLimit, Taken: l.Taken, LastSeq: l.LastSeq, Pressure: PressureOf(l.SeatLimit, l.Taken)}
}

// Programme is one programme of an organisation that the reader works for.
func (d *Desk) Programme(ctx context.Context, who policy.Actor, programme id.ID) (ProgrammeDesk, error) {
	scope := policy.Visible(who)
	r := deskReader{d.db.Read(ctx)}
	p, ok, err := r.programme(programme, scope.Desk())
	if err != nil || !ok {
		return p, orNotThere(err)
	}
	p.Now, p.Runs = d.db.Now(), slices.Contains(scope.Runs, p.OrgID)
	p.Lacks = lacksOf(&p.Programme)
	for i := range p.Sections {
		if p.Sections[i].State == Draft {
			p.Lacks = append(p.Lacks, lacksOfSection(&p.Sections[i].Section, p.Now)...)
		}
		p.Applied = p.Applied || p.Sections[i].LastSeq > 0
	}
	if len(p.Sections) == 0 {
		p.Lacks = append(p.Lacks, Lack{Text: fault.Say("office.lack.section")})
	}
	return p, nil
}

func orNotThere(err error) error {
	if err != nil {
		return err
	}
	return errNotThere
}

// SectionDesk is one section as its desk shows it.
type SectionDesk struct {
	SectionLine
	Programme ProgrammeDesk
	Sessions  []Session
	Waiting   *Approval
	Returned  *Approval
	Edited    Edit
	Lacks     []Lack
	Origin    string // number of the section it was copied from
}

// Section is one section of an organisation that the reader works for.
func (d *Desk) Section(ctx context.Context, who policy.Actor, section id.ID) (SectionDesk, error) {
	r := deskReader{d.db.Read(ctx)}
	of, err := r.programmeOf(section)
	if err != nil || of.IsZero() {
		return SectionDesk{}, orNotThere(err)
	}
	p, err := d.Programme(ctx, who, of)
	if err != nil {
		return SectionDesk{}, err
	}
	out, err := r.sectionDesk(section, p)
	if err == nil && out.State == Draft {
		out.Lacks = lacksOfSection(&out.Section, p.Now)
	}
	return out, err
}
