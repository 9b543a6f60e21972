package my

import (
	"context"
	"net/url"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// Book is everything that the reader and the reader's children have applied for.
type Book struct {
	Receipts []enrolment.Receipt
	Children []people.Child
	Self     people.Person
	Person   id.ID // whose are shown; None for all
	Now      clock.Instant
}

// Of narrows the book to one person.
func (b Book) Of(person id.ID) Book {
	b.Person = person
	b.Receipts = slices.DeleteFunc(b.Receipts, func(r enrolment.Receipt) bool { return r.PersonID != person })
	return b
}

// family are the tabs of the switcher: everybody, the reader, each child.
func (b Book) family(ctx context.Context) []ui.Tab {
	base := paths.ToMyApplications(ctx)
	tabs := []ui.Tab{
		{Label: i18n.T(ctx, "family.everybody"), Href: base, Current: b.Person.IsZero()},
		{Label: b.Self.Name, Href: base + "?person=" + b.Self.ID.String(), Current: b.Person == b.Self.ID},
	}
	for _, c := range b.Children {
		tabs = append(tabs, ui.Tab{Label: c.Person.Name, Href: base + "?person=" + c.Person.ID.String(), Current: b.Person == c.Person.ID})
	}
	return tabs
}

// ChildForm is what is typed to add a child.
type ChildForm struct {
	Name      string         `form:"name"`
	BirthDate string         `form:"birth_date"`
	School    string         `form:"school"`
	Grade     string         `form:"grade"`
	Guardian  string         `form:"guardian"`
	Consent   string         `form:"consent"`
	Problems  fault.Problems `form:"-"`

	Schools []people.Organisation `form:"-"`
	Phone   string                `form:"-"` // the guardian's
}

// ChildPage is one child with what is typed about it.
type ChildPage struct {
	School   string         `form:"school"`
	Grade    string         `form:"grade"`
	Consent  string         `form:"consent"`
	Phone    string         `form:"phone"` // of a second guardian
	Problems fault.Problems `form:"-"`

	Child    people.Child          `form:"-"`
	Affected []enrolment.Receipt   `form:"-"` // places that end with the consent
	Schools  []people.Organisation `form:"-"`
	Typed    bool                  `form:"-"`
}

// CodeForm is a code that came to the reader's number.
type CodeForm struct {
	Code     string         `form:"code"`
	Address  string         `form:"-"`
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
}

// HandOver is a child on its way to an account of its own.
type HandOver struct {
	Contact  string         `form:"contact"`
	Code     string         `form:"code"`
	Terms    string         `form:"terms"`
	Privacy  string         `form:"privacy"`
	Problems fault.Problems `form:"-"`
	Trouble  fault.Text     `form:"-"`
	Child    people.Child   `form:"-"`
	Address  string         `form:"-"` // where the code was sent; "" before
	Kept     bool           `form:"-"`
}

// PhoneForm is the reader's own number on its way to being proved.
type PhoneForm struct {
	Contact     string         `form:"contact"`
	Code        string         `form:"code"`
	Password    string         `form:"password"`
	Own         string         `form:"own"` // the code that came to the contact until now
	Next        string         `form:"next"`
	Problems    fault.Problems `form:"-"`
	Trouble     fault.Text     `form:"-"`
	Address     string         `form:"-"` // where the code was sent; "" before
	OwnAddress  string         `form:"-"` // where the other one was sent, masked; "" where none is asked for
	Now         string         `form:"-"` // the number that is proved already
	HasPassword bool           `form:"-"`
	Kept        bool           `form:"-"`
}

func schoolOptions(ctx context.Context, schools []people.Organisation) (out []ui.Option) {
	for i := range schools {
		out = append(out, ui.Option{Value: schools[i].ID.String(), Label: orgName(ctx, &schools[i]), Group: schools[i].City})
	}
	return out
}

func gradeOptions(ctx context.Context) (out []ui.Option) {
	for _, g := range people.Grades {
		out = append(out, ui.Option{Value: g, Label: i18n.T(ctx, "family.grade."+g)})
	}
	return out
}

func schoolOf(ctx context.Context, c *people.Child) string {
	if c.School.ID.IsZero() {
		return ""
	}
	return orgName(ctx, &c.School) + " · " + i18n.T(ctx, "family.grade."+c.Pupil.Grade)
}

func bornOn(ctx context.Context, c *people.Child) string {
	return i18n.T(ctx, "family.born", "day", c.Person.BirthOn, "age", c.Age())
}

// agreement are the parts of what a guardian agrees to.
func agreement(ctx context.Context) []ui.Def {
	return []ui.Def{
		{Term: i18n.T(ctx, "account.consent.purpose"), Text: i18n.T(ctx, "family.agree.purpose")},
		{Term: i18n.T(ctx, "account.consent.items"), Text: i18n.T(ctx, "family.agree.items")},
		{Term: i18n.T(ctx, "account.consent.kept"), Text: i18n.T(ctx, "family.agree.kept")},
		{Term: i18n.T(ctx, "account.consent.refusal"), Text: i18n.T(ctx, "family.agree.refusal")},
	}
}

// whom are the people whom the form offers to apply for, each with what is in the way.
func whom(ctx context.Context, o *enrolment.Offer) (out []ui.Option) {
	for i := range o.Choices {
		c := &o.Choices[i]
		opt := ui.Option{Value: c.Person.ID.String(), Label: c.Person.Name, Disabled: !c.Free()}
		switch {
		case c.Live != nil:
			opt.Hint = i18n.T(ctx, "my.apply.live")
		case c.WhyNot.Key != "":
			opt.Hint = say(ctx, c.WhyNot)
		case i == 0:
			opt.Hint = i18n.T(ctx, "family.self")
		}
		out = append(out, opt)
	}
	return out
}

// chosen is whom the form comes with: whom it was asked for, else the reader where
// the reader may apply, else the only child who may. Of several children none: the
// wrong one would be registered without anybody noticing.
func chosen(o *enrolment.Offer, f ApplyForm) string {
	var free []string
	for i := range o.Choices {
		if o.Choices[i].Free() {
			free = append(free, o.Choices[i].Person.ID.String())
		}
	}
	switch {
	case slices.Contains(free, f.For):
		return f.For
	case len(free) == 0 || o.MustChoose():
		return ""
	}
	return free[0]
}

func familyCrumbs(ctx context.Context, here string) []layout.Crumb {
	return []layout.Crumb{{Label: i18n.T(ctx, "layout.my"), Href: paths.ToMy(ctx)}, {Label: i18n.T(ctx, "family.title"), Href: paths.ToFamily(ctx)}, {Label: here}}
}

func consentWord(ctx context.Context, c *people.Child) string {
	switch {
	case c.NeedsConsent():
		return i18n.T(ctx, "family.consent.needed")
	case !c.Consent.ID.IsZero():
		return i18n.T(ctx, "family.consent.holds")
	}
	return ""
}

func consentTone(c *people.Child) ui.Tone {
	if c.NeedsConsent() {
		return ui.Warning
	}
	return ui.Success
}

// childSearch is a search for what is open to the child's year of school in its city.
func childSearch(c *people.Child) url.Values {
	v := url.Values{"status": {string(catalog.Open)}}
	if c.Pupil.Grade != "" {
		v.Set("grade", c.Pupil.Grade)
	}
	if c.School.City != "" {
		v.Set("city", c.School.City)
	}
	return v
}

// madeAs says who applied, where it was not the person themself.
func madeAs(ctx context.Context, r *enrolment.Receipt) string {
	if r.MadeAs == enrolment.AsGuardian || r.MadeAs == enrolment.AtDesk {
		return i18n.T(ctx, "my.receipt.made_as."+string(r.MadeAs))
	}
	return ""
}

// whose is the name of the person, where it is not the reader's own application.
func whose(ctx context.Context, r *enrolment.Receipt) string {
	if r.Person.Name == layout.From(ctx).Viewer.Name {
		return ""
	}
	return r.Person.Name
}
