package standard

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/fault"
)

// course is a good record; cells by column replace its own.
func course(title string, cells map[Column]string) Record {
	r := Record{Cells: [Count]string{
		Title: title, StartDate: "2026-05-04", EndDate: "2026-06-29", StartTime: "10:00", EndTime: "12:00", Category: "디지털", Audience: "성인",
		Method: "오프라인", Weekday: "월요일", Place: "해오름시 평생학습관 1강의실", Capacity: "20", Fee: "0", RoadAddress: "경기도 해오름시 배움로 10",
		Operator: "해오름시 평생학습관", OperatorPhone: "031-000-0100", ApplyFrom: "2026-04-13", ApplyUntil: "2026-04-24", ApplyMethod: "인터넷", Selection: "선착순",
		Homepage: "https://haeoreum.example", JobTraining: "N", CreditBank: "N", LearningAccount: "N", ReferenceDate: "2026-04-01",
	}}
	for c, s := range cells {
		r.Cells[c] = s
	}
	return r
}

// csvOf writes lines of cells as a CSV, by hand: Write is tested elsewhere.
func csvOf(lines ...[]string) []byte {
	var b strings.Builder
	for _, l := range lines {
		for i, c := range l {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}

func heads() []string {
	h := names()
	return h[:]
}

func cellsOf(r Record) []string { return r.Cells[:] }

func TestHeadersAreFoundInAnyOrderUnderAnyName(t *testing.T) {
	want := course("스마트폰 기초반", nil)
	api := heads()
	for i, c := range Columns() {
		api[i] = c.API()
	}
	spaced, decomposed, upper := heads(), heads(), slices.Clone(api)
	for i := range spaced {
		spaced[i] = " " + strings.Join(strings.Split(spaced[i], ""), " ") + "\n"
		decomposed[i] = norm.NFD.String(decomposed[i])
		upper[i] = strings.ToUpper(upper[i])
	}
	units := heads()
	units[Fee], units[Title], units[CreditBank] = "수강료(원)", "강좌명 [필수]", "학점은행제 평가 （학점） 인정여부"
	aliases := heads()
	aliases[Title], aliases[StartDate], aliases[EndTime], aliases[Operator], aliases[Capacity] = "강의명", "교육시작일", "교육종료시간", "운영기관", "정원"
	for name, h := range map[string][]string{"own": heads(), "API": api, "spaced": spaced, "NFD": decomposed, "upper": upper, "units": units, "aliases": aliases} {
		f := mustRead(t, csvOf(h, cellsOf(want)), Options{})
		if len(f.Missing) > 0 || len(f.Ignored) > 0 || len(f.Rows) != 1 || f.Rows[0].Raw != want.Cells {
			t.Errorf("%s: missing %v, ignored %v, rows %v", name, f.Missing, f.Ignored, f.Rows)
		}
	}

	reversed, cells := heads(), slices.Clone(cellsOf(want))
	slices.Reverse(reversed)
	slices.Reverse(cells)
	f := mustRead(t, csvOf(append(reversed, "위도", "제공기관명", "제공기관코드"), append(cells, "37.1", "해오름시", "9990001")), Options{})
	if r := f.Rows[0]; r.Raw != want.Cells || r.ProviderName != "해오름시" || r.ProviderCode != "9990001" || r.Owner() != "해오름시" || !slices.Equal(f.Ignored, []string{"위도"}) {
		t.Errorf("reversed: %+v ignored %v", r, f.Ignored)
	}

	// Two cells claim a column: the set's own name wins, wherever it stands.
	f = mustRead(t, csvOf(append([]string{"강의명"}, heads()...), append([]string{"다른 이름"}, cellsOf(want)...)), Options{})
	if f.Rows[0].Title != "스마트폰 기초반" || !slices.Equal(f.Ignored, []string{"강의명"}) {
		t.Errorf("%q, ignored %v", f.Rows[0].Title, f.Ignored)
	}
}

func TestHeaderMayStandBelowATitle(t *testing.T) {
	data := csvOf([]string{"2026년 해오름시 평생학습강좌 현황"}, []string{""}, heads(), cellsOf(course("가", nil)), cellsOf(course("나", map[Column]string{StartDate: "없다"})))
	f := mustRead(t, data, Options{})
	if f.HeaderLine != 3 || len(f.Rows) != 1 || f.Rows[0].Line != 4 || f.Refusals[0].Line != 5 {
		t.Errorf("header %d, rows %v, refusals %v", f.HeaderLine, f.Rows, f.Refusals)
	}
}

func TestWholeFilesThatCannotBeRead(t *testing.T) {
	few := []string{"강좌명", "강사명", "수강료", "교육장소"}
	for name, tt := range map[string]struct {
		data []byte
		key  string
		kind fault.Kind
	}{
		"empty":         {nil, "standard.file_empty", fault.Invalid},
		"spaces":        {[]byte("\xef\xbb\xbf \r\n "), "standard.file_empty", fault.Invalid},
		"web page":      {[]byte("<html><table><tr><td>강좌명"), "standard.file_web_page", fault.Invalid},
		"pdf":           {[]byte("%PDF-1.7 …"), "standard.file_not_table", fault.Invalid},
		"program":       {[]byte("\x7fELF\x00\x00\x00"), "standard.file_not_table", fault.Invalid},
		"old excel":     {append(slices.Clone(magicOLE), 0, 0, 0), "standard.file_old_excel", fault.Invalid},
		"no header":     {[]byte("가,나,다\r\n1,2,3\r\n"), "standard.file_no_header", fault.Invalid},
		"few columns":   {csvOf(few), "standard.file_columns", fault.Invalid},
		"broken xlsx":   {[]byte("PK\x03\x04 and then nothing"), "standard.file_workbook", fault.Invalid},
		"too long":      {bytes.Repeat([]byte("가"), MaxBytes/3+1), "standard.file_too_large", fault.TooLarge},
		"too many rows": {append(csvOf(heads()), bytes.Repeat([]byte("a\n"), MaxRows+1)...), "standard.file_too_many_rows", fault.TooLarge},
	} {
		f, err := Read(name, bytes.NewReader(tt.data), Options{})
		if kind, key := kindOf(err); f != nil || kind != tt.kind || key != tt.key {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := Read("x", bytes.NewReader(csvOf(few)), Options{})
	var e *fault.Error
	if !errors.As(err, &e) || !slices.Contains(e.Args, any("교육시작일자, 교육종료일자, 운영기관명")) {
		t.Errorf("the missing columns are not named: %v", err)
	}
	broken := errors.New("the wire broke")
	if _, err := Read("x", &failing{broken}, Options{}); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

func TestOwnerMayBeKnownBeforehand(t *testing.T) {
	data := csvOf(heads(), cellsOf(course("가", map[Column]string{Operator: ""})))
	if f := mustRead(t, data, Options{}); len(f.Rows) != 0 || f.Refusals[0].Column != "운영기관명" {
		t.Errorf("%v", f.Refusals)
	}
	one, other := mustRead(t, data, Options{HasOwner: true, Owner: "9990001"}), mustRead(t, data, Options{HasOwner: true, Owner: "9990002"})
	if len(one.Rows) != 1 || len(other.Rows) != 1 || one.Rows[0].Key == other.Rows[0].Key {
		t.Errorf("%v %v %v", one.Refusals, one.Rows, other.Rows)
	}
	named := csvOf(heads(), cellsOf(course("가", nil)))
	if a, b := mustRead(t, named, Options{}), mustRead(t, named, Options{HasOwner: true, Owner: "9990001"}); a.Rows[0].Key != b.Rows[0].Key {
		t.Error("a row that names its body has another key under --org")
	}
	noColumn := csvOf([]string{"강좌명", "교육시작일자", "교육종료일자"}, []string{"가", "2026-05-04", "2026-05-04"})
	if f := mustRead(t, noColumn, Options{HasOwner: true}); len(f.Rows) != 1 || len(f.Missing) != Count-3 {
		t.Errorf("%v %v", f.Rows, f.Missing)
	}
}

func TestPastedRowsNeedNoHeader(t *testing.T) {
	line := strings.Join(cellsOf(course("붙여 넣은 강좌", nil)), "\t") + "\n"
	if _, err := Read("", strings.NewReader(line), Options{}); err == nil {
		t.Error("a text without a header was taken unasked")
	}
	f := mustRead(t, []byte(line+line), Options{AssumeOrder: true})
	if len(f.Rows) != 1 || f.Rows[0].Line != 1 || f.Rows[0].Title != "붙여 넣은 강좌" || len(f.Duplicates) != 1 || f.Duplicates[0].Line != 2 {
		t.Errorf("%v %v", f.Rows, f.Duplicates)
	}
}

func TestQuotesAndLineBreaks(t *testing.T) {
	for in, want := range map[string][]record{
		"a,b\nc\n":               {{1, []string{"a", "b"}, ""}, {2, []string{"c"}, ""}},
		"a,b\r\nc":               {{1, []string{"a", "b"}, ""}, {2, []string{"c"}, ""}},
		"a\rb":                   {{1, []string{"a"}, ""}, {2, []string{"b"}, ""}},
		"\"a\r\nb\",c\nd":        {{1, []string{"a\r\nb", "c"}, ""}, {3, []string{"d"}, ""}},
		`"a ""b"" c",""`:         {{1, []string{`a "b" c`, ""}, ""}},
		`a "b" c,"d"e`:           {{1, []string{`a "b" c`, "de"}, ""}},
		"\"a,b\nc,d\n":           {{1, []string{`"a`, "b"}, "standard.open_quote"}, {2, []string{"c", "d"}, ""}},
		"x\n\n\ny":               {{1, []string{"x"}, ""}, {2, []string{""}, ""}, {3, []string{""}, ""}, {4, []string{"y"}, ""}},
		"a,":                     {{1, []string{"a", ""}, ""}},
		"\"\",\"\"\r\n\"x\"\r\n": {{1, []string{"", ""}, ""}, {2, []string{"x"}, ""}},
	} {
		got := slices.Collect(records(in, ','))
		if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
			t.Errorf("%q:\n got %#v\nwant %#v", in, got, want)
		}
	}
	for rec := range records(strings.Repeat(",", 1_000_000), ',') {
		if len(rec.cells) != maxColumns || rec.problem != "standard.too_many_cells" {
			t.Errorf("%d cells, %s", len(rec.cells), rec.problem)
		}
	}
}

func TestCellsNobodyMayStore(t *testing.T) {
	for _, tt := range []struct {
		cell, key string
	}{
		{strings.Repeat("가", MaxCell+1), tooLong},
		{"가\x00나", hasControl},
		{"가\x1b[31m나", hasControl},
		{"가\uFFFE나", hasControl},
		{"담당 홍길동 900101-1234567", hasPersonal},
		{"깨진 \uFFFD", hasBroken},
	} {
		for _, c := range []Column{Title, Teacher, Place, Category, ReferenceDate} {
			f := mustRead(t, csvOf(heads(), cellsOf(course("가", map[Column]string{c: tt.cell})), cellsOf(course("나", nil))), Options{})
			if len(f.Rows) != 1 || len(f.Refusals) != 1 || f.Refusals[0].Problem.Key != tt.key || f.Refusals[0].Column != c.Name() {
				t.Errorf("%s in %s: %v", tt.key, c.Name(), f.Refusals)
			}
		}
	}
	ok := course(strings.Repeat("가", MaxCell), map[Column]string{Place: "탭\t과 줄\r\n바꿈"})
	if f := mustRead(t, csvOf(heads(), cellsOf(ok)), Options{}); len(f.Rows) != 1 || f.Rows[0].Raw != ok.Cells || f.Rows[0].Place != "탭 과 줄 바꿈" {
		t.Errorf("%v", f.Refusals)
	}
}

func TestKeysTellCoursesApart(t *testing.T) {
	monday, tuesday := course("우쿨렐레", nil), course("우쿨렐레", map[Column]string{Weekday: "화요일"})
	keys := func(rs ...Record) map[string]string {
		lines := [][]string{heads()}
		for _, r := range rs {
			lines = append(lines, cellsOf(r))
		}
		out := map[string]string{}
		for _, r := range mustRead(t, csvOf(lines...), Options{}).Rows {
			out[r.Key] = r.WeekdayText
		}
		return out
	}
	one, other := keys(monday, tuesday), keys(tuesday, monday)
	if len(one) != 2 || fmt.Sprint(one) != fmt.Sprint(other) {
		t.Errorf("two courses of one key: %v, in the other order %v", one, other)
	}
	// What tells them apart does not depend on who else is in the file.
	wednesday := course("우쿨렐레", map[Column]string{Weekday: "수요일"})
	for key, day := range keys(monday, tuesday, wednesday) {
		if was, ok := one[key]; (day != "수요일") != ok || ok && was != day {
			t.Errorf("%s has the key of %s", day, was)
		}
	}
	// What an office mends does not make another course of it, nor do spaces or Hangul in pieces.
	mended := course(norm.NFD.String("  우쿨렐레 "), map[Column]string{StartDate: "2026.5.4", StartTime: "오전 10시", EndTime: "12:30", Capacity: "25", Fee: "1000", EndDate: "2026-07-06"})
	if a, b := keys(monday), keys(mended); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("%v became %v", a, b)
	}
	for c, cell := range map[Column]string{Title: "우쿨렐레 2", StartDate: "2026-05-05", StartTime: "11:00", Place: "2강의실", Operator: "솔빛도서관"} {
		if len(keys(monday, course("우쿨렐레", map[Column]string{c: cell}))) != 2 {
			t.Errorf("another %s is no other course", c.Name())
		}
	}
}
