package auditing

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
)

type reader struct{ *gorm.DB }

// Window is the part of a sheet that is read: a page of it, or all for a file.
type Window struct{ Offset, Most int }

const (
	pageRows = 200
	// fileRows is what a sheet of a workbook holds at most (Excel's own bound is
	// 1,048,576); a manifest says of how many.
	fileRows = 1_000_000
)

// All is a whole sheet, as a file has it.
var All = Window{Most: fileRows}

// Page is a page of a sheet, from 1.
func Page(n int) Window { return Window{Offset: paging.New(n, pageRows).Offset(), Most: pageRows} }

// of cuts rows that are all there to the window.
func (w Window) of(rows [][]Cell) [][]Cell {
	from := min(w.Offset, len(rows))
	return rows[from:min(from+w.Most, len(rows))]
}

// ref is, as SQL, the name under which the trail knows a row: kind/id.
func (r reader) ref(kind, column string) string {
	if r.Name() == "postgres" {
		return "'" + kind + "/' || " + column + "::text"
	}
	h := "lower(hex(" + column + "))"
	return "'" + kind + "/' || substr(" + h + ",1,8)||'-'||substr(" + h + ",9,4)||'-'||substr(" + h + ",13,4)||'-'||substr(" + h + ",17,4)||'-'||substr(" + h + ",21)"
}

func (r reader) scope(audit id.ID) (*Scope, bool, error) {
	sc := &Scope{}
	res := r.Where("id = ?", audit).Limit(1).Find(&sc.Case)
	if res.Error != nil || res.RowsAffected == 0 {
		return sc, false, res.Error
	}
	return sc, true, r.fill(sc)
}

// fill reads what an audit is about: its organisations, and all below them.
func (r reader) fill(sc *Scope) error {
	err := r.Raw(`select o.id, coalesce(nullif(o.now_ko, ''), o.name_ko) as name from audit_orgs x join organisations o on o.id = x.org_id where x.audit_id = ? order by o.name_ko`, sc.ID).Scan(&sc.Orgs).Error
	if err != nil || sc.Everything {
		return err
	}
	var all []struct{ ID, ParentID id.ID }
	if err := r.Raw("select id, parent_id from organisations where parent_id is not null").Scan(&all).Error; err != nil {
		return err
	}
	in := map[id.ID]bool{}
	for _, o := range sc.Orgs {
		in[o.ID] = true
	}
	for grew := true; grew; {
		grew = false
		for _, o := range all {
			if in[o.ParentID] && !in[o.ID] {
				in[o.ID], grew = true, true
			}
		}
	}
	sc.under = slices.Collect(maps.Keys(in))
	return nil
}

// within is the condition that a column names an organisation of the scope.
func (s *Scope) within(column string) (string, []any) {
	if s.Everything {
		return " and 1 = 1", nil
	}
	return " and " + column + " in ?", []any{s.under}
}

func (r reader) cases(open bool) (out []Scope, err error) {
	var rows []audit.Case
	q := r.Order("opened_at desc, id desc").Limit(200)
	if open {
		q = q.Where("closed_at is null")
	}
	if err = q.Find(&rows).Error; err != nil {
		return nil, err
	}
	for _, c := range rows {
		sc := Scope{Case: c}
		if err := r.fill(&sc); err != nil {
			return nil, err
		}
		out = append(out, sc)
	}
	return out, nil
}

// who is a person with everything that names and reaches them.
func (r reader) who(person id.ID) (u Unmasked, err error) {
	err = r.Raw("select p.name, p.phone, coalesce(a.email, '') as email from people p left join accounts a on a.person_id = p.id where p.id = ?", person).Scan(&u).Error
	return u, err
}

// inScope reports whether an audit may speak of a person: within its period they
// applied to an organisation of its scope, gave a place back, had a participation
// confirmed or a recognition decided there, or worked for one.
func (r reader) inScope(sc *Scope, person id.ID) (bool, error) {
	apps, in := sc.within("g.org_id")
	from, until := sc.From(), sc.Until()
	var n int
	args := append([]any{person, from, until, from, until, from, until}, in...)
	q := `select (select count(*) from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.person_id = ?
		and ((a.applied_at >= ? and a.applied_at < ?) or (a.cancelled_at >= ? and a.cancelled_at < ?)
			or exists (select 1 from participations p where p.application_id = a.id and p.confirmed_at >= ? and p.confirmed_at < ?))` + apps + ")"
	decided, in := sc.within("z.org_id")
	q += ` + (select count(*) from recognitions z join recognition_decisions d on d.recognition_id = z.id where z.person_id = ? and d.decided_at >= ? and d.decided_at < ?` + decided + ")"
	args = append(append(args, person, from, until), in...)
	roles, in := sc.within("x.org_id")
	q += ` + (select count(*) from roles x join accounts c on c.id = x.account_id where c.person_id = ? and x.granted_at < ? and (x.revoked_at is null or x.revoked_at >= ?)` + roles + ")"
	args = append(append(args, person, until, from), in...)
	err := r.Raw(q, args...).Row().Scan(&n)
	return n > 0, err
}

// names are people by the accounts they act with.
type actor struct {
	Account, Person id.ID
	Name            string
}

// each is the id that every one of n rows names.
func each(n int, of func(i int) id.ID) []id.ID {
	out := make([]id.ID, n)
	for i := range out {
		out[i] = of(i)
	}
	return out
}

func (r reader) actors(accounts []id.ID) (map[id.ID]actor, error) {
	out := map[id.ID]actor{}
	for part := range slices.Chunk(distinct(accounts), 300) {
		var rows []actor
		if err := r.Raw("select a.id as account, p.id as person, p.name from accounts a join people p on p.id = a.person_id where a.id in ?", part).Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, x := range rows {
			out[x.Account] = x
		}
	}
	return out, nil
}

func (a actor) cell() Cell {
	if a.Person.IsZero() {
		return text("")
	}
	return masked(people.MaskName(a.Name), a.Person)
}

func distinct(ids []id.ID) []id.ID {
	seen := map[id.ID]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(i id.ID) bool {
		was := seen[i]
		seen[i] = true
		return was || i.IsZero()
	})
}

// decisions are the ids that a sample is drawn from.
func (r reader) decisions(sc *Scope, kind string) (ids []id.ID, err error) {
	in, args := sc.within("g.org_id")
	q := `select a.id from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.applied_at >= ? and a.applied_at < ?` + in + " order by a.id"
	if kind == Approvals {
		in, args = sc.within("a.org_id")
		q = "select a.id from approvals a where a.decided_at >= ? and a.decided_at < ?" + in + " order by a.id"
	}
	if kind == Recognitions {
		in, args = sc.within("z.org_id")
		q = "select d.id from recognition_decisions d join recognitions z on z.id = d.recognition_id where d.decided_at >= ? and d.decided_at < ?" + in + " order by d.id"
	}
	err = r.Raw(q, append([]any{sc.From(), sc.Until()}, args...)...).Scan(&ids).Error
	return ids, err
}

// recognitions are decisions of universities, in the order drawn.
func (r reader) recognitions(ids []id.ID) (Sheet, error) {
	out := Sheet{Name: "recognitions", Columns: []string{"number", "programme", "person", "university", "decision", "points", "decided", "decided_by"}, Total: len(ids)}
	if len(ids) == 0 {
		return out, nil
	}
	type row struct {
		ID, PersonID, DecidedBy                   id.ID
		Number, Title, Name, University, Decision string
		Points                                    int64
		DecidedAt                                 clock.Instant
	}
	var rows []row
	err := r.Raw(`select d.id, z.person_id, d.decided_by, s.number, g.title_ko as title, p.name, coalesce(nullif(o.now_ko, ''), o.name_ko) as university, d.decision, d.points, d.decided_at
		from recognition_decisions d join recognitions z on z.id = d.recognition_id join sections s on s.id = z.section_id join programmes g on g.id = s.programme_id
		join people p on p.id = z.person_id join organisations o on o.id = z.org_id where d.id in ?`, ids).Scan(&rows).Error
	if err != nil {
		return out, err
	}
	by := make([]id.ID, len(rows))
	for i, x := range rows {
		by[i] = x.DecidedBy
	}
	actors, err := r.actors(by)
	if err != nil {
		return out, err
	}
	slices.SortFunc(rows, func(a, b row) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	for _, x := range rows {
		out.Rows = append(out.Rows, []Cell{
			text(x.Number), text(x.Title), masked(people.MaskName(x.Name), x.PersonID), text(x.University), words("auditdesk.recognition_", x.Decision),
			text(strconv.FormatFloat(float64(x.Points)/100, 'f', -1, 64)), moment(x.DecidedAt), actors[x.DecidedBy].cell(),
		})
	}
	return out, nil
}

// applications are decisions about applications, in the order drawn.
func (r reader) applications(sc *Scope, ids []id.ID) (Sheet, error) {
	out := Sheet{Name: "applications", Columns: []string{"number", "programme", "person", "state", "reason", "applied", "made_as", "by"}, Total: len(ids)}
	if len(ids) == 0 {
		return out, nil
	}
	type row struct {
		ID, PersonID, AccountID id.ID
		Number, Title, Name     string
		Seq                     int64
		State, Reason, MadeAs   string
		AppliedAt               clock.Instant
	}
	var rows []row
	err := r.Raw(`select a.id, a.person_id, a.account_id, s.number, g.title_ko as title, p.name, a.seq, a.state, a.reason, a.made_as, a.applied_at from applications a
		join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id join people p on p.id = a.person_id where a.id in ?`, ids).Scan(&rows).Error
	if err != nil {
		return out, err
	}
	actors, err := r.actors(each(len(rows), func(i int) id.ID { return rows[i].AccountID }))
	if err != nil {
		return out, err
	}
	slices.SortFunc(rows, func(a, b row) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	for _, x := range rows {
		receipt := enrolment.ReceiptNumber(&catalog.Section{Number: x.Number}, &enrolment.Application{Seq: x.Seq})
		reason := Cell{}
		if x.Reason != "" {
			reason = words("auditdesk.reason_", strings.TrimPrefix(x.Reason, "enrolment.reason."))
		}
		out.Rows = append(out.Rows, []Cell{
			text(receipt), text(x.Title), masked(people.MaskName(x.Name), x.PersonID), words("auditdesk.state_", x.State), reason,
			moment(x.AppliedAt), words("auditdesk.made_", x.MadeAs), actors[x.AccountID].cell(),
		})
	}
	return out, nil
}

// approvals are decisions of second persons: those of ids in their order, or all
// of the period; with odd only those by a drafter or in somebody's place.
func (r reader) approvals(sc *Scope, ids []id.ID, odd bool, w Window) (Sheet, error) {
	out := Sheet{Name: "approvals", Columns: []string{"number", "programme", "asked_by", "asked", "decided_by", "decided", "decision", "as", "drafter"}}
	if ids != nil && len(ids) == 0 {
		return out, nil
	}
	type row struct {
		ID, AskedBy, DecidedBy, Drafter, SectionDrafter id.ID
		Number, Title, Decision, DecidedAs              string
		AskedAt, DecidedAt                              clock.Instant
	}
	var rows []row
	in, args := sc.within("a.org_id")
	where, args := "a.decided_at >= ? and a.decided_at < ?"+in, append([]any{sc.From(), sc.Until()}, args...)
	if ids != nil {
		where, args = where+" and a.id in ?", append(args, ids)
	}
	const from = " from approvals a join programmes g on g.id = a.programme_id left join sections s on s.id = a.section_id where "
	if odd {
		where += " and (a.decided_as = 'stand_in' or a.decided_by = a.asked_by or a.decided_by = g.created_by or a.decided_by = s.created_by)"
	}
	if err := r.Raw("select count(*)"+from+where, args...).Row().Scan(&out.Total); err != nil {
		return out, err
	}
	err := r.Raw(`select a.id, a.asked_by, a.decided_by, g.created_by as drafter, s.created_by as section_drafter, coalesce(s.number, '') as number, g.title_ko as title, a.decision, a.decided_as, a.asked_at, a.decided_at`+from+where+" order by a.decided_at desc, a.id limit ? offset ?", append(args, w.Most, w.Offset)...).Scan(&rows).Error
	if err != nil {
		return out, err
	}
	if ids != nil {
		slices.SortFunc(rows, func(a, b row) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	}
	var by []id.ID
	for _, x := range rows {
		by = append(by, x.AskedBy, x.DecidedBy)
	}
	actors, err := r.actors(by)
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		drafter := x.DecidedBy == x.AskedBy || x.DecidedBy == x.Drafter || x.DecidedBy == x.SectionDrafter
		flag := Cell{}
		if drafter {
			flag = words("auditdesk.", "drafter")
		}
		as := Cell{}
		if x.DecidedAs != "" {
			as = words("auditdesk.as_", x.DecidedAs)
		}
		out.Rows = append(out.Rows, []Cell{
			text(x.Number), text(x.Title), actors[x.AskedBy].cell(), moment(x.AskedAt), actors[x.DecidedBy].cell(), moment(x.DecidedAt), words("auditdesk.decision_", x.Decision), as, flag,
		})
	}
	return out, nil
}

type store struct{ *db.Tx }

// add stores an audit with its organisations; known is false when one of them is none.
func (s store) add(c *audit.Case, orgs []id.ID) (known bool, err error) {
	var n int64
	orgs = distinct(orgs)
	if len(orgs) > 0 {
		if err := s.Raw("select count(*) from organisations where id in ?", orgs).Row().Scan(&n); err != nil {
			return false, err
		}
	}
	if int(n) != len(orgs) {
		return false, nil
	}
	if err := s.Create(c).Error; err != nil {
		return true, err
	}
	if c.Everything || len(orgs) == 0 {
		return true, nil
	}
	rows := make([]audit.CaseOrg, len(orgs))
	for i, o := range orgs {
		rows[i] = audit.CaseOrg{AuditID: c.ID, OrgID: o}
	}
	return true, s.Create(&rows).Error
}

func (s store) close(c id.ID) error {
	return db.One(s.Model(&audit.Case{}).Where("id = ? and closed_at is null", c).Updates(map[string]any{"closed_by": s.Who.Account, "closed_at": s.Now}))
}

func (s store) unmask(u *audit.Unmasking) error { return s.Create(u).Error }

func (r reader) unmaskings(sc *Scope, w Window) (Sheet, error) {
	out := Sheet{Name: "unmaskings", Columns: []string{"at", "by", "reason", "origin"}}
	var rows []audit.Unmasking
	if err := r.Raw("select count(*) from unmaskings where audit_id = ?", sc.ID).Row().Scan(&out.Total); err != nil {
		return out, err
	}
	if err := r.Where("audit_id = ?", sc.ID).Order("id desc").Limit(w.Most).Offset(w.Offset).Find(&rows).Error; err != nil {
		return out, err
	}
	actors, err := r.actors(each(len(rows), func(i int) id.ID { return rows[i].AccountID }))
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		out.Rows = append(out.Rows, []Cell{moment(x.At), text(actors[x.AccountID].Name), text(x.Reason), text(x.Origin)})
	}
	return out, nil
}
