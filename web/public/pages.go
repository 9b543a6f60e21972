package public

import (
	"net/http"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/internal/report"
	view "ieum/templates/public"
	"ieum/web/req"
)

// Pages answers with pages. BaseURL is the portal's address without a slash at its end.
type Pages struct {
	Catalog     *catalog.Service
	Terms       *catalog.Terms
	Partnership *partnership.Service
	Directory   *people.Directory
	Report      *report.Service
	Enrolment   *enrolment.Service
	Credit      *credit.Service
	BaseURL     string
	SiteName    string
}

// How many cards a part of a page shows.
const (
	homeCards    = 6
	similarCards = 3
	underCards   = 6
	popularTerms = 8
)

// Home is the first page.
func (p *Pages) Home(r *req.Request) error {
	ctx := r.Request().Context()
	h := view.Home{JSONLD: p.siteLD(ctx)}
	var err error
	if h.Overview, err = p.Catalog.Overview(ctx, r.Who, homeCards); err != nil {
		return err
	}
	if h.Terms, err = p.Terms.Popular(ctx, r.Who, r.Lang(), popularTerms); err != nil {
		return err
	}
	if h.Cooperations, err = p.cooperations(r); err != nil {
		return err
	}
	if h.Totals, err = p.Report.Totals(ctx, r.Who, h.Version); err != nil {
		return err
	}
	if r.Viewer != nil {
		own, err := p.Directory.OfIDs(ctx, r.Who, r.Viewer.Universities...)
		if err != nil {
			return err
		}
		for i := range own {
			h.University = i18n.Pick(ctx, own[i].Current(), own[i].NameEN)
		}
	}
	if r.Viewer != nil {
		h.City, h.District = r.Viewer.Person.City, r.Viewer.Person.District
	}
	return r.OK(view.HomePage(h))
}

// Programs is the catalogue.
func (p *Pages) Programs(r *req.Request) error {
	ctx := r.Request().Context()
	q, problems := catalog.ParseQuery(r.QueryParams())
	result, err := p.Catalog.List(ctx, r.Who, q)
	if err != nil {
		return err
	}
	l := view.List{Result: result, Problems: problems}
	switch q.View {
	case catalog.AsCalendar:
		m, err := p.Catalog.Calendar(ctx, r.Who, q, catalog.ParseMonth(r.QueryParam("month"), result.At.Date()), view.DayFew)
		if err != nil {
			return err
		}
		l.Month = &m
	case catalog.ByPlace:
		l.Places = view.ByPlace(result.Cards)
	case catalog.AsList:
	}
	if q.Page == 1 && q.Text != "" {
		p.Terms.Hear(r.Who, q, result.Page.Total)
	}
	return r.OK(view.Catalogue(l))
}

// Program is one programme.
func (p *Pages) Program(r *req.Request) error {
	ctx := r.Request().Context()
	page, err := p.Catalog.Programme(ctx, r.Who, r.Param("slug"))
	if err != nil {
		return err
	}
	v := view.Programme{Page: page, JSONLD: p.programmeLD(ctx, &page)}
	if v.Belongs, err = p.belongs(r, &page.Programme); err != nil {
		return err
	}
	if v.Similar, err = p.Catalog.Similar(ctx, r.Who, &page.Programme, similarCards); err != nil {
		return err
	}
	return r.OK(view.ProgrammePage(v))
}

// Section is one section; with .ics at the end of its address, its calendar.
func (p *Pages) Section(r *req.Request) error {
	if plain, found := strings.CutSuffix(r.Param("id"), ".ics"); found {
		return p.sectionICS(r, plain)
	}
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	page, err := p.Catalog.Section(ctx, r.Who, section)
	if err != nil {
		return err
	}
	v := view.Section{SectionPage: page, JSONLD: p.sectionLD(ctx, &page)}
	v.Copies = !page.BatchID.IsZero() && r.Who.HasAny(policy.Officer, policy.Host)
	if err := p.standing(r, &v); err != nil {
		return err
	}
	if v.Belongs, err = p.belongs(r, &page.Programme); err != nil {
		return err
	}
	if !page.Admission.Applicable() {
		if v.Similar, err = p.Catalog.Similar(ctx, r.Who, &page.Programme, similarCards); err != nil {
			return err
		}
	}
	return r.OK(view.SectionPage(v))
}

// standing is what a signed-in reader already has with a section that one
// applies to here, or the rule that keeps them out of it.
func (p *Pages) standing(r *req.Request, v *view.Section) error {
	if !r.Who.SignedIn() || v.Channel != catalog.Here || !v.Section.State.Public() || !v.Programme.State.Public() {
		return nil
	}
	o, err := p.Enrolment.Offer(r.Request().Context(), r.Who, v.Section.ID)
	if err != nil {
		return err
	}
	v.WhyNot = o.WhyNot
	if o.HasChildren() {
		v.Children = o.Choices[1:] // the reader stands first
	}
	if o.Live != nil {
		v.Receipt, v.WhyNot = o.Live.ID, fault.Text{}
	}
	if v.Admission == catalog.Upcoming {
		v.Waits, err = p.Enrolment.HasAlert(r.Request().Context(), r.Who, v.Section.ID)
	}
	return err
}

func (p *Pages) belongs(r *req.Request, programme *catalog.Programme) (*partnership.Belonging, error) {
	b, ok, err := p.Partnership.Belongs(r.Request().Context(), r.Who, programme.AgreementID, programme.AwardID, programme.StrandID)
	if err != nil || !ok {
		return nil, err
	}
	return &b, nil
}

func (p *Pages) cooperations(r *req.Request) ([]view.CooperationCard, error) {
	ctx := r.Request().Context()
	list, err := p.Partnership.Cooperations(ctx, r.Who)
	if err != nil {
		return nil, err
	}
	under, err := p.Catalog.UnderCooperations(ctx, r.Who)
	if err != nil {
		return nil, err
	}
	out := make([]view.CooperationCard, len(list))
	for i, c := range list {
		out[i] = view.CooperationCard{Cooperation: c, Under: under[c.Slug()]}
	}
	return out, nil
}

// Cooperations is the list of agreements and grants.
func (p *Pages) Cooperations(r *req.Request) error {
	list, err := p.cooperations(r)
	if err != nil {
		return err
	}
	return r.OK(view.Cooperations(list))
}

// Cooperation is one agreement or grant.
func (p *Pages) Cooperation(r *req.Request) error {
	ctx := r.Request().Context()
	c, err := p.Partnership.Cooperation(ctx, r.Who, r.Param("slug"))
	if err != nil {
		return err
	}
	under, err := p.Catalog.UnderCooperations(ctx, r.Who)
	if err != nil {
		return err
	}
	list, err := p.Catalog.ListOf(ctx, r.Who, catalog.Everything().With(catalog.ByCooperation, c.Slug()), underCards)
	if err != nil {
		return err
	}
	v := view.Cooperation{CooperationCard: view.CooperationCard{Cooperation: c, Under: under[c.Slug()]}, Cards: list.Cards}
	v.JSONLD = p.crumbsLD(ctx, "/cooperations", "/cooperations/"+c.Slug(), first(c.Names()))
	return r.OK(view.CooperationPage(v))
}

func first(a, _ string) string { return a }

// Organisations lists the organisations by kind.
func (p *Pages) Organisations(r *req.Request) error {
	ctx := r.Request().Context()
	orgs, err := p.Directory.Organisations(ctx, r.Who)
	if err != nil {
		return err
	}
	counts, err := p.Catalog.UnderOrganisations(ctx, r.Who)
	if err != nil {
		return err
	}
	var groups []view.OrgGroup
	for i := range orgs {
		if n := len(groups); n == 0 || groups[n-1].Kind != orgs[i].Kind {
			groups = append(groups, view.OrgGroup{Kind: orgs[i].Kind})
		}
		g := &groups[len(groups)-1]
		g.Orgs = append(g.Orgs, view.OrgLine{Organisation: orgs[i], Programmes: counts[orgs[i].Slug]})
	}
	return r.OK(view.Organisations(groups))
}

// Organisation is one organisation.
func (p *Pages) Organisation(r *req.Request) error {
	ctx := r.Request().Context()
	body, err := p.Directory.Organisation(ctx, r.Who, r.Param("slug"))
	if err != nil {
		return err
	}
	v := view.Organisation{Body: body, JSONLD: p.organisationLD(ctx, &body.Organisation)}
	if v.Parts, err = p.Partnership.PartsOf(ctx, r.Who, body.ID); err != nil {
		return err
	}
	list, err := p.Catalog.ListOf(ctx, r.Who, catalog.Everything().With(catalog.ByOrg, body.Slug), underCards)
	if err != nil {
		return err
	}
	v.Cards, v.Total = list.Cards, list.Page.Total
	return r.OK(view.OrganisationPage(v))
}

// Calendar is a month of openings and starts, or one day of it.
func (p *Pages) Calendar(r *req.Request) error {
	ctx := r.Request().Context()
	q, _ := catalog.ParseQuery(r.QueryParams())
	if on, err := clock.ParseDate(r.QueryParam("day")); err == nil && !on.IsZero() {
		d, err := p.Catalog.DayOf(ctx, r.Who, q, on, view.DayMost)
		if err != nil {
			return err
		}
		return r.OK(view.CalendarDay(d, q))
	}
	m, err := p.Catalog.Calendar(ctx, r.Who, q, catalog.ParseMonth(r.QueryParam("month"), p.Catalog.Today()), view.DayFew)
	if err != nil {
		return err
	}
	return r.OK(view.Calendar(m, q))
}

// Text is a page of words.
func Text(x view.Text) req.Handler {
	return func(r *req.Request) error { return r.OK(view.TextPage(x)) }
}

// OpenData says what may be downloaded.
func (p *Pages) OpenData(r *req.Request) error {
	ctx := r.Request().Context()
	_, changed, err := p.Catalog.Recent(ctx, r.Who, 1)
	if err != nil {
		return err
	}
	return r.OK(view.OpenData(p.datasetLD(ctx, changed)))
}

// sectionOf reads a section that an address without ending names.
func (p *Pages) sectionOf(r *req.Request, plain string) (catalog.SectionPage, error) {
	section, err := id.Parse(plain)
	if err != nil {
		return catalog.SectionPage{}, notFound()
	}
	return p.Catalog.Section(r.Request().Context(), r.Who, section)
}

// send answers with a file of our own making.
func send(r *req.Request, contentType string, body []byte) error {
	return r.Blob(http.StatusOK, contentType, body)
}
