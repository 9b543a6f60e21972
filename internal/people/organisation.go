package people

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// OrgKind is what sort of body an organisation is.
type OrgKind string

// The kinds of organisation.
const (
	City            OrgKind = "city"             // 광역·기초 시
	District        OrgKind = "district"         // 구·군
	Institute       OrgKind = "institute"        // 출자·출연기관, 평생교육기관
	EducationOffice OrgKind = "education_office" // 교육청·교육지원청, 교육부
	University      OrgKind = "university"
	School          OrgKind = "school"
	Company         OrgKind = "company"
	NGO             OrgKind = "ngo"
)

// OrgKinds are all kinds, in the order in which pages list them.
var OrgKinds = []OrgKind{City, District, Institute, EducationOffice, University, School, Company, NGO}

// Organisation is a body that runs, funds or recognises learning.
type Organisation struct {
	ID           id.ID `gorm:"primaryKey"`
	Slug         string
	Code         *string // short code in human numbers (2026-NAM-0012); nil for bodies without a desk
	Kind         OrgKind
	ParentID     id.ID
	NameKO       string `gorm:"column:name_ko"` // as the agreement or the publisher writes it
	NameEN       string `gorm:"column:name_en"`
	ShortKO      string `gorm:"column:short_ko"` // 여평원; "" when there is none
	NowKO        string `gorm:"column:now_ko"`   // today's name where it has changed: 국립부경대학교
	City         string // 시도 or 시: 부산광역시, 파주시
	District     string // 구·군; "" for the city itself
	Address      string
	Phone        string
	Homepage     string
	Department   string // 담당부서
	AboutKO      string `gorm:"column:about_ko"`
	AboutEN      string `gorm:"column:about_en"`
	ProviderCode *string
	Desk         bool          // has people who work here; an imported publisher has none
	Sample       bool          // 예시
	CreatedAt    clock.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt    clock.Instant `gorm:"autoUpdateTime:false"`
}

// TableName implements gorm's Tabler.
func (Organisation) TableName() string { return "organisations" }

// PolicyOrg implements policy.Resource.
func (o *Organisation) PolicyOrg() id.ID { return o.ID }

// PolicyRef implements policy.Resource.
func (o *Organisation) PolicyRef() string { return "organisation/" + o.ID.String() }

// Current is the organisation's name today.
func (o *Organisation) Current() string {
	if o.NowKO != "" {
		return o.NowKO
	}
	return o.NameKO
}
