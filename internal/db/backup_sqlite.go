package db

import (
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// backupSQLite copies the database in one read transaction of its own.
func (d *DB) backupSQLite(ctx context.Context, z *zip.Writer, m *Manifest) error {
	dir, err := os.MkdirTemp(filepath.Dir(d.dsn), ".ieum-backup-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	copied := filepath.Join(dir, sqliteName)
	r, err := sql.Open("sqlite3", fileURI(d.dsn, "_busy_timeout=10000"))
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	if _, err := r.ExecContext(ctx, "vacuum into ?", copied); err != nil {
		return fmt.Errorf("db: copying: %w", err)
	}
	if m.Schema, err = sqliteSchema(ctx, copied); err != nil {
		return err
	}
	rows, err := sqliteRows(ctx, copied)
	if err != nil {
		return err
	}
	f, err := os.Open(copied) //nolint:gosec // our own copy
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	w, err := newEntry(z, sqliteName)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, f); err != nil {
		return err
	}
	m.Entries = append(m.Entries, BackupEntry{Name: sqliteName, Rows: rows, Bytes: w.n, SHA256: w.sum()})
	return nil
}

func sqliteSchema(ctx context.Context, path string) (v int64, err error) {
	err = onSQLite(path, func(r *sql.DB) error {
		return r.QueryRowContext(ctx, "select coalesce(max(version_id), 0) from goose_db_version").Scan(&v)
	})
	return v, err
}

func sqliteRows(ctx context.Context, path string) (n int64, err error) {
	err = onSQLite(path, func(r *sql.DB) error {
		names, err := stringsOf(ctx, r, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
		if err != nil {
			return err
		}
		for _, name := range names {
			var k int64
			if err := r.QueryRowContext(ctx, `select count(*) from "`+name+`"`).Scan(&k); err != nil {
				return err
			}
			n += k
		}
		return nil
	})
	return n, err
}

func onSQLite(path string, fn func(*sql.DB) error) error {
	r, err := sql.Open("sqlite3", fileURI(path, "_query_only=on"))
	if err != nil {
		return err
	}
	return errors.Join(fn(r), r.Close())
}

func stringsOf(ctx context.Context, r *sql.DB, q string, args ...any) (out []string, err error) {
	rows, err := r.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// restoreSQLite unpacks beside the place, checks, and moves into place.
func restoreSQLite(ctx context.Context, z *zip.Reader, m Manifest, path string) error {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if _, err := os.Stat(path + suffix); err == nil {
			return fmt.Errorf("db: %s exists already; restore wants an empty place", path+suffix)
		}
	}
	if len(m.Entries) != 1 || m.Entries[0].Name != sqliteName {
		return errors.New("db: the backup does not hold one SQLite database")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".ieum-restore-*")
	if err != nil {
		return err
	}
	defer func() {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(tmp.Name() + suffix)
		}
	}()
	f, err := z.Open(sqliteName)
	if err != nil {
		return err
	}
	_, err = io.Copy(tmp, io.LimitReader(f, m.Entries[0].Bytes))
	if err = errors.Join(err, f.Close(), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	err = onSQLite(tmp.Name(), func(r *sql.DB) error {
		said, err := stringsOf(ctx, r, "pragma integrity_check")
		if err == nil && (len(said) != 1 || said[0] != "ok") {
			err = fmt.Errorf("db: the backup's database is damaged: %v", said)
		}
		return err
	})
	if err != nil {
		return err
	}
	rows, err := sqliteRows(ctx, tmp.Name())
	if err != nil {
		return err
	}
	if rows != m.Entries[0].Rows {
		return fmt.Errorf("db: the backup's database has %d rows, and its manifest says %d", rows, m.Entries[0].Rows)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}
