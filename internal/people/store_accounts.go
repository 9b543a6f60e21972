package people

import (
	"slices"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// accountReader reads accounts and what belongs to them.
type accountReader struct{ *gorm.DB }

func (r accountReader) live(hash string, purpose TokenPurpose, now clock.Instant) (t Token, ok bool, err error) {
	res := r.Where("hash = ? and purpose = ? and used_at is null and expires_at > ?", hash, purpose, now).Limit(1).Find(&t)
	return t, res.RowsAffected == 1, res.Error
}

func (r accountReader) registration(hash string, now clock.Instant) (row Registration, ok bool, err error) {
	res := r.Where("hash = ? and expires_at > ?", hash, now).Limit(1).Find(&row)
	return row, res.RowsAffected == 1, res.Error
}

// openByEmail finds the account that may be signed in to by an address: it is
// confirmed and not closed.
func (r accountReader) openByEmail(email string) (a Account, found bool, err error) {
	res := r.Where("email = ? and closed_at is null and confirmed_at is not null", email).Limit(1).Find(&a)
	return a, res.RowsAffected == 1, res.Error
}

// ties reads duties and affiliations in the order in which they were given.
func (r accountReader) ties(who policy.Actor) (out []Tie, err error) {
	var duties []RoleRow
	if err = r.Where("account_id = ? and revoked_at is null", who.Account).Order("granted_at, id").Find(&duties).Error; err != nil {
		return nil, err
	}
	var studies []Affiliation
	if err = r.Where("person_id = ? and state <> 'ended'", who.Person).Order("id").Find(&studies).Error; err != nil {
		return nil, err
	}
	var ids []id.ID
	for _, d := range duties {
		ids = append(ids, d.OrgID)
	}
	for _, s := range studies {
		ids = append(ids, s.OrgID)
	}
	orgs := map[id.ID]Organisation{}
	var rows []Organisation
	if len(ids) > 0 {
		if err = r.Where("id in ?", ids).Find(&rows).Error; err != nil {
			return nil, err
		}
	}
	for _, o := range rows {
		orgs[o.ID] = o
	}
	for _, s := range studies {
		out = append(out, Tie{Organisation: orgs[s.OrgID], Affiliation: s})
	}
	for _, d := range duties {
		out = append(out, Tie{Organisation: orgs[d.OrgID], Duty: d.Duty})
	}
	return out, nil
}

type accountStore struct{ *db.Tx }

func (s accountStore) byEmailLocked(email string) (a Account, p Person, found bool, err error) {
	res := s.Locked().Where("email = ?", email).Limit(1).Find(&a)
	if res.Error != nil || res.RowsAffected == 0 {
		return a, p, false, res.Error
	}
	err = s.Take(&p, "id = ?", a.PersonID).Error
	return a, p, true, err
}

func (s accountStore) mine(account id.ID) (a Account, p Person, err error) {
	if err = s.Take(&a, "id = ? and closed_at is null", account).Error; db.NotFound(err) {
		return a, p, fault.New(fault.SignIn, "error.sign_in")
	} else if err != nil {
		return a, p, err
	}
	err = s.Take(&p, "id = ?", a.PersonID).Error
	return a, p, err
}

func (s accountStore) create(in Register, hash string) (Account, Person, error) {
	p := Person{ID: id.New(), Name: in.Name, BirthOn: in.BirthOn, CreatedAt: s.Now, UpdatedAt: s.Now}
	if err := s.Create(&p).Error; err != nil {
		return Account{}, p, err
	}
	a := Account{ID: id.New(), PersonID: p.ID, Email: in.Email, PasswordHash: hash, Lang: in.Lang, PasswordChangedAt: s.Now, CreatedAt: s.Now}
	return a, p, s.Create(&a).Error
}

func (s accountStore) wish(r *Registration) error { return s.Create(r).Error }

// lastWish is the newest registration for an address that has not ended.
func (s accountStore) lastWish(email string) (r Registration, ok bool, err error) {
	res := s.Where("email = ? and expires_at > ?", email, s.Now).Order("created_at desc, hash").Limit(1).Find(&r)
	return r, res.RowsAffected == 1, res.Error
}

// takeRegistration takes a registration out, with all others for its address: of
// two readers of one letter the second finds nothing. All are locked in one
// order, so that two letters followed at once wait for each other.
func (s accountStore) takeRegistration(hash string) (r Registration, ok bool, err error) {
	res := s.Where("hash = ? and expires_at > ?", hash, s.Now).Limit(1).Find(&r)
	if res.Error != nil || res.RowsAffected == 0 {
		return r, false, res.Error
	}
	var all []Registration
	if err := s.Locked().Where("email = ?", r.Email).Order("hash").Find(&all).Error; err != nil {
		return r, false, err
	}
	if !slices.ContainsFunc(all, func(x Registration) bool { return x.Hash == hash }) {
		return r, false, nil
	}
	return r, true, s.Where("email = ?", r.Email).Delete(&Registration{}).Error
}

// sweepLinks deletes what came by mail and ran out.
func (s accountStore) sweepLinks() (int64, error) {
	tokens := s.Where("expires_at <= ?", s.Now).Delete(&Token{})
	if tokens.Error != nil {
		return 0, tokens.Error
	}
	wishes := s.Where("expires_at <= ?", s.Now).Delete(&Registration{})
	return tokens.RowsAffected + wishes.RowsAffected, wishes.Error
}

func (s accountStore) agree(answers ...Consent) error {
	for i := range answers {
		if answers[i].Method == "" {
			answers[i].Method = "web"
		}
		if answers[i].At.IsZero() {
			answers[i].At = s.Now
		}
	}
	return s.Create(&answers).Error
}

// replaceTokens keeps a link and forgets the account's older unused ones for
// the same purpose. Those that ran out are swept: see SweepLinks.
func (s accountStore) replaceTokens(t *Token) error {
	if err := s.dropTokens(t.AccountID, t.Purpose); err != nil {
		return err
	}
	return s.Create(t).Error
}

func (s accountStore) dropTokens(account id.ID, purpose TokenPurpose) error {
	return s.Where("account_id = ? and purpose = ? and used_at is null", account, purpose).Delete(&Token{}).Error
}

// useToken uses a link up. Two readers of one letter cannot both: the condition stands in the update.
func (s accountStore) useToken(hash string, purpose TokenPurpose) (a Account, p Person, err error) {
	res := s.Model(&Token{}).Where("hash = ? and purpose = ? and used_at is null and expires_at > ?", hash, purpose, s.Now).Update("used_at", s.Now)
	if res.Error != nil {
		return a, p, res.Error
	}
	if res.RowsAffected != 1 {
		return a, p, badLink()
	}
	var t Token
	if err = s.Take(&t, "hash = ?", hash).Error; err != nil {
		return a, p, err
	}
	if a, p, err = s.mine(t.AccountID); fault.Of(err) == fault.SignIn {
		err = badLink()
	}
	return a, p, err
}

// confirm notes that whoever has the account has read, now, a letter to its address.
func (s accountStore) confirm(account id.ID) error {
	return s.Model(&Account{}).Where("id = ?", account).Update("confirmed_at", s.Now).Error
}

func (s accountStore) setPassword(account id.ID, hash string) error {
	return db.One(s.Model(&Account{}).Where("id = ?", account).Updates(map[string]any{"password_hash": hash, "password_changed_at": s.Now}))
}

// keepsName reports whether another name would be a change that a person cannot
// make alone. The person is locked first: who confirms meanwhile reads one name or
// the other, and what follows is refused.
func (s accountStore) keepsName(person id.ID, name string) (bool, error) {
	var now Person
	if err := s.Locked().Select("id", "name").Where("id = ?", person).Take(&now).Error; err != nil || now.Name == name {
		return false, err
	}
	var n int64
	err := s.Raw("select count(*) from participations where person_id = ?", person).Scan(&n).Error
	return n > 0, err
}

func (s accountStore) editProfile(in EditProfile) error {
	err := db.One(s.Model(&Person{}).Where("id = ?", s.Who.Person).Updates(map[string]any{
		"name": in.Name, "phone": in.Phone, "city": in.City, "district": in.District, "updated_at": s.Now,
	}))
	if err != nil {
		return err
	}
	return db.One(s.Model(&Account{}).Where("id = ?", s.Who.Account).Update("lang", in.Lang))
}

func (s accountStore) contact(p *Person, phone string, birth clock.Date) error {
	change := map[string]any{}
	if phone != "" && phone != p.Phone {
		change["phone"] = phone
	}
	if birth != "" && p.BirthOn == "" {
		change["birth_on"] = birth
	}
	if len(change) == 0 {
		return nil
	}
	change["updated_at"] = s.Now
	return db.One(s.Model(&Person{}).Where("id = ?", p.ID).Updates(change))
}

func (s accountStore) organisation(name string) (id.ID, error) {
	var o Organisation
	err := s.Take(&o, "slug = ? or code = ?", name, name).Error
	if db.NotFound(err) {
		err = fault.New(fault.NotFound, "account.problem.no_organisation", "name", name)
	}
	return o.ID, err
}

// held narrows to the live row of a duty, if there is one.
func (s accountStore) held(account id.ID, duty policy.Duty, org id.ID) *gorm.DB {
	q := s.Model(&RoleRow{}).Where("account_id = ? and duty = ? and revoked_at is null", account, duty)
	if org.IsZero() {
		return q.Where("org_id is null")
	}
	return q.Where("org_id = ?", org)
}

// grant gives a duty and reports whether it is a new one.
func (s accountStore) grant(row *RoleRow) (added bool, err error) {
	res := s.held(row.AccountID, row.Duty, row.OrgID).Update("subtree", row.Subtree)
	if res.Error != nil || res.RowsAffected > 0 {
		return false, res.Error
	}
	return true, s.Create(row).Error
}

func (s accountStore) revoke(account id.ID, duty policy.Duty, org id.ID) (gone bool, err error) {
	res := s.held(account, duty, org).Updates(map[string]any{"revoked_by": s.Who.Account, "revoked_at": s.Now})
	return res.RowsAffected > 0, res.Error
}

// close ends an account with its duties and links.
func (s accountStore) close(account id.ID) error {
	if err := db.One(s.Model(&Account{}).Where("id = ? and closed_at is null", account).Update("closed_at", s.Now)); err != nil {
		return err
	}
	err := s.Model(&RoleRow{}).Where("account_id = ? and revoked_at is null", account).
		Updates(map[string]any{"revoked_by": s.Who.Account, "revoked_at": s.Now}).Error
	if err != nil {
		return err
	}
	err = s.Model(&StandIn{}).Where("(absent_id = ? or stand_in_id = ?) and ended_at is null", account, account).Update("ended_at", s.Now).Error
	if err != nil {
		return err
	}
	if err := s.Where("account_id = ?", account).Delete(&Token{}).Error; err != nil {
		return err
	}
	return sessionStore(s).endAll(account, "")
}
