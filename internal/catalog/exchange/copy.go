package exchange

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Copy makes an imported course an own one of an organisation, for a new term.
type Copy struct {
	SectionID id.ID
	Org       id.ID
	StartsOn  clock.Date // first day of the new term; the last day moves with it
}

// Copied is where the copy went: a draft that its organisation edits and sends for approval.
type Copied struct{ Programme, Section id.ID }

// Copy makes a draft programme with one draft section, applied for here. The
// window opens three weeks before the first day at nine and closes three days
// before it at six: a proposal that the officer changes.
func (s *Service) Copy(ctx context.Context, who policy.Actor, in Copy) (out Copied, err error) {
	if _, err := clock.ParseDate(string(in.StartsOn)); err != nil {
		p := fault.Problems{}
		p.Add("starts_on", "import.need_start")
		return out, p.Err()
	}
	r := reader{s.db.Read(ctx)}
	org, ok, err := r.organisation(in.Org)
	if err != nil || !ok {
		return out, notFound(err)
	}
	p, sec, ok, err := r.importedSection(in.SectionID)
	if err != nil || !ok {
		return out, notFound(err)
	}
	if org.Code == nil {
		return out, fault.New(fault.Conflict, "import.no_desk")
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		np, ns := ownCopy(p, sec, org, in.StartsOn, tx.Now, who)
		if _, err := tx.Allow(policy.EditProgramme, &np, "copied_from", sec.ID.String()); err != nil {
			return err
		}
		if ns.Number, err = catalog.NextNumber(tx, in.StartsOn.Time().Year(), *org.Code); err != nil {
			return err
		}
		np.Slug = "p-" + short(np.ID.String())
		out = Copied{np.ID, ns.ID}
		return store{tx}.addDraft(&np, &ns)
	})
	return out, err
}

// ownCopy is the new draft: the same content, moved to the new term.
func ownCopy(p catalog.Programme, s catalog.Section, org people.Organisation, start clock.Date, now clock.Instant, who policy.Actor) (catalog.Programme, catalog.Section) {
	from := s.ID
	shift := 0
	if !s.StartsOn.IsZero() {
		shift = s.StartsOn.DaysTo(start)
	}
	p.ID, p.OrgID, p.State, p.PublishedAt, p.ClosedAt = id.New(), org.ID, catalog.Draft, 0, 0
	p.Sample, p.Year, p.Version, p.CreatedBy, p.CreatedAt, p.UpdatedAt = false, start.Time().Year(), 1, who.Account, now, now
	p.Phone, p.Department = org.Phone, org.Department
	s.ID, s.ProgrammeID, s.State, s.PublishedAt, s.CopiedFrom, s.BatchID = id.New(), p.ID, catalog.Draft, 0, from, id.None
	s.Version, s.CreatedBy, s.CreatedAt, s.UpdatedAt = 1, who.Account, now, now
	s.EndsOn, s.StartsOn = s.EndsOn.AddDays(shift), start
	s.Channel, s.Mode, s.AlwaysOpen, s.ApplyURL, s.ApplyPhone = catalog.Here, catalog.FirstCome, false, "", org.Phone
	s.ApplyFrom, s.ApplyUntil = start.AddDays(-21).At(9*60), start.AddDays(-3).At(18*60)
	s.City, s.District = org.City, org.District
	if s.Capacity == nil {
		twenty := 20
		s.Capacity = &twenty
	}
	return p, s
}
