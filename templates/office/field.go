package office

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// FieldPage is a page of those who take attendance and confirm.
type FieldPage interface{ Draw() templ.Component }

// TeachingPage is the desk: today's meetings and the reader's sections.
type TeachingPage struct{ attendance.Teaching }

// Draw implements FieldPage.
func (p TeachingPage) Draw() templ.Component { return teaching(p) }

// MarksPage is how far the attendance of a section is.
type MarksPage struct {
	attendance.Overview
	Instructors []catalog.Instructor
	Threshold   string // as typed; "" as stored
	Problems    fault.Problems
}

// Draw implements FieldPage.
func (p MarksPage) Draw() templ.Component { return marks(p) }

func (p MarksPage) threshold() string {
	if p.Threshold != "" || p.Problems["threshold"].Key != "" {
		return p.Threshold
	}
	return strconv.Itoa(p.Overview.Threshold)
}

// MarkSheetPage is the sheet of one meeting.
type MarkSheetPage struct {
	attendance.MeetingSheet
	Fill     attendance.Mark           // for whoever has no mark yet
	Typed    map[id.ID]attendance.Mark // what was sent and not stored; nil otherwise
	Conflict bool                      // somebody else was first
	Problems fault.Problems
}

// Draw implements FieldPage.
func (p MarkSheetPage) Draw() templ.Component { return markSheet(p) }

// value is what stands in somebody's row: what was typed, what is stored, what fills the rest.
func (p MarkSheetPage) value(x *attendance.Person) attendance.Mark {
	if p.Typed != nil && x.Confirmed == nil {
		if m := p.Typed[x.Application]; m != "" || p.Fill != attendance.Present {
			return m
		}
		return p.Fill
	}
	if x.Mark == "" && x.Confirmed == nil && p.Fill == attendance.Present {
		return p.Fill
	}
	return x.Mark
}

// differs reports whether what was typed is not what stands there now.
func (p MarkSheetPage) differs(x *attendance.Person) bool {
	return p.Conflict && x.Mark != "" && x.Confirmed == nil && p.Typed[x.Application] != x.Mark
}

// unmarked are those who have no mark and are not confirmed.
func (p MarkSheetPage) unmarked() (n int) {
	for i := range p.People {
		if x := &p.People[i]; x.Confirmed == nil && p.value(x) == "" {
			n++
		}
	}
	return n
}

// open are those whose mark can be set.
func (p MarkSheetPage) open() (n int) {
	for i := range p.People {
		if p.People[i].Confirmed == nil {
			n++
		}
	}
	return n
}

// early reports whether the day of the meeting has not come.
func (p MarkSheetPage) early() bool { return p.Session.HeldOn > p.Now.Date() }

// tally is how many have each mark, as it is stored.
func tally(ctx context.Context, counts map[attendance.Mark]int) (out string) {
	for _, m := range attendance.Marks {
		if counts[m] == 0 {
			continue
		}
		if out != "" {
			out += " · "
		}
		out += markWord(ctx, m) + " " + i18n.Count(counts[m])
	}
	return out
}

func (p MarkSheetPage) counts() map[attendance.Mark]int {
	out := map[attendance.Mark]int{}
	for _, x := range p.People {
		out[x.Mark]++
	}
	delete(out, "")
	return out
}

// fewer is the problems as the summary lists them: many people without a mark are one line.
func (p MarkSheetPage) fewer() (fault.Problems, []ui.Ref) {
	const most = 5
	out, refs, missing, first := fault.Problems{}, []ui.Ref(nil), 0, ui.Ref{}
	for _, x := range p.People {
		f := attendance.Field("mark", x.Application)
		t, bad := p.Problems[f]
		if !bad {
			continue
		}
		if missing++; missing == 1 {
			first = ui.Ref{Name: f, Label: x.Name}
		}
		out[f], refs = t, append(refs, ui.Ref{Name: f, Label: x.Name})
	}
	if missing > most {
		out, refs = fault.Problems{first.Name: fault.Say("attendance.problem.marks", "n", missing-1)}, []ui.Ref{first}
	}
	if t, ok := p.Problems[""]; ok {
		out[""] = t
	}
	return out, refs
}

// ConfirmationPage is the list to confirm. Preview shows once more what will be confirmed.
type ConfirmationPage struct {
	attendance.Register
	Lines    []attendance.Line // what was sent, where Sent
	Sent     bool
	Reason   string
	Preview  bool
	Problems fault.Problems
}

// Draw implements FieldPage.
func (p ConfirmationPage) Draw() templ.Component {
	if p.Preview {
		return confirmPreview(p)
	}
	return confirmation(p)
}

// sent is what was sent about somebody; nil when they were not ticked.
func (p ConfirmationPage) sent(application id.ID) *attendance.Line {
	for i := range p.Lines {
		if p.Lines[i].Application == application {
			return &p.Lines[i]
		}
	}
	return nil
}

// row is what stands in somebody's row: what was sent, or what their marks come to.
func (p ConfirmationPage) row(x *attendance.Person) (l attendance.Line, ticked bool) {
	if sent := p.sent(x.Application); sent != nil {
		return *sent, true
	}
	l = attendance.Line{Application: x.Application, Result: attendance.Completed, Role: attendance.RoleFor(p.Programme.Kind)}
	if x.Suggestion.Known {
		l.Result, l.Minutes = x.Suggestion.Result, x.Suggestion.Minutes
	}
	return l, !p.Sent
}

func (p ConfirmationPage) refs(ctx context.Context) []ui.Ref {
	out := []ui.Ref{{Name: "reason", Label: i18n.T(ctx, "attendance.field_reason")}}
	for _, x := range p.People {
		for _, f := range []string{"result", "minutes", "role", "award"} {
			out = append(out, ui.Ref{Name: attendance.Field(f, x.Application), Label: x.Name + ", " + i18n.T(ctx, "attendance.field_"+f)})
		}
	}
	return append(out, ui.Ref{Name: "application", Label: i18n.T(ctx, "attendance.people")})
}

// unmarked is how many meetings have a mark for nobody.
func (p ConfirmationPage) unmarked() (n int) {
	for i := range p.Sessions {
		none := true
		for _, x := range p.People {
			none = none && x.Entries[i].Mark == ""
		}
		if none {
			n++
		}
	}
	return n
}

// of is how many of the lines have a result.
func (p ConfirmationPage) of(r attendance.Result) (n int) {
	for _, l := range p.Lines {
		if l.Result == r {
			n++
		}
	}
	return n
}

func (p ConfirmationPage) nameOf(application id.ID) string {
	for _, x := range p.People {
		if x.Application == application {
			return x.Name
		}
	}
	return ""
}

// CorrectionPage corrects what was confirmed of one person.
type CorrectionPage struct {
	attendance.OnePerson
	Typed    *attendance.Line // nil before anything was sent
	Reason   string
	Problems fault.Problems
}

// Draw implements FieldPage.
func (p CorrectionPage) Draw() templ.Component { return correction(p) }

func (p CorrectionPage) line() attendance.Line {
	if p.Typed != nil {
		l := *p.Typed
		l.Application = p.Participation.ApplicationID
		return l
	}
	x := p.Participation
	return attendance.Line{Application: x.ApplicationID, Result: x.Result, Minutes: x.Minutes, Role: x.Role, Award: x.Award}
}

func (p CorrectionPage) refs(ctx context.Context) []ui.Ref {
	var out []ui.Ref
	for _, f := range []string{"result", "minutes", "role", "award"} {
		out = append(out, ui.Ref{Name: attendance.Field(f, p.Participation.ApplicationID), Label: i18n.T(ctx, "attendance.field_"+f)})
	}
	return append(out, ui.Ref{Name: "reason", Label: i18n.T(ctx, "attendance.field_reason")})
}

// typedMinutes is a number of minutes as it stands in a field; what was no number stands there as nothing.
func typedMinutes(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func markWord(ctx context.Context, m attendance.Mark) string {
	if m == "" {
		return i18n.T(ctx, "attendance.mark_none")
	}
	return i18n.T(ctx, "attendance.mark_"+string(m))
}

// ResultWord is a result in the words of the programme's kind.
func ResultWord(ctx context.Context, k catalog.Kind, r attendance.Result) string {
	return i18n.T(ctx, "attendance."+string(r)+"."+string(k.Way()))
}

// HoursText is a number of minutes as people say it: 12시간 30분.
func HoursText(ctx context.Context, minutes int) string {
	switch {
	case minutes%60 == 0:
		return i18n.T(ctx, "attendance.hours", "h", i18n.Count(minutes/60))
	case minutes < 60:
		return i18n.T(ctx, "attendance.minutes", "m", minutes)
	}
	return i18n.T(ctx, "attendance.hours_minutes", "h", i18n.Count(minutes/60), "m", minutes%60)
}

func roleWord(ctx context.Context, r attendance.Role) string {
	return i18n.T(ctx, "attendance.role_"+string(r))
}

func resultTone(r attendance.Result) ui.Tone {
	if r == attendance.Completed {
		return ui.Success
	}
	return ui.Neutral
}

// whenWhere is a meeting in one line: its day, time and place.
func whenWhere(ctx context.Context, m *catalog.Session) string {
	var out strings.Builder
	out.WriteString(i18n.Date(ctx, m.HeldOn) + " " + i18n.TimeOfDay(m.StartMinute) + "~" + i18n.TimeOfDay(m.EndMinute))
	for _, part := range []string{m.Place, m.Room} {
		if part != "" {
			out.WriteString(" · " + part)
		}
	}
	return out.String()
}

// fieldFrame is the shell of a page of the field.
func fieldFrame(ctx context.Context, title string, problems int, crumbs ...layout.Crumb) layout.Page {
	desk := layout.Crumb{Label: i18n.T(ctx, "attendance.desk"), Href: paths.ToTeaching(ctx)}
	if title != desk.Label {
		crumbs = append([]layout.Crumb{desk}, crumbs...)
	}
	p := frame(ctx, title, problems, crumbs...)
	if instructor(ctx) {
		p.Crumbs, p.SideTitle = p.Crumbs[1:], i18n.T(ctx, "layout.desk_teaching")
	}
	return p
}

// crumbMarks leads to a section's attendance.
func crumbMarks(ctx context.Context, a *attendance.About) layout.Crumb {
	return layout.Crumb{Label: a.Section.Titled(a.Programme.TitleKO), Href: paths.ToOfficeSection(ctx, a.Section.ID, "attendance")}
}

func sessionOptions(ctx context.Context, ms []attendance.Meeting) []ui.Option {
	out := make([]ui.Option, len(ms))
	for i, m := range ms {
		out[i] = ui.Option{Value: m.ID.String(), Label: i18n.T(ctx, "office.session_n", "n", m.Number) + " · " + i18n.Date(ctx, m.HeldOn)}
	}
	return out
}

func teacherOptions(is []catalog.Instructor) []ui.Option {
	out := make([]ui.Option, len(is))
	for i, x := range is {
		out[i] = ui.Option{Value: x.Person.String(), Label: x.Name}
	}
	return out
}

// teacherOf is who teaches a meeting, by name where they have an account here.
func (p MarksPage) teacherOf(m *attendance.Meeting) string {
	for _, x := range p.Instructors {
		if x.Person == m.TeacherID {
			return x.Name
		}
	}
	return m.Teacher
}

func markedWord(ctx context.Context, version int) string {
	if version == 0 {
		return i18n.T(ctx, "attendance.not_marked")
	}
	return i18n.T(ctx, "attendance.is_marked")
}

func markedTone(version int) ui.Tone {
	if version == 0 {
		return ui.Warning
	}
	return ui.Success
}

// taughtPage is where a section leads: to the list to confirm, or to its attendance.
func taughtPage(toConfirm bool) string {
	if toConfirm {
		return "confirmation"
	}
	return "attendance"
}

func sheetsText(ctx context.Context, t *attendance.Taught) string {
	if t.Meetings == 0 {
		return i18n.T(ctx, "attendance.no_meetings")
	}
	return i18n.T(ctx, "attendance.n_of_held", "n", t.Marked, "held", t.Held, "all", t.Meetings)
}

// meetingHref is a meeting's sheet, for those who may mark it.
func meetingHref(ctx context.Context, p MarksPage, m *attendance.Meeting) string {
	if !m.Marks || p.People == 0 {
		return ""
	}
	return paths.ToOfficeSession(ctx, p.Section.ID, m.ID, "attendance")
}

func meetingStatus(ctx context.Context, p MarksPage, m *attendance.Meeting) string {
	switch {
	case m.Sheet.Version > 0:
		return i18n.T(ctx, "attendance.is_marked")
	case m.Due(p.Now) && p.People > 0:
		return i18n.T(ctx, "attendance.not_marked")
	case m.HeldOn > p.Now.Date():
		return i18n.T(ctx, "attendance.to_come")
	}
	return ""
}

func meetingTone(p MarksPage, m *attendance.Meeting) ui.Tone {
	switch {
	case m.Sheet.Version > 0:
		return ui.Success
	case m.Due(p.Now):
		return ui.Warning
	}
	return ui.Neutral
}

func savedText(ctx context.Context, by string, at clock.Instant) string {
	if by == "" {
		return ""
	}
	return i18n.T(ctx, "attendance.saved_by", "who", by, "when", i18n.Moment(ctx, at))
}

func sheetTitle(ctx context.Context, p MarkSheetPage) string {
	return i18n.T(ctx, "attendance.sheet", "n", p.Session.Number)
}

// rowHint is what stands under a name: that it is settled, or what somebody else has saved.
func rowHint(ctx context.Context, p MarkSheetPage, x *attendance.Person) string {
	switch {
	case x.Confirmed != nil:
		return i18n.T(ctx, "attendance.row_confirmed")
	case p.differs(x):
		return i18n.T(ctx, "attendance.row_stored", "mark", markWord(ctx, x.Mark), "who", p.SavedBy)
	}
	return ""
}

// faults is what a form's rows say is wrong.
type faults = fault.Problems

func (p ConfirmationPage) ticked(x *attendance.Person) bool { _, yes := p.row(x); return yes }

func (p ConfirmationPage) line(x *attendance.Person) attendance.Line { l, _ := p.row(x); return l }

func (p ConfirmationPage) way() string { return string(p.Programme.Kind.Way()) }

func resultOptions(ctx context.Context, way string) []ui.Option {
	out := make([]ui.Option, len(attendance.Results))
	for i, r := range attendance.Results {
		out[i] = ui.Option{Value: string(r), Label: i18n.T(ctx, "attendance."+string(r)+"."+way)}
	}
	return out
}

// marksText is somebody's marks in one line, and what they come to.
func marksText(ctx context.Context, x *attendance.Person) string {
	if !x.Suggestion.Known {
		return ""
	}
	counts := map[attendance.Mark]int{}
	for _, h := range x.Entries {
		counts[h.Mark]++
	}
	out := tally(ctx, counts)
	if x.Suggestion.Unmarked > 0 {
		if out != "" {
			out += " · "
		}
		out += i18n.T(ctx, "attendance.mark_none") + " " + i18n.Count(x.Suggestion.Unmarked)
	}
	return out + " → " + i18n.T(ctx, "attendance.comes_to", "percent", x.Suggestion.Percent, "time", HoursText(ctx, x.Suggestion.Minutes))
}

// events are the confirmation and its corrections, the newest first.
func (p CorrectionPage) events(ctx context.Context) []ui.Event {
	out := make([]ui.Event, len(p.Entries))
	for i, e := range p.Entries {
		text := HoursText(ctx, e.Minutes) + " · " + roleWord(ctx, e.Role)
		if e.Award != "" {
			text += " · " + e.Award
		}
		text += " · " + e.By
		if e.Reason != "" {
			text += " · " + i18n.T(ctx, "attendance.with_reason", "reason", e.Reason)
		}
		out[i] = ui.Event{When: i18n.Moment(ctx, e.ConfirmedAt), Title: ResultWord(ctx, p.Programme.Kind, e.Result), Text: text, Tone: resultTone(e.Result), Current: i == 0}
	}
	return out
}

// awardOpen reports whether the field of an award stands open: where awards are
// usual, and where there is something in it.
func (p ConfirmationPage) awardOpen(x *attendance.Person) bool {
	l := p.line(x)
	return p.Programme.Kind.Way() == catalog.ByCompetition || l.Award != "" || p.Problems[attendance.Field("award", x.Application)].Key != ""
}
