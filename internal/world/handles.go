package world

import "ieum/internal/id"

// Organisations that tests and links rely on.
var (
	BusanCity    = organisationID("busan")
	Namgu        = organisationID("namgu")
	Yeonje       = organisationID("yeonje")
	Lifelong     = organisationID("ypw") // 부산여성가족과 평생교육진흥원, the organisation of host@demo.example
	Paju         = organisationID("paju")
	PajuEdu      = organisationID("paju-edu")
	PajuSchool   = organisationID("unjeong-saebom-middle")
	PKNU         = organisationID("pknu")
	PNU          = organisationID("pnu")
	MinistryOfEd = organisationID("moe")
)

// The cooperations.
var (
	Extracurricular = agreementID("busan-extracurricular")
	PajuAgreement   = agreementID("paju-2026")
	PajuBefore      = agreementID("paju-2023")
	Grant2025       = id.Named("grant/busan-lifelong-2025")
	LaLaLand        = awardID("la-la-land")
	NamguAward      = awardID("namgu-on-plus")
	YeonjeAward     = awardID("yeonje-learning-city")
)

// Sections that are open for applications here, first come first served, on
// whatever day the world is loaded.
var (
	OpenBusan    = sectionID("busan-citizen-ai-basics", 1)
	OpenNamgu    = sectionID("namgu-ai-every-day", 1)
	OpenYeonje   = sectionID("yeonje-everyday-data", 1)
	OpenLifelong = sectionID("ypw-second-act-designer", 1)
	OpenPaju     = sectionID("paju-citizen-maker", 1)
)

// The applications of resident@demo.example: one accepted, one cancelled; a
// third one was refused by FullSection.
var (
	ComingUp  = sectionID("yeonje-evening-podcast", 1)
	GivenBack = sectionID("namgu-coffee-morning", 1)
)

// Sections in other states, by what they are an example of.
var (
	OpensTomorrow = sectionID("namgu-ai-photo-diary", 1)   // 접수예정, tomorrow at 09:00
	FullSection   = sectionID("yeonje-home-repair", 1)     // every seat taken
	TightSection  = sectionID("busan-walking-history", 1)  // a seat or two left
	CancelledRun  = sectionID("namgu-weekend-ukulele", 1)  // 폐강
	RunningRun    = sectionID("yeonje-smart-office", 1)    // 교육중
	EndedRun      = sectionID("namgu-spring-garden", 1)    // 교육종료
	LotteryToDraw = sectionID("busan-family-sea-camp", 1)  // 추첨대기
	InReview      = sectionID("busan-policy-committee", 1) // 심사중
	CrowdSection  = sectionID("crowd-20", 1)               // with Options.Crowd only
	ReviewNamgu   = programmeID("namgu-night-coding")      // drafts that wait for a second person
	ReviewYeonje  = programmeID("yeonje-stay-healthy")
	ReviewHost    = programmeID("ypw-career-return")
	ReviewPajuEdu = programmeID("paju-edu-math-clinic")
)
