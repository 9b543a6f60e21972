package anchor

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"ieum/bench/internal/check"
	"ieum/bench/internal/town"
	"ieum/internal/clock"
)

// The engine, the raw rows and the GORM transaction leave the same rows behind: otherwise their rates say nothing of each other.
func TestTheSameRows(t *testing.T) {
	const n = 12
	ctx, dir := t.Context(), t.TempDir()
	city, err := town.Make(ctx, dir, "", n, map[string]int{"open": -1, "full": n / 3})
	if err != nil {
		t.Fatal(err)
	}
	fresh := func() string {
		dsn, _, err := city.Fresh(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return dsn
	}
	ledger := func(dsn, section string) check.Ledger {
		l, err := town.Ledger(ctx, dsn, city.Sections[section], city.People)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	everybody := make([]int, n)
	for i := range everybody {
		everybody[i] = i
	}
	exact := func(name, dsn, section string) {
		t.Helper()
		l := ledger(dsn, section)
		if p := l.Problems(everybody, false); len(p) > 0 {
			t.Errorf("%s: %v", name, p)
		}
	}

	base, engine := filepath.Join(dir, "base.db"), fresh()
	if rate, err := Engine(ctx, engine, city.People, city.Sections["open"], n); err != nil || rate <= 0 {
		t.Fatal(rate, err)
	}
	exact("engine", engine, "open")
	recorded, err := Record(ctx, base, engine, n)
	if err != nil {
		t.Fatal(err)
	}

	raw := fresh()
	if rate, err := recorded.Write(ctx, raw, 5, time.Minute); err != nil || rate <= 0 {
		t.Fatal(rate, err)
	}
	exact("raw", raw, "open")

	orm := fresh()
	transactions(t, orm, city, "open")
	exact("gorm", orm, "open")
	again, err := Record(ctx, base, orm, n)
	if err != nil {
		t.Fatal(err)
	}
	if again.Shape() != recorded.Shape() || !strings.Contains(recorded.Shape(), "applications 1, enrolments 1") {
		t.Errorf("GORM writes %s, the engine %s", again.Shape(), recorded.Shape())
	}

	full := fresh()
	transactions(t, full, city, "full")
	exact("gorm with too few seats", full, "full")
}

// transactions decides everybody's request as the server does.
func transactions(t *testing.T, dsn string, city *town.Town, section string) {
	t.Helper()
	o, err := openORM(dsn)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range city.People {
		err := o.write.Transaction(func(tx *gorm.DB) error {
			d := decision{tx: tx, now: clock.Real(), account: p.Account, section: city.Sections[section].ID, key: p.Token[:32]}
			_, err := d.make()
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, g := range []*gorm.DB{o.write, o.read} {
		if raw, err := g.DB(); err == nil {
			_ = raw.Close()
		}
	}
}

func TestFsync(t *testing.T) {
	if rate, err := Fsync(t.TempDir(), 20*time.Millisecond); err != nil || rate <= 0 {
		t.Error(rate, err)
	}
}

func TestMainKnowsItsServers(t *testing.T) {
	for _, args := range [][]string{nil, {"nginx"}, {"hello"}, {"gorm", "127.0.0.1:1"}} {
		if err := Main(args); err == nil {
			t.Errorf("%v was started", args)
		}
	}
}

func TestPocketTokens(t *testing.T) {
	dir := t.TempDir()
	if err := pocketSeed(dir, "3", []string{"1", "-1"}); err != nil {
		t.Fatal(err)
	}
	tokens, err := ReadTokens(dir)
	if err != nil || len(tokens) != 3 || tokens[0] == tokens[1] {
		t.Errorf("%v %v", tokens, err)
	}
}
