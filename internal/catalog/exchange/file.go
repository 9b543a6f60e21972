package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"sync"

	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/policy"
)

// DataFile is the whole export, ready to be sent.
type DataFile struct {
	Body []byte // shared between readers: nobody writes to it
	Tag  string // names the content, for a reader who has it already
}

// files keeps the export of each form for as long as it stays true. Anybody may
// ask for it and read it as slowly as they like, so no query is open while it is
// sent, and one reader at a time builds it.
type files struct {
	building chan struct{} // holds one token while somebody builds
	mu       sync.Mutex
	kept     map[standard.Format]keptFile
}

type keptFile struct {
	DataFile
	version int64      // of the catalogue
	today   clock.Date // the date that our own rows bear
}

func newFiles() *files {
	return &files{building: make(chan struct{}, 1), kept: map[standard.Format]keptFile{}}
}

func (f *files) get(format standard.Format, version int64, today clock.Date) (DataFile, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	k, ok := f.kept[format]
	return k.DataFile, ok && k.version == version && k.today == today
}

func (f *files) put(format standard.Format, k keptFile) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept[format] = k
}

// File is the export as one piece, or an error and nothing of it.
func (s *Service) File(ctx context.Context, who policy.Actor, format standard.Format) (DataFile, error) {
	if file, _, err := s.current(ctx, format); err != nil || file.Tag != "" {
		return file, err
	}
	select {
	case s.files.building <- struct{}{}:
		defer func() { <-s.files.building }()
	case <-ctx.Done():
		return DataFile{}, ctx.Err()
	}
	file, is, err := s.current(ctx, format) // whoever built before may have built this one
	if err != nil || file.Tag != "" {
		return file, err
	}
	var b bytes.Buffer
	if err := s.Export(ctx, who, &b, format, standard.WriteOptions{}); err != nil {
		return DataFile{}, err
	}
	sum := sha256.Sum256(b.Bytes())
	// Weak: what travels may be compressed.
	is.DataFile = DataFile{Body: b.Bytes(), Tag: `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`}
	s.files.put(format, is)
	return is.DataFile, nil
}

// current is the kept file if it is still true, else what a new one will be
// true of. The number is read before the courses: a change in between makes the
// file look older than it is, never newer.
func (s *Service) current(ctx context.Context, format standard.Format) (DataFile, keptFile, error) {
	version, err := reader{s.db.Read(ctx)}.version()
	if err != nil {
		return DataFile{}, keptFile{}, err
	}
	is := keptFile{version: version, today: s.db.Now().Date()}
	file, ok := s.files.get(format, is.version, is.today)
	if !ok {
		return DataFile{}, is, nil
	}
	return file, is, nil
}
