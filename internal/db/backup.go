package db

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"ieum/internal/clock"
)

// A backup is a zip file: manifest.json, written last, and the data it vouches
// for. On SQLite the data is one database file; on PostgreSQL one entry a
// table, as COPY writes it, all from one snapshot.

// Manifest says what a backup holds.
type Manifest struct {
	Format  int           `json:"format"`
	Engine  Engine        `json:"engine"`
	Schema  int64         `json:"schema"` // the last migration it has
	At      string        `json:"at"`     // when it was begun, RFC 3339 in UTC
	Entries []BackupEntry `json:"entries"`
}

// BackupEntry is one file within a backup.
type BackupEntry struct {
	Name    string   `json:"name"`
	Table   string   `json:"table,omitempty"`   // PostgreSQL
	Columns []string `json:"columns,omitempty"` // PostgreSQL, in the order of the data
	Rows    int64    `json:"rows"`
	Bytes   int64    `json:"bytes"`
	SHA256  string   `json:"sha256"`
}

const (
	backupFormat = 1
	manifestName = "manifest.json"
	sqliteName   = "ieum.db"
	// maxManifest bounds what is read before anything is believed.
	maxManifest = 4 << 20
)

// Rows is how many rows the backup holds in all.
func (m Manifest) Rows() (n int64) {
	for _, e := range m.Entries {
		n += e.Rows
	}
	return n
}

// Backup writes a consistent copy of the database to path, while others read
// and write it. The file appears under its name only when it is whole.
func (d *DB) Backup(ctx context.Context, path string) (m Manifest, err error) {
	if _, err := os.Stat(path); err == nil {
		return m, fmt.Errorf("db: %s exists already; nothing was overwritten", path)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".ieum-backup-*")
	if err != nil {
		return m, fmt.Errorf("db: the backup cannot be written: %w", err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	z := zip.NewWriter(tmp)
	m = Manifest{Format: backupFormat, Engine: d.Engine, At: clock.Real().Time().Format("2006-01-02T15:04:05Z")}
	if d.Engine == SQLite {
		err = d.backupSQLite(ctx, z, &m)
	} else {
		err = d.backupPostgres(ctx, z, &m)
	}
	if err == nil {
		err = writeManifest(z, m)
	}
	err = errors.Join(err, z.Close())
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return m, err
	}
	return m, publish(tmp.Name(), path, os.Link)
}

// publish gives a finished file its name. A hard link, unlike a rename, never
// replaces a file that came meanwhile; where the file system has none (FAT,
// some network shares) the file is copied under a name that must be new.
func publish(tmp, path string, link func(from, to string) error) error {
	err := link(tmp, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = copyNew(tmp, path)
	}
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("db: %s exists already; nothing was overwritten", path)
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func copyNew(from, to string) error {
	in, err := os.Open(from) //nolint:gosec // our own file
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // the operator names the file
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		_ = os.Remove(to) // a part of a backup is none
	}
	return err
}

// syncFolder makes a new name in a folder outlast a loss of power.
func syncFolder(dir string) error {
	f, err := os.Open(dir) //nolint:gosec // the folder of a file that the operator names
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil // a file system that does not know how
	}
	return errors.Join(err, f.Close())
}

func writeManifest(z *zip.Writer, m Manifest) error {
	w, err := z.Create(manifestName)
	if err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// entryWriter writes one entry and learns its size and hash on the way.
type entryWriter struct {
	w io.Writer
	h hash.Hash
	n int64
}

func newEntry(z *zip.Writer, name string) (*entryWriter, error) {
	w, err := z.Create(name)
	if err != nil {
		return nil, err
	}
	return &entryWriter{w: w, h: sha256.New()}, nil
}

func (e *entryWriter) Write(b []byte) (int, error) {
	n, err := e.w.Write(b)
	e.h.Write(b[:n])
	e.n += int64(n)
	return n, err
}

func (e *entryWriter) sum() string { return hex.EncodeToString(e.h.Sum(nil)) }

// ReadManifest reads and checks a whole backup: every entry is there, once,
// with the size and hash that the manifest says.
func ReadManifest(path string) (m Manifest, err error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return m, fmt.Errorf("db: %s is no backup: %w", path, err)
	}
	defer func() { _ = z.Close() }()
	return readManifest(&z.Reader)
}

func readManifest(z *zip.Reader) (m Manifest, err error) {
	f, err := z.Open(manifestName)
	if err != nil {
		return m, errors.New("db: the file holds no manifest: it is no backup, or not a whole one")
	}
	defer func() { _ = f.Close() }()
	if err := json.NewDecoder(io.LimitReader(f, maxManifest)).Decode(&m); err != nil {
		return m, fmt.Errorf("db: the manifest cannot be read: %w", err)
	}
	if m.Format != backupFormat {
		return m, fmt.Errorf("db: the backup has format %d, and this program knows %d", m.Format, backupFormat)
	}
	if len(z.File) != len(m.Entries)+1 {
		return m, fmt.Errorf("db: the backup holds %d files, and its manifest names %d", len(z.File)-1, len(m.Entries))
	}
	for _, e := range m.Entries {
		if err := checkEntry(z, e); err != nil {
			return m, err
		}
	}
	return m, nil
}

func checkEntry(z *zip.Reader, e BackupEntry) error {
	f, err := z.Open(e.Name)
	if err != nil {
		return fmt.Errorf("db: %s is missing from the backup", e.Name)
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(f, e.Bytes+1))
	if err != nil {
		return fmt.Errorf("db: %s cannot be read: %w", e.Name, err)
	}
	if n != e.Bytes || hex.EncodeToString(h.Sum(nil)) != e.SHA256 {
		return fmt.Errorf("db: %s is damaged: it is not what the manifest vouches for", e.Name)
	}
	return nil
}

// Restore checks the backup at path and puts it in place at dsn, which must be
// a missing file or an empty PostgreSQL database of the backup's engine.
func Restore(ctx context.Context, path, dsn string) (Manifest, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return Manifest{}, fmt.Errorf("db: %s is no backup: %w", path, err)
	}
	defer func() { _ = z.Close() }()
	m, err := readManifest(&z.Reader)
	if err != nil {
		return m, err
	}
	if EngineOf(dsn) != m.Engine {
		return m, fmt.Errorf("db: the backup is of %s, and IEUM_DATABASE is %s", m.Engine, EngineOf(dsn))
	}
	if last := lastMigration(m.Engine); m.Schema > last {
		return m, fmt.Errorf("db: the backup has schema %d, and this program knows %d: use the newer program", m.Schema, last)
	}
	if m.Engine == SQLite {
		return m, restoreSQLite(ctx, &z.Reader, m, dsn)
	}
	return m, restorePostgres(ctx, &z.Reader, m, dsn)
}
