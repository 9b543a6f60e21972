package paper

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sync"

	"codeberg.org/go-pdf/fpdf"

	"ieum/internal/clock"
	"ieum/internal/i18n"
)

// The fonts are subsets of Pretendard GOV (SIL Open Font License 1.1, OFL.txt)
// under a name of their own, as its licence asks: Latin, signs, and every
// syllable of Hangul, because names hold the rarest ones.
var (
	//go:embed fonts/Regular.ttf.gz
	regularGZ []byte
	//go:embed fonts/Bold.ttf.gz
	boldGZ []byte

	fonts = sync.OnceValues(func() (out [2][]byte, err error) {
		for i, gz := range [][]byte{regularGZ, boldGZ} {
			r, err := gzip.NewReader(bytes.NewReader(gz))
			if err != nil {
				return out, err
			}
			if out[i], err = io.ReadAll(r); err != nil {
				return out, err
			}
		}
		return out, nil
	})
)

const family = "certificate"

// A sheet of A4, in millimetres.
const (
	wide, high = 210.0, 297.0
	margin     = 27.0
	inner      = wide - 2*margin
	termWide   = 34.0
	codeWide   = 30.0
)

// PDF draws a certificate on a sheet of A4. issued is what the file says it was made at.
func PDF(w Words, issued clock.Instant) ([]byte, error) {
	faces, err := fonts()
	if err != nil {
		return nil, fmt.Errorf("paper: fonts: %w", err)
	}
	code, err := CodeOf(w.URL)
	if err != nil {
		return nil, err
	}
	p := fpdf.New("P", "mm", "A4", "")
	p.SetTitle(w.Title+" "+w.Number, true)
	p.SetAuthor(w.Org, true)
	p.SetSubject(w.Title, true)
	p.SetLang(map[i18n.Lang]string{i18n.KO: "ko-KR", i18n.EN: "en"}[w.Lang])
	p.SetCreationDate(issued.Time())
	p.SetModificationDate(issued.Time())
	p.SetAutoPageBreak(false, 0)
	p.SetCompression(true)
	p.AddUTF8FontFromBytes(family, "", faces[0])
	p.AddUTF8FontFromBytes(family, "B", faces[1])
	p.AddPage()
	s := sheet{p}
	s.frame()
	s.head(w)
	y := s.rows(w.Rows, 92)
	s.statement(w.Statement, y+14)
	s.foot(w, code)
	if w.Void != "" {
		s.void(w.Void)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	return b.Bytes(), nil
}

type sheet struct{ *fpdf.Fpdf }

// frame is a double line around the sheet.
func (s sheet) frame() {
	s.SetDrawColor(11, 80, 208)
	s.SetLineWidth(1.1)
	s.Rect(11, 11, wide-22, high-22, "D")
	s.SetLineWidth(0.25)
	s.Rect(13.5, 13.5, wide-27, high-27, "D")
}

func (s sheet) head(w Words) {
	s.ink(70)
	s.SetFont(family, "", 10.5)
	s.SetXY(margin, 24)
	s.CellFormat(inner, 6, w.Number, "", 0, "L", false, 0, "")
	s.ink(20)
	s.SetFont(family, "B", 38)
	s.fit(w.Title, 38, inner)
	s.SetXY(margin, 48)
	s.CellFormat(inner, 20, w.Title, "", 0, "C", false, 0, "")
}

// rows are what the certificate says, term by term; it returns where they end.
func (s sheet) rows(rows []Row, y float64) float64 {
	for _, r := range rows {
		s.SetFont(family, "", 12)
		s.ink(90)
		s.SetXY(margin, y)
		s.CellFormat(termWide, 8, r.Term, "", 0, "L", false, 0, "")
		s.SetFont(family, "B", 13)
		s.ink(20)
		s.SetXY(margin+termWide, y)
		s.MultiCell(inner-termWide, 8, r.Text, "", "L", false)
		y = s.GetY() + 3.5
	}
	return y
}

func (s sheet) statement(text string, y float64) {
	s.SetFont(family, "", 15)
	s.ink(20)
	s.SetXY(margin, y)
	s.MultiCell(inner, 10, text, "", "C", false)
}

// foot is when and by whom, and how to check it.
func (s sheet) foot(w Words, code Code) {
	s.ink(20)
	s.SetFont(family, "", 13)
	s.SetXY(margin, 208)
	s.CellFormat(inner, 8, w.Date, "", 0, "C", false, 0, "")
	s.SetFont(family, "B", 20)
	s.fit(w.Signer, 20, inner)
	s.SetXY(margin, 219)
	s.CellFormat(inner, 11, w.Signer, "", 0, "C", false, 0, "")
	s.SetFont(family, "", 12)
	s.fit(w.Org, 12, inner)
	s.SetXY(margin, 230)
	s.CellFormat(inner, 8, w.Org, "", 0, "C", false, 0, "")

	top := high - 24 - codeWide
	s.SetFillColor(0, 0, 0)
	side := codeWide / float64(code.Size)
	for y, row := range code.dark {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from { // a run at once, and a hair wider: seams between squares confuse readers
				s.Rect(margin-4+float64(from)*side, top+float64(y)*side, float64(x-from)*side+0.01, side+0.01, "F")
			}
		}
	}
	s.SetFont(family, "", 9.5)
	s.ink(70)
	s.SetXY(margin+codeWide, top+7)
	s.MultiCell(inner-codeWide, 5.2, w.Verify, "", "L", false)
	s.SetX(margin + codeWide)
	s.fit(w.URL, 9.5, inner-codeWide)
	s.CellFormat(inner-codeWide, 5.2, w.URL, "", 0, "L", false, 0, w.URL)
}

// void is across the sheet: nobody takes a revoked certificate for a valid one.
func (s sheet) void(text string) {
	s.SetTextColor(190, 20, 30)
	s.SetFont(family, "B", 16)
	s.SetXY(margin, 74)
	s.MultiCell(inner, 8, text, "1", "C", false)
}

func (s sheet) ink(grey int) { s.SetTextColor(grey, grey, grey) }

// fit makes the type smaller until a line is as wide as there is room.
func (s sheet) fit(text string, size, room float64) {
	for s.GetStringWidth(text) > room && size > 6 {
		size -= 0.5
		s.SetFontSize(size)
	}
}
