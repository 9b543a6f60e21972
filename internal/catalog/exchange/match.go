package exchange

import (
	"encoding/json"

	"ieum/internal/catalog/standard"
)

// match finds for each row of a file the stored row of the same group that it
// is, or -1. The surest go first, so that no row takes a stored one that is
// another's: the very same cells; then whatever is told apart on both sides;
// and at last one row alone here for one alone there.
func match(rows []*standard.Row, stored []existing) []int {
	found := make([]int, len(rows))
	for i := range found {
		found[i] = -1
	}
	if len(stored) == 0 {
		return found
	}
	taken := make([]bool, len(stored))
	left := len(rows)
	for level := 0; level < standard.Levels && left > 0; level++ {
		there, here := map[string][]int{}, map[string][]int{}
		for i := range stored {
			if !taken[i] {
				t := stored[i].tells(level > 0)[level]
				there[t] = append(there[t], i)
			}
		}
		for i, r := range rows {
			if found[i] < 0 {
				t := r.Tells()[level]
				here[t] = append(here[t], i)
			}
		}
		for t, mine := range here {
			if theirs := there[t]; len(mine) == 1 && (len(theirs) == 1 || level == 0 && len(theirs) > 1) {
				found[mine[0]], taken[theirs[0]] = theirs[0], true
				left--
			}
		}
	}
	if len(rows) == 1 && len(stored) == 1 {
		found[0] = 0
	}
	return found
}

// tells is what a stored row says at each level of likeness; meaning says
// whether more than its cells is asked for.
func (e *existing) tells(meaning bool) [standard.Levels]string {
	rec := standard.Record{ProviderCode: e.ProviderCode, ProviderName: e.ProviderName}
	_ = json.Unmarshal([]byte(e.Raw), &rec.Cells) // cells that cannot be read are like no others
	if meaning {
		if row, bad := standard.Interpret(rec, standard.Options{HasOwner: true}); len(bad) == 0 {
			return row.Tells()
		}
	}
	row := standard.Row{Raw: rec.Cells}
	row.ProviderName = rec.ProviderName
	return row.Tells()
}
