package anchor

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// Fsync is how often a second a page of 4 KB can be appended to a file and known to be on the disk: nothing that is
// durable by itself is faster.
func Fsync(dir string, dur time.Duration) (rate float64, err error) {
	f, err := os.Create(filepath.Join(dir, "fsync"))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	page := make([]byte, 4096)
	n, start := 0, time.Now()
	for time.Since(start) < dur {
		if _, err = f.Write(page); err != nil {
			return 0, err
		}
		if err = f.Sync(); err != nil {
			return 0, err
		}
		n++
	}
	return float64(n) / time.Since(start).Seconds(), nil
}
