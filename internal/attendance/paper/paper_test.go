package paper_test

import (
	"bytes"
	"image"
	"image/color"
	"os/exec"
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
		Entry:     attendance.Entry{Minutes: 750, Role: attendance.Volunteer, Award: "최우수상"},
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
