package auditing

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"github.com/xuri/excelize/v2"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// File is everything an audit shows, to take away: workbooks, and a manifest with
// the SHA-256 of each and the head of the chain.
type File struct {
	At     clock.Instant
	Lang   i18n.Lang
	scope  *Scope
	books  []book
	sample map[string]Sample
	head   audit.Seal
}

type book struct {
	name   string
	sheets []Sheet
}

// File gathers what the pages of an audit show, masked as they are. The samples
// are drawn by the seed that is given.
func (s *Service) File(ctx context.Context, who policy.Actor, audit0 id.ID, seed string, size int, lang i18n.Lang) (*File, error) {
	sc, err := s.open(ctx, who, audit0)
	if err != nil {
		return nil, err
	}
	f := &File{Lang: lang, scope: sc, sample: map[string]Sample{}}
	if seed == "" {
		seed = NewSeed()
	}
	r := reader{s.db.Read(ctx)}
	var all []Sheet
	for _, kind := range Kinds {
		x, err := s.sample(ctx, sc, kind, seed, size)
		if err != nil {
			return nil, err
		}
		seed = x.Seed
		f.sample[kind] = x
		f.books, all = append(f.books, book{"sample-" + kind + ".xlsx", []Sheet{x.Sheet}}), append(all, x.Sheet)
	}
	changes, err := r.changes(sc, All)
	if err != nil {
		return nil, err
	}
	approvals, err := r.approvals(sc, nil, false, All)
	if err != nil {
		return nil, err
	}
	var uses []Sheet
	for _, kind := range Uses {
		sheet, err := r.uses(sc, kind, All)
		if err != nil {
			return nil, err
		}
		uses = append(uses, sheet)
	}
	f.books = append(f.books, book{"changes.xlsx", []Sheet{changes}}, book{"approvals.xlsx", []Sheet{approvals}}, book{"exports-and-night.xlsx", uses})
	all = append(append(all, changes, approvals), uses...)
	if f.head, err = s.chain.Head(ctx); err != nil {
		return nil, err
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		f.At = tx.Now
		if _, err := tx.Allow(policy.ReadAudit, sc, "file", true, "seed", seed); err != nil {
			return err
		}
		var people []id.ID
		for i := range all {
			people = append(people, all[i].people()...)
		}
		return audit.LogAccess(tx, who, audit.Look{Task: TaskExport, Purpose: audit.AuditRequest, Ref: sc.PolicyRef(), People: people})
	})
	return f, err
}

// Manifest says what the file holds.
type Manifest struct {
	Name           string         `json:"name"`
	DocumentNumber string         `json:"document_number"`
	Period         [2]clock.Date  `json:"period"`
	Scope          []string       `json:"scope"` // empty: everything
	MadeAt         string         `json:"made_at"`
	Samples        []SampleNote   `json:"samples"`
	Seal           SealNote       `json:"seal"`
	Files          []ManifestFile `json:"files"`
}

// SampleNote is how a sample was drawn.
type SampleNote struct {
	Kind string `json:"kind"`
	Seed string `json:"seed"`
	Size int    `json:"size"`
	Of   int    `json:"of"`
}

// SealNote is the head of the chain when the file was made.
type SealNote struct {
	N    int64  `json:"n"`
	Hash string `json:"hash"`
}

// ManifestFile is one file with its bytes and their sum.
type ManifestFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Sheets []Rows `json:"sheets"`
}

// Rows is how many rows a sheet holds, of how many there are.
type Rows struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
	Of   int    `json:"of"`
}

// Write writes the ZIP as it goes: one workbook at a time is in memory.
func (f *File) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	m := Manifest{
		Name: f.scope.Name, DocumentNumber: f.scope.DocumentNumber, Period: [2]clock.Date{f.scope.FromOn, f.scope.ToOn}, Scope: []string{},
		MadeAt: f.At.Local().Format("2006-01-02T15:04:05-07:00"), Seal: SealNote{f.head.N, f.head.Hash},
	}
	for _, o := range f.scope.Orgs {
		m.Scope = append(m.Scope, o.Name)
	}
	for _, kind := range Kinds {
		x := f.sample[kind]
		m.Samples = append(m.Samples, SampleNote{kind, x.Seed, x.Size, x.Of})
	}
	entry := func(name string) (io.Writer, error) {
		return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: f.At.Local()})
	}
	for _, b := range f.books {
		e, err := entry(b.name)
		if err != nil {
			return err
		}
		sum := &summed{w: e, h: sha256.New()}
		if err := b.write(sum, f.Lang); err != nil {
			return err
		}
		var rows []Rows
		for _, x := range b.sheets {
			rows = append(rows, Rows{x.Name, len(x.Rows), x.Total})
		}
		m.Files = append(m.Files, ManifestFile{b.name, sum.n, hex.EncodeToString(sum.h.Sum(nil)), rows})
	}
	e, err := entry("manifest.json")
	if err != nil {
		return err
	}
	out := json.NewEncoder(e)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(m); err != nil {
		return err
	}
	return z.Close()
}

type summed struct {
	w io.Writer
	h interface {
		io.Writer
		Sum([]byte) []byte
	}
	n int64
}

// Write implements io.Writer.
func (s *summed) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	_, _ = s.h.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// write writes a workbook. Every cell is a string: nothing in it is run as a formula.
func (b book) write(w io.Writer, l i18n.Lang) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	for i, s := range b.sheets {
		name := i18n.In(l, "auditdesk.sheet_"+s.Name)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return err
		}
		sw, err := f.NewStreamWriter(name)
		if err != nil {
			return err
		}
		if err := sw.SetColWidth(1, len(s.Columns), 20); err != nil {
			return err
		}
		head := make([]any, len(s.Columns))
		for j, c := range s.Columns {
			head[j] = i18n.In(l, "auditdesk.col_"+c)
		}
		if err := sw.SetRow("A1", head); err != nil {
			return err
		}
		for n, row := range s.Rows {
			cells := make([]any, len(row))
			for j, c := range row {
				cells[j] = c.Say(l)
			}
			at, err := excelize.CoordinatesToCellName(1, n+2)
			if err != nil {
				return err
			}
			if err := sw.SetRow(at, cells); err != nil {
				return err
			}
		}
		if err := sw.Flush(); err != nil {
			return err
		}
	}
	_, err := f.WriteTo(w)
	return err
}
