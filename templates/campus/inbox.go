package campus

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/credit"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// InboxPage is the inbox with what was chosen in it.
type InboxPage struct {
	credit.Inbox
	Chosen   []string
	Problems fault.Problems
}

// DecisionForm is what staff decide about one.
type DecisionForm struct {
	Decision string `form:"decision"`
	Points   string `form:"points"`
	Reason   string `form:"reason"`
	Version  string `form:"version"`
}

// RecognitionPage is one recognition with the form of its decision.
type RecognitionPage struct {
	credit.File
	Form     DecisionForm
	Problems fault.Problems
	Who      string
}

// BatchForm names many recognitions.
type BatchForm struct {
	Recognitions []string `form:"recognition"`
	Step         string   `form:"step"`
	Sum          string   `form:"sum"`
	Reason       string   `form:"reason"`
}

// BatchPage is what recognising many comes to.
type BatchPage struct {
	credit.Batch
	Form     BatchForm
	Problems fault.Problems
}

// ReflectForm is what the university's own system said.
type ReflectForm struct {
	Entries []string `form:"entry"`
	Result  string   `form:"result"`
	OnDay   string   `form:"on_day"`
	Reason  string   `form:"reason"`
}

// ExportForm asks for a file of what waits.
type ExportForm struct {
	Org     string `form:"university"`
	Format  string `form:"format"`
	Part    string `form:"part"`
	Purpose string `form:"purpose"`
	Note    string `form:"purpose_note"`
}

// MileagePage is the ledger.
type MileagePage struct {
	credit.Ledger
	Form         ReflectForm
	Export       ExportForm
	Problems     fault.Problems
	Universities []people.Organisation
}

func stateWord(ctx context.Context, s credit.State) string {
	return i18n.T(ctx, "campus.state_"+string(s))
}

func stateTone(s credit.State) ui.Tone {
	switch s {
	case credit.Recognised, credit.Partly:
		return ui.Success
	case credit.Asked:
		return ui.Warning
	case credit.Refused, credit.Cancelled:
		return ui.Danger
	case credit.Waiting:
	}
	return ui.Info
}

func kindWord(ctx context.Context, k catalog.Kind) string {
	return i18n.T(ctx, "catalog.kind_"+string(k))
}

func (p InboxPage) query(tab string, kind catalog.Kind, page int) url.Values {
	v := url.Values{}
	if tab != "" && tab != credit.TabWaiting {
		v.Set("tab", tab)
	}
	if kind != "" {
		v.Set("kind", string(kind))
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return v
}

func (p InboxPage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, t := range credit.Tabs {
		if t == credit.TabChanged && p.Counts[t] == 0 && p.Filter.Tab != t {
			continue
		}
		out = append(out, ui.Tab{Label: i18n.T(ctx, "campus.tab_"+t), Href: paths.ToCampus(ctx, p.query(t, "", 1)), Current: t == p.Filter.Tab, Note: i18n.Count(p.Counts[t])})
	}
	return out
}

// hours are minutes in words: 2시간 30분.
func hours(ctx context.Context, minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return i18n.T(ctx, "campus.minutes", "m", m)
	case m == 0:
		return i18n.T(ctx, "campus.hours", "h", h)
	}
	return i18n.T(ctx, "campus.hours", "h", h) + " " + i18n.T(ctx, "campus.minutes", "m", m)
}

func roleWord(ctx context.Context, role string) string { return i18n.T(ctx, "campus.role_"+role) }

func markWord(ctx context.Context, m attendance.Mark) string {
	if m == "" {
		return i18n.T(ctx, "campus.mark_none")
	}
	return i18n.T(ctx, "campus.mark_"+string(m))
}

// pointsOf are points with their unit: 3점.
func pointsOf(ctx context.Context, p credit.Points) string {
	return i18n.T(ctx, "mileage.points", "points", p.String())
}

// ruleSentence is a rule in one sentence.
func ruleSentence(ctx context.Context, r *credit.Rule) string {
	s := i18n.T(ctx, "rules.per_"+string(r.Per), "points", r.Points.String())
	if r.MinMinutes > 0 {
		s += " · " + i18n.T(ctx, "rules.at_least", "time", hours(ctx, r.MinMinutes))
	}
	if r.ProgrammeCap > 0 {
		s += " · " + i18n.T(ctx, "rules.programme_cap", "points", r.ProgrammeCap.String())
	}
	if r.YearlyCap > 0 {
		s += " · " + i18n.T(ctx, "rules.yearly_cap", "points", r.YearlyCap.String())
	}
	if r.OnLeave {
		s += " · " + i18n.T(ctx, "rules.on_leave")
	}
	return s
}

func (p RecognitionPage) offers(d credit.Decision) bool {
	return slices.Contains(p.May(), d)
}

func (p RecognitionPage) decisions(ctx context.Context) (out []ui.Option) {
	for _, d := range p.May() {
		o := ui.Option{Value: string(d), Label: i18n.T(ctx, "campus.decide_"+string(d)), Hint: i18n.T(ctx, "campus.hint_"+string(d))}
		switch d {
		case credit.Recognise:
			o.Label += " · " + pointsOf(ctx, p.Outcome.Points)
			o.Disabled = p.Outcome.Points == 0
		case credit.InPart:
			o.Disabled = p.Outcome.Points == 0
		case credit.AskHost, credit.Refuse, credit.CancelBack:
		}
		out = append(out, o)
	}
	return out
}

// anyDecision reports whether something is left to decide: without points there is
// nothing to recognise, however it was decided before.
func (p RecognitionPage) anyDecision() bool {
	return slices.ContainsFunc(p.May(), func(d credit.Decision) bool {
		return p.Outcome.Points > 0 || d != credit.Recognise && d != credit.InPart
	})
}

// events is what was said of a recognition, in order.
func (p RecognitionPage) events(ctx context.Context) (out []ui.Event) {
	out = append(out, ui.Event{When: i18n.Moment(ctx, p.ReleasedAt), Title: i18n.T(ctx, "campus.released")})
	q := 0
	for _, d := range p.Decisions {
		e := ui.Event{When: i18n.Moment(ctx, d.DecidedAt), Title: i18n.T(ctx, "campus.decide_"+string(d.Decision)), Text: d.By + ": " + d.Reason}
		if d.Points > 0 {
			e.Title += " · " + pointsOf(ctx, d.Points)
		}
		out = append(out, e)
		if d.Decision == credit.AskHost && q < len(p.Questions) {
			if a := p.Questions[q]; !a.RepliedAt.IsZero() {
				out = append(out, ui.Event{When: i18n.Moment(ctx, a.RepliedAt), Title: i18n.T(ctx, "campus.replied"), Text: a.Reply})
			}
			q++
		}
	}
	if len(out) > 0 {
		out[len(out)-1].Current = true
	}
	return out
}

func (p MileagePage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, s := range credit.LedgerStates {
		v := url.Values{}
		if s != credit.LedgerStates[0] {
			v.Set("state", s)
		}
		href := paths.In(ctx, paths.CampusMileage)
		if len(v) > 0 {
			href += "?" + v.Encode()
		}
		out = append(out, ui.Tab{Label: i18n.T(ctx, "mileage.reflection_"+s), Href: href, Current: s == p.State, Note: i18n.Count(p.Counts[s])})
	}
	return out
}

func (p MileagePage) page(ctx context.Context, n int) string {
	v := url.Values{"page": {strconv.Itoa(n)}}
	if p.State != credit.LedgerStates[0] {
		v.Set("state", p.State)
	}
	return paths.In(ctx, paths.CampusMileage) + "?" + v.Encode()
}

// export is the form of one university with its problems: those of another's are not its own.
func (p MileagePage) export(u *people.Organisation) (ExportForm, fault.Problems) {
	if p.Export.Org == u.ID.String() {
		return p.Export, p.Problems
	}
	return ExportForm{}, nil
}

// exportTitle names the file, and whose it is where there are several universities.
func exportTitle(ctx context.Context, p MileagePage, u *people.Organisation) string {
	title := i18n.T(ctx, "campus.export_title")
	if len(p.Universities) > 1 {
		title += " · " + orgName(ctx, u)
	}
	return title
}

// parts are the files that what waits at a university comes to.
func parts(ctx context.Context, ready int) (out []ui.Option) {
	for n := 1; n <= credit.Parts(ready); n++ {
		from, to := (n-1)*credit.MostExported+1, min(n*credit.MostExported, ready)
		out = append(out, ui.Option{Value: strconv.Itoa(n), Label: i18n.T(ctx, "campus.export_part_of", "part", n, "from", from, "to", to)})
	}
	return out
}

func purposes(ctx context.Context) (out []ui.Option) {
	for _, p := range credit.ExportPurposes {
		out = append(out, ui.Option{Value: string(p), Label: i18n.T(ctx, "office.purpose_"+string(p))})
	}
	return out
}

// number is a student number, and whether anybody has checked it.
func number(ctx context.Context, a *people.Affiliation) string {
	if a.Number == "" || a.NumberProved != "" {
		return a.Number
	}
	return a.Number + " · " + i18n.T(ctx, "campus.number_unproved")
}

func oldSentence(ctx context.Context, s *credit.Simulation) string {
	if s.Old == nil {
		return i18n.T(ctx, "rules.none")
	}
	return ruleSentence(ctx, s.Old)
}
