package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// ErrNoPermit reports a write that nobody authorised: a bug, so it never commits.
var ErrNoPermit = errors.New("db: write without a permit")

// Tx is one transaction, by one actor, at one moment.
type Tx struct {
	*gorm.DB
	Now     clock.Instant
	Who     policy.Actor
	engine  Engine
	permits []granted
}

type granted struct {
	policy.Permit
	detail string
	person id.ID // the person it was granted to, when not the actor's own account
}

// Audit is the record of a permit that was used.
type Audit struct {
	ID        int64 `gorm:"primaryKey"`
	At        clock.Instant
	AccountID id.ID
	Task      string
	Action    string
	Ref       string
	OrgID     id.ID
	Origin    string
	Detail    string // a JSON object, "" when there is nothing to add
}

// TableName implements gorm's Tabler.
func (Audit) TableName() string { return "audit" }

// Now is the database's clock; it is the only one that features may ask.
func (d *DB) Now() clock.Instant { return d.clock() }

// Read returns a handle for queries outside a transaction.
func (d *DB) Read(ctx context.Context) *gorm.DB {
	outside()
	return d.reads.WithContext(ctx)
}

// Write runs fn in a transaction on behalf of who. It commits when fn succeeds
// and has been allowed at least one action; each permit is written to the audit
// table in the same transaction. fn does SQL only, and nothing slow: on SQLite
// everyone else waits behind it.
func (d *DB) Write(ctx context.Context, who policy.Actor, fn func(*Tx) error) error {
	return d.run(ctx, who, func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		if len(tx.permits) == 0 {
			return ErrNoPermit
		}
		return tx.writeAudit()
	})
}

// Busy reports whether a write would have to wait for others. What can as well
// be left out, such as noting that a session was used, is left out then.
func (d *DB) Busy() bool {
	w, ok := d.writer.(*sqliteWriter)
	return ok && (w.busy.Load() || len(w.queue) > 0)
}

func (d *DB) run(ctx context.Context, who policy.Actor, fn func(*Tx) error) error {
	outside()
	return seen(d.writer.write(ctx, func(g *gorm.DB) error {
		defer inside()()
		return fn(&Tx{DB: g, Now: d.clock(), Who: who, engine: d.Engine})
	}))
}

// Allow asks policy whether the actor may do something, and remembers the
// permit; details alternate names and values and go into the audit row.
func (tx *Tx) Allow(do policy.Action, on policy.Resource, details ...any) (policy.Permit, error) {
	return tx.AllowFor(tx.Who, do, on, details...)
}

// AllowFor is Allow for somebody else than the transaction's actor: a batch
// that decides many people's requests asks for each of them.
func (tx *Tx) AllowFor(who policy.Actor, do policy.Action, on policy.Resource, details ...any) (policy.Permit, error) {
	p, err := policy.Decide(who, do, on)
	if err != nil {
		return p, err
	}
	g := granted{Permit: p}
	if who.Account != tx.Who.Account {
		g.person = who.Account
	}
	if len(details) > 0 {
		m := make(map[string]any, len(details)/2)
		for i := 0; i+1 < len(details); i += 2 {
			if m[fmt.Sprint(details[i])], err = impersonal(details[i+1]); err != nil {
				return p, fmt.Errorf("db: the audit detail %v of %s: %w", details[i], do, err)
			}
		}
		raw, err := json.Marshal(m)
		if err != nil {
			return p, fmt.Errorf("db: audit detail: %w", err)
		}
		g.detail = string(raw)
	}
	tx.permits = append(tx.permits, g)
	return p, nil
}

func (tx *Tx) writeAudit() error {
	rows := make([]Audit, len(tx.permits))
	for i, p := range tx.permits {
		account := tx.Who.Account
		if !p.person.IsZero() {
			account = p.person
		}
		rows[i] = Audit{
			At: tx.Now, AccountID: account, Task: tx.Who.Task, Action: string(p.Action()),
			Ref: p.Ref(), OrgID: p.Org(), Origin: tx.Who.Origin, Detail: p.detail,
		}
	}
	for part := range slices.Chunk(rows, 200) {
		if err := tx.Create(&part).Error; err != nil {
			return fmt.Errorf("db: audit: %w", err)
		}
	}
	return nil
}

// Locked reads rows for update. SQLite needs no clause: its transactions begin IMMEDIATE.
func (tx *Tx) Locked() *gorm.DB {
	if tx.engine == SQLite {
		return tx.DB
	}
	return tx.Clauses(clause.Locking{Strength: "UPDATE"})
}

// Engine is the kind of database the transaction runs on.
func (tx *Tx) Engine() Engine { return tx.engine }

// One reports gorm.ErrRecordNotFound when an update or a delete met no row:
// gorm itself calls that a success.
func One(res *gorm.DB) error {
	if res.Error == nil && res.RowsAffected == 0 {
		return gorm.ErrRecordNotFound
	}
	return res.Error
}
