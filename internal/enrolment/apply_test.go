package enrolment_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestFourHundredPeopleThirtySeats(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(30), nil)
		crowd := make([]policy.Actor, 400)
		for i := range crowd {
			crowd[i] = w.resident(nil)
		}
		var mu sync.Mutex
		var seqs []int64
		got := map[enrolment.State]int{}
		var wg sync.WaitGroup
		for _, who := range crowd {
			for range 2 { // everybody clicks twice
				wg.Go(func() {
					d, err := w.Apply(context.Background(), who, request(section, "form"))
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					defer mu.Unlock()
					if !d.Repeat {
						got[d.Outcome]++
						seqs = append(seqs, d.Application.Seq)
					}
				})
			}
		}
		wg.Wait()
		if got[enrolment.Accepted] != 30 || got[enrolment.Refused] != 370 {
			t.Errorf("%v", got)
		}
		slices.Sort(seqs)
		for i, s := range seqs {
			if s != int64(i+1) {
				t.Fatalf("the order of arrival has a gap or a double at %d: %d", i+1, s)
			}
		}
		// The first thirty to arrive have the places.
		if n := w.count("select count(*) from applications where state = 'accepted' and seq <= 30"); n != 30 {
			t.Errorf("%d of the first 30 have a place", n)
		}
		if n := w.count("select count(*) from audit where action = 'application.apply'"); n != 400 {
			t.Errorf("%d audit rows", n)
		}
		if n := w.count("select count(*) from outbox where kind = 'application.accepted'"); n != 30 {
			t.Errorf("%d letters", n)
		}
		w.holds()
	})
}

func TestARepeatIsTheSameApplication(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section, who := w.section(seats(1), nil), w.resident(nil)
		first, err := w.Apply(t.Context(), who, request(section, "a"))
		if err != nil || first.Outcome != enrolment.Accepted || first.Repeat {
			t.Fatal(first, err)
		}
		for _, key := range []string{"a", "another form"} {
			again, err := w.Apply(t.Context(), who, request(section, key))
			if err != nil || again.Application.ID != first.Application.ID || !again.Repeat {
				t.Errorf("%s: %+v %v", key, again, err)
			}
		}
		// A refusal that still holds is one refusal, however often one asks.
		late := w.resident(nil)
		refused, err := w.Apply(t.Context(), late, request(section, "a"))
		if err != nil || refused.Outcome != enrolment.Refused || refused.Reason != enrolment.ReasonFull {
			t.Fatal(refused, err)
		}
		if again, err := w.Apply(t.Context(), late, request(section, "b")); err != nil || again.Application.ID != refused.Application.ID {
			t.Errorf("%+v %v", again, err)
		}
		// A place that comes free goes to who asks next, the refused person too.
		if err := w.Cancel(t.Context(), who, first.Application.ID); err != nil {
			t.Fatal(err)
		}
		if got, err := w.Apply(t.Context(), late, request(section, "c")); err != nil || got.Outcome != enrolment.Accepted {
			t.Errorf("%+v %v", got, err)
		}
		w.holds()
	})
}

func TestWhatTheRulesSay(t *testing.T) {
	open, until := dbtest.Noon.Add(-1), clock.AtSeoul(2026, 3, 9, 18, 0)
	base := func() enrolment.Case {
		return enrolment.Case{
			Now: dbtest.Noon, Confirmed: true, Birth: "1980-01-01", Seats: catalog.Seats{Capacity: seats(1)},
			Programme: catalog.Programme{State: catalog.Published},
			Section: catalog.Section{
				State: catalog.Published, Channel: catalog.Here, Mode: catalog.FirstCome, ApplyFrom: open, ApplyUntil: until, StartsOn: "2026-03-16", EndsOn: "2026-04-20",
			},
		}
	}
	for name, tt := range map[string]struct {
		change func(*enrolment.Case)
		want   string // "" a place; a reason; or a fault's key
	}{
		"a place":                    {func(*enrolment.Case) {}, ""},
		"the first instant":          {func(c *enrolment.Case) { c.Now = open }, ""},
		"an instant before":          {func(c *enrolment.Case) { c.Now = open - 1 }, "enrolment.not_open_yet"},
		"the last instant":           {func(c *enrolment.Case) { c.Now = until - 1 }, ""},
		"the end":                    {func(c *enrolment.Case) { c.Now = until }, enrolment.ReasonClosed},
		"no limit":                   {func(c *enrolment.Case) { c.Seats.Capacity, c.Seats.Taken = nil, 9999 }, ""},
		"no seats at all":            {func(c *enrolment.Case) { c.Seats.Capacity = seats(0) }, enrolment.ReasonFull},
		"full":                       {func(c *enrolment.Case) { c.Seats.Taken = 1 }, enrolment.ReasonFull},
		"full and over":              {func(c *enrolment.Case) { c.Seats.Taken, c.Now = 1, until }, enrolment.ReasonClosed},
		"a draft":                    {func(c *enrolment.Case) { c.Section.State = catalog.Draft }, "error.not_found"},
		"a draft programme":          {func(c *enrolment.Case) { c.Programme.State = catalog.Review }, "error.not_found"},
		"cancelled":                  {func(c *enrolment.Case) { c.Section.State = catalog.Cancelled }, enrolment.ReasonSectionCancelled},
		"closed by hand":             {func(c *enrolment.Case) { c.Section.State = catalog.Closed }, enrolment.ReasonClosed},
		"elsewhere":                  {func(c *enrolment.Case) { c.Section.Channel = catalog.Elsewhere }, "enrolment.not_here"},
		"by phone":                   {func(c *enrolment.Case) { c.Section.Channel = catalog.ByPhone }, "enrolment.not_here"},
		"lottery":                    {func(c *enrolment.Case) { c.Section.Mode = catalog.Lottery }, "enrolment.mode.lottery"},
		"review":                     {func(c *enrolment.Case) { c.Section.Mode = catalog.Reviewed }, "enrolment.mode.review"},
		"walk in":                    {func(c *enrolment.Case) { c.Section.Mode = catalog.WalkIn }, "enrolment.mode.walk_in"},
		"unconfirmed":                {func(c *enrolment.Case) { c.Confirmed = false }, "enrolment.unconfirmed"},
		"19 on the first day":        {func(c *enrolment.Case) { c.Programme.MinAge, c.Birth = seats(19), "2007-03-16" }, ""},
		"19 the day after":           {func(c *enrolment.Case) { c.Programme.MinAge, c.Birth = seats(19), "2007-03-17" }, enrolment.ReasonTooYoung},
		"65 still":                   {func(c *enrolment.Case) { c.Programme.MaxAge, c.Birth = seats(65), "1960-03-17" }, ""},
		"66 on the first day":        {func(c *enrolment.Case) { c.Programme.MaxAge, c.Birth = seats(65), "1960-03-16" }, enrolment.ReasonTooOld},
		"nobody knows the age":       {func(c *enrolment.Case) { c.Programme.MinAge, c.Birth = seats(19), "" }, "error.check_form"},
		"age matters to nobody":      {func(c *enrolment.Case) { c.Birth = "" }, ""},
		"always open":                {func(c *enrolment.Case) { c.Section.AlwaysOpen, c.Now = true, until+1 }, ""},
		"always open until the end":  {func(c *enrolment.Case) { c.Section.AlwaysOpen, c.Now = true, clock.AtSeoul(2026, 4, 20, 23, 59) }, ""},
		"always open, and then over": {func(c *enrolment.Case) { c.Section.AlwaysOpen, c.Now = true, clock.AtSeoul(2026, 4, 21, 0, 0) }, enrolment.ReasonClosed},
	} {
		c := base()
		tt.change(&c)
		d, err := enrolment.Admit(c)
		got := d.Reason
		e := &fault.Error{}
		if errors.As(err, &e) {
			got = e.Key
		}
		if got != tt.want || (err == nil) != (d.PolicyVersion != "") || (got == "") != (d.Outcome == enrolment.Accepted) {
			t.Errorf("%s: %+v %v, want %q", name, d, err, tt.want)
		}
	}
}

func TestAFormIsRead(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section, who := w.section(seats(1), nil), w.resident(nil)
		fields := fault.FieldsOf(func() error {
			_, err := w.Apply(t.Context(), who, enrolment.Apply{SectionID: section, Phone: "?"})
			return err
		}())
		for _, f := range []string{"phone", "consent", "request_key"} {
			if _, ok := fields[f]; !ok {
				t.Errorf("%s was accepted", f)
			}
		}
		for name, tt := range map[string]struct {
			who  policy.Actor
			in   enrolment.Apply
			want fault.Kind
		}{
			"nobody":       {policy.Nobody(""), request(section, "x"), fault.SignIn},
			"no section":   {who, request(id.New(), "x"), fault.NotFound},
			"unconfirmed":  {w.resident(func(_ *people.Person, a *people.Account) { a.ConfirmedAt = 0 }), request(section, "x"), fault.Conflict},
			"closed":       {w.resident(func(_ *people.Person, a *people.Account) { a.ClosedAt = 1 }), request(section, "x"), fault.SignIn},
			"made-up self": {policy.Actor{Account: id.New(), Person: who.Person}, request(section, "x"), fault.SignIn},
		} {
			if _, err := w.Apply(t.Context(), tt.who, tt.in); fault.Of(err) != tt.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.count("select count(*) from applications"); n != 0 {
			t.Errorf("%d applications were kept", n)
		}
	})
}

func TestWhatIsAskedOnceIsKnown(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		w.exec("update programmes set min_age = 19")
		section := w.section(nil, nil)
		who := w.resident(func(p *people.Person, _ *people.Account) { p.BirthOn, p.Phone = "", "" })
		o, err := w.Offer(t.Context(), who, section)
		if err != nil || !o.AsksBirth || o.WhyNot.Key != "" {
			t.Fatalf("%+v %v", o, err)
		}
		in := request(section, "x")
		if _, err := w.Apply(t.Context(), who, in); fault.FieldsOf(err)["birth_date"].Key == "" {
			t.Errorf("%v", err)
		}
		in.BirthOn = "1990-01-01"
		if d, err := w.Apply(t.Context(), who, in); err != nil || d.Outcome != enrolment.Accepted {
			t.Fatal(err)
		}
		o, err = w.Offer(t.Context(), who, section)
		if err != nil || o.AsksBirth || o.Phone != "010-1234-5678" || o.Live == nil {
			t.Errorf("%+v %v", o, err)
		}
		if n := w.count("select count(*) from consents where document = 'application' and agreed"); n != 1 {
			t.Errorf("%d consents", n)
		}
	})
}

func TestCancelFreesThePlace(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section, who, other := w.section(seats(1), nil), w.resident(nil), w.resident(nil)
		d, err := w.Apply(t.Context(), who, request(section, "x"))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Cancel(t.Context(), other, d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("somebody else cancelled: %v", err)
		}
		if _, err := w.Application(t.Context(), other, d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("somebody else read: %v", err)
		}
		if _, err := w.Application(t.Context(), policy.Nobody(""), d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("nobody read: %v", err)
		}
		w.c.Set(clock.AtSeoul(2026, 3, 16, 0, 0))
		if err := w.Cancel(t.Context(), who, d.Application.ID); fault.Of(err) != fault.Conflict {
			t.Errorf("on the first day: %v", err)
		}
		w.c.Set(clock.AtSeoul(2026, 3, 16, 0, 0) - 1)
		for range 2 {
			if err := w.Cancel(t.Context(), who, d.Application.ID); err != nil {
				t.Errorf("the evening before: %v", err)
			}
		}
		if n := w.count("select count(*) from outbox where kind = 'application.cancelled'"); n != 1 {
			t.Errorf("%d letters", n)
		}
		r, err := w.Application(t.Context(), who, d.Application.ID)
		if err != nil || r.State != enrolment.Cancelled || r.StepAt(w.c.Now()) != enrolment.StepCancelled || r.Cancellable(w.c.Now()) {
			t.Errorf("%+v %v", r, err)
		}
		w.holds()
		if w.count("select taken from section_seats where section_id = ?", section) != 0 {
			t.Error("the place is not free")
		}
	})
}

func TestASectionThatIsCancelledTellsEverybody(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(5), nil)
		var apps []id.ID
		var who policy.Actor
		for range 3 {
			who = w.resident(nil)
			d, err := w.Apply(t.Context(), who, request(section, "x"))
			if err != nil {
				t.Fatal(err)
			}
			apps = append(apps, d.Application.ID)
		}
		if err := w.Cancel(t.Context(), who, apps[2]); err != nil {
			t.Fatal(err)
		}
		officer := w.resident(nil)
		officer.Roles = []policy.Role{{Duty: policy.Officer, Org: w.org}}
		var told int
		err := w.d.Write(t.Context(), officer, func(tx *db.Tx) (err error) {
			if _, err = tx.Allow(policy.CancelSection, policy.OrgThing{Org: w.org, Name: "section"}); err != nil {
				return err
			}
			if err = tx.Exec("update sections set state = 'cancelled', cancelled_at = ? where id = ?", tx.Now, section).Error; err != nil {
				return err
			}
			told, err = enrolment.CancelAllForSection(tx, section)
			return err
		})
		if err != nil || told != 2 || w.count("select count(*) from outbox where kind = 'section.cancelled'") != 2 {
			t.Errorf("%d told, %v", told, err)
		}
		mine, err := w.Mine(t.Context(), who)
		if err != nil || len(mine) != 1 || mine[0].StepAt(w.c.Now()) != enrolment.StepCancelled {
			t.Errorf("%+v %v", mine, err)
		}
		w.holds()
	})
}

func TestAlertsAreSentOnceWhenItOpens(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		opens := dbtest.Noon.Add(3600_000_000_000)
		section := w.section(seats(5), func(s *catalog.Section) { s.ApplyFrom = opens })
		gone := w.section(seats(5), func(s *catalog.Section) { s.ApplyFrom = opens })
		who, unproved := w.resident(nil), w.resident(func(_ *people.Person, a *people.Account) { a.ConfirmedAt = 0 })
		for _, s := range []id.ID{section, section, gone} {
			if err := w.AskAlert(t.Context(), who, s); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.AskAlert(t.Context(), unproved, section); fault.Of(err) != fault.Conflict {
			t.Errorf("an unproved address: %v", err)
		}
		if err := w.AskAlert(t.Context(), who, w.section(nil, nil)); fault.Of(err) != fault.Conflict {
			t.Errorf("an open section: %v", err)
		}
		w.exec("update sections set state = 'closed' where id = ?", gone)
		if _, err := w.SendAlerts(t.Context(), who); err != nil && fault.Of(err) != fault.Forbidden {
			t.Errorf("a resident sent letters: %v", err)
		}
		if n, err := w.SendAlerts(t.Context(), policy.System("send alerts")); n != 0 || err != nil {
			t.Errorf("too early: %d %v", n, err)
		}
		w.c.Set(opens)
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				if _, err := w.SendAlerts(context.Background(), policy.System("send alerts")); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := w.count("select count(*) from outbox where kind = 'section.open'"); n != 1 {
			t.Errorf("%d letters", n)
		}
		if has, err := w.HasAlert(t.Context(), who, section); has || err != nil {
			t.Errorf("%v %v", has, err)
		}
	})
}

// TestNoCallThatFailsLeavesHalf lets the first, the second, … database call of
// an application fail, until one succeeds, and looks each time whether anything stayed.
func TestNoCallThatFailsLeavesHalf(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(2), nil)
		who := w.resident(nil)
		calls, failAt := 0, 0
		broken := func(g *gorm.DB) {
			if calls++; calls == failAt {
				_ = g.AddError(fmt.Errorf("call %d fails", failAt))
			}
		}
		err := w.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			cb := tx.Callback()
			for _, err := range []error{
				cb.Create().Before("gorm:create").Register("fail", broken), cb.Query().Before("gorm:query").Register("fail", broken),
				cb.Update().Before("gorm:update").Register("fail", broken), cb.Raw().Before("gorm:raw").Register("fail", broken),
				cb.Row().Before("gorm:row").Register("fail", broken), cb.Delete().Before("gorm:delete").Register("fail", broken),
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
		state := func() string {
			calls, failAt = 0, 0
			return fmt.Sprint(w.count("select count(*) from applications"), w.count("select count(*) from enrolments"), w.count("select taken from section_seats where section_id = ?", section),
				w.count("select count(*) from outbox"), w.count("select count(*) from audit"), w.count("select count(*) from consents"))
		}
		before := state()
		for n := 1; ; n++ {
			calls, failAt = 0, n
			d, err := w.Apply(t.Context(), who, request(section, "x"))
			if err == nil {
				if n < 10 || d.Outcome != enrolment.Accepted {
					t.Errorf("only %d calls were made to fail", n-1)
				}
				failAt = 0
				break
			}
			if got := state(); got != before {
				t.Fatalf("call %d failed and left %s, before %s", n, got, before)
			}
		}
		w.holds()
	})
}
