package standard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"ieum/internal/clock"
	"ieum/internal/money"
)

func written(t testing.TB, rs []Record, f Format, o WriteOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, All(rs), f, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func recordsOf(f *File) (rs []Record) {
	for _, r := range f.Rows {
		rs = append(rs, r.Record())
	}
	return rs
}

func TestExportGivesBackEachCellAsItWasRead(t *testing.T) {
	first := mustRead(t, fixture(t), Options{})
	in := recordsOf(first)
	for _, tt := range []struct {
		f Format
		o WriteOptions
	}{{f: CSV}, {f: XLSX}} {
		again := mustRead(t, written(t, in, tt.f, tt.o), Options{})
		if out := recordsOf(again); !reflect.DeepEqual(out, in) {
			t.Errorf("%s changed something:\n%q\n%q", tt.f, out, in)
		}
		for i := range again.Rows {
			if again.Rows[i].Key != first.Rows[i].Key {
				t.Errorf("%s: row %d has another key", tt.f, i)
			}
		}
	}
}

func TestCSVIsWhatTheDataPortalGivesOut(t *testing.T) {
	got := string(written(t, []Record{course("가, \"나\"", map[Column]string{Place: "1층\n강당", Teacher: " 윤○○"})}, CSV, WriteOptions{}))
	want := "\xef\xbb\xbf" + strings.Join(heads(), ",") + "\r\n" +
		"\"가, \"\"나\"\"\",\" 윤○○\",2026-05-04,2026-06-29,10:00,12:00,디지털,성인,오프라인,월요일,\"1층\n강당\",20,0,경기도 해오름시 배움로 10,해오름시 평생학습관,031-000-0100," +
		"2026-04-13,2026-04-24,인터넷,선착순,https://haeoreum.example,N,N,N,2026-04-01\r\n"
	if got != want {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if len(heads()) != 25 || heads()[22] != "학점은행제평가(학점)인정여부" {
		t.Errorf("%v", heads())
	}
}

func TestNoCellOfACSVIsRunByASpreadsheet(t *testing.T) {
	for _, s := range []string{
		"=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠a", "=cmd|' /C calc'!A0", "=HYPERLINK(\"https://evil.example\")",
		"\u00a0=1", "\ufeff=1", "\tx", "\rx", "-5", "- 봄 특강", "'=1", "''=1",
	} {
		e := escape(s)
		if !strings.HasPrefix(e, "'") || unescape(e) != s {
			t.Errorf("%q is written as %q and read as %q", s, e, unescape(e))
		}
	}
	for _, s := range []string{"", "-", "--", "가=나", "1-1", "'따옴표", "'", "''", " 가", "a@b.kr", "'-"} {
		if escape(s) != s || unescape(s) != s {
			t.Errorf("%q is written as %q and read as %q", s, escape(s), unescape(s))
		}
	}
	data := written(t, []Record{course("=1+1", map[Column]string{Place: "@here", Category: "+1"})}, CSV, WriteOptions{})
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, bomUTF8))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if lines[1][Title] != "'=1+1" || lines[1][Place] != "'@here" || lines[1][Category] != "'+1" {
		t.Errorf("%q", lines[1])
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, []Record{course("=1+1", nil)}, XLSX, WriteOptions{})))
	if err != nil {
		t.Fatal(err)
	}
	formula, err := f.GetCellFormula(sheetName, "A2")
	value, err2 := f.GetCellValue(sheetName, "A2")
	if formula != "" || value != "=1+1" || err != nil || err2 != nil {
		t.Errorf("in a workbook: formula %q, value %q, %v %v", formula, value, err, err2)
	}
}

func TestCP949NamesTheLettersItLacks(t *testing.T) {
	r := course("똠방각하와 펲시\u00a0★", nil)
	data := written(t, []Record{r}, CSV, WriteOptions{CP949: true})
	if utf8.Valid(data) {
		t.Error("it is UTF-8")
	}
	f := mustRead(t, data, Options{})
	if f.Encoding != CP949 || f.Rows[0].Title != "똠방각하와 펲시 ★" {
		t.Errorf("%s %q", f.Encoding, f.Rows[0].Title)
	}
	var b bytes.Buffer
	err := Write(&b, All([]Record{r, course("웃음 😀", nil), course("보이지 않는 \u2009", nil)}), CSV, WriteOptions{CP949: true})
	if _, key := kindOf(err); key != "standard.cp949" || b.Len() != 0 || !strings.Contains(err.Error(), "U+2009 😀") {
		t.Errorf("%v, %d bytes written", err, b.Len())
	}
}

func TestJSONAndXMLHoldEveryCell(t *testing.T) {
	in := []Record{course("<b>가 & \"나\"</b>\n", nil), course("다", nil)}
	var j struct {
		Fields  []struct{ ID, Name string }
		Records []map[string]string
	}
	if err := json.Unmarshal(written(t, in, JSON, WriteOptions{}), &j); err != nil {
		t.Fatal(err)
	}
	if len(j.Fields) != Count || len(j.Records) != 2 || len(j.Records[0]) != Count {
		t.Fatalf("%+v", j)
	}
	for _, c := range Columns() {
		if j.Fields[c].ID != c.Name() || j.Fields[c].Name != c.API() || j.Records[0][c.Name()] != in[0].Cells[c] {
			t.Errorf("%s: %+v %q", c.Name(), j.Fields[c], j.Records[0][c.Name()])
		}
	}
	var x struct {
		Record []struct {
			Cell []struct {
				XMLName xml.Name
				Text    string `xml:",chardata"`
			} `xml:",any"`
		} `xml:"record"`
	}
	if err := xml.Unmarshal(written(t, in, XML, WriteOptions{}), &x); err != nil {
		t.Fatal(err)
	}
	if len(x.Record) != 2 || len(x.Record[0].Cell) != Count {
		t.Fatalf("%+v", x)
	}
	for _, c := range Columns() {
		if got := x.Record[0].Cell[c]; got.XMLName.Local != c.API() || got.Text != in[0].Cells[c] {
			t.Errorf("%s: %+v", c.Name(), got)
		}
	}
	empty := written(t, nil, JSON, WriteOptions{})
	if err := json.Unmarshal(empty, &j); err != nil || len(j.Records) != 0 {
		t.Errorf("%s: %v", empty, err)
	}
}

func TestWriteStopsAtTheFirstError(t *testing.T) {
	broken := errors.New("the database went away")
	rows := func(yield func(Record, error) bool) {
		if yield(course("가", nil), nil) {
			yield(Record{}, broken)
		}
	}
	for _, f := range []Format{CSV, JSON, XML, XLSX} {
		if err := Write(&bytes.Buffer{}, rows, f, WriteOptions{}); !errors.Is(err, broken) {
			t.Errorf("%s: %v", f, err)
		}
	}
	if _, key := kindOf(Write(&bytes.Buffer{}, All(nil), "pdf", WriteOptions{})); key != "standard.format" {
		t.Error("pdf was written")
	}
}

// cells are texts with all that files are full of.
var cells = rapid.Custom(func(t *rapid.T) string {
	return rapid.StringOf(rapid.OneOf(
		rapid.SampledFrom([]rune("가나다강좌 \t\r\n\",;'=+-@＝\u00a0\u1112\u1161\u11ab_x0041&<>")),
		rapid.Rune(),
	).Filter(func(r rune) bool { return r != utf8.RuneError && !control(string(r)) })).Draw(t, "cell")
})

// TestAnyCellsComeBackFromACSV: whatever stands in the cells, they are read as
// they were written.
func TestAnyCellsComeBackFromACSV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var in Record
		for i := range in.Cells {
			in.Cells[i] = cells.Draw(t, columns[i].name)
		}
		var b bytes.Buffer
		if err := Write(&b, All([]Record{in}), CSV, WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		text, encoding, err := decode(b.Bytes())
		if err != nil || encoding != UTF8 {
			t.Fatal(encoding, err)
		}
		var lines [][]string
		for rec := range records(text, ',') {
			if rec.problem != "" {
				t.Fatal(rec.problem)
			}
			lines = append(lines, rec.cells)
		}
		if len(lines) != 2 || len(lines[1]) != Count {
			t.Fatalf("%d lines", len(lines))
		}
		for i, c := range lines[1] {
			if unescape(c) != in.Cells[i] {
				t.Fatalf("%q came back as %q", in.Cells[i], unescape(c))
			}
		}
	})
}

// TestImportOfExportIsTheSame: import(export(x)) = x, for every x that import takes.
func TestImportOfExportIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var in []Record
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			in = append(in, course(cells.Draw(t, "title"), map[Column]string{
				Teacher: cells.Draw(t, "teacher"), Category: cells.Draw(t, "category"), Audience: cells.Draw(t, "audience"), Place: cells.Draw(t, "place"),
				Weekday:   rapid.SampledFrom([]string{"", "월~금", " 화요일 + 목요일", "매주 금욜", "수시"}).Draw(t, "days"),
				Fee:       rapid.SampledFrom([]string{"", "무료", "36,000원", " 0 ", "-", "30,000(재료비 별도)"}).Draw(t, "fee"),
				StartDate: rapid.SampledFrom([]string{"2026.5.1", "46143", "2026년 5월 1일", " 2026-05-01 "}).Draw(t, "start"),
				Homepage:  rapid.SampledFrom([]string{"", "www.haeoreum.example", "없음"}).Draw(t, "url"),
			}))
		}
		for _, f := range []Format{CSV, XLSX} {
			var a, b bytes.Buffer
			if err := Write(&a, All(in), f, WriteOptions{}); err != nil {
				t.Fatal(err)
			}
			once, err := Read("once", &a, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if once.Records != len(once.Rows)+once.Refused+len(once.Duplicates) {
				t.Fatalf("a row is lost without a reason: %+v", once)
			}
			if err := Write(&b, All(recordsOf(once)), f, WriteOptions{}); err != nil {
				t.Fatal(err)
			}
			twice, err := Read("twice", &b, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(recordsOf(once), recordsOf(twice)) || len(twice.Refusals)+len(twice.Duplicates) > 0 {
				t.Fatalf("%s:\n%q\n%q\n%v %v", f, recordsOf(once), recordsOf(twice), twice.Refusals, twice.Duplicates)
			}
			for i := range once.Rows {
				if once.Rows[i].Key != twice.Rows[i].Key {
					t.Fatalf("%s: row %d has another key", f, i)
				}
			}
		}
	})
}

// TestValuesAreReadAsTheyWereRendered: a course of the portal's own, exported
// and imported elsewhere, says the same.
func TestValuesAreReadAsTheyWereRendered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"가", "우쿨렐레 첫걸음", "=함께 읽는 시=", "1강의실", "-", "\"따옴표\", 쉼표"})
		day := rapid.Custom(func(t *rapid.T) clock.Date { return clock.Day(2026, 1, rapid.IntRange(1, 700).Draw(t, "day")) })
		in := Values{
			Title: rapid.SampledFrom([]string{"우쿨렐레", "@사진전"}).Draw(t, "title"), Teacher: word.Draw(t, "teacher"), Category: word.Draw(t, "category"), Audience: word.Draw(t, "audience"),
			StartsOn: day.Draw(t, "start"), Operator: "해오름시 평생학습관", Phone: "031-000-0100", Place: word.Draw(t, "place"),
			Address:     Address{"경기도 해오름시 배움로 10", "경기도", "해오름시"},
			StartMinute: rapid.IntRange(0, 1439).Draw(t, "from"), HasStart: true,
			Method:       rapid.SampledFrom([]TeachingMethod{InPerson, Online, Mixed, Post, Mobile}).Draw(t, "method"),
			Weekdays:     Weekdays(rapid.IntRange(1, 127).Draw(t, "days")),
			Fee:          money.Won(rapid.IntRange(0, 500_000).Draw(t, "fee")),
			FeeStated:    true,
			ApplyMethods: ApplyMethods(rapid.IntRange(1, 15).Draw(t, "ways")),
			Mode:         rapid.SampledFrom([]SelectionMode{FirstCome, Lottery, Review, WalkIn}).Draw(t, "mode"),
			URL:          "https://haeoreum.example/a?b=1", JobTraining: Yes, CreditBank: No, ApplyStated: true,
			ReferenceDate: day.Draw(t, "reference"),
		}
		in.EndsOn = in.StartsOn.AddDays(rapid.IntRange(0, 200).Draw(t, "length"))
		in.EndMinute, in.HasEnd = rapid.IntRange(in.StartMinute, wholeDay).Draw(t, "to"), true
		if rapid.Bool().Draw(t, "limited") {
			n := rapid.IntRange(0, 1000).Draw(t, "capacity")
			in.Capacity = &n
		}
		if in.ApplyFrom = day.Draw(t, "opens"); rapid.Bool().Draw(t, "always") {
			in.AlwaysOpen = true
		} else {
			in.ApplyUntil = in.ApplyFrom.AddDays(rapid.IntRange(0, 60).Draw(t, "window"))
		}
		in.MethodText, in.WeekdayText, in.ModeText, in.ApplyMethodText = in.Method.Korean(), in.Weekdays.Korean(), in.Mode.Korean(), in.ApplyMethods.Korean()
		var b bytes.Buffer
		if err := Write(&b, All([]Record{FromValues(in)}), CSV, WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		f, err := Read("own", &b, Options{})
		if err != nil || len(f.Rows) != 1 || len(f.Warnings) > 0 {
			t.Fatalf("%v %+v", err, f)
		}
		if got := f.Rows[0].Values; !reflect.DeepEqual(got, in) {
			t.Fatalf("\n got %+v\nwant %+v", got, in)
		}
	})
}

func TestValuesThatSayNothingAreEmptyCells(t *testing.T) {
	for i, cell := range FromValues(Values{}).Cells {
		if cell != "" {
			t.Errorf("%s: %q", columns[i].name, cell)
		}
	}
	v := Values{WeekdayText: "매월 말일", ModeText: "기관장 승인", MethodText: "상담", ApplyMethodText: "개별 연락", AlwaysOpen: true, ApplyStated: true}
	r := FromValues(v)
	if got := fmt.Sprint(r.Cells[Weekday], r.Cells[Selection], r.Cells[Method], r.Cells[ApplyMethod], r.Cells[ApplyUntil]); got != "매월 말일 기관장 승인 상담 개별 연락 2099-12-31" && got != "매월 말일기관장 승인상담개별 연락2099-12-31" {
		t.Errorf("%s", got)
	}
}
