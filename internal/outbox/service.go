package outbox

import (
	"context"
	"errors"
	"time"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/policy"
)

// Kept is the problem of a message that was never meant to leave: a portal
// without a mail server, such as a demo, keeps its letters for the administrator.
const Kept = "kept"

// Service gives messages out to senders, and shows them to the administrator.
type Service struct{ db *db.DB }

// NewService returns the outbox in d.
func NewService(d *db.DB) *Service { return &Service{d} }

// lease is how long a sender has for what it took; after it another may.
const lease = 5 * time.Minute

// sendTask is the background work that may take messages.
const sendTask = "send mail"

func sender(who policy.Actor) error {
	if who.Task != sendTask {
		return fault.New(fault.Forbidden, "error.forbidden")
	}
	return nil
}

// Claim takes up to limit messages of a channel that are due. Nobody else gets
// them until the lease is over.
func (s *Service) Claim(ctx context.Context, who policy.Actor, channel Channel, limit int) (taken []Message, err error) {
	if err := sender(who); err != nil {
		return nil, err
	}
	// Looking costs no turn at the writer; most looks find nothing.
	if some, err := (reader{s.db.Read(ctx)}).due(channel, s.db.Now()); err != nil || !some {
		return nil, err
	}
	err = s.db.Housekeep(ctx, "outbox", func(tx *db.Tx) error {
		taken, err = claim(tx, channel, limit, tx.Now.Add(lease))
		return err
	})
	return taken, err
}

// Sent records that a claimed message has left. note is "" or Kept.
func (s *Service) Sent(ctx context.Context, who policy.Actor, m *Message, note string) error {
	change := map[string]any{"state": sentUnlessFailed, "sent_at": s.db.Now(), "lease_until": nil, "problem": note}
	if note != Kept {
		m.empty(change)
	}
	return s.settle(ctx, who, m, change)
}

// Again puts a claimed message back until a later time.
func (s *Service) Again(ctx context.Context, who policy.Actor, m *Message, at clock.Instant, problem string) error {
	return s.settle(ctx, who, m, map[string]any{"state": Waiting, "next_at": at, "lease_until": nil, "problem": m.without(problem)})
}

// Dead gives a claimed message up.
func (s *Service) Dead(ctx context.Context, who policy.Actor, m *Message, problem string) error {
	change := map[string]any{"state": Dead, "lease_until": nil, "problem": m.without(problem)}
	m.empty(change)
	return s.settle(ctx, who, m, change)
}

// Release puts claimed messages back as if nobody had taken them: an attempt
// that was not made does not count. What another worker holds by now stays his.
func (s *Service) Release(ctx context.Context, who policy.Actor, ms []Message) error {
	if err := sender(who); err != nil || len(ms) == 0 {
		return err
	}
	return s.db.Housekeep(ctx, "outbox", func(tx *db.Tx) error { return release(tx, ms) })
}

// ErrNotHeld is the answer to a worker who settles a message that is no longer
// his: his lease ran out, and another has it or has settled it.
var ErrNotHeld = errors.New("outbox: the message is held by another")

func (s *Service) settle(ctx context.Context, who policy.Actor, m *Message, change map[string]any) error {
	if err := sender(who); err != nil {
		return err
	}
	err := s.db.Housekeep(ctx, "outbox", func(tx *db.Tx) error { return settle(tx, m, change) })
	if db.NotFound(err) {
		return ErrNotHeld
	}
	return err
}

// Arrived records what a gateway says of a text message that it has taken. The
// first word counts: what is said again changes nothing. A message that is not
// there is a fault of kind NotFound.
func (s *Service) Arrived(ctx context.Context, who policy.Actor, message id.ID, d Delivery, reason string) error {
	if err := sender(who); err != nil {
		return err
	}
	if r := []rune(reason); len(r) > longestReason {
		reason = string(r[:longestReason])
	}
	return s.db.Housekeep(ctx, "outbox", func(tx *db.Tx) error { return arrived(tx, message, d, reason) })
}

// longestReason is how much is kept of what a gateway says.
const longestReason = 300

// Now is the outbox's clock.
func (s *Service) Now() clock.Instant { return s.db.Now() }

// Filter narrows a list of messages; "" is any.
type Filter struct {
	State   State
	Channel Channel
}

// List is the messages, the newest first, for the administrator.
func (s *Service) List(ctx context.Context, who policy.Actor, f Filter, page paging.Page) ([]Message, paging.Page, error) {
	if _, err := policy.Decide(who, policy.ReadOutbox, policy.Platform{Name: "outbox"}); err != nil {
		return nil, page, err
	}
	rows, page, err := reader{s.db.Read(ctx)}.list(f, page)
	if err != nil {
		return nil, page, err
	}
	return rows, page, s.looked(ctx, who, TaskList, audit.Masked, "outbox", rows) // the page of a list masks addresses
}

// One is one message, for the administrator.
func (s *Service) One(ctx context.Context, who policy.Actor, message id.ID) (Message, error) {
	if _, err := policy.Decide(who, policy.ReadOutbox, policy.Platform{Name: "outbox"}); err != nil {
		return Message{}, err
	}
	m, err := reader{s.db.Read(ctx)}.one(message)
	if err != nil {
		return Message{}, err
	}
	return m, s.looked(ctx, who, TaskRead, audit.Other, "message/"+m.ID.String(), []Message{m})
}

// The looks at messages as the access log names them.
const (
	TaskList = "outbox.list"
	TaskRead = "outbox.read"
)

// looked logs whose messages somebody has seen; without the line they are not shown.
func (s *Service) looked(ctx context.Context, who policy.Actor, task string, purpose audit.Purpose, ref string, rows []Message) error {
	if len(rows) == 0 {
		return nil
	}
	persons, err := reader{s.db.Read(ctx)}.persons(rows)
	if err != nil {
		return err
	}
	return audit.NewLog(s.db).Looked(ctx, who, audit.Look{Task: task, Purpose: purpose, Ref: ref, People: persons})
}

// Count is how many messages of a channel are in each state, for the administrator; "" is any channel.
func (s *Service) Count(ctx context.Context, who policy.Actor, channel Channel) (map[State]int, error) {
	if _, err := policy.Decide(who, policy.ReadOutbox, policy.Platform{Name: "outbox"}); err != nil {
		return nil, err
	}
	return reader{s.db.Read(ctx)}.count(channel)
}
