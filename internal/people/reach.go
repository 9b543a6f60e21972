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
	Person  id.ID // who receives: of a child whom its guardian answers for, the guardian
}

// To addresses a letter, and says in it who receives it: of a number that an
// officer wrote down, nothing else does.
func (r Reach) To(l outbox.Letter) outbox.Letter {
	l.Channel, l.Address, l.Lang, l.Account, l.Person = r.Channel, r.Address, r.Lang, r.Account, r.Person
	return l
}

// contacts are what the account itself has proved: the e-mail address first,
// because a letter holds more than a text message.
func (a *Account) contacts() (all []Reach) {
	if !a.ClosedAt.IsZero() {
		return nil
	}
	if a.Email != "" && !a.ConfirmedAt.IsZero() {
		all = append(all, Reach{outbox.Mail, a.Email, a.Lang, a.ID, a.PersonID})
	}
	if a.Phone != "" && !a.PhoneProvedAt.IsZero() {
		all = append(all, Reach{outbox.SMS, a.Phone, a.Lang, a.ID, a.PersonID})
	}
	return all
}

// reach is the first of the account's contacts.
func (a *Account) reach() (Reach, bool) {
	all := a.contacts()
	if len(all) == 0 {
		return Reach{}, false
	}
	return all[0], true
}

// written is the number that somebody wrote down for a person without an account.
func (p *Person) written() (Reach, bool) {
	return Reach{Channel: outbox.SMS, Address: p.Phone, Lang: korean, Person: p.ID}, IsMobile(p.Phone)
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
