package partnership

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/money"
)

// Agreement (업무협약) binds its parties for a period; EndsOn is not set when it is open-ended.
type Agreement struct {
	ID            id.ID `gorm:"primaryKey"`
	Slug          string
	NameKO        string `gorm:"column:name_ko"`
	NameEN        string `gorm:"column:name_en"`
	SummaryKO     string `gorm:"column:summary_ko"`
	SummaryEN     string `gorm:"column:summary_en"`
	SignedOn      clock.Date
	StartsOn      clock.Date
	EndsOn        clock.Date
	PeriodSample  bool // the exact days of the period are 예시
	PredecessorID id.ID
	Department    string
	Phone         string
	UpdatedAt     clock.Instant `gorm:"autoUpdateTime:false"`
}

// TableName implements gorm's Tabler.
func (Agreement) TableName() string { return "agreements" }

// AgreementParty is an organisation that signed.
type AgreementParty struct {
	AgreementID id.ID  `gorm:"primaryKey"`
	OrgID       id.ID  `gorm:"primaryKey"`
	Part        string // city, university, education_office
	Position    int
}

// TableName implements gorm's Tabler.
func (AgreementParty) TableName() string { return "agreement_parties" }

// Grant (지원사업) is money from a grantor, given out as awards.
type Grant struct {
	ID         id.ID `gorm:"primaryKey"`
	Slug       string
	NameKO     string `gorm:"column:name_ko"`
	NameEN     string `gorm:"column:name_en"`
	SummaryKO  string `gorm:"column:summary_ko"`
	SummaryEN  string `gorm:"column:summary_en"`
	FieldKO    string `gorm:"column:field_ko"`
	FieldEN    string `gorm:"column:field_en"`
	GrantorID  id.ID
	Year       int
	SettledOn  clock.Date // not set while it runs
	Department string
	Phone      string
	UpdatedAt  clock.Instant `gorm:"autoUpdateTime:false"`
}

// TableName implements gorm's Tabler.
func (Grant) TableName() string { return "grants" }

// Award is one grantee's part of a grant; its amount is the sum of its
// national budgets that are no samples.
type Award struct {
	ID                 id.ID `gorm:"primaryKey"`
	GrantID            id.ID
	Slug               string
	CategoryKO         string `gorm:"column:category_ko"`
	CategoryEN         string `gorm:"column:category_en"`
	GranteeID          id.ID  // the lead where the grantee is a consortium
	ProjectKO          string `gorm:"column:project_ko"`
	ProjectEN          string `gorm:"column:project_en"`
	ParticipantsTarget *int
	Position           int
}

// TableName implements gorm's Tabler.
func (Award) TableName() string { return "awards" }

// AwardMember is a member of the consortium that holds an award.
type AwardMember struct {
	AwardID  id.ID  `gorm:"primaryKey"`
	OrgID    id.ID  `gorm:"primaryKey"`
	Part     string // lead, district, institute
	Position int
}

// TableName implements gorm's Tabler.
func (AwardMember) TableName() string { return "award_members" }

// Strand divides an agreement into groups or an award into strands.
type Strand struct {
	ID          id.ID `gorm:"primaryKey"`
	AgreementID id.ID
	AwardID     id.ID
	Kind        string // strand, group
	Code        string // as in ?strand= and ?group=
	NameKO      string `gorm:"column:name_ko"`
	NameEN      string `gorm:"column:name_en"`
	WhatKO      string `gorm:"column:what_ko"`
	WhatEN      string `gorm:"column:what_en"`
	Position    int
}

// TableName implements gorm's Tabler.
func (Strand) TableName() string { return "strands" }

// Budget is money planned by one organisation from one source for one fiscal
// year (January to December). A sample row counts in no official total.
type Budget struct {
	ID          id.ID `gorm:"primaryKey"`
	AgreementID id.ID
	AwardID     id.ID
	FiscalYear  int
	Source      Source
	OrgID       id.ID
	Amount      money.Won
	Sample      bool
	Position    int
}

// TableName implements gorm's Tabler.
func (Budget) TableName() string { return "budgets" }

// Source is where money comes from (재원).
type Source string

// The sources of money.
const (
	National        Source = "national"         // 국비
	Metro           Source = "metro"            // 시도비
	Local           Source = "local"            // 시군구비
	EducationOffice Source = "education_office" // 교육청
	University      Source = "university"       // 대학
	Own             Source = "own"              // 자부담
	Other           Source = "other"            // 기타
)

// Indicator is a published figure of an agreement or a grant.
type Indicator struct {
	ID          id.ID `gorm:"primaryKey"`
	AgreementID id.ID
	GrantID     id.ID
	Year        int
	NameKO      string `gorm:"column:name_ko"`
	NameEN      string `gorm:"column:name_en"`
	Value       int64
	Unit        string // people, hosts, programmes, schools, won
	Sample      bool
	Position    int
}

// TableName implements gorm's Tabler.
func (Indicator) TableName() string { return "indicators" }
