package system

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// Message is one message as the administrator sees it.
type Message struct {
	ID       id.ID
	At       clock.Instant
	Channel  string // mail, sms
	Delivery string // "", delivered, failed

	DeliveredAt clock.Instant

	Subject  string
	Address  string
	State    string // waiting, sending, sent, dead, kept
	SentAt   clock.Instant
	NextAt   clock.Instant
	Attempts int
	Problem  string
	Lines    []string // the text, for the page of one message
	Emptied  bool     // the text is gone: it was sent, or never will be
	BaseURL  string   // links in the text begin with it
}

// Outbox is the list of messages.
type Outbox struct {
	Messages []Message
	Page     paging.Page
	State    string
	Counts   map[string]int
	Channel  string

	KeepsMail, KeepsTexts bool // this portal sends none of them
}

// states are the tabs of the list, in order.
var states = []string{"", "waiting", "sent", "dead"}

func (o Outbox) tabs(ctx context.Context) (tabs []ui.Tab) {
	for _, s := range states {
		n := o.Counts[s]
		key := s
		if s == "" {
			key = "all"
			for _, c := range o.Counts {
				n += c
			}
		}
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "system.outbox.tab."+key), Href: paths.ToOutbox(ctx, query(s, o.Channel, 1)), Current: s == o.State, Note: i18n.Count(n)})
	}
	return tabs
}

// channels are the chips of the list, in order.
var channels = []string{"", "mail", "sms"}

func query(state, channel string, page int) url.Values {
	v := url.Values{}
	if channel != "" {
		v.Set("channel", channel)
	}
	if state != "" {
		v.Set("state", state)
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return v
}

func channelKey(c string) string {
	if c == "" {
		return "all"
	}
	return c
}

// delivery is what the gateway said of a text message, and when.
func delivery(ctx context.Context, m Message) string {
	if m.Delivery == "" {
		return ""
	}
	return i18n.T(ctx, "system.outbox.delivery."+m.Delivery) + " · " + i18n.Moment(ctx, m.DeliveredAt)
}

func tone(state string) ui.Tone {
	switch state {
	case "sent":
		return ui.Success
	case "dead":
		return ui.Danger
	case "kept":
		return ui.Neutral
	}
	return ui.Info
}

// local is a line that is a link into this portal, as a path.
func (m Message) local(line string) (string, bool) {
	p, ok := strings.CutPrefix(line, m.BaseURL+"/")
	return "/" + p, ok && m.BaseURL != ""
}

// Side is the administrator's menu, with here as the page shown.
func Side(ctx context.Context, here string) []layout.SideLink {
	ls := []layout.SideLink{
		{Label: i18n.T(ctx, "system.home.title"), Href: paths.System},
		{Label: i18n.T(ctx, "system.outbox.title"), Href: paths.Outbox},
		{Label: i18n.T(ctx, "system.access.title"), Href: paths.SystemAccessLog},
		{Label: i18n.T(ctx, "auditdesk.audits"), Href: paths.SystemAudits},
		{Label: i18n.T(ctx, "auditdesk.check.title"), Href: paths.SystemAuditCheck},
		{Label: i18n.T(ctx, "imports.title"), Href: paths.Imports},
	}
	for i := range ls {
		ls[i].Current = ls[i].Href == here
	}
	return ls
}

// crumbs lead from the administrator's first page to the one shown.
func crumbs(ctx context.Context, title string) []layout.Crumb {
	return []layout.Crumb{{Label: i18n.T(ctx, "system.home.title"), Href: paths.In(ctx, paths.System)}, {Label: title}}
}
