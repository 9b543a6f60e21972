package catalog

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Kind is what sort of programme it is.
type Kind string

// The kinds of programme.
const (
	Course          Kind = "course"       // 강좌
	Competition     Kind = "competition"  // 경진대회·공모전
	Supporters      Kind = "supporters"   // 서포터즈
	Committee       Kind = "committee"    // 정책위원
	Volunteering    Kind = "volunteering" // 자원봉사
	Challenge       Kind = "challenge"    // 챌린지
	Lecture         Kind = "lecture"      // 특강
	SchoolProgramme Kind = "school"       // 학교 연계 프로그램
)

// Kinds are all kinds in the order in which pages list them.
var Kinds = []Kind{Course, Lecture, SchoolProgramme, Competition, Supporters, Committee, Volunteering, Challenge}

// Event reports whether the kind is an event, which is held, rather than a
// course, which is taught; the words for how far it has run differ.
func (k Kind) Event() bool {
	switch k {
	case Competition, Supporters, Committee, Volunteering, Challenge:
		return true
	case Course, Lecture, SchoolProgramme:
	}
	return false
}

// State is how far a draft has come. What readers see of time and seats is computed.
type State string

// The states of programmes and sections; only a section is cancelled.
const (
	Draft     State = "draft"     // 작성 중
	Review    State = "review"    // 승인 대기
	Published State = "published" // 공개
	Closed    State = "closed"    // 마감 (kept readable)
	Cancelled State = "cancelled" // 폐강·취소
)

// Public reports whether anybody may read it.
func (s State) Public() bool { return s == Published || s == Closed || s == Cancelled }

// Programme is something to learn or to take part in, by one organisation.
type Programme struct {
	ID           id.ID `gorm:"primaryKey"`
	Slug         string
	OrgID        id.ID
	AgreementID  id.ID
	AwardID      id.ID
	StrandID     id.ID
	Kind         Kind
	State        State
	TitleKO      string `gorm:"column:title_ko"`
	TitleEN      string `gorm:"column:title_en"`
	SummaryKO    string `gorm:"column:summary_ko"`
	SummaryEN    string `gorm:"column:summary_en"`
	LearnKO      string `gorm:"column:learn_ko"` // 배우는 내용, one item a line
	LearnEN      string `gorm:"column:learn_en"`
	BringKO      string `gorm:"column:bring_ko"` // 준비물
	BringEN      string `gorm:"column:bring_en"`
	Area         Area
	Audience     Audience
	AudienceNote string // 대상 in the host's words
	MinAge       *int   // 만 나이 on the first day
	MaxAge       *int
	SchoolCity   string // pupils of schools in this city only: 파주시; "" asks for no school
	Grades       string // target school grades, comma-separated: e1…e6, m1…m3, h1…h3
	Stage        string // growth stage: basics, career, future
	SharedType   string // 경기공유학교 type: 학교맞춤형 …
	SharedYear   *int   // the year whose types these are
	Year         int    // the year the fact belongs to
	Sample       bool   // 예시: counts in no official total
	Department   string
	Phone        string
	PublishedAt  clock.Instant
	ClosedAt     clock.Instant
	CreatedBy    id.ID
	CreatedAt    clock.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt    clock.Instant `gorm:"autoUpdateTime:false"`
	Version      int           // rises with each edit, so that two editors do not overwrite each other
}

// TableName implements gorm's Tabler.
func (Programme) TableName() string { return "programmes" }

// PolicyOrg implements policy.Resource.
func (p *Programme) PolicyOrg() id.ID { return p.OrgID }

// PolicyRef implements policy.Resource.
func (p *Programme) PolicyRef() string { return "programme/" + p.ID.String() }

// Audience is whom a programme is for.
type Audience string

// The audiences.
const (
	Anyone    Audience = "anyone"
	Adult     Audience = "adult"
	Senior    Audience = "senior"
	Worker    Audience = "worker"
	Student   Audience = "student" // 대학생
	Youth     Audience = "youth"   // 청소년
	Child     Audience = "child"
	Family    Audience = "family"
	ForSchool Audience = "school" // 학교·학급 단위
)

// Audiences are all audiences in the order in which pages list them.
var Audiences = []Audience{Anyone, Adult, Senior, Worker, Student, Youth, Child, Family, ForSchool}

// Area (분야) is what a programme is about.
type Area string

// The areas.
const (
	Digital     Area = "digital"     // 디지털·인공지능
	Career      Area = "career"      // 직업·취업
	Culture     Area = "culture"     // 문화·예술
	Humanities  Area = "humanities"  // 인문·교양
	Language    Area = "language"    // 외국어
	Health      Area = "health"      // 건강·체육
	Living      Area = "living"      // 생활·취미
	Citizenship Area = "citizenship" // 시민참여
	Environment Area = "environment" // 환경·기후
	Safety      Area = "safety"      // 안전
	Literacy    Area = "literacy"    // 기초문해
	Parenting   Area = "parenting"   // 부모·가족
	Startup     Area = "startup"     // 창업·경제
	Guidance    Area = "guidance"    // 진로·진학
	Science     Area = "science"     // 과학·창의
	OtherArea   Area = "other"       // 기타
)

// Areas are all areas in the order in which pages list them.
var Areas = []Area{Digital, Career, Startup, Culture, Humanities, Language, Health, Living, Citizenship, Environment, Safety, Literacy, Parenting, Guidance, Science, OtherArea}

// Grades are the school grades in order: 초1 … 초6, 중1 … 중3, 고1 … 고3.
var Grades = []string{"e1", "e2", "e3", "e4", "e5", "e6", "m1", "m2", "m3", "h1", "h2", "h3"}

// Stages are the growth stages of the Paju cooperation: 기초학력, 진로·진학, 미래역량.
var Stages = []string{"basics", "career", "future"}
