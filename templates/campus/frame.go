package campus

import (
	"context"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// entries are the lines of the campus desk's side menu.
var entries = []struct{ key, href string }{
	{"campus.inbox", paths.Campus},
	{"campus.mileage", paths.CampusMileage},
	{"rules.title", paths.CampusRules},
	{"campus.affiliations", paths.CampusAffiliations},
	{"roster.title", paths.CampusRosters},
}

// side is the desk's side menu as the page shows it.
func side(ctx context.Context) (out []layout.SideLink) {
	here, _, _ := strings.Cut(layout.From(ctx).CurrentPath, "?")
	for _, e := range entries {
		out = append(out, layout.SideLink{
			Label: i18n.T(ctx, e.key), Href: e.href,
			Current: here == e.href || e.href != paths.Campus && strings.HasPrefix(here, e.href+"/") || e.href == paths.Campus && strings.HasPrefix(here, "/campus/recognitions/"),
		})
	}
	return out
}

// frame is the shell of a page of the desk.
func frame(ctx context.Context, title string, problems int, crumbs ...layout.Crumb) layout.Page {
	all := append([]layout.Crumb{{Label: i18n.T(ctx, "layout.desk_campus"), Href: paths.In(ctx, paths.Campus)}}, crumbs...)
	return layout.Page{
		Title: title, Wide: true, NoIndex: true, Problems: problems, Side: side(ctx), SideTitle: i18n.T(ctx, "layout.desk_campus"),
		Crumbs: append(all, layout.Crumb{Label: title}),
	}
}

func said(ctx context.Context, t fault.Text) string { return i18n.T(ctx, t.Key, t.Args...) }

func statusWord(ctx context.Context, s people.Status) string {
	if !s.Known() {
		return "–"
	}
	return i18n.T(ctx, "affiliation.status_"+string(s))
}

// AskedForm is what is typed on the page of affiliations.
type AskedForm struct {
	Of       string `form:"-"` // whom it is about
	Decision string `form:"decision"`
	Status   string `form:"status"`
	StartsOn string `form:"starts_on"`
	Reason   string `form:"reason"`
	Org      string `form:"university"`
	Domain   string `form:"domain"`
}

// AskedPage is who waits to be confirmed, and the mail domains.
type AskedPage struct {
	Asked        []people.AffiliationAsked
	Unproved     []people.AffiliationAsked // whose number nobody has checked
	Domains      []people.Domain
	Universities []people.Organisation
	Form         AskedForm
	Problems     fault.Problems
	Today        clock.Date
}

// of is the form as it belongs to one student: what was typed about somebody
// else is not theirs.
func (p AskedPage) of(a people.AffiliationAsked) (AskedForm, fault.Problems) {
	if p.Form.Of == a.ID.String() {
		return p.Form, p.Problems
	}
	return AskedForm{Status: string(a.Status)}, nil
}

func orgName(ctx context.Context, o *people.Organisation) string {
	return i18n.Pick(ctx, o.Current(), o.NameEN)
}

func universityOf(ctx context.Context, us []people.Organisation, d people.Domain) string {
	for i := range us {
		if us[i].ID == d.OrgID {
			return orgName(ctx, &us[i])
		}
	}
	return ""
}

func universityOptions(ctx context.Context, us []people.Organisation) []ui.Option {
	out := make([]ui.Option, len(us))
	for i := range us {
		out[i] = ui.Option{Value: us[i].ID.String(), Label: orgName(ctx, &us[i])}
	}
	return out
}

// RostersPage is the form of a comparison and those that were made.
type RostersPage struct {
	Checks       []credit.RosterCheck
	Universities []people.Organisation
	Problems     fault.Problems
	Refused      []credit.RosterRefusal
}

// AdoptForm names the changes of status to take over.
type AdoptForm struct {
	Differences []string `form:"difference"`
	From        string   `form:"from"`
}

// RosterPage is one comparison.
type RosterPage struct {
	credit.RosterReport
	Form     AdoptForm
	Problems fault.Problems
}

func differenceSaid(ctx context.Context, d credit.DifferenceLine) (here, roster string) {
	switch d.Kind {
	case credit.DiffStatus:
		return statusWord(ctx, d.Status), statusWord(ctx, people.Status(d.Said))
	case credit.DiffDepartment:
		return d.Department, d.Said
	case credit.DiffGrade:
		return d.Grade, d.Said
	case credit.DiffMissing:
		return statusWord(ctx, d.Status), i18n.T(ctx, "roster.not_there")
	}
	return "", i18n.T(ctx, "roster.name_differs")
}
