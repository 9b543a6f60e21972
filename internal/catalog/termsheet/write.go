package termsheet

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"ieum/internal/i18n"
)

// Write writes the form: a sheet of sections and one of their meetings, each with
// a heading and an example row, and lists to choose from. With rows it holds them
// instead of the examples, and says in a last column what is wrong with each.
// Every cell is a string.
func Write(w io.Writer, l i18n.Lang, s Sheet) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7F0FA"}}})
	if err != nil {
		return err
	}
	b := book{f, l, head}
	sections, meetings := i18n.In(l, "office.tab_sections"), i18n.In(l, "office.sheet_meetings")
	if err := f.SetSheetName("Sheet1", sections); err != nil {
		return err
	}
	if _, err := f.NewSheet(meetings); err != nil {
		return err
	}
	filled := len(s.Rows)+len(s.Loose) > 0
	if err := b.sheet(sections, columns, filled, sectionRows(s, l)); err != nil {
		return err
	}
	if err := b.sheet(meetings, meetingColumns, filled, meetingRows(s, l)); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

// book is a workbook that is being written.
type book struct {
	*excelize.File
	lang i18n.Lang
	head int // the style of a heading
}

// sheet writes one sheet: its heading, and the rows or else the example.
func (b book) sheet(name string, columns []Column, filled bool, rows [][]string) error {
	top := make([]string, len(columns))
	for i, c := range columns {
		top[i] = c.Heading(b.lang)
		if c.required {
			top[i] += " *"
		}
	}
	all := [][]string{top, sample(columns, b.lang)}
	if filled {
		all = append([][]string{append(top, i18n.In(b.lang, "office.sheet_wrong"))}, rows...)
	}
	for i, row := range all {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := b.SetSheetRow(name, at, &row); err != nil {
			return err
		}
	}
	if err := b.SetRowStyle(name, 1, 1, b.head); err != nil {
		return err
	}
	if err := b.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, XSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	return b.lists(name, columns)
}

// sample is the example row of the columns in a language.
func sample(columns []Column, l i18n.Lang) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		if out[i] = c.example; c.kind == choice {
			out[i] = i18n.In(l, c.prefix+c.choices[0])
		}
	}
	return out
}

func sectionRows(s Sheet, l i18n.Lang) [][]string {
	out := make([][]string, len(s.Rows))
	for i, r := range s.Rows {
		out[i] = append(append([]string{}, r.Cells...), wrong(r.Problems, l))
	}
	return out
}

func meetingRows(s Sheet, l i18n.Lang) (out [][]string) {
	cells := meetingCells(s)
	for _, m := range s.meetings() {
		out = append(out, append(cells[len(out)], wrong(m.Problems, l)))
	}
	return out
}

func wrong(ps []Problem, l i18n.Lang) string {
	said := make([]string, len(ps))
	for i, p := range ps {
		said[i] = i18n.In(l, "office.sheet_"+p.Column) + ": " + i18n.In(l, p.Key, p.Args...)
	}
	return strings.Join(said, " / ")
}

// lists gives each column its width, and a choice its drop-down.
func (b book) lists(sheet string, columns []Column) error {
	for i, c := range columns {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(sheet, col, col, c.width); err != nil {
			return err
		}
		if c.kind != choice {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(col + "2:" + col + "500")
		if err := v.SetDropList(c.words(b.lang)); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, c.Heading(b.lang), i18n.In(b.lang, "office.problem.choose"))
		if err := b.AddDataValidation(sheet, v); err != nil {
			return err
		}
	}
	return nil
}
