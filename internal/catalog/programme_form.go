package catalog

import (
	"slices"
	"strconv"
	"strings"

	"ieum/internal/fault"
	"ieum/internal/id"
)

// ProgrammeForm is a programme as it is typed.
type ProgrammeForm struct {
	TitleKO      string   `form:"title_ko"`
	TitleEN      string   `form:"title_en"`
	Kind         string   `form:"kind"`
	SummaryKO    string   `form:"summary_ko"`
	SummaryEN    string   `form:"summary_en"`
	LearnKO      string   `form:"learn_ko"`
	LearnEN      string   `form:"learn_en"`
	BringKO      string   `form:"bring_ko"`
	BringEN      string   `form:"bring_en"`
	Area         string   `form:"area"`
	Audience     string   `form:"audience"`
	AudienceNote string   `form:"audience_note"`
	MinAge       string   `form:"min_age"`
	MaxAge       string   `form:"max_age"`
	Grades       []string `form:"grades"`
	SchoolCity   string   `form:"school_city"` // only pupils of this city's schools
	Stage        string   `form:"stage"`
	SharedType   string   `form:"shared_type"`
	SharedYear   string   `form:"shared_year"`
	Year         string   `form:"year"`
	Cooperation  string   `form:"cooperation"` // agreement:ID, award:ID or ""
	Strand       string   `form:"strand"`
	Department   string   `form:"department"`
	Phone        string   `form:"phone"`
}

// FormOf is a programme as its form shows it.
func FormOf(p *Programme) ProgrammeForm {
	f := ProgrammeForm{
		TitleKO: p.TitleKO, TitleEN: p.TitleEN, Kind: string(p.Kind), SummaryKO: p.SummaryKO, SummaryEN: p.SummaryEN,
		LearnKO: p.LearnKO, LearnEN: p.LearnEN, BringKO: p.BringKO, BringEN: p.BringEN, Area: string(p.Area), Audience: string(p.Audience),
		AudienceNote: p.AudienceNote, MinAge: text(p.MinAge), MaxAge: text(p.MaxAge), SchoolCity: p.SchoolCity, Stage: p.Stage, SharedType: p.SharedType,
		SharedYear: text(p.SharedYear), Year: strconv.Itoa(p.Year), Strand: p.StrandID.String(), Department: p.Department, Phone: p.Phone,
	}
	if p.Grades != "" {
		f.Grades = strings.Split(p.Grades, ",")
	}
	switch {
	case !p.AgreementID.IsZero():
		f.Cooperation = "agreement:" + p.AgreementID.String()
	case !p.AwardID.IsZero():
		f.Cooperation = "award:" + p.AwardID.String()
	}
	return f
}

func text(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// facts are the fields in the order of the form.
func (f ProgrammeForm) facts() []Stated {
	return []Stated{
		{Field: "title_ko", Value: f.TitleKO},
		{Field: "title_en", Value: f.TitleEN},
		{Field: "kind", Value: f.Kind},
		{Field: "year", Value: f.Year},
		{Field: "cooperation", Value: f.Cooperation},
		{Field: "strand", Value: f.Strand},
		{Field: "summary_ko", Value: f.SummaryKO},
		{Field: "summary_en", Value: f.SummaryEN},
		{Field: "learn_ko", Value: f.LearnKO},
		{Field: "learn_en", Value: f.LearnEN},
		{Field: "bring_ko", Value: f.BringKO},
		{Field: "bring_en", Value: f.BringEN},
		{Field: "area", Value: f.Area},
		{Field: "audience", Value: f.Audience},
		{Field: "audience_note", Value: f.AudienceNote},
		{Field: "min_age", Value: f.MinAge},
		{Field: "max_age", Value: f.MaxAge},
		{Field: "grades", Value: strings.Join(f.Grades, ",")},
		{Field: "school_city", Value: f.SchoolCity},
		{Field: "stage", Value: f.Stage},
		{Field: "shared_type", Value: f.SharedType},
		{Field: "shared_year", Value: f.SharedYear},
		{Field: "department", Value: f.Department},
		{Field: "phone", Value: f.Phone},
	}
}

// read writes what was typed into p and says what is wrong with it. Whether the
// organisation has a part in the cooperation, the database knows.
func (f ProgrammeForm) read(p *Programme) fault.Problems {
	t := newTyped()
	p.TitleKO = t.line("title_ko", f.TitleKO, longTitle)
	t.required("title_ko", p.TitleKO)
	p.TitleEN = t.line("title_en", f.TitleEN, longTitle)
	p.Kind = oneOf(t, "kind", f.Kind, Kinds)
	p.SummaryKO, p.SummaryEN = t.text("summary_ko", f.SummaryKO, longText), t.text("summary_en", f.SummaryEN, longText)
	p.LearnKO, p.LearnEN = t.text("learn_ko", f.LearnKO, longText), t.text("learn_en", f.LearnEN, longText)
	p.BringKO, p.BringEN = t.text("bring_ko", f.BringKO, longText), t.text("bring_en", f.BringEN, longText)
	p.Area = oneOf(t, "area", f.Area, Areas)
	p.Audience = oneOf(t, "audience", f.Audience, Audiences)
	p.AudienceNote = t.line("audience_note", f.AudienceNote, longLine)
	p.MinAge, p.MaxAge = t.number("min_age", f.MinAge, 0, 120), t.number("max_age", f.MaxAge, 0, 120)
	if p.MinAge != nil && p.MaxAge != nil && *p.MinAge > *p.MaxAge {
		t.problems.Add("max_age", "office.problem.ages")
	}
	f.readSchool(t, p)
	if y := t.number("year", f.Year, firstYear, lastYear); y != nil {
		p.Year = *y
	} else {
		t.required("year", "")
	}
	f.readCooperation(t, p)
	p.Department = t.line("department", f.Department, longLine)
	p.Phone = t.phone("phone", f.Phone)
	return t.problems
}

func (f ProgrammeForm) readSchool(t typed, p *Programme) {
	var grades []string
	for _, g := range Grades {
		if slices.Contains(f.Grades, g) {
			grades = append(grades, g)
		}
	}
	if slices.ContainsFunc(f.Grades, func(g string) bool { return g != "" && !slices.Contains(Grades, g) }) {
		t.problems.Add("grades", "office.problem.choose")
	}
	p.Grades = strings.Join(grades, ",")
	p.SchoolCity = t.line("school_city", f.SchoolCity, longLine)
	p.Stage = oneOf(t, "stage", f.Stage, append([]string{""}, Stages...))
	p.SharedType = t.line("shared_type", f.SharedType, longLine)
	p.SharedYear = t.number("shared_year", f.SharedYear, firstYear, lastYear)
	if p.SharedType != "" && p.SharedYear == nil {
		t.problems.Add("shared_year", "office.problem.shared_year")
	}
	if p.SharedType == "" {
		p.SharedYear = nil
	}
}

func (f ProgrammeForm) readCooperation(t typed, p *Programme) {
	p.AgreementID, p.AwardID, p.StrandID = id.None, id.None, id.None
	what, which, _ := strings.Cut(strings.TrimSpace(f.Cooperation), ":")
	of, err := id.Parse(which)
	switch {
	case what == "":
	case err != nil || (what != "agreement" && what != "award"):
		t.problems.Add("cooperation", "office.problem.choose")
	case what == "agreement":
		p.AgreementID = of
	default:
		p.AwardID = of
	}
	if f.Strand = strings.TrimSpace(f.Strand); f.Strand == "" {
		return
	}
	strand, err := id.Parse(f.Strand)
	if err != nil || what == "" {
		t.problems.Add("strand", "office.problem.strand")
		return
	}
	p.StrandID = strand
}
