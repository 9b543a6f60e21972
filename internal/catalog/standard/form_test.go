package standard

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestFormIsFilledInAndImported(t *testing.T) {
	data, err := Form()
	if err != nil {
		t.Fatal(err)
	}
	if f := mustRead(t, data, Options{}); len(f.Rows) != 0 || f.Records != 0 || len(f.Refusals) != 0 || len(f.Examples) != 1 || len(f.Missing) != 0 || len(f.Ignored) != 0 {
		t.Errorf("an empty form holds %+v", f)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if v, err := book.GetDataValidations(sheetName); err != nil || len(v) != Count {
		t.Errorf("%d validations, %v", len(v), err)
	}
	want := course("새 강좌", map[Column]string{StartDate: "2026.5.1", OperatorPhone: "031-000-0100"})
	for c, cell := range want.Cells {
		must(t, book.SetCellStr(sheetName, at(Column(c), formHeader+2), cell))
	}
	var out bytes.Buffer
	_, err = book.WriteTo(&out)
	must(t, err)
	f := mustRead(t, out.Bytes(), Options{})
	if len(f.Rows) != 1 || f.Rows[0].Line != 4 || f.Rows[0].Raw != want.Cells {
		t.Errorf("%+v %v", f.Rows, f.Refusals)
	}
}

// TestFormsOwnExampleIsGood: the example, taken for a row, has nothing wrong with
// it; and every choice of a drop-down is understood.
func TestFormsOwnExampleIsGood(t *testing.T) {
	var r Record
	for _, c := range Columns() {
		r.Cells[c] = guide[c].example
		if guide[c].say == "" {
			t.Errorf("%s is not explained", c.Name())
		}
		if n := len([]rune(strings.Join(guide[c].choices, ","))); n > 255 {
			t.Errorf("%s: Excel takes 255 characters of choices, not %d", c.Name(), n)
		}
	}
	r.Cells[Title] = "보기"
	rows := [][]string{heads(), cellsOf(r)}
	for _, c := range Columns() {
		for _, choice := range guide[c].choices {
			other := r
			other.Cells[Title], other.Cells[c] = c.Name()+choice, choice
			rows = append(rows, cellsOf(other))
		}
	}
	f := mustRead(t, csvOf(rows...), Options{})
	if len(f.Rows) != len(rows)-1 || len(f.Refusals)+len(f.Warnings) > 0 {
		t.Errorf("%v %v", f.Refusals, f.Warnings)
	}
}
