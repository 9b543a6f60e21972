package termsheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// meeting is a row of the second sheet of the section on a line.
func meeting(cells ...string) string { return strings.Join(cells, "\t") }

func joined(t *testing.T, sections, meetings string) Sheet {
	t.Helper()
	s, err := FromPastes(sections, meetings)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestASectionHasItsOwnMeetingsAndNoOthers(t *testing.T) {
	s := joined(t, row(nil)+"\n"+row(map[string]string{"name": "요일대로반"}), meeting("1", "2027. 3. 2.", "오전 10시", "12:00", "본관", "301호", "김은하", "2", "첫 만남")+"\n"+meeting("1", "2027-03-04", "14:00~16:00", ""))
	own, planned := s.Rows[0], s.Rows[1]
	if !own.Good() || own.Draft.Plan != nil || len(own.Draft.Sessions) != 2 || !planned.Good() || planned.Draft.Plan == nil || planned.Draft.Sessions != nil {
		t.Fatalf("%+v\n%+v", own, planned)
	}
	if f := own.Draft.Sessions[0]; f.HeldOn != "2027-03-02" || f.StartTime != "10:00" || f.Place != "본관" || f.Room != "301호" || f.Teacher != "김은하" || f.LessonHours != "2" || f.Topic != "첫 만남" {
		t.Errorf("%+v", f)
	}
	if f := own.Draft.Sessions[1]; f.StartTime != "14:00" || f.EndTime != "16:00" {
		t.Errorf("a range in one cell: %+v", f)
	}
}

func TestWhatIsWrongWithAMeetingIsSaidOfItsRowAndColumn(t *testing.T) {
	for column, cells := range map[string][]string{
		"of":           {"9", "2027-03-02", "10:00", "12:00"},
		"held_on":      {"1", "내일", "10:00", "12:00"},
		"start_time":   {"1", "2027-03-02", "점심때", "12:00"},
		"end_time":     {"1", "2027-03-02", "12:00", "10:00"},
		"lesson_hours": {"1", "2027-03-02", "10:00", "12:00", "", "", "", "여럿"},
	} {
		s := joined(t, row(nil), meeting(cells...))
		ms := s.meetings()
		if len(ms) != 1 || len(ms[0].Problems) != 1 || ms[0].Problems[0].Column != column || s.Bad().Len() != 1 {
			t.Errorf("%s: %+v", column, ms)
			continue
		}
		if p := ms[0].Problems[0]; strings.HasPrefix(i18n.In(i18n.KO, p.Key, p.Args...), "office.") || strings.HasPrefix(i18n.In(i18n.EN, "office.sheet_"+p.Column), "office.") {
			t.Errorf("%s has no words", column)
		}
		if column == "of" && (len(s.Loose) != 1 || !s.Rows[0].Good() || s.Rows[0].Draft.Plan == nil) {
			t.Errorf("a meeting of no section: %+v", s)
		}
	}
	for name, cells := range map[string][]string{"before the section begins": {"1", "2027-03-01", "10:00", "12:00"}, "after it has ended": {"1", "2027-03-31", "10:00", "12:00"}} {
		if s := joined(t, row(nil), meeting(cells...)); s.Rows[0].Good() || s.Rows[0].Meetings[0].Problems[0].Column != "held_on" {
			t.Errorf("%s: %+v", name, s.Rows[0])
		}
	}
}

// What is wrong goes out as a workbook and as cells, and comes back as it was: each meeting with its section, whatever line that stands on now.
func TestMeetingsStayWithTheirSection(t *testing.T) {
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = c.Heading(i18n.KO)
	}
	sections := strings.Join(head, "\t") + "\n" + row(nil) + "\n" + row(map[string]string{"name": "엉망반", "fee": "무료?"}) + "\n" + row(map[string]string{"name": "저녁반"})
	s := joined(t, sections, meeting("2", "2027-03-02", "10:00", "12:00", "", "", "가")+"\n"+meeting("3", "2027-03-09", "10:00", "12:00", "", "", "나")+"\n"+meeting("4", "2027-03-16", "10:00", "25:00", "", "", "다")+"\n"+meeting("7", "2027-03-23", "10:00", "12:00", "", "", "라"))
	if g := s.Good(); len(g.Rows) != 1 || len(g.Loose) != 0 || g.Rows[0].Meetings[0].Form.Teacher != "가" {
		t.Fatalf("%+v", g)
	}
	bad := s.Bad()
	for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
		var b bytes.Buffer
		if err := Write(&b, l, bad); err != nil {
			t.Fatal(err)
		}
		read, err := FromXLSX(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for way, again := range map[string]Sheet{"a workbook": read, "cells": joined(t, TSV(bad.Rows, l), MeetingsTSV(bad, l))} {
			if len(again.Rows) != 2 || len(again.Loose) != 1 || len(again.Rows[0].Meetings) != 1 || len(again.Rows[1].Meetings) != 1 {
				t.Fatalf("%s, %s: %+v", way, l, again)
			}
			if a, b, c := again.Rows[0].Meetings[0], again.Rows[1].Meetings[0], again.Loose[0]; a.Form.Teacher != "나" || b.Form.Teacher != "다" || b.Problems[0].Column != "end_time" || c.Form.Teacher != "라" {
				t.Errorf("%s, %s: %+v %+v %+v", way, l, a, b, c)
			}
		}
	}
	if got := MeetingsTSV(s.Good(), i18n.KO); !strings.HasSuffix(got, "\n2\t2027-03-02\t10:00\t12:00\t\t\t가\t\t") {
		t.Errorf("%q", got)
	}
}

// The form that we hand out: a second sheet with an example that is left out, filled in and read.
func TestTheSheetOfMeetingsIsReadFromTheForm(t *testing.T) {
	for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
		var b bytes.Buffer
		if err := Write(&b, l, Sheet{}); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		sheets := f.GetSheetList()
		if len(sheets) != 2 || sheets[1] != i18n.In(l, "office.sheet_meetings") {
			t.Fatal(sheets)
		}
		set := func(sheet, cell, v string) {
			if err := f.SetCellStr(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
		set(sheets[0], "A2", "화요반")
		set(sheets[1], "A3", "2")
		set(sheets[1], "B3", "2027-03-09")
		set(sheets[1], "C3", "10:00")
		set(sheets[1], "D3", "12:00")
		set(sheets[1], "G3", "남궁현")
		b.Reset()
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		s, err := FromXLSX(b.Bytes())
		if err != nil || len(s.Rows) != 1 || !s.Rows[0].Good() || len(s.Rows[0].Meetings) != 1 || s.Rows[0].Meetings[0].Line != 3 || s.Rows[0].Draft.Sessions[0].Teacher != "남궁현" {
			t.Errorf("%s: %+v %v", l, s, err)
		}
	}
}

func TestLimitsOfMeetings(t *testing.T) {
	if _, err := FromPastes(row(nil), strings.Repeat(meeting("1", "2027-03-02", "10:00", "12:00")+"\n", MaxMeetings+1)); fault.Of(err) != fault.Invalid {
		t.Errorf("too many meetings: %v", err)
	}
	s := joined(t, row(nil), strings.Repeat(meeting("1", "2027-03-02", "10:00", "12:00")+"\n", 201))
	if s.Rows[0].Good() || s.Rows[0].Problems[0].Column != "sessions" {
		t.Errorf("201 meetings of one section: %+v", s.Rows[0].Problems)
	}
	if s := joined(t, "", meeting("1", "2027-03-02", "10:00", "12:00")); len(s.Loose) != 1 || len(s.Rows) != 0 {
		t.Errorf("%+v", s)
	}
}

// Whatever is pasted as meetings: no panic, none is lost, and what is written out is read again as the same.
func FuzzMeetings(f *testing.F) {
	f.Add(meeting("1", "2027-03-02", "10:00", "12:00", "본관", "301호", "김은하", "2", "첫 만남"))
	f.Add("분반 줄\t날짜\t시작 시각\n1\t46448\t오후 2시~4시\n?2\t\t\n")
	f.Add("2\t2027-03-02\t10:00\t12:00\n\x00\t=1+1\n\"a\tb")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := FromPastes(row(nil), s)
		if err != nil {
			if k := fault.Of(err); k != fault.Invalid && k != fault.TooLarge {
				t.Fatal(err)
			}
			return
		}
		again, err := FromPastes(TSV(got.Rows, i18n.KO), MeetingsTSV(got, i18n.KO))
		if err != nil || len(again.Rows) != len(got.Rows) || len(again.meetings()) != len(got.meetings()) {
			t.Fatalf("%d meetings became %d: %v", len(got.meetings()), len(again.meetings()), err)
		}
		for i, m := range got.meetings() {
			if n := again.meetings()[i]; len(m.Cells) != len(meetingColumns) || m.Form.HeldOn != n.Form.HeldOn || (len(m.Problems) == 0) != (len(n.Problems) == 0) {
				t.Fatalf("%+v\n%+v", m, n)
			}
		}
	})
}
