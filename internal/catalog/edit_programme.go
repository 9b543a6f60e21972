package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// EditProgramme changes a programme. Version is the one that the editor saw.
type EditProgramme struct {
	Programme id.ID
	Version   int
	Form      ProgrammeForm
}

// EditProgramme stores a changed programme. While a second person reads it,
// nothing changes. Once it is public its kind, year and cooperation stay, and
// once somebody has applied, so does whom it is for; see docs/adr.
func (d *Desk) EditProgramme(ctx context.Context, who policy.Actor, cmd EditProgramme) error {
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		p, err := s.own(who, cmd.Programme)
		if err != nil {
			return err
		}
		before := *p
		problems := cmd.Form.read(p)
		if _, err := tx.Allow(policy.EditProgramme, p, fromTo(FormOf(&before).facts(), FormOf(p).facts())...); err != nil {
			return err
		}
		switch {
		case before.State == Review:
			return inReview
		case before.Version != cmd.Version:
			return s.stale(ctx, before.PolicyRef())
		}
		applied, err := s.appliedToAny(p.ID)
		if err != nil {
			return err
		}
		keptProgramme(&before, p, applied, problems)
		if err := problems.Err(); err != nil {
			return err
		}
		if err := s.checkNamed(p); err != nil {
			return err
		}
		if err := s.keepProgramme(p); err != nil || !before.State.Public() {
			return err
		}
		return Touch(tx)
	})
}

// keptProgramme notes what may no longer change: what money is counted by, once
// it is public; whom it is for, once somebody has applied.
func keptProgramme(before, after *Programme, applied bool, problems fault.Problems) {
	if before.State.Public() {
		if before.Kind != after.Kind {
			problems.Add("kind", "office.problem.kept_public")
		}
		if before.Year != after.Year {
			problems.Add("year", "office.problem.kept_public")
		}
		if before.AgreementID != after.AgreementID || before.AwardID != after.AwardID {
			problems.Add("cooperation", "office.problem.kept_public")
		}
		if before.StrandID != after.StrandID {
			problems.Add("strand", "office.problem.kept_public")
		}
	}
	if !applied {
		return
	}
	for field, same := range map[string]bool{
		"audience": before.Audience == after.Audience, "grades": before.Grades == after.Grades,
		"school_city": before.SchoolCity == after.SchoolCity,
		"min_age":     sameNumber(before.MinAge, after.MinAge), "max_age": sameNumber(before.MaxAge, after.MaxAge),
	} {
		if !same {
			problems.Add(field, "office.problem.kept_applied")
		}
	}
}

func sameNumber(a, b *int) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
