package enrolment_test

import (
	"context"
	"fmt"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/internal/report"
)

// town is one organisation with one programme, and whatever sections and people a test adds.
type town struct {
	*enrolment.Service
	t    testing.TB
	d    *db.DB
	c    *dbtest.Clock
	org  id.ID
	prog id.ID
}

func each(t *testing.T, fn func(t *testing.T, w *town)) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		fn(t, found(t, d, c))
	})
}

func found(t testing.TB, d *db.DB, c *dbtest.Clock) *town {
	w := &town{Service: enrolment.NewService(d), t: t, d: d, c: c, org: id.New(), prog: id.New()}
	code := "TST"
	w.put(&people.Organisation{ID: w.org, Slug: "test", Code: &code, Kind: people.District, NameKO: "시험구", Desk: true, CreatedAt: c.Now(), UpdatedAt: c.Now()})
	w.put(&catalog.Programme{
		ID: w.prog, Slug: "ai", OrgID: w.org, Kind: catalog.Course, State: catalog.Published, TitleKO: "생활 속 인공지능", Area: catalog.Digital,
		Audience: catalog.Adult, Year: 2026, PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1, Phone: "051-123-4567",
	})
	return w
}

func (w *town) put(rows ...any) {
	w.t.Helper()
	err := w.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *town) exec(sql string, args ...any) {
	w.t.Helper()
	err := w.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error { return tx.Exec(sql, args...).Error })
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *town) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.d.Read(context.Background()).Raw(sql, args...).Scan(&n).Error; err != nil {
		w.t.Fatal(err)
	}
	return n
}

var sections int

// section adds an open first-come section of so many seats, changed by edit.
func (w *town) section(capacity *int, edit func(*catalog.Section)) id.ID {
	sections++
	s := catalog.Section{
		ID: id.New(), ProgrammeID: w.prog, Number: fmt.Sprintf("2026-TST-%04d", sections), State: catalog.Published, NameKO: "1기", Capacity: capacity,
		ApplyFrom: dbtest.Noon.Add(-1), ApplyUntil: clock.AtSeoul(2026, 3, 9, 18, 0), Mode: catalog.FirstCome, Method: catalog.InPerson,
		Channel: catalog.Here, StartsOn: "2026-03-16", EndsOn: "2026-04-20", PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1,
	}
	if edit != nil {
		edit(&s)
	}
	w.put(&s, &catalog.Seats{SectionID: s.ID, Capacity: s.Capacity, Pressure: catalog.PressureOf(s.Capacity, 0)})
	return s.ID
}

func seats(n int) *int { return &n }

var residents int

func (w *town) resident(edit func(*people.Person, *people.Account)) policy.Actor {
	residents++
	p := people.Person{ID: id.New(), Name: "주민", BirthOn: "1980-01-01", CreatedAt: 1, UpdatedAt: 1}
	a := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("u%d@test.example", residents), Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
	if edit != nil {
		edit(&p, &a)
	}
	w.put(&p, &a)
	return policy.Actor{Account: a.ID, Person: p.ID, Origin: "192.0.2.1"}
}

func request(section id.ID, key string) enrolment.Apply {
	return enrolment.Apply{SectionID: section, RequestKey: key, Phone: "010-1234-5678", Consent: true}
}

// holds asserts that the counts of every section agree with its places.
func (w *town) holds() {
	w.t.Helper()
	checks, err := report.Invariants(context.Background(), w.d)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range checks {
		if len(c.Breaches) > 0 {
			w.t.Errorf("%+v", c)
		}
	}
}
