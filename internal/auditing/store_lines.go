package auditing

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
)

// find is the thing that a number names within the scope: a section by its number,
// a person by a receipt, an officer by the address of their account.
func (r reader) find(sc *Scope, kind, number string) (id.ID, error) {
	var got struct{ ID id.ID }
	in, args := sc.within("g.org_id")
	q, first := "select s.id from sections s join programmes g on g.id = s.programme_id where s.number = ?"+in, []any{number}
	switch kind {
	case OfPerson:
		section, seq, ok := cutLast(number)
		if !ok {
			return id.None, nil
		}
		q, first = "select a.person_id as id from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where s.number = ? and a.seq = ?"+in, []any{section, seq}
	case OfOfficer:
		in, args = sc.within("x.org_id")
		q, first = "select a.id from accounts a where a.email = ? and exists (select 1 from roles x where x.account_id = a.id"+in+")", []any{people.CleanEmail(number)}
	}
	err := r.Raw(q, append(first, args...)...).Scan(&got).Error
	return got.ID, err
}

// line gathers what the trail and the access log say of a thing of the scope, the
// newest first. A thing outside is not there.
func (r reader) line(sc *Scope, l *Line, w Window) (found bool, err error) {
	var trail, looks string
	var trailArgs, looksArgs []any
	in, args := sc.within("g.org_id")
	switch l.Kind {
	case OfPerson:
		if found, err = r.inScope(sc, l.Of); err != nil || !found {
			return false, err
		}
		if l.Title, err = r.personTitle(sc, l.Of); err != nil {
			return false, err
		}
		trail = "t.ref in (select " + r.ref("application", "a.id") + " from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.person_id = ?" + in + ")"
		trailArgs = append([]any{l.Of}, args...)
		if sc.Everything {
			trail, trailArgs = "("+trail+" or t.ref in (?, ?))", append(trailArgs, "person/"+l.Of.String(), "account/"+l.Of.String())
		}
		looks, looksArgs = "t.id in (select log_id from access_log_people where person_id = ?)", []any{l.Of}
	case OfOfficer:
		roles, more := sc.within("x.org_id")
		var name []string
		err = r.Raw("select p.name from accounts a join people p on p.id = a.person_id where a.id = ? and exists (select 1 from roles x where x.account_id = a.id"+roles+")", append([]any{l.Of}, more...)...).Scan(&name).Error
		if err != nil || len(name) == 0 {
			return false, err
		}
		l.Title = people.MaskName(name[0])
		within, more := sc.within("t.org_id") // what the officer does elsewhere is none of this audit
		trail, trailArgs = "t.account_id = ?"+within, append([]any{l.Of}, more...)
		looks, looksArgs = "t.account_id = ?", []any{l.Of}
	default:
		var row struct {
			ProgrammeID   id.ID
			Number, Title string
		}
		err = r.Raw("select s.programme_id, s.number, g.title_ko as title from sections s join programmes g on g.id = s.programme_id where s.id = ?"+in, append([]any{l.Of}, args...)...).Scan(&row).Error
		if err != nil || row.ProgrammeID.IsZero() {
			return false, err
		}
		l.Title = row.Title + " · " + row.Number
		trail = "(t.ref in (?, ?) or t.ref in (select " + r.ref("approval", "p.id") + " from approvals p where p.section_id = ? or (p.programme_id = ? and p.section_id is null)) or t.ref in (select " + r.ref("application", "a.id") + " from applications a where a.section_id = ?))"
		trailArgs = []any{"section/" + l.Of.String(), "programme/" + row.ProgrammeID.String(), l.Of, row.ProgrammeID, l.Of}
		looks, looksArgs = "t.ref = ?", []any{"section/" + l.Of.String()}
	}
	mine, mineArgs := r.mine(sc, "t")
	period := []any{sc.From(), sc.Until()}
	q := "select 0 as look, t.id, t.at, t.account_id, t.task, t.action as what, t.ref, t.detail, 0 as people from audit t where t.at >= ? and t.at < ? and " + trail +
		" union all select 1, t.id, t.at, t.account_id, '', t.task, t.ref, '', t.people from access_log t where t.at >= ? and t.at < ? and " + looks + mine
	l.Sheet, err = r.joined(q, slices.Concat(period, trailArgs, period, looksArgs, mineArgs), w)
	return true, err
}

// personTitle is a person as a time line is headed: hidden, with their receipts.
func (r reader) personTitle(sc *Scope, person id.ID) (string, error) {
	in, args := sc.within("g.org_id")
	var apps []struct {
		Number, Name string
		Seq          int64
	}
	err := r.Raw("select s.number, a.seq, p.name from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id join people p on p.id = a.person_id where a.person_id = ?"+in+" order by a.applied_at desc", append([]any{person}, args...)...).Scan(&apps).Error
	if err != nil || len(apps) == 0 {
		return "", err
	}
	title := people.MaskName(apps[0].Name)
	for i, a := range apps {
		if i == titleReceipts {
			return title + " …", nil
		}
		title += " · " + enrolment.ReceiptNumber(&catalog.Section{Number: a.Number}, &enrolment.Application{Seq: a.Seq})
	}
	return title, nil
}

// titleReceipts is how many receipts stand in a heading; the lines have them all.
const titleReceipts = 5

// joined is a page of the trail and the looks in one order of time.
func (r reader) joined(q string, args []any, w Window) (Sheet, error) {
	out := Sheet{Name: "line", Columns: []string{"at", "what", "by", "about", "detail", "night"}}
	if err := r.Raw("select count(*) from ("+q+") x", args...).Row().Scan(&out.Total); err != nil {
		return out, err
	}
	var rows []struct {
		Look                    int
		ID                      int64
		At                      clock.Instant
		AccountID               id.ID
		Task, What, Ref, Detail string
		People                  int
	}
	if err := r.Raw("select * from ("+q+") x order by at desc, look, id desc limit ? offset ?", append(args, w.Most, w.Offset)...).Scan(&rows).Error; err != nil {
		return out, err
	}
	actors, err := r.actors(each(len(rows), func(i int) id.ID { return rows[i].AccountID }))
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		who, what, detail, night := actors[x.AccountID].cell(), words("auditdesk.action.", x.What), said(x.Detail), Cell{}
		if x.Task != "" {
			who = words("auditdesk.", "system")
		}
		if x.Look == 1 {
			what, detail = words("system.access.task_", x.What), strconv.Itoa(x.People)
		}
		if h := x.At.Local().Hour(); x.Task == "" && (h >= nightFrom || h < nightUntil) {
			night = words("auditdesk.", "night")
		}
		out.Rows = append(out.Rows, []Cell{moment(x.At), what, who, about(x.Ref), text(detail), night})
	}
	return out, nil
}

// about names the kind of a thing; its id says which to whoever needs it.
func about(ref string) Cell {
	kind, rest, _ := strings.Cut(ref, "/")
	if len(rest) > 8 {
		rest = rest[len(rest)-8:]
	}
	return text(kind + " …" + rest)
}

// said is a detail as words: name: before → after, or name: value.
func said(detail string) string {
	if detail == "" {
		return ""
	}
	var m map[string]any
	if json.Unmarshal([]byte(detail), &m) != nil {
		return ""
	}
	var parts []string
	from, _ := m["from"].(map[string]any)
	to, _ := m["to"].(map[string]any)
	for k, v := range to {
		parts = append(parts, fmt.Sprintf("%s: %v → %v", k, from[k], v))
	}
	for k, v := range m {
		switch v.(type) {
		case string, float64, bool:
			if s := fmt.Sprint(v); len(s) < 36 { // ids stand in the column before
				parts = append(parts, k+": "+s)
			}
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

func cutLast(s string) (section string, seq int64, ok bool) {
	i := strings.LastIndexByte(s, '-')
	if i < 0 {
		return "", 0, false
	}
	seq, err := strconv.ParseInt(s[i+1:], 10, 32)
	return s[:i], seq, err == nil && seq > 0
}
