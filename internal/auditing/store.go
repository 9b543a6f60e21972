package auditing

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
)

type reader struct{ *gorm.DB }

// most bounds the rows of one sheet.
const most = 2000

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

// inScope reports whether an audit may speak of a person: they applied to an
// organisation of its scope, or work for one.
func (r reader) inScope(sc *Scope, person id.ID) (bool, error) {
	apps, args := sc.within("g.org_id")
	roles, more := sc.within("x.org_id")
	var n int
	err := r.Raw(`select (select count(*) from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.person_id = ?`+apps+`)
		+ (select count(*) from roles x join accounts c on c.id = x.account_id where c.person_id = ?`+roles+`)`, slices.Concat([]any{person}, args, []any{person}, more)...).Row().Scan(&n)
	return n > 0, err
}

// names are people by the accounts they act with.
type actor struct {
	Account, Person id.ID
	Name            string
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
	err = r.Raw(q, append([]any{sc.From(), sc.Until()}, args...)...).Scan(&ids).Error
	return ids, err
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
	by := make([]id.ID, len(rows))
	for i, x := range rows {
		by[i] = x.AccountID
	}
	actors, err := r.actors(by)
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
func (r reader) approvals(sc *Scope, ids []id.ID, odd bool) (Sheet, error) {
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
	err := r.Raw(`select a.id, a.asked_by, a.decided_by, g.created_by as drafter, s.created_by as section_drafter, coalesce(s.number, '') as number, g.title_ko as title, a.decision, a.decided_as, a.asked_at, a.decided_at
		from approvals a join programmes g on g.id = a.programme_id left join sections s on s.id = a.section_id where `+where+" order by a.decided_at desc, a.id", args...).Scan(&rows).Error
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
		if odd && !drafter && x.DecidedAs != "stand_in" {
			continue
		}
		flag := Cell{}
		if drafter {
			flag = words("auditdesk.", "drafter")
		}
		as := Cell{}
		if x.DecidedAs != "" {
			as = words("auditdesk.as_", x.DecidedAs)
		}
		if out.Total++; len(out.Rows) < most {
			out.Rows = append(out.Rows, []Cell{
				text(x.Number), text(x.Title), actors[x.AskedBy].cell(), moment(x.AskedAt), actors[x.DecidedBy].cell(), moment(x.DecidedAt), words("auditdesk.decision_", x.Decision), as, flag,
			})
		}
	}
	return out, nil
}

// opened are the fields of a section by which people decide to apply.
var opened = []string{"capacity", "unlimited", "apply_from", "apply_until", "always_open", "mode", "channel", "fee", "material_cost", "starts_on", "ends_on", "weekdays", "start_time", "end_time", "method"}

// changes are edits of sections after their applications opened, a line for each field.
func (r reader) changes(sc *Scope) (Sheet, error) {
	out := Sheet{Name: "changes", Columns: []string{"at", "number", "programme", "field", "before", "after", "by", "opened"}}
	in, args := sc.within("g.org_id")
	var secs []struct {
		ID            id.ID
		Number, Title string
		ApplyFrom     clock.Instant
	}
	err := r.Raw("select s.id, s.number, g.title_ko as title, s.apply_from from sections s join programmes g on g.id = s.programme_id where s.published_at is not null"+in, args...).Scan(&secs).Error
	if err != nil {
		return out, err
	}
	of := make(map[string]int, len(secs))
	for i, s := range secs {
		of["section/"+s.ID.String()] = i
	}
	var rows []db.Audit
	err = r.Where("action in ('programme.edit', 'section.cancel', 'programme.close') and ref like 'section/%' and at >= ? and at < ?", sc.From(), sc.Until()).Order("id desc").Limit(20_000).Find(&rows).Error
	if err != nil {
		return out, err
	}
	by := make([]id.ID, 0, len(rows))
	for _, x := range rows {
		by = append(by, x.AccountID)
	}
	actors, err := r.actors(by)
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		i, ok := of[x.Ref]
		if !ok || secs[i].ApplyFrom.IsZero() || x.At < secs[i].ApplyFrom {
			continue
		}
		for _, d := range differences(x.Action, x.Detail) {
			if out.Total++; len(out.Rows) < most {
				out.Rows = append(out.Rows, []Cell{
					moment(x.At), text(secs[i].Number), text(secs[i].Title), words("auditdesk.field_", d[0]), text(d[1]), text(d[2]), actors[x.AccountID].cell(), moment(secs[i].ApplyFrom),
				})
			}
		}
	}
	return out, nil
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
	return out
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

func (r reader) unmaskings(sc *Scope) (Sheet, error) {
	out := Sheet{Name: "unmaskings", Columns: []string{"at", "by", "reason", "origin"}}
	var rows []audit.Unmasking
	if err := r.Where("audit_id = ?", sc.ID).Order("id desc").Limit(most).Find(&rows).Error; err != nil {
		return out, err
	}
	by := make([]id.ID, len(rows))
	for i, x := range rows {
		by[i] = x.AccountID
	}
	actors, err := r.actors(by)
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		out.Rows = append(out.Rows, []Cell{moment(x.At), text(actors[x.AccountID].Name), text(x.Reason), text(x.Origin)})
	}
	out.Total = len(out.Rows)
	return out, nil
}
