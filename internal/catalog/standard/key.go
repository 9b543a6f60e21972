package standard

import (
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
	return digest(16, owner, v.ProviderName, v.Operator, v.Title, string(v.StartsOn), start, v.Place)
}

func digest(bytes int, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:bytes])
}

// Levels are how sure one may be that two rows of one group are the same
// course, the surest first: all cells agree; all that an office seldom mends
// agree; the days and times agree.
const Levels = 3

// Tells is what a row says at each level.
func (r *Row) Tells() [Levels]string {
	coarse := []string{clean(r.Raw[Weekday]), clean(r.Raw[EndTime]), clean(r.Raw[EndDate]), clean(r.Raw[Teacher])}
	if r.EndsOn != "" { // however it is written
		coarse[2] = string(r.EndsOn)
	}
	if r.HasEnd {
		coarse[1] = strconv.Itoa(r.EndMinute)
	}
	fine := append(slices.Clip(coarse), clean(r.Raw[Audience]), clean(r.Raw[Method]), clean(r.Raw[Category]), clean(r.Raw[RoadAddress]))
	return [Levels]string{r.same(), strings.Join(fine, "\x1f"), strings.Join(coarse, "\x1f")}
}

// AssignKeys gives every row its group and its key. Rows that agree in the
// group and still differ elsewhere (a Monday and a Tuesday class of the same
// title in the same room, both dated from their term's first day) are different
// courses, of which none may be lost: to their keys is added what tells them
// apart, never a number, so that half of a file does not take the places of the
// other half. How much must be added depends on the file; whoever looks for a
// course that is stored compares what the rows of its group tell, not the keys.
func AssignKeys(rows []Row, owner string) {
	groups := map[string][]*Row{}
	for i := range rows {
		r := &rows[i]
		r.Group = r.ImportKey(owner)
		r.Key = r.Group
		groups[r.Group] = append(groups[r.Group], r)
	}
	for _, g := range groups {
		if len(g) > 1 {
			tellApart(g)
		}
	}
}

func tellApart(g []*Row) {
	tells := make([][Levels]string, len(g))
	var count [Levels]map[string]int
	for level := range count {
		count[level] = map[string]int{}
	}
	for i, r := range g {
		tells[i] = r.Tells()
		for level, t := range tells[i] {
			count[level][t]++
		}
	}
	for i, r := range g {
		level := Levels - 1
		for level > 0 && count[level][tells[i][level]] > 1 {
			level--
		}
		r.Key = r.Group + "~" + digest(8, strconv.Itoa(level), tells[i][level])
	}
}

// Remote is a key for a row whose own is another's already.
func (r *Row) Remote() string { return r.Group + "~" + digest(16, r.same()) }

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
