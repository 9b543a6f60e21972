package report

import (
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestLearnersCountsEachPersonOnceAndExamplesApart(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			org := people.Organisation{ID: id.New(), Slug: "o", Kind: people.City, NameKO: "시", CreatedAt: 1, UpdatedAt: 1}
			who := []people.Person{{ID: id.New(), Name: "가람", CreatedAt: 1, UpdatedAt: 1}, {ID: id.New(), Name: "나래", CreatedAt: 1, UpdatedAt: 1}}
			account := people.Account{ID: id.New(), PersonID: who[0].ID, Email: "a@demo.example", Lang: "ko", CreatedAt: 1}
			for _, row := range []any{&org, &who, &account} {
				if err := tx.Create(row).Error; err != nil {
					return err
				}
			}
			place := func(slug string, sample bool, starts clock.Date, released clock.Instant, persons ...id.ID) error {
				p := catalog.Programme{ID: id.New(), Slug: slug, OrgID: org.ID, Kind: catalog.Course, State: catalog.Published, TitleKO: slug, Audience: catalog.Anyone, Area: catalog.OtherArea, Sample: sample, PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1}
				s := catalog.Section{ID: id.New(), ProgrammeID: p.ID, Number: slug, State: catalog.Published, AlwaysOpen: true, Mode: catalog.FirstCome, Method: catalog.InPerson, Channel: catalog.Here, StartsOn: starts, PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1}
				for _, row := range []any{&p, &s} {
					if err := tx.Create(row).Error; err != nil {
						return err
					}
				}
				for i, person := range persons {
					a := enrolment.Application{ID: id.New(), SectionID: s.ID, PersonID: person, AccountID: account.ID, MadeAs: enrolment.ForSelf, Seq: int64(i + 1), State: enrolment.Accepted, RequestKey: slug + person.String(), AppliedAt: 1}
					e := enrolment.Enrolment{ApplicationID: a.ID, SectionID: s.ID, PersonID: person, TakenAt: 1, ReleasedAt: released}
					if err := tx.Create(&a).Error; err != nil {
						return err
					}
					if err := tx.Create(&e).Error; err != nil {
						return err
					}
				}
				return nil
			}
			for _, err := range []error{
				place("one", false, "2026-03-10", 0, who[0].ID),
				place("two", false, "2026-04-10", 0, who[0].ID),
				place("given-up", false, "2026-04-10", 2, who[1].ID),
				place("last-year", false, "2025-04-10", 0, who[1].ID),
				place("example", true, "2026-04-10", 0, who[0].ID, who[1].ID),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := NewService(d).Learners(t.Context(), policy.Nobody(""))
		if err != nil || got != (Learners{2026, 1, 2}) {
			t.Errorf("%+v, %v", got, err)
		}
	})
}
