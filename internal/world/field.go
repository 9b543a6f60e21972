package world

import (
	"hash/fnv"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Sections whose attendance is kept.
var (
	ToConfirm    = sectionID("ypw-neighbour-reporters", 1)   // over, all marked, nobody confirmed: host@demo.example's list, with both students
	MetYesterday = sectionID("ypw-reading-aloud", 2)         // its last meeting was yesterday, unmarked: host@demo.example's
	MeetsToday   = sectionID("ypw-reading-aloud", 1)         // meets today; host@demo.example's, with a student
	TaughtToday  = sectionID("yeonje-spreadsheet-clinic", 1) // meets today; instructor@demo.example's
	ConfirmedRun = sectionID("busan-river-volunteers", 1)    // over, everybody confirmed, with both students
)

// onDay is the letter of a weekday: a run on it that began whole weeks ago meets on that day.
func onDay(d clock.Date) string { return string([]rune(weekdayLetters)[weekday(d)]) }

// fieldRuns is what has been held and is being held: some of it meets today,
// whatever day it is.
func (b *builder) fieldRuns() []programme {
	today, yesterday := onDay(b.today), onDay(b.today.AddDays(-1))
	over := window{fromDay: -80, fromTime: 900, untilDay: -56, untilTime: 1800}
	return []programme{
		{
			slug: "ypw-neighbour-reporters", org: Lifelong, in: extracurricular, kind: catalog.Supporters, area: catalog.Citizenship, for_: catalog.Student, min: 18, max: 90,
			title:   text{"우리 동네 배움 기자단", "Neighbourhood Learning Reporters"},
			summary: text{"동네 배움터를 찾아가 사람들의 이야기를 글로 남겼습니다. 기르는 역량: 비판적 사고.", "Reporters visited places of learning and wrote people's stories down. Competency: critical thinking."},
			learn:   text{"묻고 듣기\n기사 쓰기\n함께 고치기", "Asking and listening\nWriting\nEditing together"},
			bring:   text{"수첩과 펜", "Notebook and pen"},
			runs:    []run{{name: text{"1기", "1st group"}, window: over, start: -50, days: "토", times: 6, from: 1000, to: 1230, place: "여평원", room: "소통실", address: "부산광역시 부산진구 양정1동", district: "부산진구", seats: 24, taken: 16}},
		},
		{
			slug: "ypw-reading-aloud", org: Lifelong, in: strandLearn, area: catalog.Humanities, for_: catalog.Adult, min: 18,
			title:   text{"소리 내어 읽는 저녁", "An Evening of Reading Aloud"},
			summary: text{"한 주에 한 편, 소설과 시를 소리 내어 읽고 이야기를 나눕니다.", "One story or poem a week, read aloud and talked about."},
			learn:   text{"낭독의 호흡\n이야기 나누기\n우리만의 낭독회", "Breathing\nTalking\nA reading of our own"},
			bring:   text{"좋아하는 책 한 권", "A book you like"},
			runs: []run{
				{name: text{"저녁반", "Evening"}, window: running, start: -21, days: today, times: 4, from: 1000, to: 1200, place: "여평원", room: "책방", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "서가람", seats: 20, taken: 11},
				{name: text{"낮반", "Daytime"}, window: running, start: -22, days: yesterday, times: 4, from: 1400, to: 1600, place: "여평원", room: "책방", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "서가람", seats: 20, taken: 8},
			},
		},
		{
			slug: "yeonje-spreadsheet-clinic", org: Yeonje, in: yeonjeCity, area: catalog.Digital, for_: catalog.Adult, min: 19,
			title:   text{"표 계산 고민 상담소", "The Spreadsheet Clinic"},
			summary: text{"일터의 표를 들고 와서 함께 고칩니다. 한 번에 한 가지씩 줄어듭니다.", "Bring a spreadsheet from work and mend it together."},
			learn:   text{"표 다듬기\n함수 고르기\n되풀이 줄이기", "Tidying\nChoosing functions\nLess repetition"},
			bring:   text{"고치고 싶은 표", "A spreadsheet to mend"},
			runs:    []run{{name: text{"낮반", "Daytime"}, window: running, start: -14, days: today, times: 6, from: 1400, to: 1600, place: "연제구 평생학습관", room: "디지털실", address: "부산광역시 연제구 연산2동", teacher: "남궁현", by: Instructor.Person, seats: 16, taken: 9}},
		},
		{
			slug: "busan-river-volunteers", org: BusanCity, in: extracurricular, kind: catalog.Volunteering, area: catalog.Environment, for_: catalog.Student, min: 18, max: 90,
			title:   text{"온천천을 가꾸는 자원봉사", "Volunteers for the Oncheon Stream"},
			summary: text{"하천의 쓰레기를 줍고 물의 상태를 기록했습니다. 기르는 역량: 도전정신.", "Volunteers collected litter and recorded the state of the water. Competency: challenge."},
			learn:   text{"안전 교육\n줍고 기록하기\n돌아보기", "Safety\nCollecting and recording\nLooking back"},
			bring:   text{"장갑과 물", "Gloves and water"},
			runs:    []run{{name: text{"가을", "Autumn"}, window: over, start: -52, days: "일", times: 4, from: 900, to: 1200, place: "온천천 시민공원", address: "부산광역시 연제구 연산1동", district: "연제구", seats: 30, taken: 14}},
		},
	}
}

// addField gives what has been held its marks, and confirms some of it.
func (b *builder) addField() {
	b.addOpen(b.fieldRuns())
	for _, x := range []struct {
		section id.ID
		who     Persona
	}{{ToConfirm, StudentPKNU}, {ToConfirm, StudentPNU}, {ConfirmedRun, StudentPKNU}, {ConfirmedRun, StudentPNU}, {EndedRun, StudentPKNU}, {MeetsToday, StudentPNU}} {
		b.takesPart(x.section, x.who)
	}
	b.mark(ToConfirm, Host.Account, 0)
	b.mark(MeetsToday, Host.Account, 1)
	b.mark(MetYesterday, Host.Account, 1)
	b.mark(TaughtToday, Instructor.Account, 1)
	b.mark(RunningRun, Instructor.Account, 1)
	b.mark(EndedRun, OfficerNamgu.Account, 0)
	b.mark(ConfirmedRun, OfficerBusan.Account, 0)
	b.confirm(EndedRun, OfficerNamgu.Account)
	b.confirm(ConfirmedRun, OfficerBusan.Account)
}

// resident is a persona as somebody who applies.
func (b *builder) resident(p Persona) resident {
	for i := range b.people {
		if b.people[i].ID == p.Person {
			return resident{Person: b.people[i], account: p.Account}
		}
	}
	b.fail("no person %s", p.Email)
	return resident{}
}

// takesPart gives a persona a place in a section that has begun.
func (b *builder) takesPart(section id.ID, p Persona) {
	i, ok := b.at[section]
	if !ok {
		b.fail("no section %s for %s", section, p.Email)
		return
	}
	s := &b.sections[i]
	at := s.ApplyUntil.Add(-hours(3))
	b.apply(s, b.resident(p), "accepted", at, at)
}

// place is somebody who holds a place in a section.
type place struct{ application, person id.ID }

func (b *builder) places(section id.ID) (out []place) {
	for _, e := range b.enrolments {
		if e.SectionID == section && e.ReleasedAt.IsZero() {
			out = append(out, place{e.ApplicationID, e.PersonID})
		}
	}
	return out
}

func (b *builder) meetingsOf(section id.ID) (out []catalog.Session) {
	for _, m := range b.sessions {
		if m.SectionID == section {
			out = append(out, m)
		}
	}
	return out
}

// mark marks the meetings of a section that are over, but not the last left of
// those whose day has come.
func (b *builder) mark(section, by id.ID, left int) {
	held := b.meetingsOf(section)
	for len(held) > 0 && held[len(held)-1].HeldOn > b.today {
		held = held[:len(held)-1]
	}
	held = held[:max(0, len(held)-left)]
	for _, m := range held {
		at := min(m.HeldOn.At(m.EndMinute).Add(hours(1)/6), b.now)
		b.sheets = append(b.sheets, attendance.Sheet{SessionID: m.ID, SectionID: section, Version: 1, SavedBy: by, SavedAt: at})
		for i, p := range b.places(section) {
			mark := sampleMark(p.person, i, m.Number)
			b.marks = append(b.marks, attendance.Marked{SessionID: m.ID, ApplicationID: p.application, Mark: mark})
			b.markEntries = append(b.markEntries, attendance.MarkEntry{
				ID: id.Named("mark/" + m.ID.String() + "/" + p.application.String()), SessionID: m.ID, ApplicationID: p.application, Mark: mark, EnteredBy: by, EnteredAt: at,
			})
		}
	}
}

// sampleMark is how somebody attended a meeting: mostly, as people do. The
// students of the demo come every time, so that what follows can be shown.
func sampleMark(person id.ID, n, meeting int) attendance.Mark {
	if person == StudentPKNU.Person || person == StudentPNU.Person {
		return attendance.Present
	}
	h := fnv.New32a()
	_, _ = h.Write(person[:])
	_, _ = h.Write([]byte{byte(n), byte(meeting)})
	switch h.Sum32() % 20 {
	case 0, 1:
		return attendance.Absent
	case 2, 3:
		return attendance.Late
	case 4:
		return attendance.LeftEarly
	case 5:
		return attendance.Excused
	}
	return attendance.Present
}

// confirm confirms everybody in a section by what their marks come to, two days
// after its last meeting.
func (b *builder) confirm(section, by id.ID) {
	s := &b.sections[b.at[section]]
	var kind catalog.Kind
	for i := range b.programmes {
		if b.programmes[i].ID == s.ProgrammeID {
			kind = b.programmes[i].Kind
		}
	}
	marks := map[[2]id.ID]attendance.Mark{}
	for _, m := range b.marks {
		marks[[2]id.ID{m.SessionID, m.ApplicationID}] = m.Mark
	}
	meetings := b.meetingsOf(section)
	at := min(attendance.EndOf(s, meetings).Add(hours(48)), b.now)
	for _, p := range b.places(section) {
		held := make([]attendance.Held, len(meetings))
		for i, m := range meetings {
			held[i] = attendance.Held{Minutes: m.EndMinute - m.StartMinute, Mark: marks[[2]id.ID{m.ID, p.application}]}
		}
		says := attendance.Suggest(held, attendance.DefaultThreshold)
		row := attendance.Participation{
			ID: ParticipationID(section, p.person), ApplicationID: p.application, SectionID: section, PersonID: p.person,
			Result: says.Result, Minutes: says.Minutes, Role: attendance.RoleFor(kind), ConfirmedBy: by, ConfirmedAt: at, Version: 1,
		}
		b.participations = append(b.participations, row)
		b.confirmations = append(b.confirmations, attendance.Entry{
			ParticipationID: row.ID, Version: 1, Result: row.Result, Minutes: row.Minutes, Role: row.Role, ConfirmedBy: by, ConfirmedAt: at,
		})
	}
}

// ParticipationID is the participation of a person in a section of the world.
func ParticipationID(section, person id.ID) id.ID {
	return id.Named("participation/" + section.String() + "/" + person.String())
}
