// Package town makes the people of the benchmark, their sessions and the sections that they want, in a database with
// the portal's own schema and sample city. Every run begins with a fresh copy of it.
package town

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/world"
)

// Phone is everybody's number: the form repeats what is known, as the page fills it in.
const Phone = "010-0001-0001"

// Secret is the portal's key in a benchmark; it guards nothing.
const Secret = "a benchmark has no secrets: all people are invented"

// Person is somebody with an account and a session.
type Person struct {
	Person, Account id.ID
	Token           string
}

// Section is something that one can apply for.
type Section struct {
	ID    id.ID
	Seats int // -1: no limit
}

// Town is what a base database holds.
type Town struct {
	People   []Person
	Sections map[string]Section // by the name of the run that uses it
	store    store
}

// Make builds the base database. Seats of a section are by its name; -1 is no limit.
func Make(ctx context.Context, dir, postgres string, people int, seats map[string]int) (*Town, error) {
	s, err := newStore(ctx, dir, postgres)
	if err != nil {
		return nil, err
	}
	t := &Town{Sections: map[string]Section{}, store: s}
	if err := t.fill(ctx, people, seats); err != nil {
		return nil, fmt.Errorf("town: %w", err)
	}
	return t, s.seal(ctx)
}

func (t *Town) fill(ctx context.Context, people int, seats map[string]int) error {
	d, err := db.Open(t.store.base(), clock.Real)
	if err != nil {
		return err
	}
	defer d.Close()
	if _, err := d.Migrate(ctx); err != nil {
		return err
	}
	if _, err := world.Load(ctx, d, world.Options{Now: d.Now(), Secret: Secret, Scale: "small"}); err != nil {
		return err
	}
	if err := t.offer(ctx, d, seats); err != nil {
		return err
	}
	const part = 1000 // a write may last four seconds
	for from := 0; from < people; from += part {
		if err := t.settle(ctx, d, from, min(part, people-from)); err != nil {
			return err
		}
	}
	return nil
}

// offer opens one section for each run, in a programme of its own.
func (t *Town) offer(ctx context.Context, d *db.DB, seats map[string]int) error {
	return d.Housekeep(ctx, "world", func(tx *db.Tx) error {
		var p catalog.Programme
		if err := tx.Where("state = 'published' and kind = 'course'").Order("slug").Take(&p).Error; err != nil {
			return fmt.Errorf("a programme to copy: %w", err)
		}
		p.ID, p.Slug, p.MinAge, p.MaxAge, p.SchoolCity = id.New(), "rush", nil, nil, ""
		p.AgreementID, p.AwardID, p.StrandID, p.Sample = id.None, id.None, id.None, true
		if err := tx.Create(&p).Error; err != nil {
			return err
		}
		names := make([]string, 0, len(seats))
		for name := range seats {
			names = append(names, name)
		}
		slices.Sort(names)
		for i, name := range names {
			var capacity *int
			if n := seats[name]; n >= 0 {
				capacity = &n
			}
			s := catalog.Section{
				ID: id.New(), ProgrammeID: p.ID, Number: fmt.Sprintf("2026-RSH-%04d", i+1), State: catalog.Published, NameKO: name, Capacity: capacity,
				ApplyFrom: tx.Now.Add(-time.Hour), ApplyUntil: tx.Now.Add(24 * time.Hour), Mode: catalog.FirstCome, Method: catalog.InPerson, Channel: catalog.Here,
				StartsOn: tx.Now.Date().AddDays(30), EndsOn: tx.Now.Date().AddDays(60), PublishedAt: tx.Now, CreatedAt: tx.Now, UpdatedAt: tx.Now, Version: 1,
			}
			if err := tx.Create(&s).Error; err != nil {
				return err
			}
			if err := tx.Create(&catalog.Seats{SectionID: s.ID, Capacity: capacity}).Error; err != nil {
				return err
			}
			t.Sections[name] = Section{s.ID, seats[name]}
		}
		return nil
	})
}

// justSeen dates the last use of a session: a portal notes it once a minute, and no round is to pay for how long ago
// the town was made. People in a rush have looked at the page a moment ago.
const justSeen = 6 * time.Hour

// settle adds n people with accounts and sessions.
func (t *Town) settle(ctx context.Context, d *db.DB, from, n int) error {
	return d.Housekeep(ctx, "world", func(tx *db.Tx) error {
		persons, accounts, sessions := make([]people.Person, n), make([]people.Account, n), make([]people.WebSession, n)
		for i := range n {
			p := Person{Person: id.New(), Account: id.New(), Token: people.NewSessionToken()}
			t.People = append(t.People, p)
			persons[i] = people.Person{ID: p.Person, Name: "시험참가", BirthOn: "1985-05-05", Phone: Phone, CreatedAt: tx.Now, UpdatedAt: tx.Now}
			accounts[i] = people.Account{
				ID: p.Account, PersonID: p.Person, Email: fmt.Sprintf("rush%d@bench.example", from+i), Lang: "ko", ConfirmedAt: tx.Now, CreatedAt: tx.Now,
			}
			sessions[i] = people.WebSession{
				Hash: sessionHash(p.Token), AccountID: p.Account, IdleSeconds: 8 * 3600, CreatedAt: tx.Now, SeenAt: tx.Now.Add(justSeen), ExpiresAt: tx.Now.Add(24 * time.Hour),
			}
		}
		const rows = 250
		if err := tx.CreateInBatches(&persons, rows).Error; err != nil {
			return err
		}
		if err := tx.CreateInBatches(&accounts, rows).Error; err != nil {
			return err
		}
		return tx.CreateInBatches(&sessions, rows).Error
	})
}

// sessionHash is what the table keeps of a cookie.
func sessionHash(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

// Fresh is a copy of the base database that nobody has used, and what removes it again.
func (t *Town) Fresh(ctx context.Context) (dsn string, drop func() error, err error) {
	return t.store.fresh(ctx)
}
