package standard

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// The set has no id. A course is known again by its body (who provides and who
// runs it), title, first day, starting time and place. What an office mends
// later, such as the capacity, the fee or the last day, is not part of it.

// ImportKey is the key of a course that shares it with no other of its file.
// The owner stands for the body of a course that names none: two offices may
// both bring a nameless 요가.
func (v Values) ImportKey(owner string) string {
	if v.Owner() != "" {
		owner = ""
	}
	start := ""
	if v.HasStart {
		start = strconv.Itoa(v.StartMinute)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{owner, v.ProviderName, v.Operator, v.Title, string(v.StartsOn), start, v.Place}, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// AssignKeys gives every row its key. Rows that agree in all of it and still
// differ elsewhere (a Monday and a Tuesday class of the same title in the same
// room, both dated from their term's first day) are different courses, of which
// none may be lost: they are numbered, key, key~2, key~3, in an order that does
// not depend on where they stand in the file.
func AssignKeys(rows []Row, owner string) {
	groups := map[string][]*Row{}
	for i := range rows {
		k := rows[i].ImportKey(owner)
		groups[k] = append(groups[k], &rows[i])
	}
	for k, g := range groups {
		slices.SortStableFunc(g, func(a, b *Row) int { return cmp.Compare(a.rank(), b.rank()) })
		for i, r := range g {
			r.Key = k
			if i > 0 {
				r.Key += "~" + strconv.Itoa(i+1)
			}
		}
	}
}

// rank orders rows of one key, by what is least likely to be edited first.
func (r *Row) rank() string {
	return strings.Join([]string{
		clean(r.Raw[Weekday]), string(r.EndsOn), clean(r.Raw[EndTime]), r.Audience, r.MethodText, r.Category,
		r.Teacher, r.Address.Text, r.same(),
	}, "\x1f")
}

// same is all that tells a row from another, for finding the very same one
// twice; the day of the data does not.
func (r *Row) same() string {
	var b strings.Builder
	for c, cell := range r.Raw {
		if Column(c) != ReferenceDate {
			b.WriteString(clean(cell))
		}
		b.WriteByte('\x1f')
	}
	b.WriteString(r.ProviderName)
	return b.String()
}
