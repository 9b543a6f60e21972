package report

import (
	"fmt"

	"gorm.io/gorm"

	"ieum/internal/db"
	"ieum/internal/id"
)

type reader struct {
	*gorm.DB
	engine db.Engine
}

// ask runs one of the queries below: each returns the things that break a rule.
func (r reader) ask(what, q string) (out []string, err error) {
	var rows []struct {
		ID   id.ID
		Said string
	}
	if err := r.Raw(q).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("report: %s: %w", what, err)
	}
	for _, row := range rows {
		out = append(out, fmt.Sprintf("%s %s: %s", what, row.ID, row.Said))
	}
	return out, nil
}

func (r reader) count(q string) (n int, err error) {
	err = r.Raw(q).Scan(&n).Error
	return n, err
}

type question struct{ what, q string }

func (r reader) all(count string, qs []question) (int, []string, error) {
	n, err := r.count(count)
	if err != nil {
		return 0, nil, err
	}
	var out []string
	for _, q := range qs {
		more, err := r.ask(q.what, q.q)
		if err != nil {
			return n, nil, err
		}
		out = append(out, more...)
	}
	return n, out, nil
}

// seats: a place for each accepted application and no other; never more than
// the capacity; arrival numbers without a gap.
func (r reader) seats() (int, []string, error) {
	return r.all("select count(*) from section_seats", []question{
		{"section", `select s.section_id as id, 'taken is ' || s.taken || ', and ' || (select count(*) from enrolments e where e.section_id = s.section_id and e.released_at is null) || ' hold a place' as said
			from section_seats s where s.taken <> (select count(*) from enrolments e where e.section_id = s.section_id and e.released_at is null)`},
		{"section", `select s.section_id as id, 'its seats are not those of the section' as said from section_seats s join sections x on x.id = s.section_id
			where coalesce(s.capacity, -1) <> coalesce(x.capacity, -1)`},
		{"section", `select s.section_id as id, 'more taken than there is' as said from section_seats s where s.taken > s.capacity`},
		{"section", `select s.section_id as id, 'arrival numbers have a gap' as said from section_seats s
			where s.last_seq <> (select count(*) from applications a where a.section_id = s.section_id)
			or s.last_seq <> coalesce((select max(a.seq) from applications a where a.section_id = s.section_id), 0)`},
		{"section", `select x.id as id, 'is applied to here and has no seats' as said from sections x
			where x.channel = 'here' and x.state in ('published', 'closed') and not exists (select 1 from section_seats s where s.section_id = x.id)`},
		{"application", `select a.id as id, 'is accepted and holds no place' as said from applications a
			where a.state = 'accepted' and not exists (select 1 from enrolments e where e.application_id = a.id and e.released_at is null and e.person_id = a.person_id and e.section_id = a.section_id)`},
		{"application", `select a.id as id, 'is not accepted and holds a place' as said from applications a
			where a.state <> 'accepted' and exists (select 1 from enrolments e where e.application_id = a.id and e.released_at is null)`},
	})
}

// budget: money belongs to an agreement's party, or to a grant's grantor,
// grantee or member.
func (r reader) budget() (int, []string, error) {
	return r.all("select count(*) from budgets", []question{
		{"budget", `select b.id as id, 'its organisation is no party of the agreement' as said from budgets b
			where b.agreement_id is not null and not exists (select 1 from agreement_parties p where p.agreement_id = b.agreement_id and p.org_id = b.org_id)`},
		{"budget", `select b.id as id, 'its organisation neither gives nor holds the award' as said from budgets b join awards a on a.id = b.award_id join grants g on g.id = a.grant_id
			where b.org_id <> g.grantor_id and b.org_id <> a.grantee_id and not exists (select 1 from award_members m where m.award_id = a.id and m.org_id = b.org_id)`},
	})
}

// audit: what was decided has left its row.
func (r reader) audit() (int, []string, error) {
	ref := func(prefix, col string) string {
		if r.engine == db.Postgres {
			return "'" + prefix + "/' || " + col + "::text"
		}
		// The usual form with hyphens, as id.ID writes it.
		h := "lower(hex(" + col + "))"
		return "'" + prefix + "/' || substr(" + h + ", 1, 8) || '-' || substr(" + h + ", 9, 4) || '-' || substr(" + h + ", 13, 4) || '-' || substr(" + h + ", 17, 4) || '-' || substr(" + h + ", 21)"
	}
	return r.all("select count(*) from audit", []question{
		{"application", `select a.id as id, 'nothing in the audit says who decided it' as said from applications a
			where a.policy_version <> 'world' and not exists (select 1 from audit u where u.action in ('application.apply', 'application.apply_for') and u.ref = ` + ref("application", "a.id") + `)`},
		{"application", `select a.id as id, 'nothing in the audit says who cancelled it' as said from applications a
			where a.policy_version <> 'world' and a.state = 'cancelled' and not exists (select 1 from audit u where u.action in ('application.cancel', 'section.cancel') and (u.ref = ` + ref("application", "a.id") + ` or u.ref = ` + ref("section", "a.section_id") + `))`},
	})
}
