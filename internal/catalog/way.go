package catalog

// Way is the course of things that a kind of programme takes its words from:
// docs/domain.md lists them.
type Way string

// The ways.
const (
	ByCourse       Way = "course"       // 강좌: 신청 → 대기 → 수강 → 수료
	ByActivity     Way = "activity"     // 비교과: 신청 → 선정 → 참여 → 이수 → 인정
	ByCompetition  Way = "competition"  // 경진대회: 접수 → 심사 → 수상
	ByCommittee    Way = "committee"    // 정책위원: 지원 → 위촉 → 활동
	ByVolunteering Way = "volunteering" // 봉사: 신청 → 확정 → 활동 → 확인
)

// Ways are all ways.
var Ways = []Way{ByCourse, ByActivity, ByCompetition, ByCommittee, ByVolunteering}

// Way is the way of the kind.
func (k Kind) Way() Way {
	switch k {
	case Competition:
		return ByCompetition
	case Committee:
		return ByCommittee
	case Volunteering:
		return ByVolunteering
	case Supporters, Challenge, Lecture, SchoolProgramme:
		return ByActivity
	case Course:
	}
	return ByCourse
}
