package paper_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"ieum/internal/attendance"
	"ieum/internal/attendance/paper"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/people"
)

const base = "https://learn.example.kr/"

func sample(k attendance.CertificateKind) *attendance.Paper {
	return &attendance.Paper{
		Certificate: attendance.Certificate{Serial: "2026-NAM-C00012-7K3M-PQ9X-TBWF", Kind: k, IssuedAt: clock.AtSeoul(2026, 11, 22, 10, 0)},
		Name:        "쀍뚱뷁", BirthOn: "2004-03-09", Days: 4, // syllables that small fonts leave out
		Entry:     attendance.Worded{Entry: attendance.Entry{Minutes: 750, Role: attendance.Volunteer}, Award: "최우수상"},
		Section:   catalog.Section{NameKO: "1기", NameEN: "1st", StartsOn: "2026-10-04", EndsOn: "2026-10-25"},
		Programme: catalog.Programme{TitleKO: "온천천을 가꾸는 자원봉사", TitleEN: "Volunteers for the Oncheon Stream"},
		Org:       people.Organisation{NameKO: "부산여성가족과 평생교육진흥원", NameEN: "Busan Women's Family and Lifelong Education Promotion Institute"},
		Signatory: attendance.Signatory{TitleKO: "부산여성가족과 평생교육진흥원장", NameKO: "한결", TitleEN: "President", NameEN: "Han Gyeol"},
	}
}

func TestACertificateSaysWhatWasConfirmed(t *testing.T) {
	for _, k := range attendance.CertificateKinds {
		for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
			w := paper.Of(l, sample(k), base)
			if w.Title == "" || strings.Contains(w.Title+w.Statement+w.Number, "certificate.") || w.URL != "https://learn.example.kr/certificates/2026-NAM-C00012-7K3M-PQ9X-TBWF" || w.Void != "" {
				t.Errorf("%s %s: %+v", k, l, w)
			}
			said := map[string]string{}
			for _, r := range w.Rows {
				said[r.Term] = r.Text
			}
			hours := i18n.In(l, "certificate.hours")
			if _, has := said[hours]; has == (k == attendance.AppointmentCertificate || k == attendance.AwardCertificate) {
				t.Errorf("%s %s: hours %v", k, l, has)
			}
			if said[i18n.In(l, "certificate.name")] != "쀍뚱뷁" {
				t.Errorf("%s %s: %+v", k, l, said)
			}
		}
	}
	ko := paper.Of(i18n.KO, sample(attendance.VolunteeringCertificate), base)
	for _, r := range ko.Rows {
		if r.Term == "시간" && r.Text != "12시간 30분 (4일)" {
			t.Errorf("%+v", r)
		}
	}
	if s := paper.Of(i18n.KO, sample(attendance.AppointmentCertificate), base).Statement; !strings.Contains(s, "봉사자로 위촉") {
		t.Error(s)
	}
	gone := sample(attendance.CompletionCertificate)
	gone.Name, gone.BirthOn, gone.RevokedAt, gone.Reason = "", "", clock.AtSeoul(2026, 12, 1, 9, 0), attendance.Mistake
	w := paper.Of(i18n.KO, gone, base)
	if !strings.Contains(w.Void, "기재 오류") || w.Rows[0].Text != "(지워짐)" || w.Rows[1].Term == "생년월일" {
		t.Errorf("%+v", w)
	}
}

func TestTheCodeLeadsToTheCertificate(t *testing.T) {
	url := paper.Of(i18n.KO, sample(attendance.CompletionCertificate), base).URL
	code, err := paper.CodeOf(url)
	if err != nil {
		t.Fatal(err)
	}
	const side = 6
	img := image.NewGray(image.Rect(0, 0, code.Size*side, code.Size*side))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := range code.Size {
		for x := range code.Size {
			if code.Dark(x, y) {
				for i := range side * side {
					img.SetGray(x*side+i%side, y*side+i/side, color.Gray{})
				}
			}
		}
	}
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	got, err := qrcode.NewQRCodeReader().Decode(bmp, nil)
	if err != nil || got.GetText() != url {
		t.Errorf("%v %v", got, err)
	}
	if !strings.HasPrefix(code.Path, "M") || strings.ContainsAny(code.Path, `"<>`) {
		t.Error(code.Path[:40])
	}
}

func TestThePDFHoldsTheWordsAndItsFonts(t *testing.T) {
	for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
		w := paper.Of(l, sample(attendance.VolunteeringCertificate), base)
		raw, err := paper.PDF(w, clock.AtSeoul(2026, 11, 22, 10, 0))
		if err != nil {
			t.Fatal(err)
		}
		again, err := paper.PDF(w, clock.AtSeoul(2026, 11, 22, 10, 0))
		if err != nil || len(again) != len(raw) {
			t.Errorf("drawn twice it differs: %d and %d bytes, %v", len(raw), len(again), err)
		}
		if !bytes.HasPrefix(raw, []byte("%PDF-")) || bytes.Count(raw, []byte("/FontFile2")) != 2 || len(raw) > 200<<10 {
			t.Errorf("%s: %d bytes, %d fonts", l, len(raw), bytes.Count(raw, []byte("/FontFile2")))
		}
		text := pdfText(t, raw)
		for _, want := range []string{w.Title, "쀍뚱뷁", "7K3M-PQ9X-TBWF", w.Signer} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%s: %q is not in %q", l, want, text)
			}
		}
	}
}

// A title of 200 characters, forty rows, and one row of a sheet and a half.
func TestWhateverIsLongStaysOnTheSheet(t *testing.T) {
	plain, err := paper.PDF(paper.Of(i18n.KO, sample(attendance.VolunteeringCertificate), base), clock.AtSeoul(2026, 11, 22, 10, 0))
	if err != nil {
		t.Fatal(err)
	}
	_, footWords := bodyAndFoot(t, plain)
	long := strings.Repeat("함께 배우는 우리 동네 ", 17) + "끝말잇기"
	for name, change := range map[string]func(*paper.Words){
		"title": func(w *paper.Words) {
			w.Rows[2].Text, w.Statement = long, long+" 위 사람은 상을 받았습니다."
		},
		"rows": func(w *paper.Words) {
			for i := range 40 {
				w.Rows = append(w.Rows, paper.Row{Term: "항목", Text: "줄" + strings.Repeat("가", i) + "끝"})
			}
		},
		"one row": func(w *paper.Words) { w.Rows[2].Text = strings.Repeat(long+" ", 12) },
	} {
		for _, void := range []string{"", "2026년 12월 1일에 폐지된 증명서입니다 (기재 오류)"} {
			w := paper.Of(i18n.KO, sample(attendance.VolunteeringCertificate), base)
			w.Void = void
			change(&w)
			raw, err := paper.PDF(w, clock.AtSeoul(2026, 11, 22, 10, 0))
			if err != nil {
				t.Fatal(err)
			}
			for n, page := range strings.Split(strings.TrimSuffix(pdfText(t, raw), "\f"), "\f") {
				if !strings.Contains(page, "7K3M-PQ9X-TBWF") || void != "" && !strings.Contains(page, "폐지된") {
					t.Errorf("%s: sheet %d has no number, or does not say that it is void", name, n+1)
				}
			}
			if lowest, words := bodyAndFoot(t, raw); lowest > footTop+6 || words != footWords {
				t.Errorf("%s, void %q: the body ends at %.0f, and %d words stand in the foot instead of %d", name, void, lowest, words, footWords)
			}
			all := strings.Join(strings.Fields(pdfText(t, raw)), "")
			for _, r := range w.Rows {
				if !strings.Contains(all, strings.Join(strings.Fields(r.Text), "")) && name != "one row" && name != "title" {
					t.Errorf("%s: %q was lost", name, r.Text)
				}
			}
			if got := strings.Count(all, "끝말잇기"); name == "one row" && got != 12 || name == "title" && got != 2 {
				t.Errorf("%s: the end of the text stands %d times", name, got)
			}
		}
	}
}

// footTop is where the foot begins, in points from the top.
const footTop = 208 * 72 / 25.4

// bodyAndFoot is how far down the words above the foot reach, on any sheet, and
// how many words begin in the foot.
func bodyAndFoot(t *testing.T, raw []byte) (lowest float64, words int) {
	t.Helper()
	cmd := exec.Command("pdftotext", "-bbox", "-", "-")
	cmd.Stdin = bytes.NewReader(raw)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)"`).FindAllStringSubmatch(string(out), -1) {
		top, err1 := strconv.ParseFloat(m[1], 64)
		bottom, err2 := strconv.ParseFloat(m[2], 64)
		if errors.Join(err1, err2) != nil {
			t.Fatal(m)
		}
		if top >= footTop-1 {
			words++
		} else {
			lowest = max(lowest, bottom)
		}
	}
	return lowest, words
}

// pdfText reads a PDF with poppler, which make test installs.
func pdfText(t *testing.T, raw []byte) string {
	t.Helper()
	cmd := exec.Command("pdftotext", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(raw)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftotext (package poppler-utils) reads what was drawn: %v", err)
	}
	return string(out)
}
