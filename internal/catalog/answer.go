package catalog

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"ieum/internal/clock"
)

// answer is one question being worked out in one pass over the documents. Each
// document gets a mask of the filters that it fails. No bit: it is found, and
// counts for every choice. One bit: it counts for the choices of that filter
// alone, which is what they would show if the filter were not set.
type answer struct {
	s      *snapshot
	q      Query
	words  []word
	now    clock.Instant
	today  clock.Date
	counts bool
	// The instants at which today and the next seven days begin and end, worked out once for all sections.
	dayStart, dayEnd, weekEnd clock.Instant

	set     uint32              // the filters that are set
	single  [dGrade][]bool      // by number of the value, where the filter is set
	several [dimensions]uint32  // bits that are looked for, where the filter is set
	tallies [dimensions][]tally // by number of the value
	hits    []hit
}

// hit is a programme that was found: its best document and how many match.
type hit struct {
	programme, doc, matching int32
	key                      uint64
}

// tally counts programmes: a second section of the same one does not count again.
type tally struct{ last, n int32 }

// Bits of the mask beyond the dimensions.
const (
	failsAge   = 1 << dimensions
	failsDates = 1 << (dimensions + 1)
)

func (s *snapshot) answer(q Query, now clock.Instant, counts bool) *answer {
	today := now.Date()
	a := &answer{
		s: s, q: q, words: words(q.Text), now: now, today: today, counts: counts,
		dayStart: today.At(0), dayEnd: today.AddDays(1).At(0), weekEnd: today.AddDays(7).At(0),
	}
	a.choose()
	if counts {
		for d := range dimensions {
			a.tallies[d] = make([]tally, len(s.names[d].values)+1)
		}
	}
	switch {
	case len(a.words) > 0:
		for _, n := range s.found(a.words) {
			a.look(n)
		}
	case q.Text == "": // a text without any letter is in nothing
		for n := range s.docs {
			a.look(int32(n))
		}
	}
	return a
}

// found are the documents that hold every word, in rising order.
func (s *snapshot) found(typed []word) []int32 {
	var docs []int32
	all := true
	for _, w := range typed {
		if some, ok := s.grams.anyOf(w); ok {
			if all {
				docs, all = some, false
			} else {
				if len(some) < len(docs) {
					docs, some = some, docs
				}
				docs = intersect(docs, some)
			}
		}
	}
	if all {
		docs = make([]int32, len(s.docs))
		for i := range docs {
			docs[i] = int32(i)
		}
	}
	out := make([]int32, 0, len(docs))
	for _, n := range docs {
		if allIn(s.texts[n], typed) {
			out = append(out, n)
		}
	}
	return out
}

func (a *answer) choose() {
	for d := range dimensions {
		chosen := a.q.Chosen[filterOf[d]]
		if len(chosen) == 0 {
			continue
		}
		a.set |= 1 << d
		if !d.severalAtOnce() {
			a.single[d] = make([]bool, len(a.s.names[d].values)+1)
		}
		for _, v := range chosen {
			// A value that no programme has is a filter that nothing passes.
			if n := a.s.names[d].number[v]; d.severalAtOnce() {
				a.several[d] |= bit(n)
			} else if n != 0 {
				a.single[d][n] = true
			}
		}
	}
}

// look weighs one document.
func (a *answer) look(n int32) {
	doc := &a.s.docs[n]
	values := doc.values
	admission, run := a.complete(doc, &values)
	fails := a.fails(doc, &values)
	if a.counts {
		a.tally(&values, doc.programme, fails)
	}
	if fails == 0 {
		a.find(n, doc, admission, run)
	}
}

// passes reports whether a document of a programme that was found answers the question itself.
func (a *answer) passes(n int32) bool {
	doc := &a.s.docs[n]
	values := doc.values
	a.complete(doc, &values)
	return a.fails(doc, &values) == 0 && allIn(a.s.texts[n], a.words)
}

// complete adds the values that depend on the time.
func (a *answer) complete(doc *doc, values *[dimensions]uint32) (admission Admission, run Run) {
	if doc.listedSection != nil {
		admission, run = doc.StatesAt(a.now, a.today, doc.pressure)
		values[dStatus] = statusBits(admission, run)
		values[dOpens] = a.opensBits(&doc.Section)
	}
	return admission, run
}

// fails are the filters that a document does not pass.
func (a *answer) fails(doc *doc, values *[dimensions]uint32) (fails uint32) {
	for set := a.set; set != 0; set &= set - 1 {
		d := dimension(bits.TrailingZeros32(set))
		if d.severalAtOnce() {
			if values[d]&a.several[d] == 0 {
				fails |= 1 << d
			}
		} else if !a.single[d][values[d]] {
			fails |= 1 << d
		}
	}
	if a.q.Age >= 0 && !a.rightAge(&a.s.programmes[doc.programme]) {
		fails |= failsAge
	}
	if (!a.q.From.IsZero() || !a.q.To.IsZero()) && !a.overlaps(doc) {
		fails |= failsDates
	}
	return fails
}

func (a *answer) tally(values *[dimensions]uint32, programme int32, fails uint32) {
	from, to := dimension(0), dimensions
	switch {
	case fails == 0:
	case bits.OnesCount32(fails) == 1 && fails < failsAge:
		from = dimension(bits.TrailingZeros32(fails))
		to = from + 1
	default:
		return
	}
	mark := programme + 1 // 0 is nobody yet
	for d := from; d < to; d++ {
		if !d.severalAtOnce() {
			count(a.tallies[d], int(values[d]), mark)
			continue
		}
		numbersIn(values[d], func(n int) { count(a.tallies[d], n, mark) })
	}
}

func count(t []tally, n int, mark int32) {
	if t[n].last != mark {
		t[n] = tally{mark, t[n].n + 1}
	}
}

func (a *answer) rightAge(p *Listed) bool {
	return (p.MinAge == nil || a.q.Age >= *p.MinAge) && (p.MaxAge == nil || a.q.Age <= *p.MaxAge)
}

// overlaps reports whether the section has a day within the dates asked for; one without days has none.
func (a *answer) overlaps(d *doc) bool {
	if d.listedSection == nil || d.StartsOn.IsZero() {
		return false
	}
	end := d.EndsOn
	if end.IsZero() {
		end = d.StartsOn
	}
	return (a.q.From.IsZero() || end >= a.q.From) && (a.q.To.IsZero() || d.StartsOn <= a.q.To)
}

// statusBits are both states of a section: one that is taught and takes
// applications all the time is running and open.
func statusBits(admission Admission, run Run) uint32 {
	return statusBit[string(admission)] | statusBit[string(run)] // before its start a run has no bit
}

var statusBit = func() map[string]uint32 {
	m := map[string]uint32{}
	for i, v := range Statuses {
		m[v] = 1 << i
	}
	return m
}()

const (
	opensTodayBit = 1 << iota
	opensInWeekBit
)

// opensBits says whether applying begins today or within seven days, counted in days in Seoul.
func (a *answer) opensBits(s *Section) uint32 {
	if s.ApplyFrom.IsZero() || s.State != Published {
		return 0
	}
	switch {
	case s.ApplyFrom < a.dayStart || s.ApplyFrom >= a.weekEnd:
		return 0
	case s.ApplyFrom < a.dayEnd:
		return opensTodayBit | opensInWeekBit
	}
	return opensInWeekBit
}

// find notes a document that passes every filter. Documents come in the order
// of their programmes, so that those of one programme are neighbours.
func (a *answer) find(n int32, d *doc, admission Admission, run Run) {
	key := a.key(n, d, admission, run)
	if last := len(a.hits) - 1; last >= 0 && a.hits[last].programme == d.programme {
		h := &a.hits[last]
		h.matching++
		if key < h.key {
			h.key, h.doc = key, n
		}
		return
	}
	a.hits = append(a.hits, hit{programme: d.programme, doc: n, matching: 1, key: key})
}

// rank orders states for somebody who wants to take part.
func rank(admission Admission, run Run) uint64 {
	switch {
	case admission == "":
		return 7 // a programme without sections: neither open nor over
	case run == RunCancelled:
		return 10
	case run == Ended:
		return 9
	}
	switch admission {
	case Open:
		return 0
	case Closing:
		return 1
	case Upcoming:
		return 2
	case WaitingList:
		return 3
	case Drawing:
		return 4
	case Reviewing:
		return 5
	case AdmissionEnded:
	}
	if run == Running {
		return 6
	}
	return 8
}

// key is a number by which hits are sorted: small is first. Bit 63 puts what
// has ended behind all else, whatever the order; ties fall to the state, then to the time.
func (a *answer) key(n int32, d *doc, admission Admission, run Run) uint64 {
	r := rank(admission, run)
	over := uint64(0)
	if r >= 9 {
		over = 1 << 63
	}
	switch a.q.Sort {
	case Newest:
		return uint64(a.s.newest[d.programme])<<8 | r
	case Title:
		return uint64(a.s.byTitle[d.programme])<<8 | r
	case Popular:
		taken := 0
		if d.listedSection != nil {
			taken = d.taken
		}
		return over | uint64(math.MaxUint32-uint32(min(taken, math.MaxInt32)))<<8 | r
	case OpeningOn:
		if admission == Upcoming {
			return minutes(d.ApplyFrom)
		}
		return over | 1<<62 | r<<40 | a.when(d, admission)
	case ClosingOn:
		if admission.Applicable() && !d.AlwaysOpen && !d.ApplyUntil.IsZero() {
			return minutes(d.ApplyUntil)
		}
		return over | 1<<62 | r<<40 | a.when(d, admission)
	case Default:
	}
	key := over | r<<40 | a.when(d, admission)
	if a.q.Text != "" {
		if !a.inTitle(n) {
			key |= 1 << 62
		}
		if !asTyped(a.s.texts[n], a.words) {
			key |= 1 << 61
		}
	}
	return key
}

// when is the instant that matters in a state: when it closes, when it opens, otherwise the later start first.
func (a *answer) when(d *doc, admission Admission) uint64 {
	if d.listedSection == nil {
		return math.MaxUint32
	}
	switch {
	case admission == Upcoming:
		return minutes(d.ApplyFrom)
	case admission.Applicable() && !d.AlwaysOpen && !d.ApplyUntil.IsZero():
		return minutes(d.ApplyUntil)
	case admission.Applicable():
		return math.MaxUint32 - 1 // open without an end: after those that close
	}
	return math.MaxUint32 - days(d.StartsOn)
}

func minutes(i clock.Instant) uint64 {
	const perMinute = 60_000_000
	return uint64(min(max(int64(i)/perMinute, 0), math.MaxUint32))
}

// days is a date as a number that rises with it; 0 when not set.
func days(d clock.Date) uint64 {
	n := uint64(0)
	for i := range len(d) {
		if d[i] >= '0' && d[i] <= '9' {
			n = n*10 + uint64(d[i]-'0')
		}
	}
	return n
}

func (a *answer) inTitle(n int32) bool { return allIn(a.s.title(n), a.words) }

func (a *answer) sort() {
	slices.SortFunc(a.hits, func(x, y hit) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.programme, y.programme)) })
}

// choices are the values of each filter with their counts; values that would
// show nothing are left out, unless they are chosen.
func (a *answer) choices() map[Filter][]Choice {
	out := make(map[Filter][]Choice, dimensions)
	for d := range dimensions {
		f, all := filterOf[d], a.s.names[d].values
		list := make([]Choice, 0, len(all))
		for i, v := range all {
			c := Choice{Value: v.value, NameKO: v.ko, NameEN: v.en, Count: int(a.tallies[d][i+1].n), Selected: slices.Contains(a.q.Chosen[f], v.value)}
			if c.Count > 0 || c.Selected {
				list = append(list, c)
			}
		}
		for _, v := range a.q.Chosen[f] {
			if a.s.names[d].number[v] == 0 {
				list = append(list, Choice{Value: v, NameKO: v, Selected: true})
			}
		}
		if closedSets[f] == nil {
			slices.SortStableFunc(list, func(x, y Choice) int {
				return cmp.Or(cmp.Compare(y.Count, x.Count), strings.Compare(x.NameKO, y.NameKO), strings.Compare(x.Value, y.Value))
			})
		}
		out[f] = list
	}
	return out
}
