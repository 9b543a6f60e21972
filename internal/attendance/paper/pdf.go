package paper

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"codeberg.org/go-pdf/fpdf"

	"ieum/internal/attendance"
	"ieum/internal/clock"
	"ieum/internal/fault"
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

// File is a certificate to keep, for whoever may have it: none is drawn once its
// holder bears another name.
func File(l i18n.Lang, p *attendance.Paper, base string) ([]byte, error) {
	if p.Renamed {
		return nil, fault.New(fault.Conflict, "certificate.problem.renamed")
	}
	return PDF(Of(l, p, base), p.IssuedAt)
}

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
	s.body(w, top(w))
	s.foot(w, code)
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

// top is where the rows begin: below the title, and below what voids the sheet.
func top(w Words) float64 {
	if w.Void != "" {
		return 100
	}
	return 92
}

// body is the rows and the statement, between the title and the foot. What is
// too long for that is set in smaller type; what no type holds goes on over more
// sheets, each with the frame and the number, and the foot is on the last.
func (s sheet) body(w Words, y float64) {
	if w.Void != "" {
		s.void(w.Void)
	}
	scale := 1.0
	for scale > smallest && s.needs(w, scale) > foot-y {
		scale -= 0.05
	}
	for _, r := range w.Rows {
		for _, part := range s.parts(r, scale) {
			y = s.row(part, s.room(w, y, s.rowHigh(part, scale)), scale)
		}
	}
	text, line := s.lines(w.Statement, "", 15*scale, inner), 10*scale
	y = s.room(w, y+gap*scale, float64(len(text))*line)
	s.SetFont(family, "", 15*scale)
	s.ink(20)
	for _, l := range text {
		y = s.room(w, y, line)
		s.SetXY(margin, y)
		s.CellFormat(inner, line, l, "", 0, "C", false, 0, "")
		y += line
	}
}

// The body: where it ends, its smallest type, and the space before the statement.
const (
	foot, nextTop = 203.0, 36.0
	smallest      = 0.7
	gap           = 14.0
	mostLines     = 18 // of one row on one sheet
)

// needs is how high the body is in a type.
func (s sheet) needs(w Words, scale float64) (high float64) {
	for _, r := range w.Rows {
		high += s.rowHigh(r, scale)
	}
	return high + gap*scale + float64(len(s.lines(w.Statement, "", 15*scale, inner)))*10*scale
}

// room is where something of a height begins: here, or on a new sheet.
func (s sheet) room(w Words, y, needed float64) float64 {
	if y+min(needed, foot-nextTop) <= foot {
		return y
	}
	s.AddPage()
	s.frame()
	s.ink(70)
	s.SetFont(family, "", 10.5)
	s.SetXY(margin, 24)
	s.CellFormat(inner, 6, w.Number, "", 0, "L", false, 0, "")
	if w.Void == "" {
		return nextTop
	}
	s.voidAt(w.Void, nextTop-3) // no sheet is without it
	return s.GetY() + 4
}

// lines are a text as it breaks in a width.
func (s sheet) lines(text, style string, size, room float64) []string {
	s.SetFont(family, style, size)
	return s.SplitText(text, room-2*s.GetCellMargin())
}

// parts are a row in pieces that a sheet holds.
func (s sheet) parts(r Row, scale float64) (out []Row) {
	text := s.lines(r.Text, "B", 13*scale, inner-termWide)
	for part := range slices.Chunk(text, mostLines) {
		out = append(out, Row{r.Term, strings.Join(part, "\n")})
		r.Term = ""
	}
	return out
}

func (s sheet) rowHigh(r Row, scale float64) float64 {
	n := max(len(s.lines(r.Text, "B", 13*scale, inner-termWide)), len(s.lines(r.Term, "", 12*scale, termWide)))
	return (float64(n)*8 + 3.5) * scale
}

// row draws one row and returns where the next begins.
func (s sheet) row(r Row, y, scale float64) float64 {
	s.SetFont(family, "", 12*scale)
	s.ink(90)
	s.SetXY(margin, y)
	s.MultiCell(termWide, 8*scale, r.Term, "", "L", false)
	s.SetFont(family, "B", 13*scale)
	s.ink(20)
	s.SetXY(margin+termWide, y)
	s.MultiCell(inner-termWide, 8*scale, r.Text, "", "L", false)
	return y + s.rowHigh(r, scale)
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
func (s sheet) void(text string) { s.voidAt(text, 74) }

func (s sheet) voidAt(text string, y float64) {
	s.SetTextColor(190, 20, 30)
	s.SetFont(family, "B", 16)
	s.SetXY(margin, y)
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
