package world

import (
	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/credit"
	"ieum/internal/id"
	"ieum/internal/people"
)

// What lies on the desks of the two universities.
var (
	AskedRun    = sectionID("ypw-evening-library-hosts", 1)             // over and confirmed by host@demo.example; 부산대 asks about it
	WaitsAtPKNU = recognitionID(EndedRun, StudentPKNU.Person, PKNU)     // waits at staff.pknu@demo.example's desk
	ShortAtPKNU = recognitionID(AskedRun, StudentPKNU.Person, PKNU)     // waits there too, with fewer hours than the rule asks
	AskedByPNU  = recognitionID(AskedRun, StudentPNU.Person, PNU)       // 보완요청 at host@demo.example's
	PointsPKNU  = recognitionID(ConfirmedRun, StudentPKNU.Person, PKNU) // mileage by the rule of 부경대
	PointsPNU   = recognitionID(ConfirmedRun, StudentPNU.Person, PNU)   // mileage by the rule of 부산대
	OpenAsked   = id.Named("question/" + AskedByPNU.String())
)

func recognitionID(section, person, org id.ID) id.ID {
	return id.Named("recognition/" + section.String() + "/" + person.String() + "/" + org.String())
}

// sampleRules are one rule for each university, none its own: 부경대 by the
// event, after its published practice of 2017 that eight hours count; the others by the hour.
func (b *builder) sampleRules() {
	for _, u := range universities {
		r := credit.Rule{
			ID: id.Named("rule/" + u.slug + "/1"), OrgID: organisationID(u.slug), Version: 1, EffectiveFrom: "2024-03-01", Per: credit.PerHour, Points: 100,
			ProgrammeCap: 1000, YearlyCap: 3000, PublishedAt: registered, Note: "시연을 위해 만든 기준",
		}
		switch r.OrgID {
		case PKNU:
			r.Per, r.Points, r.MinMinutes, r.ProgrammeCap, r.YearlyCap = credit.PerEvent, 300, 8*60, 0, 1000
		case PNU:
			r.OnLeave = true
		}
		b.recognitionRules = append(b.recognitionRules, r)
	}
}

// addCampus lets what the students did and hosts confirmed lie where it would:
// decided, waiting, or with the host.
func (b *builder) addCampus() {
	b.sampleRules()
	b.addOpen([]programme{{
		slug: "ypw-evening-library-hosts", org: Lifelong, in: extracurricular, kind: catalog.Volunteering, area: catalog.Humanities, for_: catalog.Student, min: 18, max: 90,
		title:   text{"저녁 도서관 지기", "Evening Library Hosts"},
		summary: text{"저녁에 문을 연 작은 도서관에서 이웃을 맞고 책을 권했습니다. 기르는 역량: 리더십.", "Students kept a small library open in the evening. Competency: leadership."},
		learn:   text{"맞이하기\n책 권하기\n돌아보기", "Welcoming\nRecommending\nLooking back"},
		bring:   text{"좋아하는 책 한 권", "A book you like"},
		runs:    []run{{name: text{"가을", "Autumn"}, window: window{fromDay: -80, fromTime: 900, untilDay: -56, untilTime: 1800}, start: -44, days: "목", times: 3, from: 1800, to: 2030, place: "여평원", room: "책방", address: "부산광역시 부산진구 양정1동", district: "부산진구", seats: 12, taken: 6}},
	}})
	b.takesPart(AskedRun, StudentPNU)
	b.takesPart(AskedRun, StudentPKNU)
	b.mark(AskedRun, Host.Account, 0)
	b.confirm(AskedRun, Host.Account)

	b.recognise(ConfirmedRun, StudentPKNU, StaffPKNU)
	b.recognise(ConfirmedRun, StudentPNU, StaffPNU)
	b.released(EndedRun, StudentPKNU, credit.Waiting)
	b.released(AskedRun, StudentPKNU, credit.Waiting)
	r := b.released(AskedRun, StudentPNU, credit.Asked)
	if r == nil {
		return
	}
	at := min(r.ReleasedAt.Add(hours(20)), b.now)
	r.WaitsSince, r.Version = at, 2
	const question = "확인된 시간이 안내된 활동 시간과 다릅니다. 세 번째 날에도 끝까지 있었는지 알려 주세요."
	b.decisions = append(b.decisions, credit.DecisionRow{
		ID: id.Named("decision/" + r.ID.String()), RecognitionID: r.ID, Decision: credit.AskHost, ParticipationVersion: 1, DecidedBy: StaffPNU.Account, DecidedAt: at,
	})
	b.decisionTexts = append(b.decisionTexts, credit.Text{ID: id.Named("decision/" + r.ID.String()), PersonID: r.PersonID, Body: question})
	b.questions = append(b.questions, credit.Question{ID: OpenAsked, RecognitionID: r.ID, HostID: Lifelong, Question: question, AskedBy: StaffPNU.Account, AskedAt: at})
}

func (b *builder) participation(section, person id.ID) *attendance.Participation {
	for i := range b.participations {
		if b.participations[i].SectionID == section && b.participations[i].PersonID == person {
			return &b.participations[i]
		}
	}
	b.fail("nothing confirmed of %s in %s", person, section)
	return &attendance.Participation{}
}

// released is a participation as it waits at the student's university.
func (b *builder) released(section id.ID, p Persona, state credit.State) *credit.Recognition {
	row := b.participation(section, p.Person)
	if row.Result != attendance.Completed {
		b.fail("%s has not completed %s", p.Email, section)
		return nil
	}
	s := &b.sections[b.at[section]]
	b.recognitions = append(b.recognitions, credit.Recognition{
		ID: recognitionID(section, p.Person, p.university), ParticipationID: row.ID, PersonID: p.Person, OrgID: p.university, SectionID: section,
		AffiliationID: id.Named("affiliation/" + p.Email), ActivityOn: s.EndsOn, State: state, ReleasedAt: row.ConfirmedAt, WaitsSince: row.ConfirmedAt, Version: 1,
	})
	return &b.recognitions[len(b.recognitions)-1]
}

// recognise recognises a participation by the rule of the student's university.
func (b *builder) recognise(section id.ID, p, staff Persona) {
	r := b.released(section, p, credit.Recognised)
	if r == nil {
		return
	}
	var rule *credit.Rule
	for i := range b.recognitionRules {
		if b.recognitionRules[i].OrgID == p.university {
			rule = &b.recognitionRules[i]
		}
	}
	var spans []credit.Span
	for _, m := range b.meetingsOf(section) {
		spans = append(spans, credit.Span{Day: m.HeldOn, From: m.StartMinute, To: m.EndMinute})
	}
	s := &b.sections[b.at[section]]
	o := rule.Apply(credit.Case{Minutes: b.participation(section, p.Person).Minutes, ActivityOn: r.ActivityOn, Programme: s.ProgrammeID, Status: people.Enrolled, Spans: spans})
	why, err := credit.StoreWhy(o.Why)
	if err != nil || o.Points == 0 {
		b.fail("%s gets nothing for %s: %v %v", p.Email, section, o, err)
		return
	}
	at := min(r.ReleasedAt.Add(hours(30)), b.now)
	r.Points, r.DecidedAt, r.DecidedBy, r.WaitsSince, r.Version = o.Points, at, staff.Account, at, 2
	d := credit.DecisionRow{
		ID: id.Named("decision/" + r.ID.String()), RecognitionID: r.ID, Decision: credit.Recognise, RuleID: rule.ID, ParticipationVersion: 1, Points: o.Points,
		DecidedBy: staff.Account, DecidedAt: at,
	}
	e := credit.Entry{
		ID: id.Named("entry/" + r.ID.String()), OrgID: r.OrgID, PersonID: r.PersonID, RecognitionID: r.ID, DecisionID: d.ID, Points: o.Points, RuleID: rule.ID,
		RuleVersion: rule.Version, Why: why, CountsOn: r.ActivityOn, PostedBy: staff.Account, PostedAt: at,
	}
	b.decisions, b.entries = append(b.decisions, d), append(b.entries, e)
	b.decisionTexts = append(b.decisionTexts, credit.Text{ID: d.ID, PersonID: r.PersonID, Body: "기준에 따라 인정"})
	f := credit.File{Recognition: *r, Participation: *b.participation(section, p.Person), Person: people.Person{Name: p.Name}, Status: people.Enrolled, Rule: rule, Outcome: o}
	f.Affiliation = people.Affiliation{Number: p.number, Department: p.department, Grade: p.grade}
	for _, m := range b.meetingsOf(section) {
		f.Meetings = append(f.Meetings, credit.Attended{Number: m.Number, HeldOn: m.HeldOn, StartMinute: m.StartMinute, EndMinute: m.EndMinute, Topic: m.Topic, Mark: attendance.Present})
	}
	frozen, err := f.Freeze(d.ID, at)
	if err != nil {
		b.fail("%s: %v", p.Email, err)
		return
	}
	b.frozen = append(b.frozen, *frozen)
	if p.university == PNU {
		b.reflections = append(b.reflections, credit.Reflection{
			ID: id.Named("reflection/" + e.ID.String()), EntryID: e.ID, Result: credit.Reflected, OnDay: at.Date(), MadeBy: staff.Account, MadeAt: min(at.Add(hours(1)), b.now),
		})
	}
}
