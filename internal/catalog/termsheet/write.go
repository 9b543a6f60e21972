package termsheet

import (
	"io"

	"github.com/xuri/excelize/v2"

	"ieum/internal/i18n"
)

// Write writes the form: a heading, an example row, lists to choose from. With
// rows it holds them instead of the example, and says in a last column what is
// wrong with each. Every cell is a string.
func Write(w io.Writer, l i18n.Lang, rows []Row) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	name := i18n.In(l, "office.tab_sections")
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7F0FA"}}})
	if err != nil {
		return err
	}
	cells := make([]any, 0, len(columns)+1)
	sample := make([]any, 0, len(columns))
	for _, c := range columns {
		h := c.Heading(l)
		if c.required {
			h += " *"
		}
		cells = append(cells, h)
		if c.kind == choice {
			sample = append(sample, i18n.In(l, c.prefix+c.choices[0]))
		} else {
			sample = append(sample, c.example)
		}
	}
	all := [][]any{cells, sample}
	if len(rows) > 0 {
		all[0] = append(all[0], i18n.In(l, "office.sheet_wrong"))
		all = all[:1]
		for _, r := range rows {
			all = append(all, cellsOf(r, l))
		}
	}
	for i, row := range all {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(name, at, &row); err != nil {
			return err
		}
	}
	if err := f.SetRowStyle(name, 1, 1, head); err != nil {
		return err
	}
	if err := f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, XSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if err := lists(f, name, l); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

func cellsOf(r Row, l i18n.Lang) []any {
	out := make([]any, 0, len(columns)+1)
	for _, v := range r.Cells {
		out = append(out, v)
	}
	wrong := ""
	for _, p := range r.Problems {
		if wrong != "" {
			wrong += " / "
		}
		wrong += i18n.In(l, "office.sheet_"+p.Column) + ": " + i18n.In(l, p.Key, p.Args...)
	}
	return append(out, wrong)
}

// lists gives each column its width, and a choice its drop-down.
func lists(f *excelize.File, sheet string, l i18n.Lang) error {
	for i, c := range columns {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(sheet, col, col, c.width); err != nil {
			return err
		}
		if c.kind != choice {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(col + "2:" + col + "500")
		if err := v.SetDropList(c.words(l)); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, c.Heading(l), i18n.In(l, "office.problem.choose"))
		if err := f.AddDataValidation(sheet, v); err != nil {
			return err
		}
	}
	return nil
}
