package public

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// Programme is the page of one programme.
type Programme struct {
	catalog.Page
	Belongs *partnership.Belonging // nil: part of no cooperation
	Similar []catalog.Card
	JSONLD  string
}

// Section is the page of one section.
type Section struct {
	catalog.SectionPage
	Belongs *partnership.Belonging
	Similar []catalog.Card
	JSONLD  string
	// What stands between a signed-in reader and a place: the receipt that they
	// hold already, or the rule in the way.
	Receipt id.ID
	WhyNot  fault.Text
	// Children are the reader's, each with the receipt or the rule of their own.
	Children []enrolment.Choice
	Waits    bool // the reader has asked to be told when it opens
	Copies   bool // the reader runs programmes and may take this imported section over as an own one
}

func (p *Programme) title(ctx context.Context) string { return i18n.Pick(ctx, p.TitleKO, p.TitleEN) }

func summary(ctx context.Context, p *catalog.Programme) string {
	return i18n.Pick(ctx, p.SummaryKO, p.SummaryEN)
}

// contact says who answers for a programme's page.
func contact(p *catalog.Page) layout.Contact {
	c := layout.Contact{Department: strings.TrimSpace(p.Org.NameKO + " " + p.Department), Phone: p.Phone, Updated: p.UpdatedAt}
	if c.Phone == "" {
		c.Phone = p.Org.Phone
	}
	return c
}

// summaryDefs is the table at the top of a programme's page.
func summaryDefs(ctx context.Context, p *catalog.Page) []ui.Def {
	return []ui.Def{
		{Term: t(ctx, "for_whom"), Text: audienceText(ctx, &p.Programme)},
		{Term: t(ctx, "filter_kind"), Text: word(ctx, "kind", string(p.Kind))},
		{Term: t(ctx, "filter_area"), Text: word(ctx, "area", string(p.Area))},
		{Term: t(ctx, "filter_stage"), Text: word(ctx, "stage", p.Stage)},
		{Term: t(ctx, "filter_type"), Text: sharedText(ctx, &p.Programme)},
		{Term: t(ctx, "year"), Text: t(ctx, "year_n", "n", p.Year)},
		{Term: t(ctx, "host"), Body: orgLink(&p.Org)},
		{Term: t(ctx, "ask"), Body: askAt(contact(p))},
	}
}

func sharedText(ctx context.Context, p *catalog.Programme) string {
	name := word(ctx, string(catalog.ByType), p.SharedType)
	if name == "" || p.SharedYear == nil {
		return name
	}
	return t(ctx, "shared_of", "type", name, "year", *p.SharedYear)
}

// otherOffers are the sections beside this one.
func (s *Section) others() []catalog.Offer {
	return slices.DeleteFunc(slices.Clone(s.Offers), func(o catalog.Offer) bool { return o.ID == s.Offer.ID })
}

// heading is the programme's title with the section's name.
func (s *Section) heading(ctx context.Context) string {
	return withName(ctx, i18n.Pick(ctx, s.TitleKO, s.TitleEN), s.Section)
}

func (s *Section) defs(ctx context.Context) []ui.Def {
	sec := s.Section
	return []ui.Def{
		{Term: t(ctx, "for_whom"), Text: audienceText(ctx, &s.Programme)},
		{Term: t(ctx, "window"), Body: window(sec)},
		{Term: t(ctx, "period"), Body: days(sec)},
		{Term: t(ctx, "schedule"), Text: scheduleText(ctx, sec)},
		{Term: t(ctx, "place"), Text: placeText(sec)},
		{Term: t(ctx, "address"), Text: sec.Address},
		{Term: t(ctx, "filter_method"), Text: word(ctx, "method", string(sec.Method))},
		{Term: t(ctx, "filter_mode"), Text: word(ctx, "mode", string(sec.Mode))},
		{Term: t(ctx, "capacity"), Text: s.capacityText(ctx)},
		{Term: t(ctx, "fee_of"), Text: feeText(ctx, sec)},
		{Term: t(ctx, "fee_note"), Text: sec.FeeNote},
		{Term: t(ctx, "host"), Body: orgLink(&s.Org)},
		{Term: t(ctx, "ask"), Body: askAt(contact(&s.Page))},
		{Term: t(ctx, "number"), Text: sec.Number},
	}
}

// capacityText is 정원 20명 (신청 18) where one applies here. Elsewhere only the
// publisher knows how many have applied, so nothing is said of seats.
func (s *Section) capacityText(ctx context.Context) string {
	switch {
	case s.Channel != catalog.Here:
		return ""
	case s.Seats.Capacity == nil:
		return t(ctx, "no_limit")
	case s.Mode != catalog.FirstCome:
		return t(ctx, "places", "n", *s.Seats.Capacity)
	}
	return t(ctx, "places_taken", "n", *s.Seats.Capacity, "taken", s.Seats.Taken, "left", s.Seats.Left())
}

// whyNot says why one cannot apply here now; "" when one can.
func (s *Section) whyNot(ctx context.Context) string {
	sec := s.Section
	switch {
	case s.Run == catalog.RunCancelled && sec.CancelReason != "":
		return t(ctx, "why_cancelled_for", "reason", sec.CancelReason)
	case s.Run == catalog.RunCancelled:
		return t(ctx, "why_cancelled")
	case s.Run == catalog.Ended:
		return t(ctx, "why_ended", "on", i18n.Date(ctx, sec.EndsOn))
	case s.Admission == catalog.Upcoming:
		return t(ctx, "opens_in", "left", leftText(ctx, sec.ApplyFrom.Sub(s.At)), "at", i18n.Moment(ctx, sec.ApplyFrom))
	case s.Admission == catalog.Drawing:
		return t(ctx, "why_drawing")
	case s.Admission == catalog.Reviewing:
		return t(ctx, "why_reviewing")
	case s.Admission.Applicable():
		return ""
	case s.Full:
		return t(ctx, "why_full", "n", *s.Seats.Capacity)
	case sec.State == catalog.Closed:
		return t(ctx, "why_closed")
	case !sec.ApplyUntil.IsZero() && s.At >= sec.ApplyUntil:
		return t(ctx, "why_over", "at", i18n.Moment(ctx, sec.ApplyUntil))
	}
	return t(ctx, "why_closed")
}

// reasons are all that keep a reader from applying: what keeps everybody, and
// what keeps them. No reason: they can apply.
func (s *Section) reasons(ctx context.Context) []string {
	var out []string
	if why := s.whyNot(ctx); why != "" {
		out = append(out, why)
	}
	if len(out) == 0 && len(s.childrenFree()) > 0 {
		return nil
	}
	own := s.WhyNot.Key == enrolment.ReasonTooYoung || s.WhyNot.Key == enrolment.ReasonTooOld
	if s.WhyNot.Key != "" && (len(out) == 0 || own) {
		out = append(out, i18n.T(ctx, s.WhyNot.Key, s.WhyNot.Args...))
		for _, c := range s.Children {
			if c.Live == nil && c.WhyNot.Key != "" {
				out = append(out, c.Person.Name+": "+i18n.T(ctx, c.WhyNot.Key, c.WhyNot.Args...))
			}
		}
	}
	return out
}

// childrenFree are the names of the children for whom the reader can apply now.
func (s *Section) childrenFree() (names []string) {
	for _, c := range s.Children {
		if c.Free() {
			names = append(names, c.Person.Name)
		}
	}
	return names
}

// closesIn counts down to the end of the window; "" where there is none.
func (s *Section) closesIn(ctx context.Context) string {
	if s.AlwaysOpen || s.ApplyUntil.IsZero() || !s.Admission.Applicable() {
		return ""
	}
	return t(ctx, "closes_in", "left", leftText(ctx, s.ApplyUntil.Sub(s.At)), "at", i18n.Moment(ctx, s.ApplyUntil))
}

// elsewhere says where to apply when it is not here.
func (s *Section) elsewhere(ctx context.Context) string {
	switch s.Channel {
	case catalog.Elsewhere:
		return t(ctx, "apply_elsewhere", "who", orgName(ctx, &s.Org))
	case catalog.ByPhone:
		return t(ctx, "apply_phone", "who", orgName(ctx, &s.Org))
	case catalog.ThroughSchool:
		return t(ctx, "apply_school")
	case catalog.Here:
	}
	return ""
}

func (s *Section) applyPhone() string {
	if s.ApplyPhone != "" {
		return s.ApplyPhone
	}
	return contact(&s.Page).Phone
}

// state is what the page's heading says.
func stateLine(ctx context.Context, kind catalog.Kind, o *catalog.Offer) string {
	text := admissionText(ctx, kind, o)
	if o.Run != catalog.RunCancelled {
		text += " · " + runText(ctx, kind, o.Run)
	}
	return text
}

// belongsHref leads to the part of the cooperation's page that speaks of the money.
func belongsHref(ctx context.Context, b *partnership.Belonging) string {
	return paths.ToCooperation(ctx, b.Slug()) + "#money"
}

// belongsMoney is the money that stands behind a programme: of its award, or of its agreement.
func belongsMoney(b *partnership.Belonging) []partnership.Money {
	if b.Award != nil {
		return b.Award.Money
	}
	return b.Money
}

// fullNext says until when a place that is given back can be applied for.
func fullNext(ctx context.Context, s *catalog.Section) string {
	if s.AlwaysOpen || s.ApplyUntil.IsZero() {
		return t(ctx, "full_next_always")
	}
	return t(ctx, "full_next", "at", i18n.Moment(ctx, s.ApplyUntil))
}

// nearQuery asks for what one can apply for now in the field and the town of a section.
func nearQuery(s Section) catalog.Query {
	q := catalog.ApplicableNow().With(catalog.ByArea, string(s.Area))
	if s.City != "" {
		q = q.With(catalog.ByCity, s.City)
	}
	return q
}
