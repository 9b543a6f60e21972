package exchange_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
)

func TestAFileConfirmedTwiceIsStoredOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		namgu, officer := office(t, d, "남구", "NAM")
		var lines []line
		for i := range 230 {
			lines = append(lines, line{standard.Title: fmt.Sprintf("강좌 %d", i), standard.Operator: ""})
		}
		upload, err := s.Keep(t.Context(), officer, exchange.Import{FileName: "a.csv", Content: file(lines...), Org: namgu.ID})
		if err != nil {
			t.Fatal(err)
		}
		services := []*exchange.Service{s, s, exchange.NewService(d, ""), exchange.NewService(d, "")} // two processes, two clicks each
		batches := make([]id.ID, len(services))
		var wg sync.WaitGroup
		for i, one := range services {
			wg.Go(func() {
				rep, err := one.Confirm(t.Context(), officer, upload)
				if err != nil {
					t.Error(err)
					return
				}
				batches[i] = rep.Batch
			})
		}
		wg.Wait()
		for _, b := range batches {
			if b.IsZero() || b != batches[0] {
				t.Errorf("two imports of one file: %v", batches)
			}
		}
		all, err := s.Batches(t.Context(), officer)
		if err != nil || len(all) != 1 || all[0].Added != 230 || all[0].State != exchange.Complete {
			t.Errorf("%+v %v", all, err)
		}
		if n := count(t, d, "sections"); n != 230 {
			t.Errorf("%d sections", n)
		}
	})
}

func TestTwoImportsOfTheSameRowsAtOnceMakeThemOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		var lines []line
		for i := range 30 {
			lines = append(lines, line{standard.Title: fmt.Sprintf("강좌 %d", i)})
		}
		var wg sync.WaitGroup
		added := make([]int, 4)
		for i := range added {
			one := exchange.NewService(d, "")
			wg.Go(func() {
				rep, err := one.Import(t.Context(), command, exchange.Import{FileName: "a.csv", Content: file(lines...)})
				if err != nil {
					t.Error(err)
					return
				}
				added[i] = rep.Added
			})
		}
		wg.Wait()
		if n := count(t, d, "sections"); n != 30 || added[0]+added[1]+added[2]+added[3] != 30 {
			t.Errorf("%d sections, added %v", n, added)
		}
		if n := count(t, d, "organisations"); n != 1 {
			t.Errorf("%d organisations", n)
		}
		if rep := imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(lines...)}); rep.Same != 30 {
			t.Errorf("%+v", rep)
		}
	})
}

func TestAClosedBrowserDoesNotHalveAnImport(t *testing.T) {
	var leave func()
	now := func() clock.Instant {
		if leave != nil {
			leave()
		}
		return dbtest.Noon
	}
	dbtest.Each(t, now, func(t *testing.T, d *db.DB) {
		s := exchange.NewService(d, "")
		var lines []line
		for i := range 450 {
			lines = append(lines, line{standard.Title: fmt.Sprintf("강좌 %d", i)})
		}
		content := file(lines...)
		ctx, cancel := context.WithCancel(t.Context())
		leave = cancel // at the first look at the clock, which is the claim's
		defer func() { leave = nil }()
		rep, err := s.Import(ctx, command, exchange.Import{FileName: "a.csv", Content: content})
		if err != nil || rep.Added != 450 || ctx.Err() == nil {
			t.Fatalf("%+v %v", rep, err)
		}
		if b, err := s.Batch(t.Context(), command, rep.Batch); err != nil || b.State != exchange.Complete {
			t.Errorf("%s %v", b.State, err)
		}
	})
}

func TestABatchUnderWayIsNotUndone(t *testing.T) {
	now := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, now.Now, func(t *testing.T, d *db.DB) {
		defer now.Set(dbtest.Noon)
		s := exchange.NewService(d, "")
		// What another process that then loses its power leaves.
		b := catalog.ImportBatch{ID: id.New(), FileName: "a.csv", CreatedAt: dbtest.Noon, BusyUntil: dbtest.Noon + 60_000_000}
		does(t, d, &b)
		got, err := s.Batch(t.Context(), command, b.ID)
		if err != nil || got.State != exchange.Running {
			t.Errorf("%s %v", got.State, err)
		}
		if _, err := s.Undo(t.Context(), command, b.ID); fault.Of(err) != fault.Conflict {
			t.Errorf("%v", err)
		}
		now.Set(dbtest.Noon + 61_000_000)
		if got, err = s.Batch(t.Context(), command, b.ID); err != nil || got.State != exchange.Stopped {
			t.Errorf("%s %v", got.State, err)
		}
		if _, err := s.Undo(t.Context(), command, b.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestUploadsAreForgottenAfterADay(t *testing.T) {
	now := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, now.Now, func(t *testing.T, d *db.DB) {
		defer now.Set(dbtest.Noon)
		s := exchange.NewService(d, "")
		namgu, officer := office(t, d, "남구", "NAM")
		for range 2 {
			if _, err := s.Keep(t.Context(), officer, exchange.Import{FileName: "a.csv", Content: file(line{}), Org: namgu.ID}); err != nil {
				t.Fatal(err)
			}
			now.Set(now.Now() + 13*60*60*1_000_000)
		}
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d, "import_uploads"); n != 1 {
			t.Errorf("%d uploads are kept", n)
		}
	})
}
