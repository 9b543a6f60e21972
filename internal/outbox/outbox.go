// Package outbox keeps the messages that a change has promised, in the
// transaction of the change. Sending comes after the commit: see notify.
package outbox

import (
	"encoding/json"
	"fmt"
	"strconv"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// Channel is how a message travels.
type Channel string

// The channels.
const (
	Mail Channel = "mail"
	SMS  Channel = "sms"
)

// State is how far a message has come.
type State string

// The states of a message.
const (
	Waiting State = "waiting"
	Sending State = "sending"
	Sent    State = "sent"
	Dead    State = "dead" // given up; Problem says why
)

// Delivery is whether a message that was handed over has arrived; "" while nobody has said.
type Delivery string

// What a gateway says.
const (
	Delivered Delivery = "delivered"
	Failed    Delivery = "failed"
)

// Message is one message to one address: a kind and its facts. Its words are
// rendered when it is sent or shown.
type Message struct {
	ID         id.ID `gorm:"primaryKey"`
	At         clock.Instant
	Channel    Channel
	Kind       string
	Lang       string
	Address    string
	AccountID  id.ID
	Ref        string // what it is about: application/…, section/…
	Data       string // JSON object of strings
	State      State
	Attempts   int
	NextAt     clock.Instant
	LeaseUntil clock.Instant
	SentAt     clock.Instant
	Problem    string
	// Delivery is what the gateway said later of a message that it had taken.
	Delivery    Delivery
	DeliveredAt clock.Instant
}

// TableName implements gorm's Tabler.
func (Message) TableName() string { return "outbox" }

// FactUntil is the fact that says until when a message means anything: an
// instant as a number. A code that has run out is not worth sending.
const FactUntil = "until"

// Stale reports whether a message came too late to be sent.
func (m *Message) Stale(now clock.Instant) bool {
	f, err := m.Facts()
	if err != nil || f[FactUntil] == "" {
		return false
	}
	until, err := strconv.ParseInt(f[FactUntil], 10, 64)
	return err == nil && now >= clock.Instant(until)
}

// Facts are what a message's text is filled with, by name.
type Facts map[string]string

// Facts reads the message's facts.
func (m *Message) Facts() (Facts, error) {
	f := Facts{}
	if m.Data == "" {
		return f, nil
	}
	err := json.Unmarshal([]byte(m.Data), &f)
	return f, err
}

// Letter is what to enqueue.
type Letter struct {
	Channel Channel // Mail unless set
	Kind    string
	Lang    string // ko unless set
	Address string
	Account id.ID
	// Person is whom it goes to, with an account or without: an erasure finds the
	// message by it. people.Reach.To fills it in.
	Person id.ID
	// Stranger says that nobody knows whose the address is: a code or an invitation
	// to what somebody has typed. Every other letter has its person or its account.
	Stranger bool
	Ref      string
	Facts    Facts
	// Names says whose name a fact holds: every one of NameFacts that is not empty.
	Names map[string]id.ID
}

// NameFacts are the facts that hold somebody's name. Whose it is, the letter says
// in Names: an erasure empties these and searches for nothing.
var NameFacts = []string{"name", "child", "deputy", "recorder"}

// factTo stands beside the names of a message for whom it goes to. It is no fact
// of the letter's.
const factTo = "to"

// Named is whose name a fact of a message holds, or under the fact "to" whom the
// message goes to.
type Named struct {
	MessageID id.ID  `gorm:"primaryKey"`
	Fact      string `gorm:"primaryKey"`
	PersonID  id.ID
}

// TableName implements gorm's Tabler.
func (Named) TableName() string { return "outbox_people" }

// named are whom a letter goes to and the names in it. A name that is nobody's is
// a mistake of the program, and so is a letter to nobody: nothing could ever take
// the name or the address out of the message again.
func (l *Letter) named(message id.ID) (out []Named, err error) {
	switch {
	case !l.Person.IsZero():
		out = append(out, Named{message, factTo, l.Person})
	case l.Account.IsZero() && !l.Stranger:
		return nil, fmt.Errorf("outbox: a letter %s does not say whom it goes to", l.Kind)
	}
	for _, fact := range NameFacts {
		if l.Facts[fact] == "" {
			continue
		}
		person := l.Names[fact]
		if person.IsZero() {
			return nil, fmt.Errorf("outbox: a letter %s does not say whose name its %s is", l.Kind, fact)
		}
		out = append(out, Named{message, fact, person})
	}
	return out, nil
}

// Enqueue adds letters to the outbox in the caller's transaction.
func Enqueue(tx *db.Tx, letters ...Letter) error {
	rows := make([]Message, 0, len(letters))
	var names []Named
	for _, l := range letters {
		raw, err := json.Marshal(l.Facts)
		if err != nil {
			return fmt.Errorf("outbox: %w", err)
		}
		m := Message{
			ID: id.New(), At: tx.Now, Channel: l.Channel, Kind: l.Kind, Lang: l.Lang, Address: l.Address,
			AccountID: l.Account, Ref: l.Ref, Data: string(raw), State: Waiting, NextAt: tx.Now,
		}
		if m.Channel == "" {
			m.Channel = Mail
		}
		if m.Lang == "" {
			m.Lang = "ko"
		}
		rows = append(rows, m)
		named, err := l.named(m.ID)
		if err != nil {
			return err
		}
		names = append(names, named...)
	}
	if len(rows) == 0 {
		return nil
	}
	return insert(tx, rows, names)
}

// Freed is the problem of a message whose address is no longer that of whom it was for.
const Freed = "the address is no longer that of whom this was for"

// Drop gives up what has not left yet for an address or number that has become
// somebody else's.
func Drop(tx *db.Tx, channel Channel, address string) error { return drop(tx, channel, address) }
