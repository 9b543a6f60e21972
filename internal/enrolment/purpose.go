package enrolment

import (
	"slices"
	"unicode/utf8"

	"ieum/internal/audit"
	"ieum/internal/fault"
	"ieum/internal/people"
)

// PurposeForm is what somebody says they need people's data for.
type PurposeForm struct {
	Purpose string `form:"purpose"`
	Note    string `form:"purpose_note"`
}

// read is the purpose, or what is wrong with it.
func (f PurposeForm) read() (audit.Purpose, string, error) {
	p, note, problems := audit.Purpose(f.Purpose), people.CleanLine(f.Note), fault.Problems{}
	switch {
	case !slices.Contains(audit.Purposes, p):
		problems.Add("purpose", "office.problem.purpose")
	case p == audit.Other && note == "":
		problems.Add("purpose_note", "office.problem.purpose_note")
	}
	switch {
	case utf8.RuneCountInString(note) > 200:
		problems.Add("purpose_note", "office.problem.long", "n", 200)
	case people.HasResidentNumber(note):
		problems.Add("purpose_note", "office.problem.resident_number")
	}
	return p, note, problems.Err()
}
