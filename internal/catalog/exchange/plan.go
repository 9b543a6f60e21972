package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// Effect is what storing a row does.
type Effect string

// The effects.
const (
	Adds    Effect = "adds"
	Changes Effect = "changes"
	Keeps   Effect = "keeps"
	// Spares is a row whose course was worked on here since it came: what an
	// officer wrote, or what waits for a second person, is not overwritten.
	Spares Effect = "spares"
)

// plan is what storing rows will do, worked out before anything is written.
type plan struct {
	owners *owners
	rows   []planned
}

type planned struct {
	line   int
	values standard.Values
	owner  string
	item   imported
	effect Effect
	before existing // of a row that changes
}

// planning is what all rows of an import have in common.
type planning struct {
	org      id.ID // owner of every row; None: each names its own
	separate []int // lines that are no next version of anything
	batch    id.ID
	now      clock.Instant
}

// plan works out what rows will do. Rows of one group must come together.
func (s *Service) plan(r reader, rows []standard.Row, in planning) (*plan, error) {
	known, err := r.organisations()
	if err != nil {
		return nil, err
	}
	p := &plan{owners: newOwners(known, in.now), rows: make([]planned, len(rows))}
	var fixed *people.Organisation
	if !in.org.IsZero() {
		org, ok, err := r.organisation(in.org)
		if err != nil || !ok {
			return nil, notFound(err)
		}
		fixed = &org
	}
	for i, row := range rows {
		owner := fixed
		if owner == nil {
			owner = p.owners.of(row.Values)
		}
		item, err := fromRow(row, owner, in.batch, in.now)
		if err != nil {
			return nil, err
		}
		p.rows[i] = planned{line: row.Line, values: row.Values, owner: owner.Current(), item: item, effect: Adds}
	}
	own, err := r.ownSections(s.ownIDs(p.rows))
	if err != nil {
		return nil, err
	}
	groups, keys := map[string][]int{}, []string(nil)
	for i := range p.rows {
		if section, ours := s.ownID(p.rows[i].values.URL); ours && own[section] {
			p.rows[i].effect = Keeps // our own export, coming home: the section is here already
			continue
		}
		key := p.rows[i].item.row.GroupKey
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], i)
	}
	there, err := r.existing(keys)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		p.meet(groups[key], rows, there[key], in.separate)
	}
	return p, nil
}

// meet says of the rows of one group which stored ones they are, and gives the
// others keys that are free.
func (p *plan) meet(group []int, rows []standard.Row, stored []existing, separate []int) {
	taken := map[string]bool{}
	for _, e := range stored {
		taken[e.RowKey] = true
	}
	mine := make([]*standard.Row, len(group))
	for i, at := range group {
		mine[i] = &rows[at]
	}
	for i, found := range match(mine, stored) {
		row := &p.rows[group[i]]
		if found >= 0 && !slices.Contains(separate, row.line) {
			row.become(stored[found])
			continue
		}
		org := row.item.programme.OrgID
		key := row.item.row.RowKey
		for n := 1; taken[key]; n++ {
			key = rowKey(org, mine[i].Remote())
			if n > 1 {
				key += fmt.Sprintf("-%d", n)
			}
		}
		taken[key] = true
		row.item.name(key)
	}
}

// become makes a row the next version of what is stored already.
func (p *planned) become(old existing) {
	p.before = old
	switch {
	case old.Raw == p.item.row.Raw:
		p.effect = Keeps
	case old.Touched:
		p.effect = Spares
	default:
		p.effect = Changes
	}
	p.item.name(old.RowKey)
	p.item.section.ID, p.item.row.SectionID = old.SectionID, old.SectionID
	p.item.programme.ID, p.item.section.ProgrammeID = old.ProgrammeID, old.ProgrammeID
	p.item.section.BatchID = old.BatchID // the batch that brought it
	p.item.section.Version, p.item.row.SectionVersion = old.SectionVersion+1, old.SectionVersion+1
	p.item.programme.Version, p.item.row.ProgrammeVersion = old.ProgrammeVersion+1, old.ProgrammeVersion+1
}

// differs are the cells that a row changes in what is stored.
func (p *planned) differs() []Cell {
	if p.effect != Changes {
		return nil
	}
	var before, after [standard.Count]string
	if json.Unmarshal([]byte(p.before.Raw), &before) != nil || json.Unmarshal([]byte(p.item.row.Raw), &after) != nil {
		return nil // cells that cannot be read cannot be compared
	}
	var out []Cell
	for c, was := range before {
		if was != after[c] {
			out = append(out, Cell{Column: standard.Column(c).Name(), Before: was, After: after[c]})
		}
	}
	return out
}

// ownID is the section that an address of this portal leads to.
func (s *Service) ownID(url string) (id.ID, bool) {
	rest, ours := strings.CutPrefix(url, s.baseURL+"/sections/")
	if !ours || s.baseURL == "" {
		return id.None, false
	}
	section, err := id.Parse(rest)
	return section, err == nil
}

func (s *Service) ownIDs(rows []planned) (ids []id.ID) {
	for _, r := range rows {
		if section, ours := s.ownID(r.values.URL); ours {
			ids = append(ids, section)
		}
	}
	return ids
}

// count adds what the plan does to a report.
func (p *plan) count(rep *Report) {
	for _, row := range p.rows {
		switch row.effect {
		case Adds:
			rep.Added++
		case Changes:
			rep.Changed++
		case Keeps:
			rep.Same++
		case Spares:
			rep.Kept++
			rep.KeptTitles = append(rep.KeptTitles, row.values.Title)
		}
	}
	for _, org := range p.owners.made {
		rep.Created = append(rep.Created, org.NameKO)
	}
}

func notFound(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.NotFound, "error.not_found")
}
