package paths

import (
	"context"
	"net/url"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/id"
)

// Patterns of the public pages.
const (
	Programs        = "/programs"
	Program         = "/programs/:slug"
	Section         = "/sections/:id" // with .ics at its end, the section as a calendar
	Cooperations    = "/cooperations"
	Cooperation     = "/cooperations/:slug"
	Organisations   = "/organisations"
	Organisation    = "/organisations/:slug"
	Calendar        = "/calendar"
	CalendarICS     = "/calendar.ics"
	ProgramsAtom    = "/feeds/programs.atom"
	Sitemap         = "/sitemap.xml"
	SitemapPart     = "/sitemaps/:part" // 1.xml, 2.xml … where one file is not enough
	Robots          = "/robots.txt"
	OpenData        = "/opendata"
	Privacy         = "/privacy"
	Copyright       = "/copyright"
	EmailPolicy     = "/email-policy"
	Accessibility   = "/accessibility"
	Help            = "/help"
	APIPrograms     = "/api/v1/programs"
	APIProgram      = "/api/v1/programs/:slug"
	APISection      = "/api/v1/sections/:id"
	OpenAPI         = "/openapi.json"
	StandardCourses = "/data/standard-courses" // .csv, .json, .xml
)

// at fills a pattern's one parameter in.
func at(ctx context.Context, pattern, value string) string {
	i := strings.IndexByte(pattern, ':')
	return In(ctx, pattern[:i]+url.PathEscape(value))
}

// ToPrograms is a list of programmes.
func ToPrograms(ctx context.Context, query url.Values) string { return with(In(ctx, Programs), query) }

// ToProgram is the page of a programme.
func ToProgram(ctx context.Context, slug string) string { return at(ctx, Program, slug) }

// ToSection is the page of a section.
func ToSection(ctx context.Context, section id.ID) string { return at(ctx, Section, section.String()) }

// ToSectionICS is a section as a calendar; it has one language.
func ToSectionICS(section id.ID) string { return "/sections/" + section.String() + ".ics" }

// ToSectionApplications is where one applies for a section.
func ToSectionApplications(ctx context.Context, section id.ID) string {
	return ToSection(ctx, section) + "/applications"
}

// ToSectionAlerts takes the wish to be told when a section opens.
func ToSectionAlerts(ctx context.Context, section id.ID) string {
	return ToSection(ctx, section) + "/alerts"
}

// ToCooperation is the page of an agreement or a grant.
func ToCooperation(ctx context.Context, slug string) string { return at(ctx, Cooperation, slug) }

// ToOrganisation is the page of an organisation.
func ToOrganisation(ctx context.Context, slug string) string { return at(ctx, Organisation, slug) }

// ToCalendar is the calendar of the month that first begins.
func ToCalendar(ctx context.Context, first clock.Date, query url.Values) string {
	v := url.Values{}
	for k, vs := range query {
		if k != "page" && k != "view" && k != "sort" {
			v[k] = vs
		}
	}
	if first != "" {
		v.Set("month", string(first[:7]))
	}
	return with(In(ctx, Calendar), v)
}

// ToCalendarDay is everything of one day of the calendar.
func ToCalendarDay(ctx context.Context, on clock.Date, query url.Values) string {
	v := url.Values{}
	for k, vs := range query {
		if k != "page" && k != "view" && k != "sort" {
			v[k] = vs
		}
	}
	v.Set("day", string(on))
	return with(In(ctx, Calendar), v)
}

func with(path string, query url.Values) string {
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}
