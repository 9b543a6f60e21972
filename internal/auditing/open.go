package auditing

import (
	"context"
	"strings"
	"unicode/utf8"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// OpenForm is an audit as it is typed.
type OpenForm struct {
	Name           string   `form:"name"`
	DocumentNumber string   `form:"document_number"`
	Everything     string   `form:"everything"`
	Orgs           []string `form:"orgs"`
	FromOn         string   `form:"from_on"`
	ToOn           string   `form:"to_on"`
}

const longestName, longestReason = 100, 200

func (f OpenForm) read(c *audit.Case) (orgs []id.ID, p fault.Problems) {
	p = fault.Problems{}
	line := func(field, typed string) string {
		s := people.CleanLine(typed)
		switch {
		case s == "":
			p.Add(field, "office.problem.required")
		case utf8.RuneCountInString(s) > longestName:
			p.Add(field, "office.problem.long", "n", longestName)
		case people.HasResidentNumber(s):
			p.Add(field, "office.problem.resident_number")
		}
		return s
	}
	day := func(field, typed string) clock.Date {
		d, err := clock.ParseDate(strings.TrimSpace(typed))
		if err != nil {
			p.Add(field, "office.problem.date")
		}
		return d
	}
	c.Name, c.DocumentNumber = line("name", f.Name), line("document_number", f.DocumentNumber)
	c.FromOn, c.ToOn = day("from_on", f.FromOn), day("to_on", f.ToOn)
	if c.FromOn != "" && c.ToOn != "" && c.ToOn < c.FromOn {
		p.Add("to_on", "office.problem.days")
	}
	c.Everything = f.Everything != ""
	for _, raw := range f.Orgs {
		o, err := id.Parse(raw)
		if err != nil {
			p.Add("orgs", "office.problem.choose")
			continue
		}
		orgs = append(orgs, o)
	}
	if !c.Everything && len(orgs) == 0 {
		p.Add("orgs", "auditdesk.problem.scope")
	}
	return orgs, p
}

// Open opens an audit: from then on an auditor reads in it.
func (s *Service) Open(ctx context.Context, who policy.Actor, f OpenForm) (id.ID, error) {
	c := audit.Case{ID: id.New(), OpenedBy: who.Account}
	orgs, problems := f.read(&c)
	if err := problems.Err(); err != nil {
		return id.None, err
	}
	return c.ID, s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.OpenAudit, &Scope{Case: c}, "everything", c.Everything, "orgs", orgs, "from", c.FromOn, "to", c.ToOn); err != nil {
			return err
		}
		c.OpenedAt = tx.Now
		known, err := store{tx}.add(&c, orgs)
		if err == nil && !known {
			problems.Add("orgs", "office.problem.choose")
			err = problems.Err()
		}
		return err
	})
}

// Close closes an audit: nobody reads in it any more.
func (s *Service) Close(ctx context.Context, who policy.Actor, audit id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		sc, ok, err := reader{tx.DB}.scope(audit)
		if err != nil {
			return err
		}
		if !ok {
			return errNotThere
		}
		if _, err := tx.Allow(policy.OpenAudit, sc, "closed", true); err != nil {
			return err
		}
		if !sc.Open() {
			return fault.New(fault.Conflict, "auditdesk.problem.closed")
		}
		return store{tx}.close(audit)
	})
}

// Unmasked is somebody whose name an auditor has uncovered.
type Unmasked struct{ Name, Phone, Email string }

// Unmask shows who a person is, for a reason. The reason goes into a log of its
// own that the administrator reads, and names nobody itself.
func (s *Service) Unmask(ctx context.Context, who policy.Actor, audit0, person id.ID, reason string) (u Unmasked, err error) {
	sc, err := s.open(ctx, who, audit0)
	if err != nil {
		return u, err
	}
	if in, err := (reader{s.db.Read(ctx)}).inScope(sc, person); err != nil || !in {
		return u, firstOf(err, errNotThere)
	}
	reason = people.CleanLine(reason)
	p := fault.Problems{}
	switch {
	case reason == "":
		p.Add("reason", "auditdesk.problem.reason")
	case utf8.RuneCountInString(reason) > longestReason:
		p.Add("reason", "office.problem.long", "n", longestReason)
	case people.HasResidentNumber(reason):
		p.Add("reason", "office.problem.resident_number")
	}
	if err := p.Err(); err != nil {
		return u, err
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.Unmask, sc, "person", person); err != nil {
			return err
		}
		look := audit.Look{Task: TaskFull, Purpose: audit.AuditRequest, Note: reason, Ref: sc.PolicyRef(), People: []id.ID{person}}
		if err := audit.LogAccess(tx, who, look); err != nil {
			if f, named := fault.FieldsOf(err)["purpose_note"]; named {
				return fault.Problems{"reason": f}.Err()
			}
			return err
		}
		st := store{tx}
		if err := st.unmask(&audit.Unmasking{At: tx.Now, AuditID: sc.ID, AccountID: who.Account, Origin: who.Origin, PersonID: person, Reason: reason}); err != nil {
			return err
		}
		u, err = reader{tx.DB}.who(person)
		return err
	})
	return u, err
}

func firstOf(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// Unmaskings is the log of an audit's unmaskings, for the administrator: whose
// names they were it does not say.
func (s *Service) Unmaskings(ctx context.Context, who policy.Actor, audit id.ID, w Window) (Scope, Sheet, error) {
	if _, err := policy.Decide(who, policy.OpenAudit, &Scope{}); err != nil {
		return Scope{}, Sheet{}, err
	}
	r := reader{s.db.Read(ctx)}
	sc, ok, err := r.scope(audit)
	if err != nil || !ok {
		return Scope{}, Sheet{}, firstOf(err, errNotThere)
	}
	sheet, err := r.unmaskings(sc, w)
	return *sc, sheet, err
}
