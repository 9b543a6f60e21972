package public

import (
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	view "ieum/templates/public"
	"ieum/web/paths"
	"ieum/web/req"
)

const (
	feedEntries = 50
	sitemapMost = 50_000 // addresses in one file, by the protocol
	sitemapNS   = "http://www.sitemaps.org/schemas/sitemap/0.9"
)

func notFound() error { return fault.New(fault.NotFound, "error.not_found") }

type atomFeed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string     `xml:"xml:lang,attr"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  atomAuthor `xml:"author"`
	Links   []atomLink `xml:"link"`
	Entries []atomItem `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomItem struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Published string     `xml:"published"`
	Updated   string     `xml:"updated"`
	Author    atomAuthor `xml:"author"`
	Link      atomLink   `xml:"link"`
	Summary   string     `xml:"summary"`
}

// Atom is the feed of programmes that were published last.
func (p *Pages) Atom(r *req.Request) error {
	ctx := r.Request().Context()
	cards, changed, err := p.Catalog.Recent(ctx, r.Who, feedEntries)
	if err != nil {
		return err
	}
	f := atomFeed{
		Lang: string(r.Lang()), ID: p.url(ctx, paths.ProgramsAtom), Title: p.SiteName + " " + i18n.T(ctx, "public.feed_title"), Updated: stamp(changed), Author: atomAuthor{p.SiteName},
		Links: []atomLink{{"self", "application/atom+xml", p.url(ctx, paths.ProgramsAtom)}, {"alternate", "text/html", p.url(ctx, paths.Programs)}},
	}
	for _, c := range cards {
		address := p.url(ctx, "/programs/"+c.Slug)
		f.Entries = append(f.Entries, atomItem{
			ID: "urn:uuid:" + c.ID.String(), Title: i18n.Pick(ctx, c.TitleKO, c.TitleEN), Published: stamp(c.PublishedAt), Updated: stamp(max(c.UpdatedAt, c.PublishedAt)),
			Author: atomAuthor{i18n.Pick(ctx, c.Org.NameKO, c.Org.NameEN)}, Link: atomLink{"alternate", "text/html", address}, Summary: entryText(r, c),
		})
	}
	return sendXML(r, "application/atom+xml; charset=utf-8", f)
}

// entryText is where, when and for how much, in one line.
func entryText(r *req.Request, c catalog.Card) string {
	return view.OneLine(r.Request().Context(), c)
}

func stamp(i clock.Instant) string { return i.Time().Format(time.RFC3339) }

func sendXML(r *req.Request, contentType string, v any) error {
	raw, err := xml.Marshal(v)
	if err != nil {
		return err
	}
	return send(r, contentType, append([]byte(xml.Header), raw...))
}

type urlSet struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"sitemapindex"`
	NS      string       `xml:"xmlns,attr"`
	Maps    []sitemapURL `xml:"sitemap"`
}

const xmlType = "application/xml; charset=utf-8"

// Sitemap lists every public page, or the files that do where there are too many for one.
func (p *Pages) Sitemap(r *req.Request) error {
	urls, err := p.addresses(r)
	if err != nil {
		return err
	}
	if len(urls) <= sitemapMost {
		return sendXML(r, xmlType, urlSet{NS: sitemapNS, URLs: urls})
	}
	index := sitemapIndex{NS: sitemapNS}
	for n := range (len(urls) + sitemapMost - 1) / sitemapMost {
		index.Maps = append(index.Maps, sitemapURL{Loc: p.BaseURL + "/sitemaps/" + strconv.Itoa(n+1) + ".xml"})
	}
	return sendXML(r, xmlType, index)
}

// SitemapPart is one file of a site map that has several.
func (p *Pages) SitemapPart(r *req.Request) error {
	name, isXML := strings.CutSuffix(r.Param("part"), ".xml")
	n, err := strconv.Atoi(name)
	if !isXML || err != nil || n < 1 {
		return notFound()
	}
	urls, err := p.addresses(r)
	if err != nil {
		return err
	}
	from := (n - 1) * sitemapMost
	if from >= len(urls) {
		return notFound()
	}
	return sendXML(r, xmlType, urlSet{NS: sitemapNS, URLs: urls[from:min(from+sitemapMost, len(urls))]})
}

func (p *Pages) addresses(r *req.Request) ([]sitemapURL, error) {
	ctx := r.Request().Context()
	var out []sitemapURL
	add := func(path string, changed clock.Instant) {
		u := sitemapURL{Loc: p.BaseURL + path}
		if !changed.IsZero() {
			u.LastMod = stamp(changed)
		}
		out = append(out, u)
	}
	all, err := p.Catalog.Addresses(ctx, r.Who)
	if err != nil {
		return nil, err
	}
	var newest clock.Instant
	for _, a := range all {
		newest = max(newest, a.Changed)
	}
	add("/", newest)
	add(paths.Programs, newest)
	add(paths.Calendar, newest)
	for _, path := range []string{paths.Cooperations, paths.Organisations, paths.OpenData} {
		add(path, 0)
	}
	for _, x := range view.Texts {
		add(x.Path, 0)
	}
	coops, err := p.Partnership.Cooperations(ctx, r.Who)
	if err != nil {
		return nil, err
	}
	for i := range coops {
		changed := clock.Instant(0)
		if a := coops[i].Agreement; a != nil {
			changed = a.UpdatedAt
		} else {
			changed = coops[i].Grant.UpdatedAt
		}
		add("/cooperations/"+coops[i].Slug(), changed)
	}
	orgs, err := p.Directory.Organisations(ctx, r.Who)
	if err != nil {
		return nil, err
	}
	for i := range orgs {
		add(paths.ToOrganisation(koContext(ctx), orgs[i].Slug), orgs[i].UpdatedAt)
	}
	for _, a := range all {
		if a.Slug != "" {
			add(paths.ToProgram(koContext(ctx), a.Slug), a.Changed)
		} else {
			add(paths.ToSection(koContext(ctx), a.Section), a.Changed)
		}
	}
	return out, nil
}

// Robots says what is not for search engines: desks, what is personal, files that are made on demand.
func (p *Pages) Robots(r *req.Request) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, path := range []string{"/my", "/office", "/campus", "/school", "/audit", "/system", "/applications", "/login", "/register", "/password", "/data/", "/*/applications", "/*.ics"} {
		b.WriteString("Disallow: " + path + "\n")
		if strings.HasPrefix(path, "/*") {
			continue
		}
		b.WriteString("Disallow: /en" + path + "\n")
	}
	if p.BaseURL != "" {
		b.WriteString("Sitemap: " + p.BaseURL + paths.Sitemap + "\n")
	}
	return r.Blob(http.StatusOK, "text/plain; charset=utf-8", []byte(b.String()))
}
