package people

import (
	"slices"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// ReachOf says how a person is told something, inside a transaction: by their
// own proved address or number, else by their guardian's while they are a minor, else by the number
// that was written down for them. ok is false for somebody whom only a telephone call reaches.
func ReachOf(tx *db.Tx, person id.ID) (r Reach, ok bool, err error) {
	all, err := ReachAll(tx.DB, []id.ID{person}, tx.Now.Date())
	r, ok = all[person]
	return r, ok, err
}

// reachAtOnce bounds one statement.
const reachAtOnce = 300

// ReachAll is ReachOf for many, in a few queries; who cannot be reached is not in the map.
func ReachAll(g *gorm.DB, persons []id.ID, today clock.Date) (map[id.ID]Reach, error) {
	out := map[id.ID]Reach{}
	if err := reachOwn(g, persons, out); err != nil {
		return nil, err
	}
	rest := without(persons, out)
	guardians := map[id.ID][]id.ID{} // by child, the first of them first
	for part := range slices.Chunk(rest, reachAtOnce) {
		var rows []Guardianship
		if err := g.Table("guardianships as g").Where("g.child_id in ? and "+liveGuardianship, part, lastAdult(today)).Order("g.created_at, g.id").Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			guardians[row.ChildID] = append(guardians[row.ChildID], row.GuardianID)
		}
	}
	if len(guardians) > 0 {
		var asked []id.ID
		for _, gs := range guardians {
			asked = append(asked, gs...)
		}
		of := map[id.ID]Reach{}
		if err := reachOwn(g, asked, of); err != nil {
			return nil, err
		}
		if err := reachWritten(g, without(asked, of), of); err != nil {
			return nil, err
		}
		for child, gs := range guardians {
			for _, guardian := range gs {
				if r, ok := of[guardian]; ok {
					out[child] = r
					break
				}
			}
		}
		rest = without(rest, out)
	}
	return out, reachWritten(g, rest, out)
}

// reachOwn adds those whom their own account reaches.
func reachOwn(g *gorm.DB, persons []id.ID, out map[id.ID]Reach) error {
	for part := range slices.Chunk(persons, reachAtOnce) {
		var rows []Account
		if err := g.Where("person_id in ? and closed_at is null", part).Find(&rows).Error; err != nil {
			return err
		}
		for i := range rows {
			if r, ok := rows[i].reach(); ok {
				out[rows[i].PersonID] = r
			}
		}
	}
	return nil
}

// reachWritten adds those for whom a mobile number was written down.
func reachWritten(g *gorm.DB, persons []id.ID, out map[id.ID]Reach) error {
	for part := range slices.Chunk(persons, reachAtOnce) {
		var rows []Person
		if err := g.Where("id in ?", part).Find(&rows).Error; err != nil {
			return err
		}
		for i := range rows {
			if r, ok := rows[i].written(); ok {
				out[rows[i].ID] = r
			}
		}
	}
	return nil
}

func without(persons []id.ID, known map[id.ID]Reach) []id.ID {
	return slices.DeleteFunc(slices.Clone(persons), func(p id.ID) bool { _, ok := known[p]; return ok })
}

// Erased are which of some people have gone. Nothing is written down about them
// any more: no erasure would ever come for it. Whoever asks holds their rows.
func Erased(tx *db.Tx, persons ...id.ID) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	for part := range slices.Chunk(persons, reachAtOnce) {
		var ids []id.ID
		if err := tx.Model(&Person{}).Where("id in ? and erased_at is not null", part).Pluck("id", &ids).Error; err != nil {
			return nil, err
		}
		for _, i := range ids {
			out[i] = true
		}
	}
	return out, nil
}
