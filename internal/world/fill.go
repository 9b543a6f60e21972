package world

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
)

// policyVersion marks the world's own applications: nobody decided them, so the
// audit has nothing on them, and the check of invariants does not look for it.
const policyVersion = "world"

// officerOf is who drafts for an organisation and stands behind what its counter enters.
var officerOf = map[id.ID]id.ID{
	BusanCity: OfficerBusan.Account, Namgu: OfficerNamgu.Account, Yeonje: OfficerYeonje.Account, Paju: OfficerPaju.Account,
	PajuEdu: OfficePajuEdu.Account, Lifelong: Host.Account,
}

// seat opens the seats of a section that one applies to here, and gives taken
// of them to residents whom it is for. Somebody has changed their mind now and
// then, and whoever came to a full section was told so.
func (b *builder) seat(p *catalog.Programme, s *catalog.Section, taken int) {
	b.seatOf[s.ID] = len(b.seats)
	b.seats = append(b.seats, catalog.Seats{SectionID: s.ID, Capacity: s.Capacity, Pressure: catalog.PressureOf(s.Capacity, 0)})
	if s.State == catalog.Draft || s.State == catalog.Review || taken == 0 && s.State != catalog.Cancelled {
		return
	}
	rng := rand.New(rand.NewPCG(seed(p.Slug), uint64(len(s.Number)))) //nolint:gosec // sample people
	who := b.pool.fits(p, s, rng)
	gone, refused := taken/8, 0
	if s.Capacity != nil && taken == *s.Capacity {
		refused = 2
	}
	if s.State == catalog.Cancelled {
		gone = 4
	}
	if len(who) < taken+gone+refused {
		b.fail("%s: only %d residents fit %d seats", p.Slug, len(who), taken)
		return
	}
	last := b.now.Add(-hours(2))
	if !s.ApplyUntil.IsZero() {
		last = min(last, s.ApplyUntil)
	}
	first := s.ApplyFrom
	if first.IsZero() || first > last {
		first = last.Add(-hours(24 * 10))
	}
	step := (last - first) / clock.Instant(taken+gone+refused+1)
	for i, x := range who[:taken+gone+refused] {
		at := first + step*clock.Instant(i+1)
		state := enrolment.Accepted
		switch {
		case i >= taken+gone:
			state = enrolment.Refused
		case gone > 0 && (s.State == catalog.Cancelled || i%8 == 7 && i/8 < gone):
			state = enrolment.Cancelled
		}
		b.apply(s, x, state, at, at+step/2)
	}
}

// apply adds one application with its decision, and keeps the count of seats true.
func (b *builder) apply(s *catalog.Section, x resident, state enrolment.State, at, cancelled clock.Instant) id.ID {
	seats := &b.seats[b.seatOf[s.ID]]
	seats.LastSeq++
	account, as := x.account, enrolment.ForSelf
	if account.IsZero() {
		account, as = b.counterOf(s), enrolment.AtDesk
	}
	a := enrolment.Application{
		ID: id.Named("application/" + s.ID.String() + "/" + x.ID.String()), SectionID: s.ID, PersonID: x.ID, AccountID: account, MadeAs: as, Seq: seats.LastSeq, State: state,
		PolicyVersion: policyVersion, RequestKey: "world-" + x.ID.String(), AppliedAt: at,
	}
	switch state {
	case enrolment.Accepted:
		seats.Taken++
	case enrolment.Refused:
		a.Reason = enrolment.ReasonFull
	case enrolment.Cancelled:
		a.CancelledAt, a.CancelledBy = cancelled, account
	}
	b.applications = append(b.applications, a)
	b.agree(x.ID, account, people.ForApplication, a.PolicyRef(), at)
	if state != enrolment.Refused {
		b.enrolments = append(b.enrolments, enrolment.Enrolment{ApplicationID: a.ID, SectionID: s.ID, PersonID: x.ID, TakenAt: at, ReleasedAt: a.CancelledAt})
	}
	seats.Pressure = catalog.PressureOf(seats.Capacity, seats.Taken)
	return a.ID
}

// counterOf is the account that enters people at the counter of the section's organisation.
func (b *builder) counterOf(s *catalog.Section) id.ID {
	for _, v := range slices.Backward(b.programmes) {
		if v.ID != s.ProgrammeID {
			continue
		}
		org := v.OrgID
		if org == Yeonje {
			return DeskYeonje.Account
		}
		if a, ok := officerOf[org]; ok {
			return a
		}
	}
	return OfficerBusan.Account
}

func seed(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s))
	return h.Sum64()
}

// approve leaves behind what a second person said of a programme, or what waits for them.
func (b *builder) approve(p *programme, row *catalog.Programme) {
	a := catalog.Approval{ID: id.Named("approval/" + row.Slug), OrgID: row.OrgID, ProgrammeID: row.ID, AskedBy: officerOf[row.OrgID], AskedAt: b.now.Add(-hours(26)), AskedNote: p.ask}
	switch {
	case row.State == catalog.Review:
		b.approvals = append(b.approvals, a)
	case row.Sample && row.State == catalog.Published && !a.AskedBy.IsZero():
		who := approverOf[row.OrgID]
		a.AskedAt, a.DecidedAt = row.PublishedAt.Add(-hours(30)), row.PublishedAt
		a.DecidedBy, a.DecidedAs, a.Decision = who.account, who.as, "approved"
		b.approvals = append(b.approvals, a)
	}
}

// approverOf is who decides for an organisation, and in what part: 연제구 has no
// approver but its parent's, 파주교육지원청 none but the other party's.
var approverOf = map[id.ID]struct {
	account id.ID
	as      string
}{
	BusanCity: {ApproverBusan.Account, "approver"},
	Namgu:     {ApproverNamgu.Account, "approver"},
	Yeonje:    {ApproverBusan.Account, "parent"},
	Paju:      {ApproverPaju.Account, "approver"},
	PajuEdu:   {ApproverPaju.Account, "party"},
	Lifelong:  {ApproverHost.Account, "approver"},
}

// addResidentHistory gives resident@demo.example a place that is coming up, one
// they gave back, and one they were too late for.
func (b *builder) addResidentHistory() {
	me := resident{account: Resident.Account}
	for i := range b.people {
		if b.people[i].ID == Resident.Person {
			me.Person = b.people[i]
		}
	}
	for _, x := range []struct {
		section id.ID
		state   enrolment.State
	}{{ComingUp, enrolment.Accepted}, {GivenBack, enrolment.Cancelled}, {FullSection, enrolment.Refused}} {
		i, ok := b.at[x.section]
		if !ok {
			b.fail("no section %s for the resident", x.section)
			return
		}
		b.apply(&b.sections[i], me, x.state, b.now.Add(-hours(1)), b.now.Add(-hours(1)/3))
	}
}
