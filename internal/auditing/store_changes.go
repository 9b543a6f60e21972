package auditing

import (
	"encoding/json"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// opened are the fields of a section by which people decide to apply.
var opened = []string{"capacity", "unlimited", "apply_from", "apply_until", "always_open", "mode", "channel", "fee", "material_cost", "starts_on", "ends_on", "weekdays", "start_time", "end_time", "method"}

// edited is a section with the opening that held before the edits read so far,
// the newest first.
type edited struct {
	ID                     id.ID
	Number, Title          string
	ApplyFrom, PublishedAt clock.Instant
	AlwaysOpen             bool
}

// openedAt is from when applications were taken: from publication where reception
// is always open or nothing says when, and never before it.
func (e *edited) openedAt() clock.Instant {
	if e.AlwaysOpen || e.ApplyFrom < e.PublishedAt {
		return e.PublishedAt
	}
	return e.ApplyFrom
}

// changes are edits of sections after their applications had opened, a line for
// each field. When they had opened is what held at the time of the edit: somebody
// who moves the opening behind an edit does not hide it. So the edits are gone
// through from the newest of all to the oldest of the period, each taking back
// what it did to the opening.
func (r reader) changes(sc *Scope, w Window) (Sheet, error) {
	out := Sheet{Name: "changes", Columns: []string{"at", "number", "programme", "field", "before", "after", "by", "opened"}}
	in, args := sc.within("g.org_id")
	const published = " from sections s join programmes g on g.id = s.programme_id where s.published_at is not null"
	var secs []edited
	if err := r.Raw("select s.id, s.number, g.title_ko as title, s.apply_from, s.published_at, s.always_open"+published+in, args...).Scan(&secs).Error; err != nil {
		return out, err
	}
	of := make(map[string]*edited, len(secs))
	for i := range secs {
		of["section/"+secs[i].ID.String()] = &secs[i]
	}
	var all [][]Cell
	var by []id.ID
	for last := int64(1) << 62; ; {
		var rows []db.Audit
		err := r.Raw("select * from audit where action in ('programme.edit', 'section.cancel', 'programme.close') and at >= ? and id < ? and ref in (select "+r.ref("section", "s.id")+published+in+") order by id desc limit 1000",
			append([]any{sc.From(), last}, args...)...).Scan(&rows).Error
		if err != nil {
			return out, err
		}
		if len(rows) == 0 {
			break
		}
		last = rows[len(rows)-1].ID
		for i := range rows {
			x, sec := &rows[i], of[rows[i].Ref]
			if sec == nil { // published since the sections were read: nobody could apply before
				continue
			}
			sec.undo(x)
			if opening := sec.openedAt(); x.At < sc.Until() && x.At >= opening {
				for _, d := range differences(x.Action, x.Detail) {
					by = append(by, x.AccountID)
					all = append(all, []Cell{moment(x.At), text(sec.Number), text(sec.Title), words("auditdesk.field_", d[0]), text(d[1]), text(d[2]), {}, moment(opening)})
				}
			}
		}
	}
	actors, err := r.actors(by)
	if err != nil {
		return out, err
	}
	for i := range all {
		all[i][6] = actors[by[i]].cell()
	}
	out.Total, out.Rows = len(all), w.of(all)
	return out, nil
}

// undo takes back what an edit did to the opening.
func (e *edited) undo(x *db.Audit) {
	if x.Action != "programme.edit" {
		return
	}
	var d struct{ From, To map[string]string }
	if json.Unmarshal([]byte(x.Detail), &d) != nil {
		return
	}
	was := func(field string) (string, bool) {
		before, ok := d.From[field]
		_, to := d.To[field]
		return before, ok || to
	}
	if before, changed := was("always_open"); changed {
		e.AlwaysOpen = before != ""
	}
	if before, changed := was("apply_from"); changed {
		e.ApplyFrom = typedMoment(before)
	}
}

// typedMoment is a day and a time of it as a form writes them; 0 when there is none.
func typedMoment(s string) clock.Instant {
	day, at, _ := strings.Cut(s, " ")
	d, err := clock.ParseDate(day)
	if err != nil {
		return 0
	}
	h, m, ok := strings.Cut(at, ":")
	minute := 0
	if ok && len(h) == 2 && len(m) == 2 {
		minute = (int(h[0]-'0')*10+int(h[1]-'0'))*60 + int(m[0]-'0')*10 + int(m[1]-'0')
	}
	return d.At(minute)
}

// differences reads what an audit row says of a change: field, before, after.
func differences(action, detail string) (out [][3]string) {
	if action != "programme.edit" {
		var d struct{ From, To string }
		if json.Unmarshal([]byte(detail), &d) == nil && d.To != "" {
			return [][3]string{{"state", d.From, d.To}}
		}
		return nil
	}
	var d struct{ From, To map[string]string }
	if json.Unmarshal([]byte(detail), &d) != nil {
		return nil
	}
	for _, f := range opened {
		if before, was := d.From[f]; was || d.To[f] != "" {
			out = append(out, [3]string{f, before, d.To[f]})
		}
	}
	return slices.Clip(out)
}
