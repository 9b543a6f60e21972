package termsheet

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// row is a row of the form by the columns' keys; what is not said is as a good row has it.
func row(cells map[string]string) string {
	good := map[string]string{
		"name": "화요일반", "starts_on": "2027-03-02", "ends_on": "2027-03-30", "weekdays": "화", "start_time": "10:00", "end_time": "12:00",
		"place": "평생학습관", "channel": "이 누리집에서 신청", "mode": "선착순", "capacity": "20", "apply_from": "2027-02-08 09:00", "apply_until": "2027-02-19 18:00", "fee": "0",
	}
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = good[c.Key]
		if v, ok := cells[c.Key]; ok {
			out[i] = v
		}
		if c.Key == "channel" && out[i] == "이 누리집에서 신청" {
			out[i] = i18n.In(i18n.KO, "catalog.channel_here")
		}
		if c.Key == "mode" && out[i] == "선착순" {
			out[i] = i18n.In(i18n.KO, "catalog.mode_first_come")
		}
	}
	return strings.Join(out, "\t")
}

func one(t *testing.T, cells map[string]string) Row {
	t.Helper()
	rows, err := FromPaste(row(cells))
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	return rows[0]
}

func TestAGoodRowIsASectionWithItsMeetings(t *testing.T) {
	r := one(t, nil)
	if !r.Good() || r.Draft.Plan == nil || r.Draft.Form.StartTime != "10:00" || r.Draft.Form.ApplyFromDay != "2027-02-08" || r.Draft.Form.ApplyFromTime != "09:00" {
		t.Errorf("%+v", r)
	}
	if r := one(t, map[string]string{"sessions": "아니요"}); !r.Good() || r.Draft.Plan != nil {
		t.Errorf("a plan that nobody asked for: %+v", r)
	}
}

func TestTimesAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ start, end, from, until string }{
		{"14:00", "16:00", "14:00", "16:00"},
		{"오후 2시", "오후 4시 30분", "14:00", "16:30"},
		{"오전 10시", "12시", "10:00", "12:00"},
		{"2pm", "4 PM", "14:00", "16:00"},
		{"10:00:00", "12:00:00", "10:00", "12:00"},
		{"14시", "15시반", "14:00", "15:30"},
		{"0.5833333333", "0.6666666667", "14:00", "16:00"},
		{"1400", "1600", "14:00", "16:00"},
		{"14:00~16:00", "", "14:00", "16:00"},
		{"14:00 - 16:00", "14:00 - 16:00", "14:00", "16:00"},
		{"", "14:00～16:00", "14:00", "16:00"},
		{"오후 2시~4시", "", "14:00", "16:00"},
		{"오전 10시부터 12시까지", "", "10:00", "12:00"},
		{"오전 10시~오후 1시", "", "10:00", "13:00"},
	} {
		r := one(t, map[string]string{"start_time": c.start, "end_time": c.end})
		if !r.Good() || r.Draft.Form.StartTime != c.from || r.Draft.Form.EndTime != c.until {
			t.Errorf("%q, %q: %s~%s %v", c.start, c.end, r.Draft.Form.StartTime, r.Draft.Form.EndTime, r.Problems)
		}
	}
}

func TestWhatIsNoTimeStaysAsItWasTyped(t *testing.T) {
	for _, c := range []struct{ start, end, column string }{
		{"점심때", "16:00", "start_time"}, {"25:00", "26:00", "start_time"}, {"오전 13시", "16:00", "start_time"}, {"16:00", "14:00", "end_time"}, {"14:00~", "", "start_time"},
	} {
		r := one(t, map[string]string{"start_time": c.start, "end_time": c.end})
		if r.Good() || !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Column == c.column }) || r.Cells[startTime] != c.start {
			t.Errorf("%q: %+v %q", c.start, r.Problems, r.Cells[startTime])
		}
	}
}

func TestDaysAsPeopleWriteThem(t *testing.T) {
	for _, s := range []string{"2027-03-02", "2027.3.2", "2027. 3. 2.", "2027/03/02", "2027년 3월 2일", "46448"} {
		if r := one(t, map[string]string{"starts_on": s}); r.Draft.Form.StartsOn != "2027-03-02" {
			t.Errorf("%q: %q", s, r.Draft.Form.StartsOn)
		}
	}
	for _, s := range []string{"2027-02-08 오전 9시", "2027. 2. 8.(월) 9:00", "2027-02-08T09:00:00", "46426.375"} {
		if r := one(t, map[string]string{"apply_from": s}); r.Draft.Form.ApplyFromDay != "2027-02-08" || r.Draft.Form.ApplyFromTime != "09:00" {
			t.Errorf("%q: %q %q", s, r.Draft.Form.ApplyFromDay, r.Draft.Form.ApplyFromTime)
		}
	}
}

func TestWeekdaysAsPeopleWriteThem(t *testing.T) {
	for s, want := range map[string]string{"화,목": "tue thu", "화목": "tue thu", "화·목요일": "tue thu", "월~금": "mon tue wed thu fri", "매일": "mon tue wed thu fri sat sun", "Tue, Thu": "tue thu", "주말": "sat sun"} {
		if r := one(t, map[string]string{"weekdays": s}); strings.Join(r.Draft.Form.Weekdays, " ") != want {
			t.Errorf("%q: %v", s, r.Draft.Form.Weekdays)
		}
	}
	if r := one(t, map[string]string{"weekdays": "내일"}); r.Good() {
		t.Error("내일 is a weekday")
	}
}

func TestWhatIsWrongIsSaidOfItsColumn(t *testing.T) {
	for column, s := range map[string]string{"name": "", "starts_on": "", "channel": "창문으로", "mode": "눈치껏", "capacity": "많이", "fee": "무료?", "skip": "개교기념일"} {
		r := one(t, map[string]string{column: s})
		if len(r.Problems) != 1 || r.Problems[0].Column != column || strings.HasPrefix(i18n.In(i18n.KO, r.Problems[0].Key, r.Problems[0].Args...), "office.") {
			t.Errorf("%s: %+v", column, r.Problems)
		}
	}
}

func TestAHeadingInAnyOrderIsUnderstood(t *testing.T) {
	head := []string{"선정 방법", "분반 이름*", "신청처 (고르기)", "Starts on", "모르는 열"}
	if i18n.In(i18n.EN, "office.sheet_starts_on") != head[3] {
		head[3] = i18n.In(i18n.EN, "office.sheet_starts_on")
	}
	rows, err := FromPaste(strings.Join(head, "\t") + "\n" + strings.Join([]string{i18n.In(i18n.EN, "catalog.mode_first_come"), "저녁반", i18n.In(i18n.KO, "catalog.channel_phone"), "2027-03-02", "무엇"}, "\t"))
	if err != nil || len(rows) != 1 || rows[0].Draft.Form.NameKO != "저녁반" || rows[0].Draft.Form.Mode != "first_come" || rows[0].Draft.Form.Channel != "phone" || rows[0].Line != 2 {
		t.Errorf("%+v %v", rows, err)
	}
}

func TestLimits(t *testing.T) {
	for name, s := range map[string]string{"nothing": " \n\t\n", "too many rows": strings.Repeat(row(nil)+"\n", MaxRows+1)} {
		if _, err := FromPaste(s); fault.Of(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := FromPaste(strings.Repeat("x", maxSize+1)); fault.Of(err) != fault.TooLarge {
		t.Error(err)
	}
	for name, raw := range map[string][]byte{"no zip": []byte("hello"), "an empty zip": []byte("PK\x05\x06" + strings.Repeat("\x00", 18))} {
		if _, err := FromXLSX(raw); fault.Of(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The form that we hand out has a list for each choice and an example, and is
// understood in each language: its own example is left out, a filled row is read.
func TestTheFormIsReadAgain(t *testing.T) {
	for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
		var b bytes.Buffer
		if err := Write(&b, l, Sheet{}); err != nil {
			t.Fatal(err)
		}
		if _, err := FromXLSX(b.Bytes()); fault.Of(err) != fault.Invalid {
			t.Errorf("%s: the example was read as a section: %v", l, err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		sheet := f.GetSheetName(0)
		lists, err := f.GetDataValidations(sheet)
		choices := 0
		for i, c := range columns {
			at, _ := excelize.CoordinatesToCellName(i+1, 3)
			v := c.example
			if c.kind == choice {
				choices++
				v = i18n.In(l, c.prefix+c.choices[0])
			}
			if c.Key == "name" {
				v = "저녁반"
			}
			if err := f.SetCellStr(sheet, at, v); err != nil {
				t.Fatal(err)
			}
		}
		if err != nil || len(lists) != choices {
			t.Errorf("%s: %d lists for %d choices: %v", l, len(lists), choices, err)
		}
		b.Reset()
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		got, err := FromXLSX(b.Bytes())
		if rows := got.Rows; err != nil || len(rows) != 1 || !rows[0].Good() || rows[0].Draft.Form.NameKO != "저녁반" || rows[0].Draft.Plan == nil || len(got.Loose) != 0 {
			t.Errorf("%s: %+v %v", l, rows, err)
		}
	}
}

// Whatever is pasted: no panic, every row has all its cells, and what is written
// out to be mended is read again as the same rows.
func FuzzFromPaste(f *testing.F) {
	f.Add(row(nil))
	f.Add(row(map[string]string{"start_time": "오후 2시~4시", "end_time": "", "weekdays": "월~금", "skip": "2027-03-16, 3월"}))
	f.Add("분반 이름\t시작일\t요일\t선정 방법\n\"a\tb\n")
	f.Add("46448\t\t46448.5\t=1+1\t\x00")
	f.Fuzz(func(t *testing.T, s string) {
		rows, err := FromPaste(s)
		if err != nil {
			if k := fault.Of(err); k != fault.Invalid && k != fault.TooLarge {
				t.Fatal(err)
			}
			return
		}
		again, err := FromPaste(TSV(rows, i18n.KO))
		if err != nil || len(again) != len(rows) {
			t.Fatalf("%d rows became %d: %v", len(rows), len(again), err)
		}
		for i, r := range rows {
			if len(r.Cells) != len(columns) || r.Good() != again[i].Good() || r.Draft.Form.StartTime != again[i].Draft.Form.StartTime {
				t.Fatalf("%+v\n%+v", r, again[i])
			}
		}
	})
}
