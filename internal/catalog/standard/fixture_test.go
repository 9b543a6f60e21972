package standard

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"ieum/internal/fault"
)

// fixture is a file of the fictional 해오름시, with the dirt of doc.go in it.
func fixture(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/haeoreum.csv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustRead(t testing.TB, data []byte, o Options) *File {
	t.Helper()
	f, err := Read("file", bytes.NewReader(data), o)
	if err != nil {
		t.Fatalf("the file is not read: %v", err)
	}
	return f
}

// report is all that a file's reader is told, a line each.
func report(f *File) string {
	var b strings.Builder
	for _, part := range []struct {
		name string
		rs   []Refusal
	}{{"refused", f.Refusals}, {"warned", f.Warnings}, {"duplicate", f.Duplicates}} {
		for _, r := range part.rs {
			b.WriteString(part.name + "\t" + r.String() + "\n")
		}
	}
	return b.String()
}

func TestFixtureIsReadRowByRowWithAReportOfTheRest(t *testing.T) {
	f := mustRead(t, fixture(t), Options{})
	if f.Kind != "csv" || f.Encoding != UTF8 || f.HeaderLine != 1 || len(f.Missing) != 0 || len(f.Ignored) != 0 {
		t.Errorf("%s %s header %d missing %v ignored %v", f.Kind, f.Encoding, f.HeaderLine, f.Missing, f.Ignored)
	}
	if f.Records != 42 || len(f.Rows) != 24 || f.Refused != 17 || len(f.Duplicates) != 1 {
		t.Errorf("%d records, %d rows, %d refused, %d duplicates", f.Records, len(f.Rows), f.Refused, len(f.Duplicates))
	}
	if f.Records != len(f.Rows)+f.Refused+len(f.Duplicates) {
		t.Error("a row is lost without a reason")
	}
	got := report(f)
	const golden = "testdata/haeoreum.report.txt"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the report changed; if it is right, run make golden.\n%s", got)
	}
	for line := range strings.Lines(got) {
		if strings.Contains(line, "900101-1234567") || strings.Contains(line, "1234567") {
			t.Errorf("the report repeats a resident number: %s", line)
		}
	}
}

func TestRowSaysWhatItsCellsMean(t *testing.T) {
	rows := map[string]Row{}
	for _, r := range mustRead(t, fixture(t), Options{}).Rows {
		if _, ok := rows[r.Title]; !ok {
			rows[r.Title] = r
		}
	}
	check := func(title, what string, ok bool) {
		t.Helper()
		if _, there := rows[title]; !there {
			t.Errorf("%s is not among the rows", title)
		} else if !ok {
			t.Errorf("%s: %s: %+v", title, what, rows[title].Values)
		}
	}
	r := rows["저녁 기타 교실"]
	check(r.Title, "dates", r.StartsOn == "2026-05-01" && r.EndsOn == "2026-06-26")
	check(r.Title, "times", r.HasStart && r.StartMinute == 19*60+30 && r.HasEnd && r.EndMinute == 21*60)
	check(r.Title, "days and fee", r.Weekdays == Monday|Wednesday|Friday && r.Fee == 36000 && r.FeeStated)
	check(r.Title, "address", r.Address == Address{Text: "경기도 해오름시 배움로 10", City: "경기도", District: "해오름시"})
	check(r.Title, "link", r.URL == "https://www.haeoreum-learn.example" && r.Phone == "031-000-0100")

	r = rows["가족 요리 한마당"]
	check(r.Title, "raw is kept as read", r.Raw[Title] == "가족  요리   한마당" && r.Raw[Fee] == "30,000원(재료비 12,000원)")
	check(r.Title, "fee", r.Fee == 30000 && r.MaterialCost == 12000 && r.FeeNote == "30,000원(재료비 12,000원)" && *r.Capacity == 8)

	r = rows["하모니카 초급"]
	check(r.Title, "serials", r.StartsOn == "2026-05-04" && r.EndsOn == "2026-06-29" && r.StartMinute == 600 && r.EndMinute == 720)
	check(r.Title, "typo of a day", r.Weekdays == Monday)

	r = rows["역사 산책"]
	check(r.Title, "line break in a cell", r.Place == "해오름박물관 앞마당" && r.Raw[Place] == "해오름박물관\n앞마당" && r.Line == 9)
	check("영어 회화 \"말문 트기\"", "the line below counts the break", rows["영어 회화 \"말문 트기\""].Line == 11)

	r = rows["언제나 열린 배움터"]
	check(r.Title, "always open", r.AlwaysOpen && r.ApplyStated && r.ApplyUntil == "" && r.Capacity == nil && !r.HasStart && r.Weekdays == EveryDay)
	r = rows["느린 학습 모임"]
	check(r.Title, "nothing said of reception", r.AlwaysOpen && !r.ApplyStated)
	r = rows["마을 기록가"]
	check(r.Title, "a year nobody means", r.AlwaysOpen && r.ApplyFrom == "2026-04-13" && r.Mode == Review)

	r = rows["자개 공예"]
	check(r.Title, "NFD is made NFC, raw is not", norm.NFD.IsNormalString(r.Raw[Title]) && r.Raw[Title] != r.Title && r.Fee == 30000)
	r = rows["=함께 읽는 시="]
	check(r.Title, "words", r.Method == Mixed && r.JobTraining == Yes && r.LearningAccount == Yes && r.CreditBank == No)
	r = rows["@우리동네 사진전"]
	check(r.Title, "words", r.Method == Post && r.URL == "http://learn.haeoreum.example/신청?번호=7")
	r = rows["바다 그림책"]
	check(r.Title, "words", r.Mode == Lottery && r.ApplyMethods == ByVisit|ByPhone)
	r = rows["수시 상담실"]
	check(r.Title, "not understood is kept", r.Weekdays == 0 && r.WeekdayText == "수시" && r.Method == "" && r.MethodText == "상담")
	r = rows["우쿨렐레"]
	check(r.Title, "0 is 0", r.Capacity != nil && *r.Capacity == 0 && r.Phone == "031-000-0100" && r.Address.Text == "경기도 해오름시 배움로10")
}

func TestRecordKeptInMemoryIsReadAsItWasFromTheFile(t *testing.T) {
	for _, want := range mustRead(t, fixture(t), Options{}).Rows {
		got, refusals := Interpret(want.Record(), Options{})
		if got.Line = want.Line; len(refusals) > 0 || !reflect.DeepEqual(got.Values, want.Values) || got.Raw != want.Raw || !strings.HasPrefix(want.Key, got.Key) {
			t.Errorf("%v\n got %+v\nwant %+v", refusals, got, want)
		}
	}
	bad := course("가", map[Column]string{StartDate: "내일", Fee: "문의"})
	if row, refusals := Interpret(bad, Options{}); len(refusals) != 2 || refusals[0].Column != "교육시작일자" || row.Title != "" {
		t.Errorf("%+v %v", row, refusals)
	}
	merged := course("가", nil)
	merged.ProviderName = "해오름시"
	if a, _ := Interpret(merged, Options{}); a.Owner() != "해오름시" || a.Key == first(Interpret(course("가", nil), Options{})).Key {
		t.Errorf("the provider is lost: %+v", a)
	}
}

func first(r Row, _ []Refusal) Row { return r }

func TestFixtureReadsTheSameInEveryEncoding(t *testing.T) {
	text := strings.TrimPrefix(string(fixture(t)), "\uFEFF")
	// What CP949 does not have stands in no cell of this version.
	plain := norm.NFC.String(strings.ReplaceAll(text, "\uFFFD", "?"))
	old, err := korean.EUCKR.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	want := mustRead(t, []byte(plain), Options{})
	for encoding, data := range map[string]string{CP949: old, UTF16: wide} {
		got := mustRead(t, []byte(data), Options{})
		if got.Encoding != encoding {
			t.Errorf("%s was taken for %s", encoding, got.Encoding)
		}
		if len(got.Rows) != len(want.Rows) || report(got) != report(want) {
			t.Fatalf("%s: %d rows, want %d\n%s", encoding, len(got.Rows), len(want.Rows), report(got))
		}
		for i := range got.Rows {
			if got.Rows[i].Raw != want.Rows[i].Raw || got.Rows[i].Line != want.Rows[i].Line || got.Rows[i].Key != want.Rows[i].Key {
				t.Errorf("%s: row %d differs: %q", encoding, i, got.Rows[i].Raw)
			}
		}
	}
	for name, tab := range map[string]string{"tab": "\t", "semicolon": ";"} {
		// Cells of the fixture hold commas, so only its first rows are rewritten.
		head, _, _ := strings.Cut(plain, "[달맞이]")
		got := mustRead(t, []byte(strings.ReplaceAll(head, ",", tab)), Options{})
		if len(got.Rows) != 1 || got.Rows[0].Raw != want.Rows[0].Raw {
			t.Errorf("%s: %d rows", name, len(got.Rows))
		}
	}
}

func TestDamagedByteRefusesItsRowOnly(t *testing.T) {
	lines := bytes.SplitAfter(fixture(t), []byte("\r\n"))
	lines[2] = bytes.Replace(lines[2], []byte("수채화"), []byte("수\xff화"), 1)
	f := mustRead(t, bytes.Join(lines, nil), Options{})
	if len(f.Rows) != 23 || f.Encoding != UTF8 || f.Refusals[0].Line != 3 || f.Refusals[0].Problem.Key != hasBroken {
		t.Errorf("%d rows, %s, %v", len(f.Rows), f.Encoding, f.Refusals[0])
	}
	bare := bytes.TrimPrefix(bytes.Join(lines, nil), bomUTF8)
	if f = mustRead(t, bare, Options{}); f.Encoding != UTF8 || len(f.Rows) != 23 {
		t.Errorf("without BOM one bad byte made it %s with %d rows", f.Encoding, len(f.Rows))
	}
}

func kindOf(err error) (fault.Kind, string) {
	if e, ok := err.(*fault.Error); ok { //nolint:errorlint // the very error is wanted
		return e.Kind, e.Key
	}
	return fault.Internal, ""
}
