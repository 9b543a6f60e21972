package catalog

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/id"
)

// Listed is a public programme as a list knows it: without its long texts.
type Listed struct {
	ID               id.ID
	Slug             string
	TitleKO, TitleEN string
	Kind             Kind
	Area             Area
	Audience         Audience
	MinAge, MaxAge   *int
	Grades           string
	Stage            string
	SharedType       string
	Year             int
	Sample           bool
	State            State
	PublishedAt      clock.Instant
	UpdatedAt        clock.Instant
	Org              Host
	Strand           Strand
	Cooperation      Named // the agreement or the grant
	Award            Named

	orgShort, orgNow string
}

// Named is something with a page or a filter of its own; its Slug is "" when there is none.
type Named struct{ Slug, NameKO, NameEN string }

// Host is the organisation that runs a programme, as a list names it.
type Host struct {
	ID             id.ID
	Slug           string
	NameKO, NameEN string
	City, District string
}

// Strand is the strand or the named group that a programme belongs to; its Code is "" when there is none.
type Strand struct {
	Kind           string // strand, group
	Code           string
	NameKO, NameEN string
}

// listedSection is a public section with what fills it up.
type listedSection struct {
	Section
	pressure Pressure
	taken    int // when the index was read: for the order by popularity, never shown
}

// publicRows is what the database holds for the index.
type publicRows struct {
	programmes []Listed
	sections   []listedSection
}

// snapshot is the public catalogue at one version. It never changes.
type snapshot struct {
	version    int64
	programmes []Listed
	first      []int32 // the first document of each programme, and one past the last of all
	docs       []doc
	texts      []folded // of each document, folded, title first
	titles     []int32  // how many bytes of it are the title
	grams      *grams
	names      [dimensions]*names
	bySlug     map[string]int32
	bySection  map[id.ID]int32
	newest     []int32 // rank of each programme by when it was published
	byTitle    []int32 // rank of each programme by its Korean title
	spoken     map[string]string
}

// doc is what a list is made of: a section of a programme, or a programme
// without public sections as its one document.
type doc struct {
	*listedSection // nil where the programme has none
	programme      int32
	values         [dimensions]uint32
}

// dimension is a filter whose values are known before the question is asked.
// status and opens depend on the time and are worked out with each question.
type dimension int

const (
	dCity dimension = iota
	dDistrict
	dOrg
	dCooperation
	dAward
	dStrand
	dGroup
	dType
	dKind
	dArea
	dStage
	dAudience
	dMode
	dMethod
	dFee
	dTime
	dGrade   // bits
	dWeekday // bits
	dStatus  // bits
	dOpens   // bits
	dimensions
)

var filterOf = [dimensions]Filter{
	ByCity, ByDistrict, ByOrg, ByCooperation, ByAward, ByStrand, ByGroup, ByType, ByKind, ByArea, ByStage, ByAudience,
	ByMode, ByMethod, ByFee, ByTime, ByGrade, ByWeekday, ByStatus, ByOpens,
}

// severalAtOnce are the dimensions of which one section may have many values: they are kept as bits.
func (d dimension) severalAtOnce() bool { return d >= dGrade }

// names numbers the values of a dimension, from 1; 0 is none.
type names struct {
	number map[string]uint32
	values []value
}

// value is one value of a dimension with its name where the data gives one.
type value struct{ value, ko, en string }

func newNames(known []string) *names {
	n := &names{number: map[string]uint32{}}
	for _, k := range known {
		n.of(k, "", "")
	}
	return n
}

func (n *names) of(v, ko, en string) uint32 {
	if v == "" {
		return 0
	}
	k, ok := n.number[v]
	if !ok {
		n.values = append(n.values, value{v, ko, en})
		k = uint32(len(n.values))
		n.number[v] = k
	}
	return k
}

func build(version int64, rows publicRows) *snapshot {
	s := &snapshot{version: version, programmes: rows.programmes, grams: newGrams(), bySlug: map[string]int32{}, bySection: map[id.ID]int32{}}
	for d := range dimensions {
		s.names[d] = newNames(closedSets[filterOf[d]])
	}
	slices.SortFunc(s.programmes, func(a, b Listed) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	of := make(map[id.ID]int32, len(s.programmes))
	for i := range s.programmes {
		of[s.programmes[i].ID] = int32(i)
		s.bySlug[s.programmes[i].Slug] = int32(i)
	}
	// A section whose programme became public between the two queries waits for the next version.
	sections := slices.DeleteFunc(rows.sections, func(x listedSection) bool { _, ok := of[x.ProgrammeID]; return !ok })
	slices.SortFunc(sections, func(a, b listedSection) int {
		return cmp.Or(cmp.Compare(of[a.ProgrammeID], of[b.ProgrammeID]), cmp.Compare(a.StartsOn, b.StartsOn), bytes.Compare(a.ID[:], b.ID[:]))
	})
	s.docs = make([]doc, 0, max(len(sections), len(s.programmes)))
	next := 0
	for i := range s.programmes {
		s.first = append(s.first, int32(len(s.docs)))
		begin := next
		for next < len(sections) && of[sections[next].ProgrammeID] == int32(i) {
			s.add(int32(i), &sections[next])
			next++
		}
		if begin == next {
			s.add(int32(i), nil)
		}
	}
	s.first = append(s.first, int32(len(s.docs)))
	s.spoken = vocabulary(s.programmes)
	s.newest = s.ranked(func(a, b *Listed) int { return cmp.Compare(b.PublishedAt, a.PublishedAt) })
	s.byTitle = s.ranked(func(a, b *Listed) int { return strings.Compare(a.TitleKO, b.TitleKO) })
	return s
}

func (s *snapshot) add(programme int32, sec *listedSection) {
	n, p := int32(len(s.docs)), &s.programmes[programme]
	s.docs = append(s.docs, doc{listedSection: sec, programme: programme, values: s.valuesOf(p, sec)})
	t, title := haystack(p, sec)
	s.texts, s.titles = append(s.texts, t), append(s.titles, title)
	s.grams.add(n, t.string)
	if sec != nil {
		s.bySection[sec.ID] = n
	}
}

func (s *snapshot) valuesOf(p *Listed, sec *listedSection) (v [dimensions]uint32) {
	set := func(d dimension, val string) { v[d] = s.names[d].of(val, "", "") }
	v[dOrg] = s.names[dOrg].of(p.Org.Slug, p.Org.NameKO, p.Org.NameEN)
	v[dCooperation] = s.names[dCooperation].of(p.Cooperation.Slug, p.Cooperation.NameKO, p.Cooperation.NameEN)
	v[dAward] = s.names[dAward].of(p.Award.Slug, p.Award.NameKO, p.Award.NameEN)
	d := dStrand
	if p.Strand.Kind == "group" {
		d = dGroup
	}
	v[d] = s.names[d].of(p.Strand.Code, p.Strand.NameKO, p.Strand.NameEN)
	set(dType, p.SharedType)
	set(dKind, string(p.Kind))
	set(dArea, string(p.Area))
	set(dStage, p.Stage)
	set(dAudience, string(p.Audience))
	for g := range strings.SplitSeq(p.Grades, ",") {
		v[dGrade] |= bit(s.names[dGrade].number[strings.TrimSpace(g)])
	}
	if sec == nil {
		// A programme that has no sections is where its host is.
		set(dCity, p.Org.City)
		set(dDistrict, p.Org.District)
		return v
	}
	set(dCity, sec.City)
	set(dDistrict, sec.District)
	set(dMode, string(sec.Mode))
	set(dMethod, string(sec.Method))
	set(dFee, feeOf(&sec.Section))
	set(dTime, timeOf(sec.StartMinute))
	v[dWeekday] = uint32(sec.Weekdays)
	return v
}

// bit is the bit of value number n; numbers begin at 1, and 0 has none.
func bit(n uint32) uint32 {
	if n == 0 {
		return 0
	}
	return 1 << (n - 1)
}

// numbersIn calls fn with the number of each bit.
func numbersIn(set uint32, fn func(n int)) {
	for ; set != 0; set &= set - 1 {
		fn(bits.TrailingZeros32(set) + 1)
	}
}

func feeOf(s *Section) string {
	if s.Fee == 0 {
		return Free
	}
	return Paid
}

const (
	noon    = 12 * 60
	evening = 18 * 60
)

func timeOf(start *int) string {
	switch {
	case start == nil:
		return ""
	case *start < noon:
		return Morning
	case *start < evening:
		return Afternoon
	}
	return Evening
}

// haystack is what a search reads of a section: titles, the host's names, place,
// area, strand, and the pupils it is for; never a teacher, who is a person. title is the length of the titles in it.
func haystack(p *Listed, sec *listedSection) (t folded, title int32) {
	var b folder
	field := func(s string) {
		if s != "" {
			b.add(s)
			b.WriteByte(fieldEnd)
		}
	}
	field(p.TitleKO)
	field(p.TitleEN)
	title = int32(b.Len())
	for _, s := range []string{p.Org.NameKO, p.Org.NameEN, p.orgShort, p.orgNow, p.Strand.NameKO, p.Strand.NameEN, p.SharedType} {
		field(s)
	}
	for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
		if p.SharedType != "" {
			field(i18n.In(l, "catalog.shared_school"))
		}
		for _, school := range []string{"e", "m", "h"} {
			if strings.Contains(p.Grades, school) {
				field(i18n.In(l, "catalog.pupils_"+school))
			}
		}
		field(i18n.In(l, "catalog.area_"+string(p.Area)))
		field(i18n.In(l, "catalog.kind_"+string(p.Kind)))
	}
	if sec != nil {
		for _, s := range []string{sec.NameKO, sec.NameEN, sec.Place, sec.City, sec.District} {
			field(s)
		}
	}
	return folded{b.String(), b.starts}, title
}

// title is the part of a document's text that is its titles.
func (s *snapshot) title(n int32) folded {
	t := s.texts[n]
	return folded{t.string[:s.titles[n]], t.starts}
}

func (s *snapshot) ranked(less func(a, b *Listed) int) []int32 {
	order := make([]int32, len(s.programmes))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return less(&s.programmes[a], &s.programmes[b]) })
	rank := make([]int32, len(order))
	for place, programme := range order {
		rank[programme] = int32(place)
	}
	return rank
}
