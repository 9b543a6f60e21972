package auditing

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
)

// look is a line of the access log.
type look struct {
	ID            int64
	At            clock.Instant
	AccountID     id.ID
	Task, Purpose string
	Ref           string
	People        int
}

// line looks a thing up and gathers what the trail and the access log say of it.
func (r reader) line(sc *Scope, l *Line) (found bool, err error) {
	var refs []string
	var account, person id.ID
	looks := ""
	var args []any
	switch l.Kind {
	case OfPerson:
		if person, l.Title, refs, err = r.byReceipt(sc, l.Number); err != nil || person.IsZero() {
			return false, err
		}
		looks, args = "id in (select log_id from access_log_people where person_id = ?)", []any{person}
	case OfOfficer:
		if account, l.Title, err = r.byEmail(sc, l.Number); err != nil || account.IsZero() {
			return false, err
		}
		looks, args = "account_id = ?", []any{account}
	default:
		var section id.ID
		if section, l.Title, refs, err = r.bySection(sc, l.Number); err != nil || section.IsZero() {
			return false, err
		}
		looks, args = "ref = ?", []any{"section/" + section.String()}
	}
	var rows []db.Audit
	q := r.Where("at >= ? and at < ?", sc.From(), sc.Until())
	if account.IsZero() {
		q = q.Where("ref in ?", refs)
	} else {
		q = q.Where("account_id = ?", account)
		if !sc.Everything {
			q = q.Where("org_id in ?", sc.under) // what the officer does elsewhere is none of this audit
		}
	}
	if err = q.Order("id desc").Limit(most).Find(&rows).Error; err != nil {
		return true, err
	}
	var seen []look
	if err = r.Table("access_log").Where("at >= ? and at < ?", sc.From(), sc.Until()).Where(looks, args...).Order("id desc").Limit(most).Find(&seen).Error; err != nil {
		return true, err
	}
	if seen, err = r.ofScope(sc, seen); err != nil {
		return true, err
	}
	l.Sheet, err = r.joined(rows, seen)
	return true, err
}

// joined puts the trail and the looks into one order of time.
func (r reader) joined(rows []db.Audit, seen []look) (Sheet, error) {
	out := Sheet{Name: "line", Columns: []string{"at", "what", "by", "about", "detail"}}
	var by []id.ID
	for _, x := range rows {
		by = append(by, x.AccountID)
	}
	for _, x := range seen {
		by = append(by, x.AccountID)
	}
	actors, err := r.actors(by)
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		who := actors[x.AccountID].cell()
		if x.Task != "" {
			who = words("auditdesk.", "system")
		}
		out.Rows = append(out.Rows, []Cell{moment(x.At), words("auditdesk.action.", x.Action), who, about(x.Ref), text(said(x.Detail))})
	}
	for _, x := range seen {
		out.Rows = append(out.Rows, []Cell{
			moment(x.At), words("system.access.task_", x.Task), actors[x.AccountID].cell(), about(x.Ref), text(strconv.Itoa(x.People)),
		})
	}
	slices.SortStableFunc(out.Rows, func(a, b []Cell) int { return cmp.Compare(b[0].At, a[0].At) })
	out.Total = len(out.Rows)
	out.Rows = out.Rows[:min(len(out.Rows), most)]
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

func (r reader) bySection(sc *Scope, number string) (section id.ID, title string, refs []string, err error) {
	in, args := sc.within("g.org_id")
	var row struct {
		ID, ProgrammeID id.ID
		Title           string
	}
	if err = r.Raw("select s.id, s.programme_id, g.title_ko as title from sections s join programmes g on g.id = s.programme_id where s.number = ?"+in, append([]any{number}, args...)...).Scan(&row).Error; err != nil || row.ID.IsZero() {
		return id.None, "", nil, err
	}
	refs = []string{"section/" + row.ID.String(), "programme/" + row.ProgrammeID.String()}
	var more []id.ID
	if err = r.Raw("select id from approvals where section_id = ? or (programme_id = ? and section_id is null)", row.ID, row.ProgrammeID).Scan(&more).Error; err != nil {
		return row.ID, row.Title, refs, err
	}
	for _, x := range more {
		refs = append(refs, "approval/"+x.String())
	}
	more = nil
	if err = r.Raw("select id from applications where section_id = ? order by seq desc limit 500", row.ID).Scan(&more).Error; err != nil {
		return row.ID, row.Title, refs, err
	}
	for _, x := range more {
		refs = append(refs, "application/"+x.String())
	}
	return row.ID, row.Title, refs, nil
}

// byReceipt finds the person of a receipt number, with what they did within the scope.
func (r reader) byReceipt(sc *Scope, number string) (person id.ID, title string, refs []string, err error) {
	section, seq, ok := cutLast(number)
	if !ok {
		return id.None, "", nil, nil
	}
	in, args := sc.within("g.org_id")
	var row struct {
		PersonID id.ID
		Name     string
	}
	err = r.Raw(`select a.person_id, p.name from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id join people p on p.id = a.person_id
		where s.number = ? and a.seq = ?`+in, append([]any{section, seq}, args...)...).Scan(&row).Error
	if err != nil || row.PersonID.IsZero() {
		return id.None, "", nil, err
	}
	var apps []struct {
		ID     id.ID
		Number string
		Seq    int64
	}
	err = r.Raw(`select a.id, s.number, a.seq from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.person_id = ?`+in+" order by a.applied_at desc limit 500", append([]any{row.PersonID}, args...)...).Scan(&apps).Error
	numbers := make([]string, 0, len(apps))
	for _, a := range apps {
		refs = append(refs, "application/"+a.ID.String())
		numbers = append(numbers, enrolment.ReceiptNumber(&catalog.Section{Number: a.Number}, &enrolment.Application{Seq: a.Seq}))
	}
	if sc.Everything {
		refs = append(refs, "person/"+row.PersonID.String(), "account/"+row.PersonID.String())
	}
	return row.PersonID, people.MaskName(row.Name) + " · " + strings.Join(numbers, ", "), refs, err
}

func cutLast(s string) (section string, seq int64, ok bool) {
	i := strings.LastIndexByte(s, '-')
	if i < 0 {
		return "", 0, false
	}
	seq, err := strconv.ParseInt(s[i+1:], 10, 32)
	return s[:i], seq, err == nil && seq > 0
}

// byEmail finds an officer who works, or worked, for an organisation of the scope.
func (r reader) byEmail(sc *Scope, email string) (account id.ID, title string, err error) {
	in, args := sc.within("x.org_id")
	var row struct {
		ID   id.ID
		Name string
	}
	err = r.Raw("select a.id, p.name from accounts a join people p on p.id = a.person_id where a.email = ? and exists (select 1 from roles x where x.account_id = a.id"+in+")",
		append([]any{people.CleanEmail(email)}, args...)...).Scan(&row).Error
	return row.ID, people.MaskName(row.Name), err
}

// ofScope leaves the looks that were for an organisation of the scope: at one of
// its sections, or by somebody who works for it.
func (r reader) ofScope(sc *Scope, in []look) ([]look, error) {
	if sc.Everything {
		return in, nil
	}
	var sections, accounts []id.ID
	if err := r.Raw("select s.id from sections s join programmes g on g.id = s.programme_id where g.org_id in ?", sc.under).Scan(&sections).Error; err != nil {
		return nil, err
	}
	if err := r.Raw("select account_id from roles where org_id in ?", sc.under).Scan(&accounts).Error; err != nil {
		return nil, err
	}
	mine, staff := map[string]bool{}, map[id.ID]bool{}
	for _, s := range sections {
		mine["section/"+s.String()] = true
	}
	for _, a := range accounts {
		staff[a] = true
	}
	return slices.DeleteFunc(in, func(l look) bool {
		if strings.HasPrefix(l.Ref, "section/") {
			return !mine[l.Ref]
		}
		return !staff[l.AccountID]
	}), nil
}

const (
	nightFrom, nightUntil = 22, 6
	manyPeople            = 100
)

// uses are downloads, looks at night, and days on which an account saw many people.
func (r reader) uses(sc *Scope) ([]Sheet, error) {
	var rows []look
	err := r.Table("access_log").Where("at >= ? and at < ?", sc.From(), sc.Until()).Order("id desc").Limit(100_000).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	if rows, err = r.ofScope(sc, rows); err != nil {
		return nil, err
	}
	var by []id.ID
	for _, x := range rows {
		by = append(by, x.AccountID)
	}
	actors, err := r.actors(by)
	if err != nil {
		return nil, err
	}
	columns := []string{"at", "by", "what", "purpose", "people"}
	exports, night := Sheet{Name: "exports", Columns: columns}, Sheet{Name: "night", Columns: columns}
	many := Sheet{Name: "many", Columns: []string{"day", "by", "people"}}
	add := func(s *Sheet, cells ...Cell) {
		if s.Total++; len(s.Rows) < most {
			s.Rows = append(s.Rows, cells)
		}
	}
	type day struct {
		account id.ID
		on      clock.Date
	}
	sum := map[day]int{}
	for _, x := range rows {
		cells := []Cell{moment(x.At), actors[x.AccountID].cell(), words("system.access.task_", x.Task), words("office.purpose_", x.Purpose), number(x.People)}
		if strings.HasSuffix(x.Task, ".export") || strings.HasSuffix(x.Task, ".print") && x.Purpose != "masked" {
			add(&exports, cells...)
		}
		if h := x.At.Local().Hour(); h >= nightFrom || h < nightUntil {
			add(&night, cells...)
		}
		sum[day{x.AccountID, x.At.Date()}] += x.People
	}
	var days []day
	for d, n := range sum {
		if n > manyPeople {
			days = append(days, d)
		}
	}
	slices.SortFunc(days, func(a, b day) int {
		return cmp.Or(cmp.Compare(b.on, a.on), sum[b]-sum[a], slices.Compare(a.account[:], b.account[:]))
	})
	for _, d := range days {
		add(&many, text(string(d.on)), actors[d.account].cell(), number(sum[d]))
	}
	return []Sheet{exports, night, many}, nil
}
