package world

import (
	"context"

	"ieum/internal/audit"
	"ieum/internal/db"
)

// A part is one transaction, a statement one INSERT in it: the writer's deadline
// is short, and PostgreSQL takes 65,535 values a statement.
const (
	partRows      = 2000
	smallPartRows = 200
	statementRows = 200
)

// store writes everything, in the order of the foreign keys. Who loads into a
// database that people already use waits for nobody longer than one part.
func store(ctx context.Context, d *db.DB, r *rows) error {
	part := smallPartRows
	if len(r.sections) > 1000 {
		part = partRows
	}
	var err error
	put(ctx, d, part, r.organisations, &err)
	put(ctx, d, part, r.people, &err)
	put(ctx, d, part, r.accounts, &err)
	put(ctx, d, part, r.roles, &err)
	put(ctx, d, part, r.consents, &err)
	c, about := audits(d.Now())
	put(ctx, d, part, []audit.Case{c}, &err)
	put(ctx, d, part, about, &err)
	put(ctx, d, part, r.affiliations, &err)
	put(ctx, d, part, r.statuses, &err)
	put(ctx, d, part, r.domains, &err)
	put(ctx, d, part, r.provisions, &err)
	put(ctx, d, part, r.pupils, &err)
	put(ctx, d, part, r.guardianships, &err)
	put(ctx, d, part, r.guardianConsents, &err)
	put(ctx, d, part, r.deskPeople, &err)
	put(ctx, d, part, r.agreements, &err)
	put(ctx, d, part, r.parties, &err)
	put(ctx, d, part, r.grants, &err)
	put(ctx, d, part, r.awards, &err)
	put(ctx, d, part, r.members, &err)
	put(ctx, d, part, r.strands, &err)
	put(ctx, d, part, r.budgets, &err)
	put(ctx, d, part, r.indicators, &err)
	put(ctx, d, part, r.programmes, &err)
	put(ctx, d, part, r.sections, &err)
	put(ctx, d, part, r.sessions, &err)
	put(ctx, d, part, r.seats, &err)
	put(ctx, d, part, r.approvals, &err)
	put(ctx, d, part, r.applications, &err)
	put(ctx, d, part, r.enrolments, &err)
	put(ctx, d, part, r.sheets, &err)
	put(ctx, d, part, r.marks, &err)
	put(ctx, d, part, r.markEntries, &err)
	put(ctx, d, part, r.participations, &err)
	put(ctx, d, part, r.confirmations, &err)
	put(ctx, d, part, r.signatories, &err)
	put(ctx, d, part, r.certificates, &err)
	put(ctx, d, part, r.recognitionRules, &err)
	put(ctx, d, part, r.recognitions, &err)
	put(ctx, d, part, r.decisions, &err)
	put(ctx, d, part, r.questions, &err)
	put(ctx, d, part, r.entries, &err)
	put(ctx, d, part, r.reflections, &err)
	put(ctx, d, part, r.decisionTexts, &err)
	put(ctx, d, part, r.frozen, &err)
	put(ctx, d, part, r.trail, &err)
	if err != nil {
		return err
	}
	// Last of all, and by this Holds knows that the world is whole.
	return d.Housekeep(ctx, "world", func(tx *db.Tx) error {
		if err := tx.CreateInBatches(r.series, statementRows).Error; err != nil {
			return err
		}
		return db.One(tx.Exec("update catalogue_version set version = version + 1"))
	})
}

func put[T any](ctx context.Context, d *db.DB, part int, all []T, err *error) {
	for len(all) > 0 && *err == nil {
		n := min(part, len(all))
		chunk := all[:n]
		*err = d.Housekeep(ctx, "world", func(tx *db.Tx) error { return tx.CreateInBatches(chunk, statementRows).Error })
		all = all[n:]
	}
}
