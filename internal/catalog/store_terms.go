package catalog

import (
	"context"
	"maps"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/db"
)

type termHits struct {
	Term string
	Hits int
}

func (s *Service) writeTerms(ctx context.Context, hits map[string]int, now clock.Instant) error {
	today := now.Date()
	return s.db.Housekeep(ctx, "terms", func(tx *db.Tx) error {
		for _, term := range slices.Sorted(maps.Keys(hits)) { // in one order, so that two processes never wait for each other
			err := tx.Exec(`insert into search_terms (searched_on, term, hits) values (?, ?, ?)
				on conflict (searched_on, term) do update set hits = search_terms.hits + excluded.hits`, today, term, hits[term]).Error
			if err != nil {
				return err
			}
		}
		return tx.Exec("delete from search_terms where searched_on < ?", today.AddDays(-termKeepDays)).Error
	})
}

func (r reader) popular(since clock.Date) (rows []termHits, err error) {
	err = r.Raw(`select term, sum(hits) as hits from search_terms where searched_on > ?
		group by term having sum(hits) >= ? order by sum(hits) desc limit 50`, since, termLeast).Scan(&rows).Error
	return rows, err
}
