package catalog

import (
	"cmp"
	"maps"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/db"
)

func keepTerms(tx *db.Tx, heard map[voice]clock.Date) error {
	// In one order, so that two processes never wait for each other.
	for _, v := range slices.SortedFunc(maps.Keys(heard), func(a, b voice) int { return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.of, b.of)) }) {
		err := tx.Exec(`insert into search_terms (term, voice, searched_on) values (?, ?, ?)
			on conflict (term, voice) do update set searched_on = excluded.searched_on`, v.term, v.of, heard[v]).Error
		if err != nil {
			return err
		}
	}
	return tx.Exec("delete from search_terms where searched_on < ?", tx.Now.Date().AddDays(-termDays)).Error
}

// popular are the words that enough networks have searched for, the most frequent first.
func (r reader) popular(since clock.Date) (terms []string, err error) {
	err = r.Raw(`select term from search_terms where searched_on > ?
		group by term having count(*) >= ? order by count(*) desc, term limit ?`, since, termLeast, termRows).Scan(&terms).Error
	return terms, err
}
