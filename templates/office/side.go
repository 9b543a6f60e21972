package office

import (
	"context"
	"strings"

	"ieum/internal/i18n"
	"ieum/templates/layout"
)

// entry is a line of the office's side menu. Editors is for those who draft
// alone; an approver's desk is shorter.
type entry struct {
	key, href, group string
	editors          bool
}

var entries = []entry{
	{key: "office.today", href: "/office"},
	{key: "office.approvals", href: "/office/approvals"},
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

// Side is the office's side menu as the page shows it.
func Side(ctx context.Context) (out []layout.SideLink) {
	here, _, _ := strings.Cut(layout.From(ctx).CurrentPath, "?")
	editor, _ := ctx.Value(editorKey{}).(bool)
	for _, e := range entries {
		if e.editors && !editor && !instructor(ctx) || instructor(ctx) && e.href != "/office/teaching" {
			continue
		}
		group := ""
		if e.group != "" {
			group = i18n.T(ctx, e.group)
		}
		out = append(out, layout.SideLink{
			Label: i18n.T(ctx, e.key), Href: e.href, Group: group,
			Current: here == e.href || (e.href != "/office" && strings.HasPrefix(here, e.href+"/")) || (e.href == "/office/programs" && strings.HasPrefix(here, "/office/sections/")),
		})
	}
	return out
}
