package enrolment

import (
	"io"

	"github.com/xuri/excelize/v2"

	"ieum/internal/i18n"
)

// WriteXLSX writes the list as a workbook. Its first row says who took it, when
// and what for. Every cell is a string: nothing in it is run as a formula, and a
// telephone number keeps its zero.
func (l *ApplicantList) WriteXLSX(w io.Writer, lang i18n.Lang, mark string) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it holds memory only
	name := i18n.In(lang, "office.tab_applicants")
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	s, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range []float64{20, 16, 18, 14, 30, 16, 16, 20, 12} {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 3, TopLeftCell: "A4", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	rows := [][]string{
		{mark},
		{l.OrgName, l.Programme.TitleKO, l.Section.Name(), l.Section.Number},
		{
			i18n.In(lang, "office.col_receipt"), i18n.In(lang, "office.col_person"), i18n.In(lang, "office.field_phone"), i18n.In(lang, "office.col_birth"),
			i18n.In(lang, "office.col_email"), i18n.In(lang, "office.field_city"), i18n.In(lang, "office.field_district"), i18n.In(lang, "office.col_applied"), i18n.In(lang, "office.col_state"),
		},
	}
	for i := range l.Applicants {
		a := &l.Applicants[i]
		rows = append(rows, []string{
			a.Number(&l.Section), a.Name, a.Phone, string(a.BirthOn), a.Email, a.City, a.District,
			a.AppliedAt.Local().Format("2006-01-02 15:04"), i18n.In(lang, "office.applicant_"+string(a.State)),
		})
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		cells := make([]any, len(row))
		for j, v := range row {
			cells[j] = v
		}
		if err := s.SetRow(cell, cells); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}
