package standard

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// book makes a workbook; fill gets its first sheet, "Sheet1".
func book(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	fill(f)
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWorkbookHoldsWhatTheFixtureHolds(t *testing.T) {
	want := mustRead(t, fixture(t), Options{})
	data := book(t, func(f *excelize.File) {
		line := 0
		for rec := range records(strings.TrimPrefix(string(fixture(t)), "\uFEFF"), ',') {
			if rec.problem != "" {
				continue // a workbook has no quotation marks to forget
			}
			line++
			for i, cell := range rec.cells {
				must(t, f.SetCellStr("Sheet1", at(Column(i), line), cell))
			}
		}
	})
	got := mustRead(t, data, Options{})
	if got.Kind != "xlsx" || got.Sheet != "Sheet1" || len(got.Rows) != len(want.Rows) {
		t.Fatalf("%s %s: %d rows, want %d\n%s", got.Kind, got.Sheet, len(got.Rows), len(want.Rows), report(got))
	}
	for i := range got.Rows {
		if got.Rows[i].Raw != want.Rows[i].Raw || got.Rows[i].Key != want.Rows[i].Key {
			t.Errorf("row %d: %q\nwant %q", i, got.Rows[i].Raw, want.Rows[i].Raw)
		}
	}
}

func TestWorkbookDatesAndNumbersBecomeTheSetsOwn(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		for i, h := range heads() {
			must(t, f.SetCellStr("Sheet1", at(Column(i), 1), h))
		}
		for i, c := range cellsOf(course("날짜 서식", nil)) {
			must(t, f.SetCellStr("Sheet1", at(Column(i), 2), c))
		}
		style := func(c Column, format int, v any) {
			id, err := f.NewStyle(&excelize.Style{NumFmt: format})
			must(t, err)
			must(t, f.SetCellValue("Sheet1", at(c, 2), v))
			must(t, f.SetCellStyle("Sheet1", at(c, 2), at(c, 2), id))
		}
		style(StartDate, 14, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC))
		style(EndDate, 22, time.Date(2026, 6, 26, 9, 30, 0, 0, time.UTC))
		style(StartTime, 20, 19.0/24)
		style(EndTime, 18, 21.5/24)
		style(Capacity, 1, 20)
		style(Fee, 3, 36000)
		must(t, f.SetCellInt("Sheet1", at(ApplyFrom, 2), 46113)) // a serial that no style makes a day
		must(t, f.SetCellFloat("Sheet1", at(OperatorPhone, 2), 310000100, -1, 64))
	})
	f := mustRead(t, data, Options{})
	if len(f.Rows) != 1 {
		t.Fatalf("%v", f.Refusals)
	}
	r := f.Rows[0]
	for c, want := range map[Column]string{StartDate: "2026-05-01", EndDate: "2026-06-26 09:30:00", StartTime: "19:00", EndTime: "21:30", Capacity: "20", Fee: "36000", ApplyFrom: "46113"} {
		if r.Raw[c] != want {
			t.Errorf("%s: %q, want %q", c.Name(), r.Raw[c], want)
		}
	}
	if r.StartsOn != "2026-05-01" || r.EndsOn != "2026-06-26" || r.EndMinute != 21*60+30 || r.Fee != 36000 || r.ApplyFrom != "2026-04-01" || r.Phone != "031-000-0100" {
		t.Errorf("%+v", r.Values)
	}
}

func TestWorkbookOf1904(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		yes := true
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		for i, h := range heads() {
			must(t, f.SetCellStr("Sheet1", at(Column(i), 1), h))
			must(t, f.SetCellStr("Sheet1", at(Column(i), 2), course("맥에서 만든 표", nil).Cells[i]))
		}
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		must(t, f.SetCellInt("Sheet1", at(StartDate, 2), 46143-1462))
		must(t, f.SetCellStyle("Sheet1", at(StartDate, 2), at(StartDate, 2), id))
	})
	if f := mustRead(t, data, Options{}); len(f.Rows) != 1 || f.Rows[0].StartsOn != "2026-05-01" {
		t.Errorf("%v %v", f.Rows, f.Refusals)
	}
}

func TestSheetWithTheHeaderIsFound(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		must(t, f.SetCellStr("Sheet1", "A1", "표지"))
		_, err := f.NewSheet("강좌")
		must(t, err)
		for i, h := range heads() {
			must(t, f.SetCellStr("강좌", at(Column(i), 4), h))
			must(t, f.SetCellStr("강좌", at(Column(i), 7), course("가", nil).Cells[i]))
		}
		_, err = f.NewSheet("숨김")
		must(t, err)
		for i, h := range append(heads(), "제공기관명") {
			must(t, f.SetCellStr("숨김", at(Column(i), 1), h))
		}
		must(t, f.SetSheetVisible("숨김", false))
	})
	f := mustRead(t, data, Options{})
	if f.Sheet != "강좌" || f.HeaderLine != 4 || len(f.Rows) != 1 || f.Rows[0].Line != 7 {
		t.Errorf("%s, header %d, %v", f.Sheet, f.HeaderLine, f.Rows)
	}
}

// packed is a zip file whose parts declare a size that is not theirs.
func packed(t testing.TB, parts int, body []byte, declared uint64) []byte {
	t.Helper()
	var small bytes.Buffer
	d, err := flate.NewWriter(&small, flate.BestCompression)
	must(t, err)
	_, err = d.Write(body)
	must(t, err)
	must(t, d.Close())
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range parts {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(body),
			CompressedSize64: uint64(small.Len()), UncompressedSize64: declared,
		})
		must(t, err)
		_, err = w.Write(small.Bytes())
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func TestZipBombsAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		key  string
	}{
		"one great part":       {packed(t, 1, nil, maxUnpacked+1), "standard.file_too_large"},
		"many parts":           {packed(t, 5, nil, maxUnpacked/4), "standard.file_too_large"},
		"thousands of parts":   {packed(t, maxParts+1, nil, 0), "standard.file_too_large"},
		"a size that is a lie": {packed(t, 1, make([]byte, 32<<20), 100), "standard.file_workbook"},
		"sizes that overflow":  {packed(t, 3, nil, 1<<63), "standard.file_too_large"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Read("bomb.xlsx", bytes.NewReader(tt.data), Options{})
		runtime.ReadMemStats(&after)
		if _, key := kindOf(err); key != tt.key {
			t.Errorf("%s: %v", name, err)
		}
		if grew := after.TotalAlloc - before.TotalAlloc; grew > 16<<20 {
			t.Errorf("%s took %d MiB of memory", name, grew>>20)
		}
	}
}

func TestOneStringSharedByAllCellsIsCounted(t *testing.T) {
	long := strings.Repeat("a", MaxCell)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	// A small workbook whose cells all point at one long string.
	rows := maxText/(len(long)*Count) + 2
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">`)
	for _, h := range heads() {
		sheet.WriteString(`<c t="inlineStr"><is><t>` + h + `</t></is></c>`)
	}
	sheet.WriteString(`</row>`)
	for range rows {
		sheet.WriteString(`<row>` + strings.Repeat(`<c t="s"><v>0</v></c>`, Count) + `</row>`)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	for name, body := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>` + long + `</t></si></sst>`,
		"xl/worksheets/sheet1.xml":   sheet.String(),
	} {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(body))
		must(t, err)
	}
	must(t, z.Close())
	_, err := Read("shared.xlsx", &b, Options{})
	if _, key := kindOf(err); key != "standard.file_too_large" {
		t.Errorf("%v", err)
	}
}
