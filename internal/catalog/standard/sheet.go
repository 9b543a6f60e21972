package standard

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"ieum/internal/fault"
)

// The limits of a workbook once unpacked. A real one of 20,000 rows unpacks to
// some 27 MiB and 3 million tags; a zip bomb to as much as it is let. What a
// part costs in memory goes by its tags, each of which becomes a value or more.
const (
	maxUnpacked = 48 << 20
	maxParts    = 2_000
	maxTags     = 6_000_000 // of all parts together, in practice of the sheets
	maxListTags = 1_200_000 // of a part that is held as a whole, such as the list of shared texts
	maxWide     = 20        // rows with more than maxColumns cells; no table has them
	maxText     = 64 << 20  // of all cells together: a shared string costs once in the file and once a cell here
	maxSheets   = 12
	maxEmpty    = 1_048_576 // rows of a sheet
)

var errTooWide = fault.New(fault.Invalid, "standard.file_too_wide", "most", maxColumns)

var errTooMuchText = fault.New(fault.TooLarge, "standard.file_too_large", "mib", MaxBytes>>20)

// workbook is an open XLSX file.
type workbook struct {
	file *excelize.File
	from time.Time // day 0 of its dates
}

// openWorkbook opens an XLSX file whose unpacked size is known to be bearable.
func openWorkbook(data []byte) (*workbook, error) {
	bad := func(err error) error { return fault.Wrap(err, fault.Invalid, "standard.file_workbook") }
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, bad(err)
	}
	var total uint64
	for _, part := range z.File {
		// archive/zip gives no more bytes of a part than it declares here.
		if total += part.UncompressedSize64; part.UncompressedSize64 > maxUnpacked || total > maxUnpacked || len(z.File) > maxParts {
			return nil, errTooMuchText
		}
	}
	if err := countTags(z); err != nil {
		return nil, err
	}
	// Both limits alike: nothing is put in temporary files.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, bad(err)
	}
	b := &workbook{file: f, from: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil && *p.Date1904 {
		b.from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return b, nil
}

// countTags refuses a workbook that is small and still means millions of values.
func countTags(z *zip.Reader) error {
	total := 0
	buf := make([]byte, 64<<10)
	for _, part := range z.File {
		if strings.HasPrefix(strings.ToLower(part.Name), "xl/media/") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "standard.file_workbook")
		}
		n := 0
		for err == nil && n <= maxTags {
			var k int
			k, err = r.Read(buf)
			n += bytes.Count(buf[:k], []byte("<"))
		}
		_ = r.Close()
		if err != nil && !errors.Is(err, io.EOF) {
			return fault.Wrap(err, fault.Invalid, "standard.file_workbook")
		}
		if total += n; total > maxTags || n > maxListTags && !isSheet(part.Name) {
			return errTooMuchText
		}
	}
	return nil
}

// isSheet reports whether a part is read row by row.
func isSheet(part string) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimPrefix(part, "/")), "xl/worksheets/")
}

func (b *workbook) close() { _ = b.file.Close() } // it holds memory only

// sheet finds the visible sheet whose top names the most columns.
func (b *workbook) sheet() (name string, h header, err error) {
	for i, s := range b.file.GetSheetList() {
		if shown, err := b.file.GetSheetVisible(s); err != nil || !shown || i >= maxSheets {
			continue
		}
		n := 0
		for rec, err := range b.records(s, header{}) {
			if err != nil {
				return "", header{}, err
			}
			if got := readHeader(rec); got.found > h.found {
				name, h = s, got
			}
			if n++; n >= headerWithin {
				break
			}
		}
	}
	return name, h, nil
}

// records reads the rows of a sheet that hold anything; the columns' places say
// which cells hold days and times.
func (b *workbook) records(sheet string, h header) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		// Two passes side by side: a number as it is stored and as it is shown.
		// Only from both can one tell 46143 from a day that is shown as 5/1/26.
		stored, err := b.file.Rows(sheet)
		if err != nil {
			yield(record{}, fault.Wrap(err, fault.Invalid, "standard.file_workbook"))
			return
		}
		shown, err := b.file.Rows(sheet)
		if err != nil {
			yield(record{}, fault.Wrap(err, fault.Invalid, "standard.file_workbook"))
			return
		}
		kinds := h.kinds()
		text, wide := 0, 0
		for line := 1; line <= maxEmpty && stored.Next() && shown.Next(); line++ {
			as, err1 := stored.Columns(excelize.Options{RawCellValue: true})
			var seen []string
			var err2 error
			if len(as) > 0 {
				seen, err2 = shown.Columns()
			}
			if err := errors.Join(err1, err2, stored.Error()); err != nil {
				yield(record{}, fault.Wrap(err, fault.Invalid, "standard.file_workbook"))
				return
			}
			if len(as) == 0 {
				continue
			}
			rec := record{line: line}
			if len(as) > maxColumns {
				if wide++; wide > maxWide {
					yield(record{}, errTooWide)
					return
				}
				as, rec.problem = as[:maxColumns], "standard.too_many_cells"
			}
			for i := range as {
				cell := as[i]
				if i < len(seen) {
					cell = b.cell(as[i], seen[i], kinds[i])
				}
				rec.cells = append(rec.cells, cell)
				if text += len(cell); text > maxText {
					yield(record{}, errTooMuchText)
					return
				}
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}

type kind int

const (
	asShown kind = iota
	aDay
	aTime
	aNumber
)

// kinds says for each cell of a record what a number in it means.
func (h header) kinds() (k [maxColumns]kind) {
	if h.found == 0 {
		return k
	}
	for c, want := range map[Column]kind{
		StartDate: aDay, EndDate: aDay, ApplyFrom: aDay, ApplyUntil: aDay, ReferenceDate: aDay,
		StartTime: aTime, EndTime: aTime, Capacity: aNumber, Fee: aNumber,
	} {
		if i := h.at[c]; i >= 0 && i < maxColumns {
			k[i] = want
		}
	}
	return k
}

// cell is what a reader of the sheet would copy out of it by hand, but for days
// and times, which the sheet shows in as many ways as there are Excels: those
// are written in the set's own way. A plain number that no style makes a day
// stays the number it is.
func (b *workbook) cell(stored, shown string, k kind) string {
	f, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) || stored == shown && !strings.ContainsAny(stored, "eE") {
		return shown
	}
	if k == aNumber {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	if f < 0 || f > endOfTime+1 {
		return shown
	}
	switch k {
	case aTime:
		m, said, problem := parseTime(strconv.FormatFloat(f-math.Floor(f), 'f', 10, 64))
		if problem == "" && said {
			return minutes(m)
		}
	case aDay:
		days := math.Floor(f)
		at := b.from.AddDate(0, 0, int(days)).Add(time.Duration(math.Round((f-days)*24*3600)) * time.Second)
		if at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
			return at.Format(time.DateOnly)
		}
		return at.Format(time.DateTime)
	default:
	}
	return shown
}
