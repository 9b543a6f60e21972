package public

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/web/req"
)

// icsType is what a calendar is sent as.
const icsType = "text/calendar; charset=utf-8"

// upcomingMost bounds the calendar that people subscribe to.
const upcomingMost = 500

// calendar writes iCalendar (RFC 5545). Times are Seoul's, with the zone
// written out: in UTC a class at 08:00 would fall on the day before, and every
// program that shows weekdays would be wrong.
type calendar struct{ strings.Builder }

// octets is how long a line may be before it is folded.
const octets = 75

// line writes one property, folded between letters so that no byte of a Hangul syllable is cut off.
func (c *calendar) line(name, value string) {
	text := name + ":" + value
	room := octets
	for len(text) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		c.WriteString(text[:cut] + "\r\n ")
		text, room = text[cut:], octets-1 // a folded line begins with a space
	}
	c.WriteString(text + "\r\n")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", "")

func (c *calendar) text(name, value string) {
	if value != "" {
		c.line(name, icsEscapes.Replace(value))
	}
}

func newCalendar(name string) *calendar {
	c := &calendar{}
	for _, l := range [][2]string{{"BEGIN", "VCALENDAR"}, {"VERSION", "2.0"}, {"PRODID", "-//Ieum//Catalogue//KO"}, {"CALSCALE", "GREGORIAN"}, {"METHOD", "PUBLISH"}} {
		c.line(l[0], l[1])
	}
	c.text("X-WR-CALNAME", name)
	c.line("X-WR-TIMEZONE", "Asia/Seoul")
	for _, l := range [][2]string{
		{"BEGIN", "VTIMEZONE"},
		{"TZID", "Asia/Seoul"},
		{"BEGIN", "STANDARD"},
		{"DTSTART", "19700101T000000"},
		{"TZOFFSETFROM", "+0900"},
		{"TZOFFSETTO", "+0900"},
		{"TZNAME", "KST"},
		{"END", "STANDARD"},
		{"END", "VTIMEZONE"},
	} {
		c.line(l[0], l[1])
	}
	return c
}

// event is one entry of a calendar.
type event struct {
	uid          string
	stamp        clock.Instant
	from, to     clock.Instant // to is not set for a moment
	title, about string
	place, url   string
	cancelled    bool
}

func (c *calendar) add(e event) {
	const local = "20060102T150405"
	c.line("BEGIN", "VEVENT")
	c.line("UID", e.uid)
	c.line("DTSTAMP", e.stamp.Time().Format(local)+"Z")
	c.line("DTSTART;TZID=Asia/Seoul", e.from.Local().Format(local))
	if !e.to.IsZero() {
		c.line("DTEND;TZID=Asia/Seoul", e.to.Local().Format(local))
	}
	c.text("SUMMARY", e.title)
	c.text("DESCRIPTION", e.about)
	c.text("LOCATION", e.place)
	if e.url != "" {
		c.line("URL", e.url)
	}
	if e.cancelled {
		c.line("STATUS", "CANCELLED")
	}
	c.line("END", "VEVENT")
}

func (c *calendar) bytes() []byte {
	c.line("END", "VCALENDAR")
	return []byte(c.String())
}

// uid names an entry for good: a program that reads the calendar again replaces what it had.
func (p *Pages) uid(of id.ID, what string) string { return of.String() + "-" + what + "@" + p.host() }

func (p *Pages) host() string {
	_, host, found := strings.Cut(p.BaseURL, "://")
	if !found || host == "" {
		return "ieum.invalid"
	}
	return host
}

// sectionICS is one section: its opening, when that is to come, and every session.
func (p *Pages) sectionICS(r *req.Request, plain string) error {
	s, err := p.sectionOf(r, plain)
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	title := i18n.Pick(ctx, s.TitleKO, s.TitleEN)
	c := newCalendar(title)
	url := p.url(ctx, "/sections/"+s.Offer.ID.String())
	base := event{stamp: max(s.Section.UpdatedAt, s.Programme.UpdatedAt), place: strings.TrimSpace(s.Place + " " + s.Address), url: url, cancelled: s.Run == catalog.RunCancelled}
	if s.Admission == catalog.Upcoming {
		e := base
		e.uid, e.from, e.title, e.place = p.uid(s.Offer.ID, "opens"), s.ApplyFrom, i18n.T(ctx, "public.ics_opens", "title", title), ""
		c.add(e)
	}
	for i := range s.Sessions {
		m, e := &s.Sessions[i], base
		e.uid, e.from, e.to = p.uid(s.Offer.ID, "session-"+strconv.Itoa(m.Number)), m.HeldOn.At(m.StartMinute), m.HeldOn.At(m.EndMinute)
		e.title, e.about = i18n.T(ctx, "public.ics_session", "title", title, "n", m.Number), m.Topic
		if m.Place+m.Room != "" {
			e.place = strings.TrimSpace(m.Place + " " + m.Room)
		}
		c.add(e)
	}
	if len(s.Sessions) == 0 && !s.StartsOn.IsZero() {
		e := base
		e.uid, e.title = p.uid(s.Offer.ID, "starts"), title
		e.from, e.to = span(s.Section)
		c.add(e)
	}
	r.Response().Header().Set("Content-Disposition", `attachment; filename="`+s.Number+`.ics"`)
	return send(r, icsType, c.bytes())
}

// span is the first day of a section, by its hours where they are known.
func span(s *catalog.Section) (from, to clock.Instant) {
	if s.StartMinute == nil {
		return s.StartsOn.At(0), 0
	}
	if s.EndMinute != nil {
		to = s.StartsOn.At(*s.EndMinute)
	}
	return s.StartsOn.At(*s.StartMinute), to
}

// CalendarICS is what opens and what starts from today on, to subscribe to.
func (p *Pages) CalendarICS(r *req.Request) error {
	ctx := r.Request().Context()
	q, _ := catalog.ParseQuery(r.QueryParams())
	cards, err := p.Catalog.Upcoming(ctx, r.Who, q, upcomingMost)
	if err != nil {
		return err
	}
	c := newCalendar(i18n.T(ctx, "public.ics_name"))
	for _, card := range cards {
		p.addDates(ctx, c, card, p.Catalog.Today())
	}
	return send(r, icsType, c.bytes())
}

func (p *Pages) addDates(ctx context.Context, c *calendar, card catalog.Card, today clock.Date) {
	s := card.Best
	title := strings.TrimSpace(i18n.Pick(ctx, card.TitleKO, card.TitleEN) + " " + i18n.Pick(ctx, s.NameKO, s.NameEN))
	e := event{stamp: max(s.UpdatedAt, card.UpdatedAt), url: p.url(ctx, "/sections/"+s.ID.String()), about: i18n.Pick(ctx, card.Org.NameKO, card.Org.NameEN)}
	if s.ApplyFrom >= today.At(0) && !s.AlwaysOpen {
		e.uid, e.from, e.title = p.uid(s.ID, "opens"), s.ApplyFrom, i18n.T(ctx, "public.ics_opens", "title", title)
		c.add(e)
	}
	if s.StartsOn >= today {
		e.uid, e.title, e.place = p.uid(s.ID, "starts"), i18n.T(ctx, "public.ics_starts", "title", title), s.Place
		e.from, e.to = span(s.Section)
		c.add(e)
	}
}
