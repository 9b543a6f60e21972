// Package system answers for the administrator's pages.
package system

import (
	"strconv"
	"strings"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/notify"
	"ieum/internal/outbox"
	"ieum/internal/paging"
	"ieum/internal/people"
	view "ieum/templates/system"
	"ieum/web/req"
)

// Pages are the handlers of this audience.
type Pages struct {
	Access  *audit.Log
	Catalog *catalog.Service
	Outbox  *outbox.Service
	Sender  *notify.Sender
	BaseURL string
	Demo    bool // everybody in it is invented
}

const pageSize = 50

// Home is the administrator's first page.
func (p Pages) Home(r *req.Request) error {
	o, err := p.counted(r, "")
	if err != nil {
		return err
	}
	return r.OK(view.Home(o))
}

func (p Pages) counted(r *req.Request, channel outbox.Channel) (view.Outbox, error) {
	counts, err := p.Outbox.Count(r.Request().Context(), r.Who, channel)
	o := view.Outbox{Counts: map[string]int{}, Channel: string(channel), KeepsMail: p.Sender.Keeps(outbox.Mail), KeepsTexts: p.Sender.Keeps(outbox.SMS)}
	for s, n := range counts {
		o.Counts[string(s)] = n
	}
	return o, err
}

// Messages lists what has left or will.
func (p Pages) Messages(r *req.Request) error {
	channel := outbox.Channel(r.QueryParam("channel"))
	if channel != outbox.Mail && channel != outbox.SMS {
		channel = "" // what is no channel narrows nothing
	}
	o, err := p.counted(r, channel)
	if err != nil {
		return err
	}
	switch s := outbox.State(r.QueryParam("state")); s {
	case outbox.Waiting, outbox.Sending, outbox.Sent, outbox.Dead:
		o.State = string(s)
	}
	n, _ := strconv.Atoi(r.QueryParam("page")) // anything that is no number is the first page
	rows, page, err := p.Outbox.List(r.Request().Context(), r.Who, outbox.Filter{State: outbox.State(o.State), Channel: channel}, paging.New(n, pageSize))
	if err != nil {
		return err
	}
	o.Page = page
	for i := range rows {
		m := p.seen(&rows[i])
		if !p.Demo { // the whole address stands on the message's own page
			m.Address = masked(&rows[i])
		}
		o.Messages = append(o.Messages, m)
	}
	return r.OK(view.Messages(o))
}

func masked(m *outbox.Message) string {
	if m.Channel == outbox.SMS {
		return people.MaskPhone(m.Address)
	}
	return people.MaskEmail(m.Address)
}

// Message shows one message in its words.
func (p Pages) Message(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	row, err := p.Outbox.One(r.Request().Context(), r.Who, i)
	if err != nil {
		return err
	}
	return r.OK(view.One(p.seen(&row), p.Sender.Keeps(row.Channel)))
}

// seen is a message as the page shows it. One that cannot be written is what the
// page is there to show: by its kind, with what is wrong.
func (p Pages) seen(m *outbox.Message) view.Message {
	v := view.Message{
		ID: m.ID, At: m.At, Channel: string(m.Channel), Subject: m.Kind, Address: m.Address, Delivery: string(m.Delivery), DeliveredAt: m.DeliveredAt, State: string(m.State), SentAt: m.SentAt, NextAt: m.NextAt,
		Attempts: m.Attempts, Problem: m.Problem, BaseURL: p.BaseURL,
	}
	if m.State == outbox.Sent && m.Problem == outbox.Kept {
		v.State, v.Problem = outbox.Kept, ""
	}
	if m.Emptied() && m.State != outbox.Waiting && m.State != outbox.Sending {
		v.Emptied = true
		if l, err := p.Sender.Outline(m); err == nil {
			v.Subject = strings.TrimRight(l.Subject, " —-:·") // its facts are gone with its words
		}
		return v
	}
	letter, err := p.Sender.Outline(m)
	if err != nil {
		if v.Problem == "" {
			v.Problem = err.Error()
		}
		return v
	}
	v.Subject, v.Lines = letter.Subject, strings.Split(letter.Text, "\n")
	return v
}
