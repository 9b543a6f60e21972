package standard

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// FuzzRead: no file makes the reader panic, lose a row without a reason, or
// return a row that it would not take again from its own export.
func FuzzRead(f *testing.F) {
	f.Add(fixture(f))
	f.Add(csvOf(heads(), cellsOf(course("가", nil))))
	f.Add([]byte("강좌명\t교육시작일자\t교육종료일자\t운영기관명\n가\t2026.5.1\t46143\t나\n\"열린\t따옴표\n"))
	f.Add([]byte("\xff\xfe\x00\xac,\x00\n\x00"))
	f.Add([]byte("\xb0\xad\xc1\xc2\xb8\xed,\xb1\xb3\xc0\xb0"))
	f.Add(packed(f, 1, []byte("<worksheet/>"), 12))
	if form, err := Form(); err == nil {
		f.Add(form)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read("fuzz", bytes.NewReader(data), Options{AssumeOrder: len(data)%2 == 0})
		if err != nil {
			return
		}
		if file.Records != len(file.Rows)+file.Refused+len(file.Duplicates) {
			t.Fatalf("a row is lost without a reason: %+v", file)
		}
		keys := map[string]bool{}
		for _, r := range file.Rows {
			if r.Title == "" || r.StartsOn == "" || r.EndsOn < r.StartsOn || r.Key == "" || keys[r.Key] || r.Fee < 0 || r.StartMinute >= wholeDay || r.EndMinute > wholeDay {
				t.Fatalf("%+v", r)
			}
			keys[r.Key] = true
			if r.URL != "" && !strings.HasPrefix(r.URL, "http://") && !strings.HasPrefix(r.URL, "https://") {
				t.Fatalf("%q", r.URL)
			}
		}
		for _, r := range append(file.Refusals, file.Warnings...) {
			if s := r.String(); strings.ContainsAny(s, "\r\n") || strings.Contains(s, "standard.") || len(s) > 2000 {
				t.Fatalf("%q", s)
			}
		}
		var b bytes.Buffer
		if err := Write(&b, All(recordsOf(file)), CSV, WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		again, err := Read("again", &b, Options{HasOwner: true})
		if err != nil || !sameCells(recordsOf(file), recordsOf(again)) {
			t.Fatalf("%v\n%q\n%q %v", err, recordsOf(file), recordsOf(again), again.Refusals)
		}
	})
}

// sameCells compares without the provider, which the set does not carry.
func sameCells(a, b []Record) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !reflect.DeepEqual(a[i].Cells, b[i].Cells) {
			return false
		}
	}
	return true
}
