package catalog

import (
	"ieum/internal/db"
	"ieum/internal/id"
)

// chain is what the order of approvers is worked out from.
type chain struct {
	parents   map[id.ID]id.ID
	approvers map[id.ID][]id.ID // accounts that may approve for an organisation, those above it with a role for the subtree included
	parties   map[id.ID][]id.ID // of agreements
}

// of are the organisations whose approver may decide a request.
func (c chain) of(org, asker, agreement id.ID) []id.ID {
	return Approvers(org, asker, c.parents, c.parties[agreement], c.approvers)
}

func (r deskReader) chain() (c chain, err error) {
	c = chain{map[id.ID]id.ID{}, map[id.ID][]id.ID{}, map[id.ID][]id.ID{}}
	var orgs []struct{ ID, ParentID id.ID }
	if err := r.Raw("select id, parent_id from organisations").Scan(&orgs).Error; err != nil {
		return c, err
	}
	var roles []struct {
		AccountID, OrgID id.ID
		Subtree          bool
	}
	if err := r.Raw(`select r.account_id, r.org_id, r.subtree from roles r join accounts a on a.id = r.account_id
		where r.duty = 'approver' and r.revoked_at is null and r.org_id is not null and a.closed_at is null`).Scan(&roles).Error; err != nil {
		return c, err
	}
	var parties []struct{ AgreementID, OrgID id.ID }
	if err := r.Raw("select agreement_id, org_id from agreement_parties order by agreement_id, position, org_id").Scan(&parties).Error; err != nil {
		return c, err
	}
	for _, o := range orgs {
		if !o.ParentID.IsZero() {
			c.parents[o.ID] = o.ParentID
		}
	}
	for _, p := range parties {
		c.parties[p.AgreementID] = append(c.parties[p.AgreementID], p.OrgID)
	}
	for _, role := range roles {
		c.approvers[role.OrgID] = append(c.approvers[role.OrgID], role.AccountID)
		if !role.Subtree {
			continue
		}
		for _, o := range orgs {
			if o.ID != role.OrgID && decidedAs(o.ID, role.OrgID, c.parents) == "parent" {
				c.approvers[o.ID] = append(c.approvers[o.ID], role.AccountID)
			}
		}
	}
	return c, nil
}

func (s deskStore) addApproval(a *Approval) error { return s.Create(a).Error }

// approval locks a request.
func (s deskStore) approval(approval id.ID) (*Approval, error) {
	var a Approval
	res := s.Locked().Where("id = ?", approval).Limit(1).Find(&a)
	if res.Error != nil {
		return nil, res.Error
	}
	if res.RowsAffected == 0 {
		return nil, errNotThere
	}
	return &a, nil
}

func (s deskStore) decide(a *Approval) error {
	return db.One(s.Model(&Approval{}).Where("id = ? and decided_at is null", a.ID).
		Select("decided_by", "decided_at", "decision", "decided_as", "stand_in_id", "reason").Updates(a))
}

// open is the request about a programme or one of its sections that still waits; nil when there is none.
func (r deskReader) open(programme, section id.ID) (*Approval, error) {
	q := r.Where("programme_id = ? and decided_at is null", programme)
	if section.IsZero() {
		q = q.Where("section_id is null")
	} else {
		q = q.Where("section_id = ? or section_id is null", section)
	}
	var a Approval
	res := q.Order("asked_at").Limit(1).Find(&a)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &a, nil
}

// lastApproved is what was last approved about a programme or a section: the statement to compare with.
func (r deskReader) lastApproved(a *Approval) (string, error) {
	q := r.Model(&Approval{}).Where("programme_id = ? and decision = 'approved' and id <> ? and content <> ''", a.ProgrammeID, a.ID)
	if a.SectionID.IsZero() {
		q = q.Where("section_id is null")
	} else {
		q = q.Where("section_id = ? or section_id is null", a.SectionID)
	}
	if !a.DecidedAt.IsZero() {
		q = q.Where("decided_at < ?", a.DecidedAt)
	}
	var rows []Approval
	err := q.Order("decided_at desc").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].Content, nil
}
