package db

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"ieum/internal/clock"
)

//go:embed migrations
var migrations embed.FS

// Step is one migration and whether the database has it.
type Step struct {
	Version int64
	Name    string
	Applied bool
}

func (d *DB) provider() (*goose.Provider, error) {
	sub, err := fs.Sub(migrations, "migrations/"+string(d.Engine))
	if err != nil {
		return nil, err
	}
	raw, err := d.migrationPool()
	if err != nil {
		return nil, err
	}
	if d.Engine == SQLite {
		return goose.NewProvider(goose.DialectSQLite3, raw, sub)
	}
	// Replicas that start together would race for CREATE TABLE; the lock lets one go first.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, raw, sub, goose.WithSessionLocker(locker))
}

// Plan lists the migrations and which are applied, and whether the database is
// newer than this program, in which case nothing may be done with it. It only
// looks: an empty database is as empty afterwards.
func (d *DB) Plan(ctx context.Context) (steps []Step, newer bool, err error) {
	at, err := d.schemaVersion(ctx)
	if err != nil {
		return nil, false, err
	}
	steps, err = known(d.Engine)
	if err != nil {
		return nil, false, err
	}
	var last int64
	for i := range steps {
		steps[i].Applied = steps[i].Version <= at
		last = max(last, steps[i].Version)
	}
	return steps, at > last, nil
}

// schemaVersion is the last migration that the database has; 0 when it has none.
func (d *DB) schemaVersion(ctx context.Context) (v int64, err error) {
	there := "select count(*) from sqlite_master where type = 'table' and name = ?"
	if d.Engine == Postgres {
		there = "select count(*) from pg_tables where schemaname = 'public' and tablename = ?"
	}
	var n int64
	if err := d.reads.WithContext(ctx).Raw(there, gooseTable).Scan(&n).Error; err != nil || n == 0 {
		return 0, err
	}
	err = d.reads.WithContext(ctx).Raw("select coalesce(max(version_id), 0) from " + gooseTable + " where is_applied").Scan(&v).Error
	return v, err
}

// known are the migrations in this program, in order.
func known(e Engine) (steps []Step, err error) {
	names, err := fs.Glob(migrations, "migrations/"+string(e)+"/*.sql")
	if err != nil {
		return nil, err
	}
	for _, n := range names { // Glob sorts
		v, err := goose.NumericComponent(n)
		if err != nil {
			return nil, err
		}
		steps = append(steps, Step{Version: v, Name: n})
	}
	return steps, nil
}

// KnownSteps are the migrations in this program for the engine of dsn, none of
// them applied: the plan for a database that does not exist yet.
func KnownSteps(dsn string) ([]Step, error) { return known(EngineOf(dsn)) }

// Migrate brings the schema up to date, forward only, and says what it did.
func (d *DB) Migrate(ctx context.Context) (done []Step, err error) {
	if _, newer, err := d.Plan(ctx); err != nil {
		return nil, err
	} else if newer {
		return nil, fmt.Errorf("db: the database is newer than this program; start the newer program")
	}
	p, err := d.provider()
	if err != nil {
		return nil, err
	}
	defer func() { _ = p.Close() }()
	results, err := p.Up(ctx)
	for _, r := range results {
		done = append(done, Step{Version: r.Source.Version, Name: r.Source.Path, Applied: true})
	}
	return done, err
}

// MigrationsHash names the set of migrations in this program, so that a copy
// of a migrated database can be told from an older one.
func MigrationsHash() string {
	h := sha256.New()
	_ = fs.WalkDir(migrations, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := migrations.ReadFile(path)
		h.Write([]byte(path))
		h.Write(raw)
		return err
	})
	return hex.EncodeToString(h.Sum(nil))
}

// lastMigration is the newest schema that this program knows.
func lastMigration(e Engine) int64 {
	steps, err := known(e)
	if err != nil || len(steps) == 0 {
		return 0
	}
	return steps[len(steps)-1].Version
}

// migrateTo makes the schema of a version in an empty PostgreSQL database.
func migrateTo(ctx context.Context, dsn string, version int64) error {
	d, err := Open(dsn, clock.Real)
	if err != nil {
		return err
	}
	defer d.Close()
	p, err := d.provider()
	if err != nil {
		return err
	}
	defer func() { _ = p.Close() }()
	_, err = p.UpTo(ctx, version)
	return err
}

// Pending are the migrations that the database lacks, and whether it holds any at all.
func (d *DB) Pending(ctx context.Context) (pending []Step, fresh bool, err error) {
	steps, newer, err := d.Plan(ctx)
	if err != nil {
		return nil, false, err
	}
	if newer {
		return nil, false, fmt.Errorf("db: the database is newer than this program; start the newer program")
	}
	for _, s := range steps {
		if !s.Applied {
			pending = append(pending, s)
		}
	}
	return pending, len(pending) == len(steps), nil
}
