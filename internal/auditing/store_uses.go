package auditing

import (
	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/id"
)

const (
	nightFrom, nightUntil = 22, 6
	manyPeople            = 100

	// hour and day of a look in Seoul, as SQL; Seoul has had no summer time since 1988.
	hourOf = "((l.at + 32400000000) / 3600000000) % 24"
	dayOf  = "(l.at + 32400000000) / 86400000000"
)

// mine is the condition that a look was for an organisation of the scope: at one
// of its sections or at itself, or else by somebody who works or worked for it.
func (r reader) mine(sc *Scope, alias string) (string, []any) {
	if sc.Everything {
		return "", nil
	}
	ref := alias + ".ref"
	return " and case when " + ref + " like 'section/%' then " + ref + " in (select " + r.ref("section", "s.id") + " from sections s join programmes g on g.id = s.programme_id where g.org_id in ?)" +
		" when " + ref + " like 'organisation/%' then " + ref + " in (select " + r.ref("organisation", "o.id") + " from organisations o where o.id in ?)" +
		" else " + alias + ".account_id in (select x.account_id from roles x where x.org_id in ?) end", []any{sc.under, sc.under, sc.under}
}

// The sheets of unusual looks.
const (
	Exports = "exports"
	Night   = "night"
	Many    = "many"
)

// Uses are all of them.
var Uses = []string{Exports, Night, Many}

// uses is one of the sheets: downloads and prints, looks at night, or days on
// which an account saw many people.
func (r reader) uses(sc *Scope, kind string, w Window) (Sheet, error) {
	in, args := r.mine(sc, "l")
	from, args := " from access_log l where l.at >= ? and l.at < ?"+in, append([]any{sc.From(), sc.Until()}, args...)
	switch kind {
	case Many:
		return r.many(from, args, w)
	case Exports:
		from, args = from+" and (l.task in ? or (l.task in ? and l.purpose <> ?))", append(args, audit.Tasks(audit.Exported), audit.Tasks(audit.Printed), audit.Masked)
	default:
		from, args = from+" and ("+hourOf+" >= ? or "+hourOf+" < ?)", append(args, nightFrom, nightUntil)
	}
	out := Sheet{Name: kind, Columns: []string{"at", "by", "what", "purpose", "people"}}
	if err := r.Raw("select count(*)"+from, args...).Row().Scan(&out.Total); err != nil {
		return out, err
	}
	var rows []struct {
		At            clock.Instant
		AccountID     id.ID
		Task, Purpose string
		People        int
	}
	if err := r.Raw("select l.at, l.account_id, l.task, l.purpose, l.people"+from+" order by l.id desc limit ? offset ?", append(args, w.Most, w.Offset)...).Scan(&rows).Error; err != nil {
		return out, err
	}
	actors, err := r.actors(each(len(rows), func(i int) id.ID { return rows[i].AccountID }))
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		out.Rows = append(out.Rows, []Cell{moment(x.At), actors[x.AccountID].cell(), words("system.access.task_", x.Task), words("office.purpose_", x.Purpose), number(x.People)})
	}
	return out, nil
}

func (r reader) many(from string, args []any, w Window) (Sheet, error) {
	out := Sheet{Name: Many, Columns: []string{"day", "by", "people"}}
	q, args := "select "+dayOf+" as day, l.account_id, sum(l.people) as people"+from+" group by "+dayOf+", l.account_id having sum(l.people) > ?", append(args, manyPeople)
	if err := r.Raw("select count(*) from ("+q+") x", args...).Row().Scan(&out.Total); err != nil {
		return out, err
	}
	var rows []struct {
		Day       int
		AccountID id.ID
		People    int
	}
	if err := r.Raw(q+" order by day desc, people desc, account_id limit ? offset ?", append(args, w.Most, w.Offset)...).Scan(&rows).Error; err != nil {
		return out, err
	}
	actors, err := r.actors(each(len(rows), func(i int) id.ID { return rows[i].AccountID }))
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		out.Rows = append(out.Rows, []Cell{text(string(clock.Date("1970-01-01").AddDays(x.Day))), actors[x.AccountID].cell(), number(x.People)})
	}
	return out, nil
}
