package standard

import (
	"io"
	"iter"

	"github.com/xuri/excelize/v2"
)

// sheetName is the name of the sheet that holds the set.
const sheetName = "평생학습강좌"

// widths are those of the columns in characters; the others have a usual one.
var widths = map[Column]float64{Title: 38, Place: 28, RoadAddress: 36, Operator: 22, Homepage: 28, Category: 16, Weekday: 16}

// writeXLSX writes a workbook. All cells are strings: none is run as a formula,
// and no date changes with the reader's country.
func writeXLSX(w io.Writer, rows iter.Seq2[Record, error]) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	s, err := f.NewStreamWriter(sheetName)
	if err != nil {
		return err
	}
	for _, c := range Columns() {
		if err := s.SetColWidth(int(c)+1, int(c)+1, width(c)); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := s.SetRow("A1", sheetRow(names())); err != nil {
		return err
	}
	line := 1
	for r, err := range rows {
		if err != nil {
			return err
		}
		line++
		at, err := excelize.CoordinatesToCellName(1, line)
		if err != nil {
			return err
		}
		if err := s.SetRow(at, sheetRow(r.Cells)); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

func width(c Column) float64 {
	if w, ok := widths[c]; ok {
		return w
	}
	return 14
}

// sheetRow is cells as the stream takes them; an empty cell is not written.
func sheetRow(cells [Count]string) []any {
	out := make([]any, Count)
	for i, c := range cells {
		if c != "" {
			out[i] = c
		}
	}
	return out
}
