package world

import (
	"fmt"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
)

// rows are the whole world, in the order in which it can be stored.
type rows struct {
	organisations []people.Organisation
	people        []people.Person
	accounts      []people.Account
	roles         []people.RoleRow
	consents      []people.Consent
	affiliations  []people.Affiliation
	statuses      []people.StatusRow
	domains       []people.Domain
	provisions    []people.Provision
	pupils        []people.Pupil
	guardianships []people.Guardianship

	guardianConsents []people.GuardianConsent
	deskPeople       []people.DeskPerson

	recognitionRules []credit.Rule
	recognitions     []credit.Recognition
	trail            []db.Audit
	decisions        []credit.DecisionRow
	questions        []credit.Question
	entries          []credit.Entry
	reflections      []credit.Reflection
	decisionTexts    []credit.Text
	frozen           []credit.Frozen

	agreements   []partnership.Agreement
	parties      []partnership.AgreementParty
	grants       []partnership.Grant
	awards       []partnership.Award
	members      []partnership.AwardMember
	strands      []partnership.Strand
	budgets      []partnership.Budget
	indicators   []partnership.Indicator
	programmes   []catalog.Programme
	sections     []catalog.Section
	sessions     []catalog.Session
	seats        []catalog.Seats
	approvals    []catalog.Approval
	applications []enrolment.Application
	enrolments   []enrolment.Enrolment
	series       []numberSeries

	sheets         []attendance.Sheet
	marks          []attendance.Marked
	markEntries    []attendance.MarkEntry
	participations []attendance.Participation
	confirmations  []attendance.Entry
	signatories    []attendance.Signatory
	certificates   []attendance.Certificate
}

// numberSeries is the counter of human numbers (2027-NAM-0012) of an organisation in a year.
type numberSeries struct {
	Series string `gorm:"primaryKey"`
	Last   int
}

// TableName implements gorm's Tabler.
func (numberSeries) TableName() string { return "number_series" }

// builder gathers rows. Its first error stays.
type builder struct {
	rows
	opts   Options
	now    clock.Instant
	today  clock.Date
	year   int // the year of what is open today: after the facts' years
	orgs   map[id.ID]int
	last   map[string]int // series → index in rows.series
	at     map[id.ID]int  // section → index in rows.sections
	seatOf map[id.ID]int
	err    error
	pool   residents
}

// factsEnd is the last year of the facts; samples belong to a later one.
const factsEnd = 2026

func newBuilder(opts Options) *builder {
	today := opts.Now.Date()
	return &builder{
		opts: opts, now: opts.Now, today: today, year: max(factsEnd+1, today.Time().Year()),
		orgs: map[id.ID]int{}, last: map[string]int{}, at: map[id.ID]int{}, seatOf: map[id.ID]int{},
	}
}

// fail keeps the first mistake in the tables of this package; a test meets it.
func (b *builder) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf("world: "+format, args...)
	}
}

// organisation is a body that has been added; a name that does not exist is a mistake in a table.
func (b *builder) organisation(org id.ID) *people.Organisation {
	i, ok := b.orgs[org]
	if !ok {
		b.fail("no organisation %s", org)
		return &people.Organisation{}
	}
	return &b.organisations[i]
}

// number is the next human number of an organisation in a year.
func (b *builder) number(org id.ID, year int) string {
	o := b.organisation(org)
	if o.Code == nil {
		b.fail("%s runs sections and has no code", o.Slug)
		return ""
	}
	prefix := fmt.Sprintf("%d-%s-", year, *o.Code)
	return fmt.Sprintf("%s%04d", prefix, b.nextOf("section/"+prefix)) // as catalog.NextNumber calls it
}

// nextOf is the next running number of a series.
func (b *builder) nextOf(series string) int {
	i, ok := b.last[series]
	if !ok {
		i = len(b.series)
		b.last[series] = i
		b.series = append(b.series, numberSeries{Series: series})
	}
	b.series[i].Last++
	return b.series[i].Last
}
