package attendance

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"ieum/internal/clock"
	"ieum/internal/id"
)

// Seal makes of whom a certificate was issued to something that can be compared
// and not read: a certificate keeps it, and is drawn only while it still fits its
// person. Whoever reads the tables cannot try names on it, nor tell that two
// certificates are of one name: the key is the portal's, and the certificate is in it.
type Seal struct{ key []byte }

// NewSeal returns the seal of a portal.
func NewSeal(secret string) Seal {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte("ieum/certificate holder"))
	return Seal{m.Sum(nil)}
}

// Of is what a certificate keeps of whom it was issued to.
func (s Seal) Of(certificate id.ID, name string, birth clock.Date) string {
	m := hmac.New(sha256.New, s.key)
	m.Write(certificate[:])
	m.Write([]byte(name + "\x00" + string(birth)))
	return hex.EncodeToString(m.Sum(nil))
}

// fits reports whether a certificate was issued to somebody of this name and day
// of birth; dated is false where the day was not known then.
func (s Seal) fits(c *Certificate, name string, birth clock.Date) (fits, dated bool) {
	if hmac.Equal([]byte(c.Holder), []byte(s.Of(c.ID, name, birth))) {
		return true, birth != ""
	}
	return hmac.Equal([]byte(c.Holder), []byte(s.Of(c.ID, name, ""))), false
}

// holder is whom a certificate is of, as they are known now.
type holder struct {
	Name    string
	BirthOn clock.Date
}

// show puts on a paper whom it is of. Whoever has another name now gets nothing
// drawn: a paper says what was confirmed of the name that was confirmed.
func (s Seal) show(p *Paper, h holder) {
	if h.Name == "" {
		return // erased
	}
	fits, dated := s.fits(&p.Certificate, h.Name, h.BirthOn)
	if p.Renamed = !fits; p.Renamed {
		return
	}
	if p.Name = h.Name; dated {
		p.BirthOn = h.BirthOn
	}
}

// mark notes on certificates whether their people have another name now.
func (s Seal) mark(cs []Certificate, holders map[id.ID]holder) {
	for i := range cs {
		h := holders[cs[i].PersonID]
		fits, _ := s.fits(&cs[i], h.Name, h.BirthOn)
		cs[i].Renamed = h.Name != "" && !fits
	}
}
