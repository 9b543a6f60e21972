package partnership

import (
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func load(t *testing.T, d *db.DB) (city, office, ministry id.ID, award Award, strand Strand) {
	t.Helper()
	org := func(slug, name string) people.Organisation {
		return people.Organisation{ID: id.Named(slug), Slug: slug, Kind: people.City, NameKO: name, CreatedAt: 1, UpdatedAt: 1}
	}
	orgs := []people.Organisation{org("city", "한빛시"), org("office", "한빛교육지원청"), org("ministry", "배움부"), org("gu", "동구")}
	city, office, ministry = orgs[0].ID, orgs[1].ID, orgs[2].ID
	old := Agreement{ID: id.Named("old"), Slug: "old", NameKO: "옛 협약", StartsOn: "2023-03-01", EndsOn: "2026-02-28", UpdatedAt: 1}
	now := Agreement{ID: id.Named("now"), Slug: "now", NameKO: "새 협약", SignedOn: "2026-02-23", StartsOn: "2026-03-01", EndsOn: "2028-02-29", PredecessorID: old.ID, UpdatedAt: 1}
	grant := Grant{ID: id.Named("grant"), Slug: "grant", NameKO: "지원사업", GrantorID: ministry, Year: 2025, SettledOn: "2026-02-20", UpdatedAt: 1}
	award = Award{ID: id.Named("award"), GrantID: grant.ID, Slug: "award", GranteeID: city, Position: 1}
	strand = Strand{ID: id.Named("strand"), AwardID: award.ID, Kind: "strand", Code: "learn", NameKO: "배우기", Position: 1}
	budget := func(name string, b Budget) Budget { b.ID, b.Position = id.Named(name), 1; return b }
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		for _, rows := range []any{
			&orgs, &[]Agreement{old, now}, &[]AgreementParty{{now.ID, city, "city", 1}, {now.ID, office, "education_office", 2}},
			&[]Grant{grant}, &[]Award{award}, &[]AwardMember{{award.ID, city, "lead", 1}, {award.ID, id.Named("gu"), "district", 2}}, &[]Strand{strand},
			&[]Budget{
				budget("b1", Budget{AgreementID: now.ID, FiscalYear: 2026, Source: Local, OrgID: city, Amount: 1_930_000_000}),
				budget("b2", Budget{AgreementID: now.ID, FiscalYear: 2026, Source: EducationOffice, OrgID: office, Amount: 530_000_000}),
				budget("b3", Budget{AgreementID: now.ID, FiscalYear: 2027, Source: Local, OrgID: city, Amount: 7, Sample: true}),
				budget("b4", Budget{AwardID: award.ID, FiscalYear: 2025, Source: National, OrgID: city, Amount: 50_000_000}),
				budget("b5", Budget{AwardID: award.ID, FiscalYear: 2025, Source: National, OrgID: city, Amount: 1_000_000}),
			},
		} {
			if err := tx.Create(rows).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return city, office, ministry, award, strand
}

func TestCooperationsAddUpWithoutExamples(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		city, office, _, award, strand := load(t, d)
		s, ctx, who := NewService(d), t.Context(), policy.Nobody("")
		list, err := s.Cooperations(ctx, who)
		if err != nil || len(list) != 2 || list[0].Slug() != "grant" || list[1].Slug() != "now" {
			t.Fatalf("%v, %v", list, err)
		}
		c, err := s.Cooperation(ctx, who, "now")
		if err != nil {
			t.Fatal(err)
		}
		if Official(c.AllMoney()) != 2_460_000_000 || Examples(c.AllMoney()) != 7 || c.Before == nil || c.Before.Slug != "old" || c.Over() {
			t.Errorf("%s, %s", Official(c.AllMoney()), Examples(c.AllMoney()))
		}
		if len(c.Partners) != 2 || c.Partners[0].ID != city || c.Partners[1].Part != "education_office" {
			t.Errorf("%+v", c.Partners)
		}
		g, err := s.Cooperation(ctx, who, "grant")
		if err != nil || len(Shares(g.AllMoney())) != 1 || Official(g.AllMoney()) != 51_000_000 || !g.Over() || g.Grantor.NameKO != "배움부" || len(g.Everyone()) != 2 {
			t.Errorf("%+v, %v", g, err)
		}
		if _, err := s.Cooperation(ctx, who, "nothing"); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		b, ok, err := s.Belongs(ctx, who, id.None, award.ID, strand.ID)
		if err != nil || !ok || b.Slug() != "grant" || b.Award.Slug != "award" || b.Strand.Code != "learn" {
			t.Errorf("%+v, %v", b, err)
		}
		if _, ok, _ := s.Belongs(ctx, who, id.None, id.None, id.None); ok {
			t.Error("a programme of nothing belongs to something")
		}
		parts, err := s.PartsOf(ctx, who, office)
		if err != nil || len(parts) != 1 || parts[0].Part != "education_office" {
			t.Errorf("%+v, %v", parts, err)
		}
		if parts, _ := s.PartsOf(ctx, who, city); len(parts) != 2 {
			t.Errorf("%d", len(parts))
		}
	})
}
