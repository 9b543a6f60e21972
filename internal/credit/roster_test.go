package credit

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/korean"

	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

var (
	kim  = student{Affiliation: id.Named("a"), PersonID: id.Named("pa"), Number: "202412345", Name: "김도현", Department: "컴퓨터공학부", Grade: "3", Status: people.Enrolled}
	park = student{Affiliation: id.Named("b"), PersonID: id.Named("pb"), Number: "202354321", Name: "박 서진", Department: "사회학과", Grade: "4", Status: people.Enrolled}
)

const rosterText = "부경대학교 재적생\n학번,성명(한글),학과명,학년,학적상태\n2024-12345,김도현,컴퓨터 공학부,3학년,휴학\n202300001,남의이름,법학과,1,재학\n202300002,누구,법학과,1,재학중임\n"

func differences(t *testing.T, r *roster, students ...student) (out []string) {
	t.Helper()
	ds, _, _ := r.compare(students)
	for _, d := range ds {
		out = append(out, d.kind+"="+d.said)
	}
	return out
}

func TestRosterIsReadUnderManyNamesAndInManyForms(t *testing.T) {
	old, err := korean.EUCKR.NewEncoder().String(rosterText)
	if err != nil {
		t.Fatal(err)
	}
	book := excelize.NewFile()
	for i, row := range [][]any{{"재적생 명단"}, {"학적상태", "학년", "학번", "이름"}, {"휴학", 3, 202412345, "김도현"}, {"모름", 1, 202300002, "누구"}, {"재학", 1, 202300001, "남의이름"}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var sheet bytes.Buffer
	if _, err := book.WriteTo(&sheet); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string]string{"utf-8": rosterText, "bom": "\ufeff" + rosterText, "cp949": old, "tabs": strings.ReplaceAll(rosterText, ",", "\t"), "xlsx": sheet.String()} {
		r, err := readRoster(strings.NewReader(raw))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if r.count != 3 || len(r.rows) != 2 || len(r.refusals) != 1 || r.refusals[0].Column != ColStatus || r.refusals[0].Key != "roster.problem.status" {
			t.Errorf("%s: %+v", name, r)
		}
		if got := differences(t, r, kim); !slices.Equal(got, []string{"status=leave"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestEachDifferenceIsNamed(t *testing.T) {
	r, err := readRoster(strings.NewReader("학번,성명,학과,학년,학적상태\n202412345,김 도현,물리학과,4,휴학\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := differences(t, r, kim, park); !slices.Equal(got, []string{"status=leave", "department=물리학과", "grade=4", "missing="}) {
		t.Errorf("%v", got)
	}
	if got := differences(t, r, student{Number: "202412345", Name: "김도현", Department: "물리학과", Grade: "4학년", Status: people.OnLeave}); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestOfARowUnderAnotherNameOnlyThatIsKept(t *testing.T) {
	for name, raw := range map[string]string{
		"another name": "학번,성명,학과,학년,학적상태\n202412345,김도윤,물리학과,4,제적\n",
		"no name":      "학번,성명,학과,학년,학적상태\n202412345,,물리학과,4,제적\n",
	} {
		r, err := readRoster(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if got, proved, matched := r.compare([]student{kim}); matched != 1 || len(proved) != 0 || !slices.Equal(got, []difference{{kim.Affiliation, DiffName, ""}}) {
			t.Errorf("%s: %d matched, %+v", name, matched, got)
		}
	}
}

func TestBadRowsAreRefusedOneByOneAndSayNothingOfTheirStudent(t *testing.T) {
	r, err := readRoster(strings.NewReader("학번,성명,학적상태\n202412345,김도현,모름\n202354321,박서진,재학\n202354321,박서진,휴학\n,이름,재학\n2024001,990101-1234567,재학\n"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, x := range r.refusals {
		keys = append(keys, strings.TrimPrefix(x.Key, "roster.problem."))
	}
	if !slices.Equal(keys, []string{"status", "twice", "number", "resident_number"}) || r.refusals[0].Line != 2 || r.refusals[3].Line != 6 {
		t.Errorf("%+v", r.refusals)
	}
	if got := differences(t, r, kim, park); len(got) != 0 {
		t.Errorf("something was said by rows that were refused: %v", got)
	}
}

func TestFilesThatAreNoRosterAreRefusedWhole(t *testing.T) {
	for name, raw := range map[string]string{
		"empty": "", "no heading": "가,나\n다,라\n", "no status": "학번,성명\n1,가\n", "nothing below": "학번,성명,학적상태\n", "old excel": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "web page": "<html><table>",
	} {
		if _, err := readRoster(strings.NewReader(raw)); fault.FieldsOf(err)["file"].Key == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRoster(f *testing.F) {
	f.Add(rosterText)
	f.Add("학번\t학적상태\n\"1\t재학\n")
	f.Fuzz(func(t *testing.T, raw string) {
		r, err := readRoster(strings.NewReader(raw))
		if err != nil {
			if fault.Of(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		if len(r.rows)+len(r.refusals) < 1 || len(r.rows) > r.count {
			t.Fatalf("%+v", r)
		}
		r.compare([]student{kim, park})
	})
}

func TestARosterProvesTheNumbersThatItNamesUnderTheirNames(t *testing.T) {
	r, err := readRoster(strings.NewReader(rosterText))
	if err != nil {
		t.Fatal(err)
	}
	twin := kim
	twin.Affiliation = id.Named("c")
	known := kim
	known.Proved = true
	for name, tt := range map[string]struct {
		students []student
		want     []id.ID
	}{
		"number and name":    {[]student{kim, park}, []id.ID{kim.Affiliation}},
		"known already":      {[]student{known}, nil},
		"two say it is them": {[]student{kim, twin}, nil},
	} {
		if _, proved, _ := r.compare(tt.students); !slices.Equal(proved, tt.want) {
			t.Errorf("%s: %v", name, proved)
		}
	}
	nameless, err := readRoster(strings.NewReader("학번,학적상태\n202412345,재학\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, proved, matched := nameless.compare([]student{kim}); matched != 1 || len(proved) != 0 {
		t.Errorf("a roster without names proves %v", proved)
	}
}
