package db

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ieum/internal/clock"
)

func TestADatabaseFileIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	d, err := Open(path, clock.Fixed(1))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", suffix, info.Mode().Perm())
		}
	}
	if got := OpenToOthers(path); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if got := OpenToOthers(path); len(got) != 1 || got[0] != path {
		t.Errorf("%v", got)
	}
}

func TestABackupNeedsNoHardLinksAndOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	tmp := filepath.Join(dir, "tmp")
	if err := os.WriteFile(tmp, []byte("whole"), 0o600); err != nil {
		t.Fatal(err)
	}
	none := func(from, to string) error {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: errors.ErrUnsupported}
	}
	for name, link := range map[string]func(string, string) error{"copied": none, "linked": os.Link} {
		to := filepath.Join(dir, name)
		if err := publish(tmp, to, link); err != nil {
			t.Fatal(name, err)
		}
		if raw, err := os.ReadFile(to); err != nil || string(raw) != "whole" {
			t.Errorf("%s: %q %v", name, raw, err)
		}
		if err := os.WriteFile(to, []byte("another's"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := publish(filepath.Join(dir, "tmp"), to, link); err == nil || !strings.Contains(err.Error(), "exists already") {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.Remove(tmp); err != nil { // the link shares its bytes
			t.Fatal(err)
		}
		if err := os.WriteFile(tmp, []byte("whole"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
