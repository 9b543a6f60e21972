package people_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestSavedViews(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		s, ctx := people.NewSavedViews(d), t.Context()
		somebody := func(mail string) policy.Actor {
			p := people.Person{ID: id.New(), Name: "최담당", CreatedAt: 1, UpdatedAt: 1}
			a := people.Account{ID: id.New(), PersonID: p.ID, Email: mail, Lang: "ko", CreatedAt: 1}
			if err := d.Housekeep(ctx, "world", func(tx *db.Tx) error {
				if err := tx.Create(&p).Error; err != nil {
					return err
				}
				return tx.Create(&a).Error
			}); err != nil {
				t.Fatal(err)
			}
			return policy.Actor{Account: a.ID, Person: p.ID, Name: p.Name}
		}
		me, other := somebody("me@test.example"), somebody("other@test.example")
		save := func(who policy.Actor, page people.ListPage, name, query string) error {
			v, err := url.ParseQuery(query)
			if err != nil {
				t.Fatal(err)
			}
			return s.SaveView(ctx, who, people.SaveView{Page: page, Name: name, Filters: v})
		}
		list := func(who policy.Actor, page people.ListPage) (out []string) {
			t.Helper()
			vs, err := s.List(ctx, who, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range vs {
				out = append(out, v.Name+"?"+v.Query)
			}
			return out
		}

		for _, bad := range [][2]string{{"", "state=draft"}, {" \u200b ", "state=draft"}, {strings.Repeat("가", 41), "state=draft"}, {"빈 보기", ""}, {"남의 것뿐", "page=3&next=//evil.example"}} {
			if err := save(me, people.ListProgrammes, bad[0], bad[1]); fault.FieldsOf(err)["view_name"].Key == "" {
				t.Errorf("%q of %q: %v", bad[0], bad[1], err)
			}
		}
		if err := save(policy.Nobody(""), people.ListProgrammes, "보기", "state=draft"); fault.Of(err) != fault.SignIn {
			t.Error("nobody keeps a view:", err)
		}

		for _, good := range []struct {
			page        people.ListPage
			name, query string
		}{
			{people.ListProgrammes, "  올해   작성 중 ", "state=draft&year=2026&page=2&lang=en&evil=<script>"},
			{people.ListApplicants, "전화 안내", "contact=phone&q=홍길동"},
			{people.ListProgrammes, strings.Repeat("가", 40), "q=" + strings.Repeat("나", 100)},
		} {
			if err := save(me, good.page, good.name, good.query); err != nil {
				t.Fatal(good.name, err)
			}
		}
		if got, want := list(me, people.ListProgrammes)[1], "올해 작성 중?state=draft&year=2026"; got != want {
			t.Errorf("kept %q, not %q", got, want)
		}
		if got := list(me, people.ListApplicants); len(got) != 1 || got[0] != "전화 안내?contact=phone" {
			t.Errorf("a view of applicants keeps %q", got)
		}
		if err := save(me, people.ListProgrammes, "올해 작성 중", "state=review"); err != nil {
			t.Fatal(err)
		}
		if got := list(me, people.ListProgrammes); len(got) != 2 || got[1] != "올해 작성 중?state=review" {
			t.Errorf("the same name was not given the new filters: %q", got)
		}

		// Nobody else sees them or takes them away.
		mine, err := s.List(ctx, me, people.ListApplicants)
		if err != nil {
			t.Fatal(err)
		}
		if got := list(other, people.ListApplicants); len(got) != 0 {
			t.Errorf("somebody else sees %q", got)
		}
		if err := s.RemoveView(ctx, other, mine[0].ID); fault.Of(err) != fault.NotFound {
			t.Error("somebody else removed a view:", err)
		}
		if err := s.RemoveView(ctx, me, mine[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := s.RemoveView(ctx, me, mine[0].ID); fault.Of(err) != fault.NotFound {
			t.Error("removed twice:", err)
		}

		// The last place is taken once, however many tabs ask for it.
		for i := len(list(me, people.ListProgrammes)); i < people.MostViews-1; i++ {
			if err := save(me, people.ListProgrammes, fmt.Sprint("보기 ", i), "state=draft"); err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				if err := save(me, people.ListApplicants, fmt.Sprint("함께 ", i), "state=accepted"); err != nil && fault.FieldsOf(err) == nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := len(list(me, people.ListProgrammes)) + len(list(me, people.ListApplicants)); n != people.MostViews {
			t.Errorf("%d views, not %d", n, people.MostViews)
		}
		if err := save(me, people.ListProgrammes, "보기 5", "state=closed"); err != nil {
			t.Error("a full account cannot change what it keeps:", err)
		}
	})
}
