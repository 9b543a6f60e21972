package world

import (
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// The children of guardian@demo.example, and somebody whom the counter of 연제구
// knows and who has no account.
var (
	YoungerChild = personID("child-yun-sol")   // below fourteen
	OlderChild   = personID("child-yun-gyeol") // fourteen and above
	WalkIn       = personID("walk-in-ko-sundeok")
)

// What the sample people outside of Personas are called, and where they are reached.
const (
	YoungerChildName = "윤솔"
	OlderChildName   = "윤결"
	WalkInName       = "고순덕"
	WalkInPhone      = "010-0000-0391"
)

// OpenPajuPupils is open first come first served, for pupils of schools in 파주 only.
var OpenPajuPupils = sectionID("paju-edu-wetland-club", 1)

// BusanSchool is a school of another city.
var BusanSchool = organisationID("yeonsan-bada-elementary")

// addFamilies adds the guardian's children, so old today as their schools say,
// with the consent that the law asks for.
func (b *builder) addFamilies() {
	children := []struct {
		id     id.ID
		name   string
		age    int
		school string
		grade  string
	}{
		{YoungerChild, YoungerChildName, 10, "munsan-hangil-elementary", "e4"},
		{OlderChild, OlderChildName, 15, "geumchon-pureun-high", "h1"},
	}
	for _, c := range children {
		born := clock.Day(b.today.Time().Year()-c.age-1, 12, 31)
		if b.today == clock.Day(b.today.Time().Year(), 12, 31) {
			born = born.AddDays(1) // so old, and no older, on the last day of a year too
		}
		b.people = append(b.people, people.Person{ID: c.id, Name: c.name, BirthOn: born, City: pajuName, CreatedAt: registered, UpdatedAt: registered})
		b.pupils = append(b.pupils, people.Pupil{PersonID: c.id, SchoolID: organisationID(c.school), Grade: c.grade, UpdatedAt: registered})
		b.guardianships = append(b.guardianships, people.Guardianship{
			ID: id.Named("guardianship/" + c.name), ChildID: c.id, GuardianID: Guardian.Person, CreatedBy: Guardian.Account, CreatedAt: registered,
		})
		b.guardianConsents = append(b.guardianConsents, people.GuardianConsent{
			ID: id.Named("guardian-consent/" + c.name), ChildID: c.id, GuardianID: Guardian.Person, AccountID: Guardian.Account,
			Method: people.ByWebAndSMS, Version: "2026-03-01", GivenAt: registered,
		})
	}
	b.people = append(b.people, people.Person{
		ID: WalkIn, Name: WalkInName, BirthOn: "1957-03-03", Phone: WalkInPhone, City: busanName, District: "연제구", CreatedAt: registered, UpdatedAt: registered,
	})
	b.deskPeople = append(b.deskPeople, people.DeskPerson{PersonID: WalkIn, OrgID: Yeonje, EnteredBy: DeskYeonje.Account, EnteredAt: registered})
}

// pajuPupilsOpen is what pupils of 파주 themselves, or their guardians, apply for.
func pajuPupilsOpen() []programme {
	return []programme{
		{
			slug: "paju-edu-wetland-club", org: PajuEdu, in: groupCreative, area: catalog.Environment, for_: catalog.Youth, note: "파주시 초등학교 3학년부터 고등학교 학생", schools: pajuName,
			title:   text{"토요 습지 탐사대", "Saturday Wetland Explorers"},
			summary: text{"공릉천 습지를 걸으며 새와 곤충을 관찰하고 탐사 공책을 만듭니다.", "Walking the wetlands, watching birds and insects, keeping a notebook."},
			learn:   text{"관찰하기\n기록하기\n발표하기", "Watching\nNoting\nTelling"}, bring: text{"운동화, 물, 모자", "Trainers, water, a hat"},
			grades: "e3,e4,e5,e6,m1,m2,m3,h1,h2,h3", stage: "basics", shared: forRegion,
			runs: []run{{window: openLong, start: 24, days: "토", times: 6, from: 1000, to: 1200, place: "공릉천 생태배움터", address: "경기도 파주시 조리읍", teacher: "천기남", seats: 20}},
		},
	}
}
