package attendance

import (
	"context"
	"unicode/utf8"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

const longSignatory = 60

// SetSignatory says who signs for an organisation from now on.
type SetSignatory struct {
	Org                              id.ID
	TitleKO, NameKO, TitleEN, NameEN string
}

func (c *SetSignatory) problems() fault.Problems {
	p := fault.Problems{}
	for _, f := range []struct {
		name     string
		typed    *string
		required bool
	}{{"title_ko", &c.TitleKO, true}, {"name_ko", &c.NameKO, true}, {"title_en", &c.TitleEN, false}, {"name_en", &c.NameEN, false}} {
		*f.typed = people.CleanLine(*f.typed)
		switch {
		case *f.typed == "" && f.required:
			p.Add(f.name, "office.problem.required")
		case utf8.RuneCountInString(*f.typed) > longSignatory:
			p.Add(f.name, "office.problem.long", "n", longSignatory)
		case people.HasResidentNumber(*f.typed):
			p.Add(f.name, "office.problem.resident_number")
		}
	}
	return p
}

// SetSignatory stores it. Certificates that have been issued keep their own.
func (s *Service) SetSignatory(ctx context.Context, who policy.Actor, cmd SetSignatory) error {
	if !who.Has(policy.Officer, cmd.Org) && !who.Has(policy.Host, cmd.Org) {
		return errNotThere
	}
	if err := cmd.problems().Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.SetSignatory, policy.OrgThing{Org: cmd.Org, Name: "signatory"}); err != nil {
			return err
		}
		return store{tx}.addSignatory(&Signatory{
			ID: id.New(), OrgID: cmd.Org, TitleKO: cmd.TitleKO, NameKO: cmd.NameKO, TitleEN: cmd.TitleEN, NameEN: cmd.NameEN, SetBy: who.Account, SetAt: tx.Now,
		})
	})
}

// Body is an organisation that the reader works for, with who signs for it.
type Body struct {
	Org       people.Organisation
	Signatory *Signatory // nil: nobody yet
}

// Signatories are the organisations that the reader issues certificates for.
func (s *Service) Signatories(ctx context.Context, who policy.Actor) ([]Body, error) {
	runs := policy.Visible(who).Runs
	if len(runs) == 0 {
		return nil, errNotThere
	}
	return reader{s.db.Read(ctx)}.bodies(runs)
}
