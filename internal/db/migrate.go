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
// newer than this program, in which case nothing may be done with it.
func (d *DB) Plan(ctx context.Context) (steps []Step, newer bool, err error) {
	p, err := d.provider()
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = p.Close() }()
	at, err := p.GetDBVersion(ctx)
	if err != nil {
		return nil, false, err
	}
	var last int64
	for _, s := range p.ListSources() {
		steps = append(steps, Step{Version: s.Version, Name: s.Path, Applied: s.Version <= at})
		last = max(last, s.Version)
	}
	return steps, at > last, nil
}

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
func lastMigration(e Engine) (last int64) {
	names, err := fs.Glob(migrations, "migrations/"+string(e)+"/*.sql")
	if err != nil {
		return 0
	}
	for _, n := range names {
		if v, err := goose.NumericComponent(n); err == nil {
			last = max(last, v)
		}
	}
	return last
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
