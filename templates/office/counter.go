package office

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/templates/layout"
	"ieum/templates/ui"
)

// CounterPage is a search at the counter.
type CounterPage struct {
	Name      string         `form:"name"`
	Last4     string         `form:"last4"`
	Phone     string         `form:"phone"`
	BirthDate string         `form:"birth_date"`
	Take      string         `form:"take"` // the whole number or the day of birth is asked for
	Problems  fault.Problems `form:"-"`
	Trouble   fault.Text     `form:"-"`
	Found     people.Found   `form:"-"`
	Searched  bool           `form:"-"`
}

// CounterForm is somebody without an account, as they are written down.
type CounterForm struct {
	Name      string         `form:"name"`
	BirthDate string         `form:"birth_date"`
	Phone     string         `form:"phone"`
	Method    string         `form:"method"`
	Read      string         `form:"read"`
	Begin     string         `form:"begin"` // the form is only asked for, with the name in it
	Problems  fault.Problems `form:"-"`
}

// CounterServed is somebody at the counter.
type CounterServed struct {
	Served   people.Served
	Receipts []enrolment.Receipt
	Open     []enrolment.Receipt // sections alone
	Now      clock.Instant
}

// Choices are the open sections that the person has no place in.
func (v CounterServed) Choices() []enrolment.Receipt {
	return slices.DeleteFunc(slices.Clone(v.Open), func(o enrolment.Receipt) bool {
		return slices.ContainsFunc(v.Receipts, func(r enrolment.Receipt) bool { return r.SectionID == o.Section.ID && r.State == enrolment.Accepted })
	})
}

// CounterApply is an application for somebody at the counter.
type CounterApply struct {
	Phone      string          `form:"phone"`
	Method     string          `form:"method"`
	Read       string          `form:"read"`
	RequestKey string          `form:"request_key"`
	Problems   fault.Problems  `form:"-"`
	Trouble    fault.Text      `form:"-"`
	Served     people.Served   `form:"-"`
	Offer      enrolment.Offer `form:"-"`
}

type counterKey struct{}

// ForCounter marks the reader of ctx as somebody who works at the counter; alone:
// they have no other desk in the office.
func ForCounter(ctx context.Context, alone bool) context.Context {
	return context.WithValue(ctx, counterKey{}, alone)
}

// atCounter reports whether the reader acts for people at the counter.
func atCounter(ctx context.Context) bool {
	_, ok := ctx.Value(counterKey{}).(bool)
	return ok
}

// counterFrame is a page of the counter.
func counterFrame(ctx context.Context, title string, problems int, crumbs ...layout.Crumb) layout.Page {
	p := frame(ctx, title, problems)
	if alone, _ := ctx.Value(counterKey{}).(bool); alone {
		p.SideTitle = i18n.T(ctx, "desk.title")
		p.Side = slices.DeleteFunc(p.Side, func(l layout.SideLink) bool { return l.Href != "/office/desk" })
	}
	p.Crumbs = crumbs // the office's first page is not for everybody who works at the counter
	if len(crumbs) == 0 {
		p.Crumbs = []layout.Crumb{{Label: title}}
	}
	return p
}

func methodOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(people.ByPhoneCall), Label: i18n.T(ctx, "desk.method.phone_call")},
		{Value: string(people.AtCounter), Label: i18n.T(ctx, "desk.method.counter")},
	}
}

// yearAndPlace tells two people of one name apart.
func yearAndPlace(ctx context.Context, m people.Match) string {
	text := m.District
	if !m.BirthOn.IsZero() {
		year := i18n.T(ctx, "desk.born_in", "year", string(m.BirthOn)[:4])
		if text == "" {
			return year
		}
		text = year + " · " + text
	}
	return text
}

// counterFacts are what an officer says of a section on the telephone.
func counterFacts(ctx context.Context, r *enrolment.Receipt) []ui.Def {
	s := &r.Section
	return slices.DeleteFunc([]ui.Def{
		{Term: i18n.T(ctx, "my.host"), Text: i18n.Pick(ctx, r.Organisation.Current(), r.Organisation.NameEN)},
		{Term: i18n.T(ctx, "my.period"), Text: i18n.Dates(ctx, s.StartsOn, s.EndsOn)},
		{Term: i18n.T(ctx, "my.hours"), Text: i18n.Hours(ctx, s.Weekdays, s.StartMinute, s.EndMinute)},
		{Term: i18n.T(ctx, "my.place"), Text: s.Place},
		{Term: i18n.T(ctx, "my.fee"), Text: ui.FeeText(ctx, s.Fee, s.MaterialCost)},
		{Term: i18n.T(ctx, "my.contact"), Text: r.Programme.Department + " " + r.Programme.Phone},
	}, func(d ui.Def) bool { return d.Text == "" })
}

// counterName is a programme with its section.
func counterName(ctx context.Context, r *enrolment.Receipt) string {
	t := i18n.Pick(ctx, r.Programme.TitleKO, r.Programme.TitleEN)
	if n := i18n.Pick(ctx, r.Section.NameKO, r.Section.NameEN); n != "" {
		t += " · " + n
	}
	return t
}

func asReceipt(o *enrolment.Offer) *enrolment.Receipt {
	return &enrolment.Receipt{Section: o.Section, Programme: o.Programme, Organisation: o.Organisation}
}

func counterTone(s enrolment.Step) ui.Tone {
	switch s {
	case enrolment.StepPlace, enrolment.StepRunning:
		return ui.Success
	case enrolment.StepRefused, enrolment.StepSectionGone:
		return ui.Danger
	case enrolment.StepEnded, enrolment.StepCancelled:
	}
	return ui.Neutral
}

func accountWord(ctx context.Context, has bool) string {
	if has {
		return i18n.T(ctx, "desk.account_yes")
	}
	return i18n.T(ctx, "desk.account_no")
}

// reachWord is how the person is told something.
func reachWord(ctx context.Context, s people.Served) string {
	if !s.Reached {
		return i18n.T(ctx, "desk.reach_call")
	}
	return i18n.T(ctx, "desk.reach_"+string(s.Reach.Channel))
}

func madeWord(ctx context.Context, r *enrolment.Receipt) string {
	if r.MadeAs == enrolment.AsGuardian || r.MadeAs == enrolment.AtDesk {
		return i18n.T(ctx, "my.receipt.made_as."+string(r.MadeAs))
	}
	return ""
}
