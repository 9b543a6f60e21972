package town

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "github.com/mattn/go-sqlite3"    // the driver "sqlite3"
)

// store keeps the base database and makes copies of it.
type store interface {
	base() string
	seal(ctx context.Context) error // nobody has the base open any more
	fresh(ctx context.Context) (dsn string, drop func() error, err error)
}

func newStore(ctx context.Context, dir, postgres string) (store, error) {
	if postgres == "" {
		return &files{dir: dir}, nil
	}
	u, err := url.Parse(postgres)
	if err != nil {
		return nil, err
	}
	admin, err := sql.Open("pgx", postgres)
	if err != nil {
		return nil, err
	}
	c := &cluster{admin: admin, url: u}
	return c, c.exec(ctx, "create database bench_base")
}

// files are SQLite databases in a folder.
type files struct {
	dir string
	n   int
}

func (f *files) base() string { return filepath.Join(f.dir, "base.db") }

// seal leaves one file: what was in the log is moved into it.
func (f *files) seal(ctx context.Context) error {
	d, err := sql.Open("sqlite3", f.base())
	if err != nil {
		return err
	}
	_, err = d.ExecContext(ctx, "pragma wal_checkpoint(truncate)")
	return errors.Join(err, d.Close())
}

func (f *files) fresh(context.Context) (dsn string, drop func() error, err error) {
	f.n++
	dir := filepath.Join(f.dir, fmt.Sprintf("fresh-%d", f.n))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", nil, err
	}
	path := filepath.Join(dir, "ieum.db")
	return path, func() error { return os.RemoveAll(dir) }, copyFile(f.base(), path)
}

// copyFile copies and waits for the disk, so that the copy is not written out during the run.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// cluster is a PostgreSQL with a database for each copy.
type cluster struct {
	admin *sql.DB
	url   *url.URL
	n     int
}

func (c *cluster) at(name string) string {
	u := *c.url
	u.Path = "/" + name
	return u.String()
}

func (c *cluster) base() string { return c.at("bench_base") }

func (c *cluster) seal(context.Context) error { return nil }

func (c *cluster) exec(ctx context.Context, statement string) error {
	_, err := c.admin.ExecContext(ctx, statement)
	return err
}

func (c *cluster) fresh(ctx context.Context) (dsn string, drop func() error, err error) {
	c.n++
	name := fmt.Sprintf("bench_%d", c.n)
	drop = func() error {
		return c.exec(context.WithoutCancel(ctx), "drop database if exists "+name+" with (force)")
	}
	if err = c.exec(ctx, "create database "+name+" template bench_base"); err == nil {
		err = c.exec(ctx, "checkpoint")
	}
	return c.at(name), drop, err
}
