package catalog

import "slices"

// grams finds the documents that may hold a word by the pairs of neighbouring
// letters in it. Pairs, not triples: 요가, 영어 and 코딩 have two syllables.
// Documents are numbered in the order in which they are added.
type grams struct {
	exact    map[gram][]int32
	initials map[gram][]int32 // of the text with each syllable replaced by its first consonant
}

type gram uint64

func pair(a, b rune) gram { return gram(uint32(a))<<32 | gram(uint32(b)) }

func newGrams() *grams {
	return &grams{exact: map[gram][]int32{}, initials: map[gram][]int32{}}
}

// add indexes a folded text as document doc; documents come in rising order.
func (g *grams) add(doc int32, text string) {
	last := rune(fieldEnd)
	for _, r := range text {
		if r != fieldEnd && last != fieldEnd {
			post(g.exact, pair(last, r), doc)
			post(g.initials, pair(initial(last), initial(r)), doc)
		}
		last = r
	}
}

func post(lists map[gram][]int32, k gram, doc int32) {
	list := lists[k]
	if n := len(list); n == 0 || list[n-1] != doc {
		lists[k] = append(list, doc)
	}
}

// anyOf are the candidates of a word and of those that mean the same.
func (g *grams) anyOf(w word) (docs []int32, ok bool) {
	if docs, ok = g.candidates(w); !ok {
		return nil, false
	}
	for _, x := range w.also {
		more, ok := g.candidates(x)
		if !ok {
			return nil, false
		}
		docs = slices.Concat(docs, more)
	}
	if len(w.also) > 0 {
		slices.Sort(docs)
		docs = slices.Compact(docs)
	}
	return docs, true
}

// candidates are documents that may hold the word, in rising order. ok is
// false when the word is too short to tell: then every document may.
func (g *grams) candidates(w word) (docs []int32, ok bool) {
	lists, last, first := g.exact, rune(0), true
	if w.initials {
		lists = g.initials
	}
	var all [][]int32
	for _, r := range w.text {
		if w.initials {
			r = initial(r)
		}
		if !first {
			list, found := lists[pair(last, r)]
			if !found {
				return nil, true
			}
			all = append(all, list)
		}
		last, first = r, false
	}
	if len(all) == 0 {
		return nil, false
	}
	slices.SortFunc(all, func(a, b []int32) int { return len(a) - len(b) })
	docs = all[0]
	for _, list := range all[1:] {
		docs = intersect(docs, list)
	}
	return docs, true
}

// intersect is what stands in both rising lists; short is the shorter one.
func intersect(short, long []int32) []int32 {
	out := make([]int32, 0, len(short))
	for _, d := range short {
		i, found := slices.BinarySearch(long, d)
		if found {
			out = append(out, d)
		}
		long = long[i:]
	}
	return out
}
