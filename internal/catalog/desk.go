package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Desk is the office's side of the catalogue: drafts, the second person's
// decision, and what becomes of a section afterwards. Programmes of other
// organisations are as if they were not there.
type Desk struct{ db *db.DB }

// NewDesk returns the desk over d.
func NewDesk(d *db.DB) *Desk { return &Desk{d} }

var errNotThere = fault.New(fault.NotFound, "error.not_found")

// own is a programme that the actor runs, locked until the transaction ends.
func (s deskStore) own(who policy.Actor, programme id.ID) (*Programme, error) {
	p, err := s.programme(programme, policy.Visible(who).Runs)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, errNotThere
	}
	return p, nil
}

// ownSection is a section of a programme that the actor runs. The programme, the
// seats and the section are locked in this order: somebody who applies holds the
// seats before they need the section, and must not meet us the other way round.
func (s deskStore) ownSection(who policy.Actor, section id.ID) (*Section, *Programme, error) {
	of, err := s.programmeOf(section)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.own(who, of)
	if err != nil {
		return nil, nil, err
	}
	if err := s.lockSeats("section_id = ?", section); err != nil {
		return nil, nil, err
	}
	sec, err := s.section(section)
	if err != nil {
		return nil, nil, err
	}
	return sec, p, nil
}

// sectionThing is a section as policy sees it: its programme's organisation answers for it.
type sectionThing struct{ section, org id.ID }

// PolicyOrg implements policy.Resource.
func (s sectionThing) PolicyOrg() id.ID { return s.org }

// PolicyRef implements policy.Resource.
func (s sectionThing) PolicyRef() string { return "section/" + s.section.String() }

// OwnSection is a section that the transaction's actor runs, and its programme,
// locked until the transaction ends; for features that change one beside this one.
func OwnSection(tx *db.Tx, section id.ID) (*Section, *Programme, error) {
	return deskStore{tx}.ownSection(tx.Who, section)
}

// SectionThing is a section as policy sees it, for features that act on one.
func SectionThing(section, org id.ID) policy.Resource { return sectionThing{section, org} }

// stale is what an editor is told whose page was older than what is stored: who
// has changed it since, and when.
func (s deskStore) stale(ctx context.Context, ref string) error {
	last, err := deskReader{s.DB}.lastEdit(ref)
	if err != nil {
		return err
	}
	if last.Name == "" {
		return fault.New(fault.Conflict, "office.problem.changed_meanwhile")
	}
	return fault.New(fault.Conflict, "office.problem.changed_by", "who", last.Name, "when", i18n.Moment(ctx, last.At))
}

// inReview is what an editor is told while the second person reads.
var inReview = fault.New(fault.Conflict, "office.problem.in_review")
