package my

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// ApplyForm is what is typed to apply.
type ApplyForm struct {
	Provisions   []string              `form:"provision"` // universities that are let know
	Universities []people.Organisation `form:"-"`         // those that could recognise it
	For          string                `form:"person"`    // whom: an id; "" the reader
	Phone        string                `form:"phone"`
	BirthDate    string                `form:"birth_date"`
	Consent      string                `form:"consent"`
	News         string                `form:"news"`
	RequestKey   string                `form:"request_key"`
	Problems     fault.Problems        `form:"-"`
}

// ProfileForm is what is typed to correct what is known.
type ProfileForm struct {
	Name     string         `form:"name"`
	Phone    string         `form:"phone"`
	City     string         `form:"city"`
	District string         `form:"district"`
	Lang     string         `form:"language"`
	Problems fault.Problems `form:"-"`
}

// PasswordForm is what is typed to change a password.
type PasswordForm struct {
	Current  string         `form:"current"`
	Password string         `form:"password"`
	Again    AgainForm      `form:"-"` // ByCode: there is no password yet
	Code     string         `form:"code"`
	NoEmail  bool           `form:"-"` // nothing to sign in with beside a password
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
}

// Hub is everything on 나의 배움.
type Hub struct {
	Viewer   people.Viewer
	Receipts []enrolment.Receipt
	Ties     []people.Tie
	Wishes   []enrolment.Wish // what the reader wants to hear of
	Children []people.Child
	Now      clock.Instant
}

// soon is how many days before its first day a place is something to think of.
const soon = 7

// Coming are the places that begin within a week, the nearest first.
func (h Hub) Coming() (out []enrolment.Receipt) {
	today := h.Now.Date()
	for _, r := range h.Receipts {
		if r.StepAt(h.Now) == enrolment.StepPlace && !r.Section.StartsOn.IsZero() && today.DaysTo(r.Section.StartsOn) <= soon {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b enrolment.Receipt) int {
		if a.Section.StartsOn < b.Section.StartsOn {
			return -1
		}
		return 1
	})
	return out
}

// Studies are the reader's affiliations, and Desks their duties.
func (h Hub) Studies() []people.Tie {
	return slices.DeleteFunc(slices.Clone(h.Ties), func(t people.Tie) bool { return t.Duty != "" })
}

// Desks are the reader's duties.
func (h Hub) Desks() []people.Tie {
	return slices.DeleteFunc(slices.Clone(h.Ties), func(t people.Tie) bool { return t.Duty == "" })
}

// newest is how many applications the first page lists.
const newest = 5

// Newest are the applications that the first page lists.
func (h Hub) Newest() []enrolment.Receipt { return h.Receipts[:min(len(h.Receipts), newest)] }

func programmeTitle(ctx context.Context, p *catalog.Programme) string {
	return i18n.Pick(ctx, p.TitleKO, p.TitleEN)
}

func sectionTitle(ctx context.Context, p *catalog.Programme, s *catalog.Section) string {
	t := programmeTitle(ctx, p)
	if n := i18n.Pick(ctx, s.NameKO, s.NameEN); n != "" {
		t += " · " + n
	}
	return t
}

func orgName(ctx context.Context, o *people.Organisation) string {
	return i18n.Pick(ctx, o.Current(), o.NameEN)
}

func toneOf(s enrolment.Step) ui.Tone {
	switch s {
	case enrolment.StepPlace, enrolment.StepRunning:
		return ui.Success
	case enrolment.StepRefused, enrolment.StepSectionGone:
		return ui.Danger
	case enrolment.StepEnded, enrolment.StepCancelled:
	}
	return ui.Neutral
}

// stepWord is how far an application has come, in the words of the programme's
// kind; once it is over and confirmed, what was confirmed of it.
func stepWord(ctx context.Context, r *enrolment.Receipt, now clock.Instant) string {
	if p, ok := confirmedOf(ctx, r); ok {
		return resultWord(ctx, r.Programme.Kind, p)
	}
	return i18n.T(ctx, r.StepKey(now))
}

// stepTone is the tone of stepWord.
func stepTone(ctx context.Context, r *enrolment.Receipt, now clock.Instant) ui.Tone {
	if p, ok := confirmedOf(ctx, r); ok {
		return resultTone(p)
	}
	return toneOf(r.StepAt(now))
}

// nextWord is what comes next of an application.
func nextWord(ctx context.Context, r *enrolment.Receipt, now clock.Instant) string {
	if p, ok := confirmedOf(ctx, r); ok {
		return i18n.T(ctx, "my.confirmed."+string(p.Result))
	}
	return i18n.T(ctx, "enrolment.next."+string(r.StepAt(now)))
}

// facts are a section's facts as applying and a receipt show them.
func facts(ctx context.Context, p *catalog.Programme, s *catalog.Section, o *people.Organisation) []ui.Def {
	defs := []ui.Def{
		{Term: i18n.T(ctx, "my.host"), Text: orgName(ctx, o)},
		{Term: i18n.T(ctx, "my.for_whom"), Text: p.AudienceNote},
		{Term: i18n.T(ctx, "my.period"), Body: days(s.StartsOn, s.EndsOn)},
		{Term: i18n.T(ctx, "my.hours"), Text: i18n.Hours(ctx, s.Weekdays, s.StartMinute, s.EndMinute)},
		{Term: i18n.T(ctx, "my.place"), Text: joined(s.Place, s.Address)},
		{Term: i18n.T(ctx, "my.fee"), Text: ui.FeeText(ctx, s.Fee, s.MaterialCost)},
		{Term: i18n.T(ctx, "my.contact"), Text: joined(p.Department, p.Phone)},
	}
	return slices.DeleteFunc(defs, func(d ui.Def) bool { return d.Text == "" && d.Body == nil })
}

func joined(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "" || a == b:
		return a
	}
	return a + " · " + b
}

// firstTime is when the first meeting is; "" where nothing is known of it.
func firstTime(ctx context.Context, r *enrolment.Receipt) string {
	if m := r.First; m != nil {
		return i18n.Date(ctx, m.HeldOn) + " " + i18n.TimeOfDay(m.StartMinute) + " ~ " + i18n.TimeOfDay(m.EndMinute)
	}
	s := &r.Section
	if s.StartsOn.IsZero() {
		return ""
	}
	if s.StartMinute == nil {
		return i18n.Date(ctx, s.StartsOn)
	}
	return i18n.Date(ctx, s.StartsOn) + " " + i18n.TimeOfDay(*s.StartMinute)
}

// firstPlace is where it is.
func firstPlace(r *enrolment.Receipt) string {
	place, room := r.Section.Place, ""
	if m := r.First; m != nil {
		room = m.Room
		if m.Place != "" {
			place = m.Place
		}
	}
	if room != "" {
		place += " " + room
	}
	return joined(place, r.Section.Address)
}

// crumbs lead back to 나의 배움.
func crumbs(ctx context.Context, here string) []layout.Crumb {
	return []layout.Crumb{{Label: i18n.T(ctx, "layout.my"), Href: paths.ToMy(ctx)}, {Label: here}}
}

// say is a reason in the reader's words.
func say(ctx context.Context, t fault.Text) string { return i18n.T(ctx, t.Key, t.Args...) }

// deskHref is where a duty's work is; "" for desks that come later.
func deskHref(ctx context.Context, t people.Tie) string {
	switch t.Duty {
	case policy.Officer, policy.Host, policy.Approver:
		return paths.In(ctx, "/office")
	case policy.Admin:
		return paths.ToSystem(ctx)
	case policy.Instructor:
		return paths.ToTeaching(ctx)
	case policy.Desk:
		return paths.In(ctx, paths.Counter)
	case policy.Auditor:
		return paths.ToAudit(ctx)
	case policy.Campus:
		return paths.ToCampus(ctx, nil)
	case policy.School:
	}
	return ""
}

// more is the words of the link to all applications, where the first page leaves some out.
func more(ctx context.Context, h Hub) string {
	if len(h.Receipts) <= newest {
		return ""
	}
	return i18n.T(ctx, "my.hub.all", "n", len(h.Receipts))
}

// similar is a search for programmes of the same area that take applications.
func similar(r *enrolment.Receipt) url.Values {
	return url.Values{"area": {string(r.Programme.Area)}, "status": {string(catalog.Open)}}
}

// days is a period that breaks well on a phone; nil where there is nothing to say.
func days(from, to clock.Date) templ.Component {
	if from.IsZero() && to.IsZero() {
		return nil
	}
	return ui.DateRange(from, to)
}
