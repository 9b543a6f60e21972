package partnership_test

import (
	"context"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestEveryPartySeesTheSameMoneyAndNobodyElseDoes(t *testing.T) {
	bg := context.Background()
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		town, edu, other, grantor := id.New(), id.New(), id.New(), id.New()
		pact, grant, award := id.New(), id.New(), id.New()
		rows := []any{
			&people.Organisation{ID: town, Slug: "t", Kind: people.City, NameKO: "읍시", CreatedAt: 1, UpdatedAt: 1},
			&people.Organisation{ID: edu, Slug: "e", Kind: people.EducationOffice, NameKO: "읍시교육지원청", CreatedAt: 1, UpdatedAt: 1},
			&people.Organisation{ID: other, Slug: "o", Kind: people.City, NameKO: "남의시", CreatedAt: 1, UpdatedAt: 1},
			&people.Organisation{ID: grantor, Slug: "g", Kind: people.EducationOffice, NameKO: "교육부", CreatedAt: 1, UpdatedAt: 1},
			&partnership.Agreement{ID: pact, Slug: "pact", NameKO: "배움 협약", StartsOn: "2026-01-01", UpdatedAt: 1},
			&partnership.AgreementParty{AgreementID: pact, OrgID: town, Part: "city"},
			&partnership.AgreementParty{AgreementID: pact, OrgID: edu, Part: "education_office", Position: 1},
			&partnership.Budget{ID: id.New(), AgreementID: pact, FiscalYear: 2026, Source: partnership.Local, OrgID: town, Amount: 1_930_000_000},
			&partnership.Budget{ID: id.New(), AgreementID: pact, FiscalYear: 2026, Source: partnership.EducationOffice, OrgID: edu, Amount: 530_000_000},
			&partnership.Budget{ID: id.New(), AgreementID: pact, FiscalYear: 2027, Source: partnership.Local, OrgID: town, Amount: 7, Sample: true},
			&partnership.Grant{ID: grant, Slug: "grant", NameKO: "지원사업", GrantorID: grantor, Year: 2025, UpdatedAt: 1},
			&partnership.Award{ID: award, GrantID: grant, Slug: "award", GranteeID: town},
			&partnership.AwardMember{AwardID: award, OrgID: edu, Part: "institute"},
		}
		if err := d.Housekeep(bg, "world", func(tx *db.Tx) error {
			for _, r := range rows {
				if err := tx.Create(r).Error; err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		desk := partnership.NewService(d)
		as := func(duty policy.Duty, org id.ID) policy.Actor {
			return policy.Actor{Account: id.New(), Person: id.New(), Roles: []policy.Role{{Duty: duty, Org: org}}}
		}
		for _, who := range []policy.Actor{as(policy.Officer, town), as(policy.Officer, edu), as(policy.Approver, town)} {
			ours, err := desk.Ours(bg, who)
			if err != nil || len(ours) != 2 {
				t.Fatalf("%+v %v", ours, err)
			}
			p, err := desk.OursBySlug(bg, who, "pact")
			if err != nil || partnership.Official(p.AllMoney()) != 2_460_000_000 || partnership.Examples(p.AllMoney()) != 7 {
				t.Errorf("%+v %v", p, err)
			}
		}
		if ours, err := desk.Ours(bg, as(policy.Officer, grantor)); err != nil || len(ours) != 1 || ours[0].Part != "grantor" {
			t.Errorf("%+v %v", ours, err)
		}
		for _, who := range []policy.Actor{as(policy.Officer, other), as(policy.Campus, town), policy.Nobody("")} {
			if _, err := desk.OursBySlug(bg, who, "pact"); fault.Of(err) != fault.NotFound {
				t.Errorf("%v", err)
			}
		}
	})
}
