package standard

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"ieum/internal/fault"
)

// bomb is a small workbook whose one sheet is the given XML over and over.
func bomb(t *testing.T, row func(n int) string, rows int, shared string) []byte {
	t.Helper()
	var head strings.Builder
	for i, c := range heads() {
		fmt.Fprintf(&head, `<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>`, string(rune('A'+i)), c)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	rel := `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+rel+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook `+ns+` xmlns:r="`+rel+`"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+rel+`/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="`+rel+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)
	part("xl/sharedStrings.xml", `<sst `+ns+`>`+shared+`</sst>`)
	var sheet strings.Builder
	sheet.WriteString(`<worksheet ` + ns + `><sheetData><row r="1">` + head.String() + `</row>`)
	for n := range rows {
		sheet.WriteString(row(n + 2))
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	part("xl/worksheets/sheet1.xml", sheet.String())
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A small file must not take the server's memory, whether it is refused or read.
func TestBombsAreBearable(t *testing.T) {
	const most = 200 << 20
	cells := func(n int) func(int) string {
		return func(int) string { return `<row>` + strings.Repeat(`<c><v>1</v></c>`, n) + `</row>` }
	}
	for name, tt := range map[string]struct {
		rows   int
		row    func(n int) string
		shared string
		want   string // the refusal; "" when the file is read
	}{
		"wide rows":       {300_000, func(n int) string { return fmt.Sprintf(`<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, n, n) }, "", "standard.file_too_wide"},
		"one row of all":  {1, cells(1_400_000), "", ""},
		"many rows":       {3_000, cells(100), "", ""},
		"too many cells":  {180, cells(16_000), "", "standard.file_too_large"},
		"many texts":      {0, nil, strings.Repeat(`<si><t>1</t></si>`, 290_000), ""},
		"too many texts":  {0, nil, strings.Repeat(`<si><t>1</t></si>`, 310_000), "standard.file_too_large"},
		"empty rows":      {300_000, func(int) string { return `<row/>` }, "", ""},
		"a row far below": {1, func(int) string { return `<row r="1048576"><c><v>1</v></c></row>` }, "", ""},
		"a large part":    {1, func(int) string { return `<row><c><v>` + strings.Repeat("1", 60<<20) + `</v></c></row>` }, "", "standard.file_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			data := bomb(t, tt.row, tt.rows, tt.shared)
			var f *File
			var err error
			grew := growth(func() { f, err = Read("b.xlsx", bytes.NewReader(data), Options{HasOwner: true}) })
			if e, ok := errors.AsType[*fault.Error](err); tt.want == "" && (err != nil || f.Records > tt.rows) || tt.want != "" && (!ok || e.Key != tt.want) {
				t.Errorf("%v", err)
			}
			if grew > most {
				t.Errorf("a file of %d KiB took %d MiB", len(data)>>10, grew>>20)
			}
			t.Logf("%d KiB took %d MiB", len(data)>>10, grew>>20)
		})
	}
}

// growth is how much larger the heap became while fn ran.
func growth(fn func()) uint64 {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	peak := before.HeapInuse
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
	}()
	fn()
	close(stop)
	<-done
	return peak - before.HeapInuse
}
