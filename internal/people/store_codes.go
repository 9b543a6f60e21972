package people

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/outbox"
)

func (r accountReader) code(browser string, purpose CodePurpose, now clock.Instant) (c Code, ok bool, err error) {
	res := r.Where("browser = ? and purpose = ? and expires_at > ?", browser, purpose, now).Limit(1).Find(&c)
	return c, res.RowsAffected == 1, res.Error
}

// byContact finds the account of the address or number that a code was sent to.
// A closed one is found by its address alone: its number may be somebody else's by now.
func (r accountReader) byContact(c *Code) (a Account, found bool, err error) {
	q := r.Where("email = ?", c.Address)
	if c.Channel == outbox.SMS {
		q = r.Where("phone = ? and phone_proved_at is not null and closed_at is null", c.Address)
	}
	res := q.Limit(1).Find(&a)
	return a, res.RowsAffected == 1, res.Error
}

// replaceCode keeps a browser's newest code and forgets the one before.
func (s accountStore) replaceCode(c *Code) error {
	if err := s.Where("browser = ?", c.Browser).Delete(&Code{}).Error; err != nil {
		return err
	}
	return s.Create(c).Error
}

// countTry takes one of the tries of a live code; ok is false when none is left.
func (s accountStore) countTry(browser string, purpose CodePurpose) (c Code, ok bool, err error) {
	res := s.Model(&Code{}).Where("browser = ? and purpose = ? and expires_at > ? and proved_at is null and tries < ?", browser, purpose, s.Now, codeTries).
		Update("tries", gorm.Expr("tries + 1"))
	if res.Error != nil || res.RowsAffected == 0 {
		return c, false, res.Error
	}
	err = s.Take(&c, "browser = ?", browser).Error
	return c, true, err
}

// codeProved marks a code as right, once, and keeps it for what follows: with
// whose it was until now, where its account was not used for long.
func (s accountStore) codeProved(c *Code, former id.ID, until clock.Instant) error {
	res := s.Model(&Code{}).Where("browser = ? and hash = ? and proved_at is null", c.Browser, c.Hash).
		Updates(map[string]any{"proved_at": s.Now, "expires_at": until, "subject_id": former})
	return goneUnlessOne(res)
}

// useCode uses a right code up. Two requests with one code cannot both.
func (s accountStore) useCode(c *Code) error {
	return goneUnlessOne(s.Where("browser = ? and hash = ? and proved_at is null", c.Browser, c.Hash).Delete(&Code{}))
}

func goneUnlessOne(res *gorm.DB) error {
	if res.Error == nil && res.RowsAffected != 1 {
		return codeGone()
	}
	return res.Error
}

func (s accountStore) dropCode(c *Code) error {
	return s.Where("browser = ? and hash = ?", c.Browser, c.Hash).Delete(&Code{}).Error
}

// provedLocked is the code by which a browser has proved an address.
func (s accountStore) provedLocked(browser string, purpose CodePurpose) (c Code, ok bool, err error) {
	res := s.Locked().Where("browser = ? and purpose = ? and proved_at is not null and expires_at > ?", browser, purpose, s.Now).Limit(1).Find(&c)
	return c, res.RowsAffected == 1, res.Error
}

// takeProved takes out the code by which a browser has proved an address.
func (s accountStore) takeProved(browser string, purpose CodePurpose) (c Code, ok bool, err error) {
	if c, ok, err = s.provedLocked(browser, purpose); err != nil || !ok {
		return c, false, err
	}
	res := s.Where("browser = ?", browser).Delete(&Code{})
	return c, res.RowsAffected == 1, res.Error
}

// birth is the day of birth that is known of a person.
func (r accountReader) birth(person id.ID) (birth clock.Date, err error) {
	var p Person
	err = r.Select("id", "birth_on").Where("id = ?", person).Take(&p).Error
	return p.BirthOn, err
}

// proved notes that an account's own address or number was shown, now, to be its owner's.
func (s accountStore) proved(a *Account, c *Code) error {
	column := "confirmed_at"
	if c.Channel == outbox.SMS {
		column = "phone_proved_at"
	}
	return s.Model(&Account{}).Where("id = ?", a.ID).Update(column, s.Now).Error
}

// formerlyLocked is the open account of whom a proved code names as its number's
// former owner, if the number is still its own and still unused for long.
func (s accountStore) formerlyLocked(c *Code) (a Account, p Person, err error) {
	res := s.Locked().Where("person_id = ? and closed_at is null", c.SubjectID).Limit(1).Find(&a)
	if res.Error != nil {
		return a, p, res.Error
	}
	if res.RowsAffected == 0 || !a.holds(c) || !a.longAgo(c.Channel, s.Now) {
		return a, p, codeGone()
	}
	err = s.Take(&p, "id = ?", a.PersonID).Error
	return a, p, err
}

// free takes a number or an address from the account that had it.
func (s accountStore) free(a *Account, c *Code) error {
	change := map[string]any{"email": nil, "confirmed_at": nil}
	if c.Channel == outbox.SMS {
		change = map[string]any{"phone": nil, "phone_proved_at": nil}
		if err := s.Model(&Person{}).Where("id = ? and phone = ?", a.PersonID, c.Address).Updates(map[string]any{"phone": "", "updated_at": s.Now}).Error; err != nil {
			return err
		}
	} else if err := s.Where("account_id = ?", a.ID).Delete(&Token{}).Error; err != nil { // links that went to the address
		return err
	}
	return db.One(s.Model(&Account{}).Where("id = ?", a.ID).Updates(change))
}

// freed lets a proved code go on to signing up.
func (s accountStore) freed(c *Code) error {
	return db.One(s.Model(&Code{}).Where("browser = ? and hash = ?", c.Browser, c.Hash).Update("subject_id", nil))
}

// claimable is the person without an account whom an officer wrote down with
// exactly this number, name and day of birth. An account that was closed counts:
// its person left, and is not brought back by signing up.
func (s accountStore) claimable(c *Code, in SignUp) (p Person, found bool, err error) {
	if c.Channel != outbox.SMS {
		return p, false, nil
	}
	res := s.Locked().Where("phone = ? and name = ? and birth_on = ?", c.Address, in.Name, in.BirthOn).
		Where("not exists (select 1 from accounts a where a.person_id = people.id)").Order("created_at, id").Limit(1).Find(&p)
	return p, res.RowsAffected == 1, res.Error
}

// createProved makes an account that is signed in to by code: of the person who
// is known already, or of a new one.
func (s accountStore) createProved(c *Code, in SignUp) (acc Account, p Person, claimed bool, err error) {
	if p, claimed, err = s.claimable(c, in); err != nil {
		return acc, p, false, err
	}
	if claimed {
		acc = Account{ID: id.New(), PersonID: p.ID, Lang: in.Lang, CreatedAt: s.Now}
		acc.take(c, s.Now)
		return acc, p, true, s.Create(&acc).Error
	}
	acc, p, err = s.createNew(c, in)
	return acc, p, false, err
}

func (s accountStore) createNew(c *Code, in SignUp) (Account, Person, error) {
	p := Person{ID: id.New(), Name: in.Name, BirthOn: in.BirthOn, CreatedAt: s.Now, UpdatedAt: s.Now}
	a := Account{ID: id.New(), PersonID: p.ID, Lang: in.Lang, CreatedAt: s.Now}
	a.take(c, s.Now)
	if c.Channel == outbox.SMS {
		p.Phone = c.Address
	}
	if err := s.Create(&p).Error; err != nil {
		return a, p, err
	}
	return a, p, s.Create(&a).Error
}

// take makes what a code was sent to the account's own.
func (a *Account) take(c *Code, now clock.Instant) {
	if c.Channel == outbox.SMS {
		a.Phone, a.PhoneProvedAt = c.Address, now
		return
	}
	a.Email, a.ConfirmedAt = c.Address, now
}

// remember notes that an address has signed in from a network.
func (s accountStore) remember(network string) error {
	return s.Exec("insert into known_networks (hash, expires_at) values (?, ?) on conflict (hash) do update set expires_at = excluded.expires_at",
		network, s.Now.Add(DeviceLife)).Error
}

func (r accountReader) knownNetwork(hash string, now clock.Instant) (bool, error) {
	var n int64
	err := r.Model(&KnownNetwork{}).Where("hash = ? and expires_at > ?", hash, now).Count(&n).Error
	return n > 0, err
}

func (s accountStore) sweepCodes(now clock.Instant) (int64, error) {
	if err := s.Where("expires_at <= ?", now).Delete(&KnownNetwork{}).Error; err != nil {
		return 0, err
	}
	codes := s.Where("expires_at <= ?", now).Delete(&Code{})
	if codes.Error != nil {
		return 0, codes.Error
	}
	invitations := s.Where("expires_at <= ?", now).Delete(&Invitation{})
	return codes.RowsAffected + invitations.RowsAffected, invitations.Error
}
