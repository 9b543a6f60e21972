package world

import (
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/money"
)

// programme is a line of the tables of text: one programme with its runs.
type programme struct {
	slug    string
	org     id.ID
	in      within
	title   text
	summary text
	learn   text // one item a line
	bring   text
	kind    catalog.Kind // "" is a course
	area    catalog.Area
	for_    catalog.Audience // "" is anyone
	note    string           // whom it is for, in the host's words
	schools string           // the city whose schools' pupils it is for; "" asks for no school
	min     int              // age; 0 is no limit
	max     int
	grades  string
	stage   string
	shared  string // 경기공유학교 type
	state   catalog.State
	ask     string // what the asker wrote, for a draft in review
	// invented says that the programme counts in a published figure while its
	// name is not public; its summary then begins with "(예시 이름)".
	invented bool
	runs     []run
}

// sampleDates names the runs of counted programmes, whose days are not public.
var sampleDates = text{"예시 일정", "Sample dates"}

// within is the cooperation that a programme belongs to.
type within struct{ agreement, award, strand id.ID }

// fact is what a counted programme has beside its text.
type fact struct {
	year   int
	closed bool // finished and settled
	dept   string
}

// run is one section of a programme.
type run struct {
	name     text
	window   window
	base     clock.Date // the days below count from here; "" is today
	start    int        // first possible day, in days from base
	days     string     // 월화수목금토일; the sessions fall on these
	times    int        // sessions; 0: none, the run lasts span days
	every    int        // weeks from one week with sessions to the next; 0 is 1
	whole    bool       // begins on the first of its days: two days of one weekend
	span     int
	from, to int // hour and minute as 1030
	place    string
	room     string
	address  string
	district string // "" is the organisation's own
	teacher  string
	by       id.ID // the teacher's person, when they sign in here
	seats    int   // 0 is no limit
	taken    int
	mode     catalog.Mode // "" is first come
	method   catalog.Method
	channel  catalog.Channel // "" is here
	url      string
	fee      money.Won
	material money.Won
	feeNote  string
	topics   string // one a line; "" spreads what is learnt over the sessions
	cancel   string // why it does not take place
	state    catalog.State
}

// addOpen adds programmes of the year that is open today; all are samples.
func (b *builder) addOpen(ps []programme) {
	for i := range ps {
		b.add(&ps[i], b.year, true, "")
	}
}

// addFacts adds programmes that count.
func (b *builder) addFacts(f fact, ps []programme) {
	for i := range ps {
		if f.closed {
			ps[i].state = catalog.Closed
		}
		for n := range ps[i].runs {
			ps[i].runs[n].name, ps[i].runs[n].window = sampleDates, before
		}
		b.add(&ps[i], f.year, false, f.dept)
	}
}

func (b *builder) add(p *programme, year int, sample bool, dept string) {
	o := b.organisation(p.org)
	state := orElse(p.state, catalog.Published)
	row := catalog.Programme{
		ID: programmeID(p.slug), Slug: p.slug, OrgID: p.org, AgreementID: p.in.agreement, AwardID: p.in.award, StrandID: p.in.strand,
		Kind: orElse(p.kind, catalog.Course), State: state,
		TitleKO: p.title.ko, TitleEN: p.title.en, SummaryKO: p.summary.ko, SummaryEN: p.summary.en,
		LearnKO: p.learn.ko, LearnEN: p.learn.en, BringKO: p.bring.ko, BringEN: p.bring.en,
		Area: p.area, Audience: orElse(p.for_, catalog.Anyone), AudienceNote: p.note, SchoolCity: p.schools, Grades: p.grades, Stage: p.stage,
		SharedType: p.shared, Year: year, Sample: sample, Department: orElse(dept, o.Department), Phone: o.Phone, CreatedBy: officerOf[p.org], Version: 1,
	}
	row.MinAge, row.MaxAge = some(p.min), some(p.max)
	if p.invented {
		row.SummaryKO, row.SummaryEN = "(예시 이름) "+row.SummaryKO, "(Sample name) "+row.SummaryEN
	}
	if p.shared != "" {
		row.SharedYear = &year
	}
	at := len(b.programmes)
	b.programmes = append(b.programmes, row)
	first := b.now.Add(-hours(48))
	for i := range p.runs {
		s := b.addRun(at, i+1, &p.runs[i], sample)
		if !s.ApplyFrom.IsZero() {
			first = min(first, s.ApplyFrom.Add(-hours(72)))
		}
	}
	b.stamp(at, len(p.runs), first)
	b.approve(p, &b.programmes[at])
}

// stamp gives a programme and its last n sections the times of their making.
func (b *builder) stamp(at, n int, first clock.Instant) {
	p := &b.programmes[at]
	p.CreatedAt, p.UpdatedAt = first.Add(-hours(120)), first
	if p.State.Public() {
		p.PublishedAt = first
	}
	if p.State == catalog.Closed {
		p.ClosedAt = min(clock.AtSeoul(p.Year, 12, 31, 18, 0), b.now)
		p.UpdatedAt = p.ClosedAt
	}
	for i := len(b.sections) - n; i < len(b.sections); i++ {
		s := &b.sections[i]
		s.CreatedAt, s.UpdatedAt, s.CreatedBy = p.CreatedAt, p.UpdatedAt, p.CreatedBy
		if s.State.Public() {
			s.PublishedAt = first
		}
		if s.State == catalog.Cancelled {
			s.CancelledAt = b.now.Add(-hours(20))
			s.UpdatedAt = s.CancelledAt
		}
	}
}

func (b *builder) addRun(at, n int, r *run, sample bool) *catalog.Section {
	p := &b.programmes[at]
	o := b.organisation(p.OrgID)
	base := orElse(r.base, b.today)
	s := catalog.Section{
		ID: sectionID(p.Slug, n), ProgrammeID: p.ID, Number: b.number(p.OrgID, p.Year), NameKO: r.name.ko, NameEN: r.name.en, Term: term(p.Year, base, sample),
		Capacity: some(r.seats), AlwaysOpen: r.window.always, Mode: orElse(r.mode, catalog.FirstCome), Method: orElse(r.method, catalog.InPerson),
		Channel: orElse(r.channel, catalog.Here), ApplyURL: r.url, Fee: r.fee, MaterialCost: r.material, FeeNote: r.feeNote,
		Place: r.place, Address: r.address, City: o.City, District: orElse(r.district, o.District), CancelReason: r.cancel, Version: 1,
	}
	s.State = orElse(r.state, p.State)
	if r.cancel != "" {
		s.State = catalog.Cancelled
	}
	if s.Channel == catalog.ByPhone || s.Channel == catalog.ThroughSchool {
		s.ApplyPhone = o.Phone
	}
	if !r.window.always {
		s.ApplyFrom, s.ApplyUntil = r.window.at(base, b.now)
	}
	if r.to > 0 {
		s.StartMinute, s.EndMinute = some(minutes(r.from)), some(minutes(r.to))
	}
	b.meet(&s, r, base)
	b.at[s.ID] = len(b.sections)
	b.sections = append(b.sections, s)
	if s.Channel == catalog.Here {
		b.seat(p, &s, r.taken)
	}
	return &b.sections[len(b.sections)-1]
}

// meet gives the section its days and its sessions.
func (b *builder) meet(s *catalog.Section, r *run, base clock.Date) {
	days := weekdays(r.days)
	for d := range days {
		s.Weekdays |= 1 << d
	}
	s.StartsOn = base.AddDays(r.start)
	s.EndsOn = s.StartsOn.AddDays(r.span)
	if r.times == 0 {
		return
	}
	topics := topicsOf(r, b.programmes[len(b.programmes)-1].LearnKO)
	for r.whole && weekday(s.StartsOn) != weekdayOf(r.days) {
		s.StartsOn = s.StartsOn.AddDays(1)
	}
	held := meetings(s.StartsOn, days, r.times, max(1, r.every))
	s.StartsOn, s.EndsOn = held[0], held[len(held)-1]
	for i, day := range held {
		x := catalog.Session{
			ID: id.Named("session/" + s.ID.String() + "/" + itoa(i+1)), SectionID: s.ID, Number: i + 1, HeldOn: day, StartMinute: minutes(r.from), EndMinute: minutes(r.to),
			Place: r.place, Room: r.room, Teacher: r.teacher, TeacherID: r.by, LessonHours: max(1, (minutes(r.to)-minutes(r.from))/50),
		}
		if i < len(topics) {
			x.Topic = topics[i]
		}
		b.sessions = append(b.sessions, x)
	}
}

// topicsOf are the topics of a run's sessions: its own, or what is learnt, in
// that order, where there are sessions enough for each of them.
func topicsOf(r *run, learn string) []string {
	if r.topics != "" {
		return strings.Split(r.topics, "\n")
	}
	lines := strings.Split(learn, "\n")
	if r.times < len(lines) {
		return nil
	}
	out := make([]string, r.times)
	for i := range out {
		out[i] = lines[i*len(lines)/r.times]
	}
	return out
}

// term is the half-year as officers write it: 2027-1.
func term(year int, base clock.Date, sample bool) string {
	half := "-1"
	if !sample && base.Time().Month() > 6 {
		half = "-2"
	}
	return itoa(year) + half
}

func orElse[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

func some(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
