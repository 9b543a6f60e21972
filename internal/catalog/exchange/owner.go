package exchange

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// owners finds the organisation that a row belongs to, and makes those that
// are not known yet.
type owners struct {
	byCode, byName map[string]*people.Organisation
	slugs          map[string]bool
	made           []*people.Organisation
	now            clock.Instant
}

func newOwners(known []people.Organisation, now clock.Instant) *owners {
	o := &owners{byCode: map[string]*people.Organisation{}, byName: map[string]*people.Organisation{}, slugs: map[string]bool{}, now: now}
	for i := range known {
		o.know(&known[i])
	}
	return o
}

func (o *owners) know(org *people.Organisation) {
	if org.ProviderCode != nil {
		o.byCode[*org.ProviderCode] = org
	}
	// The longer name first: a short form must not take another's place.
	for _, name := range namesOf(org) {
		if k := foldName(name); k != "" && o.byName[k] == nil {
			o.byName[k] = org
		}
	}
	o.slugs[org.Slug] = true
}

// foldName makes names equal that differ in spaces, form or the office's own
// word: 부산광역시 남구 is 부산광역시 남구청.
func foldName(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s)), ""))
	for _, pair := range [][2]string{{"구청", "구"}, {"시청", "시"}, {"군청", "군"}, {"도청", "도"}} {
		if rest, ok := strings.CutSuffix(s, pair[0]); ok {
			return rest + pair[1]
		}
	}
	return s
}

// namesOf is how a body is called in files: 남구, 부산광역시 남구, 부산 남구.
func namesOf(org *people.Organisation) []string {
	return []string{org.NameKO, org.NowKO, org.City + org.NameKO, strings.TrimSuffix(strings.TrimSuffix(org.City, "광역시"), "특별시") + org.NameKO}
}

// known is the organisation of a row that is known already, by its provider's
// code, else by name; nil for a new one.
func (o *owners) known(v standard.Values) *people.Organisation {
	if org := o.byCode[v.ProviderCode]; v.ProviderCode != "" && org != nil {
		return org
	}
	return o.byName[foldName(fullName(v, o.byName[foldName(v.Owner())]))]
}

// fullName is how a row's owner is called. Many cities have a 남구: one whose
// address is in another city than that of the body we know is another 남구.
func fullName(v standard.Values, org *people.Organisation) string {
	name := v.Owner()
	if org != nil && org.Kind == people.District && v.Address.City != "" && org.City != "" && v.Address.City != org.City && foldName(name) == foldName(org.NameKO) {
		return v.Address.City + " " + name
	}
	return name
}

// of is the owner of a row: one that is known, else a new organisation that has
// no desk here.
func (o *owners) of(v standard.Values) *people.Organisation {
	if org := o.known(v); org != nil {
		return org
	}
	name := fullName(v, o.byName[foldName(v.Owner())])
	org := &people.Organisation{
		ID: id.New(), Slug: o.slug(foldName(name)), Kind: kindOf(name), NameKO: name,
		City: v.Address.City, District: v.Address.District, Phone: v.Phone, Homepage: v.URL, CreatedAt: o.now, UpdatedAt: o.now,
	}
	if v.ProviderCode != "" {
		code := v.ProviderCode
		org.ProviderCode = &code
	}
	o.know(org)
	o.made = append(o.made, org)
	return org
}

// slug is a free one for a name: who bore that name before may bear another now.
func (o *owners) slug(name string) string {
	slug := "org-" + short(name)[:10]
	for n := 2; o.slugs[slug]; n++ {
		slug = fmt.Sprintf("org-%s-%d", short(name)[:10], n)
	}
	return slug
}

// kindOf tells what sort of body bears a name.
func kindOf(name string) people.OrgKind {
	name = strings.Join(strings.Fields(name), "")
	has := func(suffixes ...string) bool {
		for _, s := range suffixes {
			if strings.HasSuffix(name, s) {
				return true
			}
		}
		return false
	}
	switch {
	case strings.Contains(name, "교육지원청"), strings.Contains(name, "교육청"), has("교육부"):
		return people.EducationOffice
	case strings.Contains(name, "대학"):
		return people.University
	case has("초등학교", "중학교", "고등학교", "학교"):
		return people.School
	case has("구", "구청", "군", "군청"):
		return people.District
	case has("시", "시청", "도", "도청"):
		return people.City
	case strings.Contains(name, "주식회사"), strings.Contains(name, "(주)"):
		return people.Company
	case has("협회", "협동조합", "연합회", "단체"):
		return people.NGO
	}
	return people.Institute
}
