package personal

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Copy is what is kept about somebody, as they are given it: docs/personal-data.md
// says what each part is.
type Copy struct {
	At    clock.Instant
	Name  string
	Parts []Part
	Lang  i18n.Lang
}

// Part is what one table keeps.
type Part struct {
	Name    string // of the table
	Columns []string
	Rows    [][]cell
}

// Export gathers everything that is kept about the reader, after asking who they
// are again. That they asked is written down.
func (s *Service) Export(ctx context.Context, who policy.Actor, again people.Again, lang i18n.Lang) (*Copy, error) {
	if err := s.accounts.Reauthenticate(ctx, who, again); err != nil {
		return nil, err
	}
	c := &Copy{Name: who.Name, Lang: lang}
	err := s.db.Write(ctx, who, func(tx *db.Tx) error {
		c.At = tx.Now
		_, err := tx.Allow(policy.ExportOwn, policy.PersonThing{Person: who.Person, Name: "person"})
		return err
	})
	if err != nil {
		return nil, err
	}
	r := reader{s.db.Read(ctx)}
	for _, h := range s.holdings {
		if h.Give == "" {
			continue
		}
		columns, rows, err := r.given(h.Give, who.Person, who.Account)
		if err != nil {
			return nil, fmt.Errorf("personal: %s: %w", h.Table, err)
		}
		c.Parts = append(c.Parts, Part{h.Table, columns, rows})
	}
	looks, err := r.looks(who.Person, who.Account, mostLooks, 0)
	if err != nil {
		return nil, err
	}
	c.Parts = append(c.Parts, looksPart(looks, lang))
	return c, nil
}

// mostLooks bounds the looks in one copy.
const mostLooks = 10_000

// Write writes the copy as a ZIP: data.json for programs, data.xlsx for people.
func (c *Copy) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	add := func(name string, write func(io.Writer) error) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: c.At.Local()})
		if err != nil {
			return err
		}
		return write(f)
	}
	if err := add("data.json", c.json); err != nil {
		return err
	}
	if err := add("data.xlsx", c.xlsx); err != nil {
		return err
	}
	return z.Close()
}

func (c *Copy) json(w io.Writer) error {
	type part struct {
		Name  string            `json:"name"`
		Title string            `json:"title"`
		Rows  []json.RawMessage `json:"rows"`
	}
	out := struct {
		About string `json:"about"`
		At    string `json:"made_at"`
		Name  string `json:"person"`
		Parts []part `json:"parts"`
	}{About: i18n.In(c.Lang, "mydata.copy_about"), At: c.At.Local().Format("2006-01-02T15:04:05-07:00"), Name: c.Name}
	for _, p := range c.Parts {
		x := part{Name: p.Name, Title: title(c.Lang, p.Name), Rows: make([]json.RawMessage, 0, len(p.Rows))}
		for _, r := range p.Rows {
			raw, err := object(r)
			if err != nil {
				return err
			}
			x.Rows = append(x.Rows, raw)
		}
		out.Parts = append(out.Parts, x)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// object is a row as JSON with its columns in their order.
func object(r []cell) (json.RawMessage, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, c := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		k, err := json.Marshal(c.column)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(c.value)
		if err != nil {
			return nil, err
		}
		b.Write(k)
		b.WriteByte(':')
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func title(l i18n.Lang, table string) string { return i18n.In(l, "mydata.part."+table) }

// xlsx writes a sheet per part. Every cell is a string: nothing in it is run as a formula.
func (c *Copy) xlsx(w io.Writer) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	for i, p := range c.Parts {
		name := title(c.Lang, p.Name)
		if r := []rune(name); len(r) > 31 {
			name = string(r[:31])
		}
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
		if err := sw.SetColWidth(1, max(1, len(p.Columns)), 22); err != nil {
			return err
		}
		head := make([]any, len(p.Columns))
		for j, col := range p.Columns {
			head[j] = i18n.In(c.Lang, "mydata.col."+col)
		}
		if err := sw.SetRow("A1", head); err != nil {
			return err
		}
		for n, r := range p.Rows {
			cells := make([]any, len(r))
			for j, v := range r {
				if v.value != nil {
					cells[j] = fmt.Sprint(v.value)
				}
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
