package world

import (
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/people"
)

// CrowdEmail is the address of the n-th of the crowd, from 1.
func CrowdEmail(n int) string { return "u" + itoa(n) + "@demo.example" }

// addCrowd adds n people with accounts and the section that they all want.
func (b *builder) addCrowd(n int) {
	for i := 1; i <= n; i++ {
		email := CrowdEmail(i)
		p := people.Person{
			ID: personID(email), Name: "시험참가" + itoa(i), BirthOn: clock.Date("1990-01-01").AddDays(i % 3650), Phone: "010-0001-" + fourDigits(i),
			City: busanName, District: "연제구", CreatedAt: registered, UpdatedAt: registered,
		}
		b.people = append(b.people, p)
		b.register(b.account(email, p.ID))
	}
	b.addOpen([]programme{{
		slug: "crowd-20", org: BusanCity,
		title:   text{"크라우드 시험용 20석 강좌", "Crowd test course with 20 seats"},
		summary: text{"여러 사람이 한꺼번에 신청하는 상황을 시험하는 강좌입니다. 실제로 열리지 않습니다.", "For testing many people applying at once. It does not take place."},
		learn:   text{"선착순 20명", "First come, first served: 20 places"},
		area:    catalog.OtherArea,
		runs: []run{{
			name: text{"시험반", "Test class"}, window: openLong, start: 30, days: "토", times: 2, from: 1000, to: 1200,
			place: "시험 강의실", teacher: "시험 강사", seats: 20,
		}},
	}})
}
