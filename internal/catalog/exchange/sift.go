package exchange

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/catalog/standard"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// An organisation publishes what is its own, and passes on what bodies publish
// that have no desk here. It never publishes another's courses as its own, nor
// anything in the name of a body that can do so itself.

// sift takes rows out of a file that the one who imports must not publish, and
// says of each why and what to do. It returns how many those are.
func (s *Service) sift(ctx context.Context, who policy.Actor, in Import, file *standard.File) (int, error) {
	if in.Org.IsZero() {
		return 0, nil // the platform's own people: see may
	}
	known, err := (reader{s.db.Read(ctx)}).organisations()
	if err != nil {
		return 0, err
	}
	o, mine := newOwners(known, s.db.Now()), who.OrgsOf(policy.Officer, policy.Host)
	at := slices.IndexFunc(known, func(org people.Organisation) bool { return org.ID == in.Org })
	if at < 0 {
		return 0, notFound(nil)
	}
	good := file.Rows[:0]
	for _, row := range file.Rows {
		problem := o.foreign(row.Values, in, &known[at], mine)
		if problem.Key == "" {
			good = append(good, row)
			continue
		}
		file.Refusals = append(file.Refusals, standard.Refusal{Line: row.Line, Column: ownerColumn(row.Values).Name(), Value: row.Owner(), Problem: problem})
	}
	foreign := len(file.Rows) - len(good)
	file.Rows = good
	file.Refused += foreign
	slices.SortStableFunc(file.Refusals, func(a, b standard.Refusal) int { return a.Line - b.Line })
	return foreign, nil
}

// foreign says why a row may not be published by whom imports it; the zero text
// when it may.
func (o *owners) foreign(v standard.Values, in Import, own *people.Organisation, mine []id.ID) (none fault.Text) {
	org := o.known(v)
	switch {
	case org != nil && org.ID == in.Org:
		return none
	case org != nil && org.Desk && !slices.Contains(mine, org.ID):
		return fault.Say("import.desk_elsewhere", "name", org.Current())
	case in.ByRow:
		return none
	case v.Owner() == "", org == nil && ofHouse(v.Owner(), own):
		return none
	}
	return fault.Say("import.other_body", "name", fullName(v, o.byName[foldName(v.Owner())]), "own", longName(own), "column", ownerColumn(v).Name())
}

// longName is a body's name by which it is no other city's: 부산광역시 남구.
func longName(org *people.Organisation) string {
	if org.Kind == people.District && org.City != "" {
		return org.City + " " + org.Current()
	}
	return org.Current()
}

// ownerColumn is the column that names a row's body.
func ownerColumn(v standard.Values) standard.Column {
	if v.ProviderName != "" {
		return standard.ProviderName
	}
	return standard.Operator
}

var (
	// houses are what an office's own places and departments are called after its name.
	houses = []string{"청", "평생", "도서관", "주민", "행정", "보건"}
	// bodies are what is called after an office and is a body of its own.
	bodies = []string{"재단", "공단", "공사", "진흥원", "협회", "조합", "교육지원청"}
)

// ofHouse reports whether a name is that of an office's own place: 남구청
// 평생교육과 and 부산광역시 남구 평생학습관 are of 남구, 대구광역시 남구 is not.
func ofHouse(name string, org *people.Organisation) bool {
	name = foldName(name)
	if slices.ContainsFunc(bodies, func(w string) bool { return strings.Contains(name, w) }) {
		return false
	}
	for _, own := range namesOf(org) {
		rest, ok := strings.CutPrefix(name, foldName(own))
		if ok && own != "" && slices.ContainsFunc(houses, func(w string) bool { return strings.HasPrefix(rest, w) }) {
			return true
		}
	}
	return false
}
