package catalog

import (
	"encoding/json"
	"slices"
)

// Stated is one fact of a form as it was written: the field's name and its value.
type Stated struct {
	Of    string `json:"of,omitempty"`   // "" the programme, otherwise the section's id
	Name  string `json:"name,omitempty"` // of the section
	Field string `json:"field"`
	Value string `json:"value"`
	By    string `json:"by,omitempty"` // who teaches, of a meeting: apart, so that an erasure finds the name and nothing else
}

// said is the fact as a page shows it.
func (s Stated) said() string { return joined(s.Value, s.By) }

// Difference is a fact that is no longer what it was. Before is "" for what is new.
type Difference struct {
	Of, Name, Field string
	Before, After   string
}

// Differences are the facts of after that are not those of before, in after's
// order, and then what is gone.
func Differences(before, after []Stated) []Difference {
	type key struct{ of, field string }
	was, is := map[key]Stated{}, map[key]bool{}
	for _, s := range before {
		was[key{s.Of, s.Field}] = s
	}
	var out []Difference
	for _, s := range after {
		k := key{s.Of, s.Field}
		is[k] = true
		if old := was[k]; old.said() != s.said() {
			out = append(out, Difference{s.Of, s.Name, s.Field, old.said(), s.said()})
		}
	}
	for _, s := range before {
		if !is[key{s.Of, s.Field}] && s.said() != "" {
			out = append(out, Difference{s.Of, s.Name, s.Field, s.said(), ""})
		}
	}
	return out
}

// written are the fields that somebody writes in their own words. They may name
// people (강사와의 만남), and an audit row stays when those people have gone.
var written = []string{
	"name_ko", "name_en", "term", "place", "address", "city", "district", "apply_url", "apply_phone", "fee_note",
	"title_ko", "title_en", "summary_ko", "summary_en", "learn_ko", "learn_en", "bring_ko", "bring_en", "audience_note", "school_city", "department", "phone",
}

// fromTo are the changed facts as an audit row keeps them: what they were and
// are, and of those in somebody's own words only which.
func fromTo(before, after []Stated) []any {
	from, to := map[string]string{}, map[string]string{}
	var texts []string
	for _, d := range Differences(before, after) {
		if slices.Contains(written, d.Field) {
			texts = append(texts, d.Field)
			continue
		}
		from[d.Field], to[d.Field] = d.Before, d.After
	}
	out := []any{"from", from, "to", to}
	if len(texts) > 0 {
		out = append(out, "texts", texts)
	}
	return out
}

// under are the facts of one section within a larger statement.
func under(of, name string, facts []Stated) []Stated {
	out := slices.Clone(facts)
	for i := range out {
		out[i].Of, out[i].Name = of, name
	}
	return out
}

func writeStatement(facts []Stated) (string, error) {
	raw, err := json.Marshal(facts)
	return string(raw), err
}

func readStatement(raw string) ([]Stated, error) {
	if raw == "" {
		return nil, nil
	}
	var out []Stated
	err := json.Unmarshal([]byte(raw), &out)
	return out, err
}
