package people

import (
	"errors"
	"slices"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
)

type affiliationReader struct{ *gorm.DB }

// orgs adds the organisations of some rows.
func (r affiliationReader) orgs(ids []id.ID) (map[id.ID]Organisation, error) {
	out := map[id.ID]Organisation{}
	if len(ids) == 0 {
		return out, nil
	}
	var rows []Organisation
	err := r.Where("id in ?", ids).Find(&rows).Error
	for _, o := range rows {
		out[o.ID] = o
	}
	return out, err
}

func (r affiliationReader) ofPerson(person id.ID) ([]AffiliationLine, error) {
	var rows []Affiliation
	if err := r.Where("person_id = ?", person).Order("asked_at desc, id desc").Find(&rows).Error; err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(rows))
	for i, a := range rows {
		ids[i] = a.OrgID
	}
	orgs, err := r.orgs(ids)
	out := make([]AffiliationLine, len(rows))
	for i, a := range rows {
		out[i] = AffiliationLine{a, orgs[a.OrgID]}
	}
	return out, err
}

func (r affiliationReader) provisions(person id.ID) ([]ProvisionLine, error) {
	var rows []Provision
	if err := r.Where("person_id = ?", person).Order("given_at desc, id desc").Find(&rows).Error; err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(rows))
	for i, p := range rows {
		ids[i] = p.OrgID
	}
	orgs, err := r.orgs(ids)
	out := make([]ProvisionLine, len(rows))
	for i, p := range rows {
		out[i] = ProvisionLine{p, orgs[p.OrgID]}
	}
	return out, err
}

func (r affiliationReader) universities() ([]Campus, error) {
	var orgs []Organisation
	if err := r.Where("kind = ?", University).Find(&orgs).Error; err != nil {
		return nil, err
	}
	inOrder(orgs)
	var domains []Domain
	if err := r.Order("domain").Find(&domains).Error; err != nil {
		return nil, err
	}
	of := map[id.ID][]string{}
	for _, d := range domains {
		of[d.OrgID] = append(of[d.OrgID], d.Domain)
	}
	out := make([]Campus, len(orgs))
	for i, o := range orgs {
		out[i] = Campus{o, of[o.ID]}
	}
	return out, nil
}

func (r affiliationReader) domains(orgs []id.ID) (rows []Domain, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Where("org_id in ?", orgs).Order("domain").Find(&rows).Error
	return rows, err
}

func (r affiliationReader) asked(orgs []id.ID) (rows []AffiliationAsked, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(`select a.*, p.name, case when o.now_ko <> '' then o.now_ko else o.name_ko end as org_name,
		exists (select 1 from affiliations b where b.org_id = a.org_id and b.kind = 'student' and b.state = 'verified' and b.number = a.number and b.number_proved <> '' and b.person_id <> a.person_id) as taken
		from affiliations a join people p on p.id = a.person_id join organisations o on o.id = a.org_id
		where a.org_id in ? and a.kind = 'student' and a.state = 'pending' and a.method = 'number' order by a.asked_at, a.id limit 500`, orgs).Scan(&rows).Error
	return rows, err
}

// unproved are the verified students of some universities whose number nobody has
// looked up yet, of those who let the university know them today.
func (r affiliationReader) unproved(orgs []id.ID, today clock.Date) (rows []AffiliationAsked, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(`select a.*, p.name, case when o.now_ko <> '' then o.now_ko else o.name_ko end as org_name,
		exists (select 1 from affiliations b where b.org_id = a.org_id and b.kind = 'student' and b.state = 'verified' and b.number = a.number and b.number_proved <> '' and b.person_id <> a.person_id) as taken
		from affiliations a join people p on p.id = a.person_id join organisations o on o.id = a.org_id
		where a.org_id in ? and a.kind = 'student' and a.state = 'verified' and a.number_proved = ''
		and exists (select 1 from provisions v where v.person_id = a.person_id and v.org_id = a.org_id and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ?)
		order by a.verified_at, a.id limit 500`, orgs, today, today).Scan(&rows).Error
	return rows, err
}

type affiliationStore struct{ *db.Tx }

func (s affiliationStore) studiesAt(person, org id.ID) (bool, error) {
	var n int64
	err := s.Model(&Affiliation{}).Where("person_id = ? and org_id = ? and kind = 'student' and state = 'verified'", person, org).Count(&n).Error
	return n > 0, err
}

// give adds a consent; false when one that is live stands already. One that ran
// out is closed by the new one.
func (s affiliationStore) give(p *Provision) (bool, error) {
	var before []Provision
	if err := s.Locked().Where("person_id = ? and org_id = ? and withdrawn_at is null", p.PersonID, p.OrgID).Find(&before).Error; err != nil {
		return false, err
	}
	for _, b := range before {
		if b.UntilOn >= p.FromOn {
			return false, nil
		}
		if err := s.withdraw(b.ID); err != nil {
			return false, err
		}
	}
	return true, s.Create(p).Error
}

func (s affiliationStore) ownProvision(provision, person id.ID) (*Provision, error) {
	var p Provision
	err := s.Locked().Take(&p, "id = ? and person_id = ?", provision, person).Error
	if db.NotFound(err) {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return &p, err
}

func (s affiliationStore) withdraw(provision id.ID) error {
	return db.One(s.Model(&Provision{}).Where("id = ? and withdrawn_at is null", provision).Update("withdrawn_at", s.Now))
}

func (s affiliationStore) liveLocked(person, org id.ID) (*Affiliation, error) {
	var a Affiliation
	res := s.Locked().Where("person_id = ? and org_id = ? and kind = 'student' and state <> 'ended'", person, org).Limit(1).Find(&a)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &a, nil
}

func (s affiliationStore) ownLocked(affiliation, person id.ID) (*Affiliation, error) {
	return s.taken("id = ? and person_id = ?", affiliation, person)
}

func (s affiliationStore) atCampusLocked(affiliation id.ID, orgs []id.ID) (*Affiliation, error) {
	if len(orgs) == 0 {
		return nil, fault.New(fault.NotFound, "error.not_found")
	}
	return s.taken("id = ? and org_id in ? and kind = 'student'", affiliation, orgs)
}

func (s affiliationStore) taken(where string, args ...any) (*Affiliation, error) {
	var a Affiliation
	err := s.Locked().Where(where, args...).Take(&a).Error
	if db.NotFound(err) {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return &a, err
}

// ask adds a question, or replaces one that still waits.
func (s affiliationStore) ask(a *Affiliation, again bool) error {
	if !again {
		return s.Create(a).Error
	}
	return db.One(s.Model(&Affiliation{}).Where("id = ? and state = 'pending'", a.ID).Updates(map[string]any{
		"number": a.Number, "department": a.Department, "grade": a.Grade, "status": a.Status, "method": a.Method, "mail_hash": a.MailHash,
		"code_hash": a.CodeHash, "code_until": a.CodeUntil, "code_tries": 0, "asked_at": a.AskedAt,
	}))
}

func (s affiliationStore) wrongCode(affiliation id.ID) error {
	return db.One(s.Model(&Affiliation{}).Where("id = ?", affiliation).Update("code_tries", gorm.Expr("code_tries + 1")))
}

// verify makes a question an affiliation. A number or an address that proves somebody else already is a conflict.
func (s affiliationStore) verify(a *Affiliation, source string, by id.ID) error {
	var n int64
	err := s.Model(&Affiliation{}).Where("org_id = ? and kind = 'student' and state = 'verified' and person_id <> ? and ((number_proved <> '' and ? <> '' and number = ?) or (mail_hash <> '' and mail_hash = ?))",
		a.OrgID, a.PersonID, a.NumberProved, a.Number, a.MailHash).Count(&n).Error
	if err == nil && n > 0 {
		err = fault.New(fault.Conflict, "affiliation.taken")
	}
	if err != nil {
		return err
	}
	err = db.One(s.Model(&Affiliation{}).Where("id = ? and state = 'pending'", a.ID).Updates(map[string]any{
		"state": a.State, "number_proved": a.NumberProved, "verified_at": a.VerifiedAt, "status": a.Status, "starts_on": a.StartsOn, "code_hash": "",
		"decided_by": a.DecidedBy, "decided_at": a.DecidedAt, "reason": a.Reason,
	}))
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Wrap(err, fault.Conflict, "affiliation.taken")
	}
	if err != nil {
		return err
	}
	return s.Create(&StatusRow{ID: id.New(), AffiliationID: a.ID, Status: a.Status, FromOn: a.StartsOn, Source: source, SetBy: by, SetAt: s.Now}).Error
}

// proveNumber notes that the university has found the number to be this
// student's. Another of the same number that was proved before stands against it.
func (s affiliationStore) proveNumber(a *Affiliation, how string) (bool, error) {
	res := s.Model(&Affiliation{}).Where("id = ? and number_proved = '' and not exists (select 1 from affiliations b where b.org_id = ? and b.kind = 'student' and b.state = 'verified' and b.number_proved <> '' and b.number = ?)",
		a.ID, a.OrgID, a.Number).Update("number_proved", how)
	return res.RowsAffected > 0, res.Error
}

// proveNumbers is proveNumber for many, by a roster.
func (s affiliationStore) proveNumbers(affiliations []id.ID) error {
	for part := range slices.Chunk(affiliations, 200) {
		err := s.Model(&Affiliation{}).Where(`id in ? and state = 'verified' and number_proved = '' and not exists (select 1 from affiliations b
			where b.org_id = affiliations.org_id and b.kind = 'student' and b.state = 'verified' and b.number_proved <> '' and b.number = affiliations.number)`, part).
			Update("number_proved", ProvedByRoster).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// letsKnow reports whether the student lets the university know them today.
func (s affiliationStore) letsKnow(a *Affiliation) (bool, error) {
	var n int64
	today := s.Now.Date()
	err := s.Model(&Provision{}).Where("person_id = ? and org_id = ? and withdrawn_at is null and from_on <= ? and until_on >= ?", a.PersonID, a.OrgID, today, today).Count(&n).Error
	return n > 0, err
}

// end closes an affiliation on a day, and keeps it as history.
func (s affiliationStore) end(a *Affiliation, because string, on clock.Date) error {
	return db.One(s.Model(&Affiliation{}).Where("id = ? and state <> 'ended'", a.ID).Updates(map[string]any{
		"state": AffiliationEnded, "ended_at": s.Now, "ended_because": because, "ends_on": on, "code_hash": "",
		"decided_by": a.DecidedBy, "decided_at": a.DecidedAt, "reason": a.Reason,
	}))
}

func (s affiliationStore) status(a *Affiliation, status Status, from clock.Date, source string) error {
	if err := s.Create(&StatusRow{ID: id.New(), AffiliationID: a.ID, Status: status, FromOn: from, Source: source, SetBy: s.Who.Account, SetAt: s.Now}).Error; err != nil {
		return err
	}
	return db.One(s.Model(&Affiliation{}).Where("id = ?", a.ID).Update("status", status))
}

func (s affiliationStore) factsOf(a *Affiliation) outbox.Facts {
	var o Organisation
	_ = s.Where("id = ?", a.OrgID).Limit(1).Find(&o) // the letter names the university where it can
	return outbox.Facts{"org": o.Current(), "body": a.Reason}
}

func (s affiliationStore) person(person id.ID) (p Person, err error) {
	err = s.Take(&p, "id = ?", person).Error
	return p, err
}

func (s affiliationStore) addDomain(d *Domain) error {
	var before Domain
	res := s.Where("domain = ?", d.Domain).Limit(1).Find(&before)
	switch {
	case res.Error != nil:
		return res.Error
	case res.RowsAffected == 0:
		return s.Create(d).Error
	case before.OrgID != d.OrgID:
		return fault.Problems{"domain": fault.Say("affiliation.problem.domain_taken")}.Err()
	}
	return nil
}

func (s affiliationStore) dropDomain(org id.ID, domain string) error {
	return s.Where("org_id = ? and domain = ?", org, domain).Delete(&Domain{}).Error
}
