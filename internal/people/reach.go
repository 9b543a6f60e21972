package people

import (
	"strings"

	"ieum/internal/id"
	"ieum/internal/outbox"
)

// Reach is how somebody is told something.
type Reach struct {
	Channel outbox.Channel
	Address string
	Lang    string
	Account id.ID // whose address it is; None for a number that an officer wrote down
}

// To addresses a letter.
func (r Reach) To(l outbox.Letter) outbox.Letter {
	l.Channel, l.Address, l.Lang, l.Account = r.Channel, r.Address, r.Lang, r.Account
	return l
}

// reach is what the account itself has proved: the e-mail address first, because
// a letter holds more than a text message.
func (a *Account) reach() (Reach, bool) {
	switch {
	case !a.ClosedAt.IsZero():
	case a.Email != "" && !a.ConfirmedAt.IsZero():
		return Reach{outbox.Mail, a.Email, a.Lang, a.ID}, true
	case a.Phone != "" && !a.PhoneProvedAt.IsZero():
		return Reach{outbox.SMS, a.Phone, a.Lang, a.ID}, true
	}
	return Reach{}, false
}

// written is the number that somebody wrote down for a person without an account.
func (p *Person) written() (Reach, bool) {
	return Reach{Channel: outbox.SMS, Address: p.Phone, Lang: korean}, IsMobile(p.Phone)
}

// IsMobile reports whether a number, as CleanPhone writes it, takes text messages.
func IsMobile(phone string) bool {
	start, rest, _ := strings.Cut(phone, "-")
	switch start {
	case "010", "011", "016", "017", "018", "019":
		return rest != ""
	}
	return false
}
