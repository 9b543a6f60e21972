package credit

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"ieum/internal/i18n"
)

// exportColumns are the columns of a file for the university's own system.
var exportColumns = []string{"entry", "number", "name", "department", "activity", "host", "counts_on", "points", "rule_version", "reason", "kind"}

func (l *Ledger) rows(lang i18n.Lang, mark string) [][]string {
	head := make([]string, len(exportColumns))
	for i, c := range exportColumns {
		head[i] = i18n.In(lang, "campus.export_"+c)
	}
	rows := [][]string{{mark}, head}
	for i := range l.Lines {
		e := &l.Lines[i]
		kind := i18n.In(lang, "campus.export_post")
		if !e.ReversesID.IsZero() {
			kind = i18n.In(lang, "campus.export_reversal")
		}
		points := strings.ReplaceAll(e.Points.String(), "−", "-")
		rows = append(rows, []string{e.ID.String(), e.Number, e.Name, e.Department, e.TitleKO, e.Host, string(e.CountsOn), points, i18n.Count(e.RuleVersion), e.Reason, kind})
	}
	return rows
}

// safe keeps a spreadsheet from running a cell: text that begins like a formula is marked as text.
func safe(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !isNumber(cell) {
		return "'" + cell
	}
	return cell
}

func isNumber(s string) bool {
	return strings.Trim(s, "-0123456789.") == "" && strings.LastIndexByte(s, '-') <= 0
}

// WriteCSV writes the entries as UTF-8 with a mark of order, for spreadsheets.
func (l *Ledger) WriteCSV(w io.Writer, lang i18n.Lang, mark string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range l.rows(lang, mark) {
		for i := range row {
			row[i] = safe(row[i])
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// WriteXLSX writes the entries as a workbook. Every cell is a string: nothing in it is run as a formula.
func (l *Ledger) WriteXLSX(w io.Writer, lang i18n.Lang, mark string) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	s, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, row := range l.rows(lang, mark) {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		cells := make([]any, len(row))
		for j, v := range row {
			cells[j] = v
		}
		if err := s.SetRow(cell, cells); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}
