package office

import (
	"context"
	"regexp"
	"strings"

	"ieum/internal/i18n"
	"ieum/templates/layout"
	"ieum/web/paths"
)

// entry is a line of the office's side menu. Editors is for those who draft
// alone; an approver's desk is shorter.
type entry struct {
	key, href, group string
	editors          bool
	counter          bool // for those who act for people at the counter
}

var entries = []entry{
	{key: "office.today", href: "/office"},
	{key: "office.approvals", href: "/office/approvals"},
	{key: "question.title", href: "/office/questions", editors: true},
	{key: "desk.title", href: "/office/desk", counter: true},
	{key: "office.programs", href: "/office/programs", group: "office.group_run"},
	{key: "attendance.desk", href: "/office/teaching", group: "office.group_run", editors: true},
	{key: "imports.title", href: "/office/imports", group: "office.group_run", editors: true},
	{key: "office.coops", href: "/office/cooperations", group: "office.group_together"},
	{key: "office.stand_ins", href: "/office/stand-ins", group: "office.group_together"},
}

type editorKey struct{}

// ForEditor marks the reader of ctx as somebody who drafts and runs programmes.
func ForEditor(ctx context.Context) context.Context { return context.WithValue(ctx, editorKey{}, true) }

type instructorKey struct{}

// ForInstructor marks the reader of ctx as an instructor and nothing else: their
// desk has one page and what it leads to.
func ForInstructor(ctx context.Context) context.Context {
	return context.WithValue(ctx, instructorKey{}, true)
}

func instructor(ctx context.Context) bool {
	yes, _ := ctx.Value(instructorKey{}).(bool)
	return yes
}

type platformKey struct{}

// ForPlatform marks the reader of ctx as an administrator without an office:
// the pages that both have then stand in the administrator's menu.
func ForPlatform(ctx context.Context) context.Context {
	return context.WithValue(ctx, platformKey{}, true)
}

func forPlatform(ctx context.Context) bool {
	is, _ := ctx.Value(platformKey{}).(bool)
	return is
}

// desk is the first crumb and the title of the side menu: whose pages these are.
func desk(ctx context.Context) layout.Crumb {
	if forPlatform(ctx) {
		return layout.Crumb{Label: i18n.T(ctx, "system.home.title"), Href: paths.In(ctx, paths.System)}
	}
	return layout.Crumb{Label: i18n.T(ctx, "layout.desk_office"), Href: paths.ToOffice(ctx)}
}

// platformEntries are the administrator's side menu, as their own pages have it.
var platformEntries = []entry{
	{key: "system.home.title", href: paths.System},
	{key: "system.outbox.title", href: paths.Outbox},
	{key: "system.access.title", href: paths.SystemAccessLog},
	{key: "imports.title", href: paths.Imports},
}

// field are the pages below a section that lie on the desk of attendance.
var field = regexp.MustCompile(`^/office/(sections/[^/]+/(sessions/[^/]+/)?(attendance|confirmation|certificates)(/|$)|participations/)`)

// holds reports whether the page at here lies behind the entry.
func (e entry) holds(here string) bool {
	switch {
	case here == e.href || e.href != "/office" && strings.HasPrefix(here, e.href+"/"):
		return true
	case e.href == "/office/teaching":
		return field.MatchString(here)
	}
	return e.href == "/office/programs" && strings.HasPrefix(here, "/office/sections/") && !field.MatchString(here)
}

// Side is the side menu as the page shows it.
func Side(ctx context.Context) (out []layout.SideLink) {
	here, _, _ := strings.Cut(layout.From(ctx).CurrentPath, "?")
	if forPlatform(ctx) {
		for _, e := range platformEntries {
			out = append(out, layout.SideLink{Label: i18n.T(ctx, e.key), Href: e.href, Current: here == e.href || e.href != paths.System && strings.HasPrefix(here, e.href+"/")})
		}
		return out
	}
	editor, _ := ctx.Value(editorKey{}).(bool)
	for _, e := range entries {
		if e.counter && !atCounter(ctx) {
			continue
		}
		if e.editors && !editor && !instructor(ctx) || instructor(ctx) && e.href != "/office/teaching" {
			continue
		}
		group := ""
		if e.group != "" {
			group = i18n.T(ctx, e.group)
		}
		out = append(out, layout.SideLink{Label: i18n.T(ctx, e.key), Href: e.href, Group: group, Current: e.holds(here)})
	}
	return out
}
