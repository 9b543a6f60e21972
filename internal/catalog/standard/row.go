package standard

import (
	"ieum/internal/clock"
	"ieum/internal/money"
)

// Row is one course of a file: its cells as they were read, and what they mean.
type Row struct {
	// Line is the physical line of the file on which the row begins; the
	// header of a plain file is line 1. In a workbook it is the sheet's row.
	Line int
	// Raw holds the cells as read, blanks and double spaces included.
	Raw [Count]string
	// Group is what the row shares with rows of the same course and its
	// neighbours; Key tells it from all others of its file. See AssignKeys.
	Group, Key string
	Values
}

// Record is the row as it goes out again: each cell as it was read.
func (r Row) Record() Record {
	return Record{Cells: r.Raw, ProviderCode: r.ProviderCode, ProviderName: r.ProviderName}
}

// Owner is the body that the row belongs to: the one that provided it, else the
// one that runs it. Never empty in a row that Read returned, unless Options.HasOwner was set.
func (v Values) Owner() string {
	if v.ProviderName != "" {
		return v.ProviderName
	}
	return v.Operator
}

// Record is a course as the set exchanges it. The provider is not one of the 25
// columns: it is read from merged files and never written.
type Record struct {
	Cells                      [Count]string
	ProviderCode, ProviderName string
}

// Values is what a row says. Texts are NFC with spaces folded. The zero value
// of a field means that the row does not say.
type Values struct {
	Title, Teacher   string
	StartsOn, EndsOn clock.Date

	// Minutes since midnight; EndMinute may be 1440 (24:00).
	StartMinute, EndMinute int
	HasStart, HasEnd       bool

	Category   string // 강좌내용: in practice one word, such as 미술/서예
	Audience   string
	Method     TeachingMethod // "" when MethodText is not understood
	MethodText string
	Weekdays   Weekdays // 0 when WeekdayText is not understood
	// WeekdayText keeps what Weekdays cannot say, such as "매월 둘째 토요일".
	WeekdayText string
	Place       string

	Capacity     *int      // nil: not said, or no limit; 0 is 0
	Fee          money.Won // 0 with FeeStated: free
	FeeStated    bool
	FeeNote      string    // what stood beside the amount: "재료비 별도"
	MaterialCost money.Won // when the fee's note names it

	Address  Address
	Operator string
	Phone    string // as people write it: 02-3423-5288

	ApplyFrom, ApplyUntil clock.Date
	// AlwaysOpen says that reception has no last day: 상시, an empty cell, or a
	// year that nobody means. ApplyStated tells an empty cell from the others.
	AlwaysOpen, ApplyStated bool
	ApplyMethods            ApplyMethods
	ApplyMethodText         string
	Mode                    SelectionMode // "" when ModeText is not understood
	ModeText                string
	URL                     string // http or https only

	JobTraining, CreditBank, LearningAccount Flag
	ReferenceDate                            clock.Date

	ProviderCode, ProviderName string
}

// TeachingMethod is how a course is taught; the values are those of the
// catalogue's filter.
type TeachingMethod string

// The ways of teaching.
const (
	InPerson TeachingMethod = "in_person"
	Online   TeachingMethod = "online"
	Mixed    TeachingMethod = "mixed"
	Post     TeachingMethod = "post"
	Mobile   TeachingMethod = "mobile"
)

// SelectionMode is how places are given; the values are those of the
// catalogue's filter.
type SelectionMode string

// The ways of giving places.
const (
	FirstCome SelectionMode = "first_come"
	Lottery   SelectionMode = "lottery"
	Review    SelectionMode = "review"
	WalkIn    SelectionMode = "walk_in"
)

// ApplyMethods is a set of ways to apply.
type ApplyMethods uint8

// The ways to apply.
const (
	ByInternet ApplyMethods = 1 << iota
	ByVisit
	ByPhone
	ByOther // post, fax, e-mail, a message
)

// Has reports whether all of m are in the set.
func (s ApplyMethods) Has(m ApplyMethods) bool { return m != 0 && s&m == m }

// Weekdays is a set of days of the week: bit 0 is Monday, bit 6 is Sunday.
type Weekdays uint8

// The days of the week, and the sets that have names.
const (
	Monday Weekdays = 1 << iota
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday

	Workdays = Monday | Tuesday | Wednesday | Thursday | Friday
	Weekend  = Saturday | Sunday
	EveryDay = Workdays | Weekend
)

// Has reports whether all of d are in the set.
func (w Weekdays) Has(d Weekdays) bool { return d != 0 && w&d == d }

// Flag is a yes, a no, or nothing said.
type Flag string

// The values of a flag, as the set writes them.
const (
	Unsaid Flag = ""
	Yes    Flag = "Y"
	No     Flag = "N"
)

// Address is a road-name address with the parts that people search by.
type Address struct {
	Text     string // the whole of it, the city's name in full
	City     string // 시도 in full: 서울특별시, 경기도
	District string // 시군구: 강남구, 파주시, 수원시 장안구; "" in 세종
}
