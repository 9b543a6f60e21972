package public

import (
	"context"
	"encoding/json"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/web/paths"
)

// What pages say of themselves to machines: schema.org in JSON-LD. It is a data
// block, which no browser runs. Nothing is said that the page does not show, and
// no number of seats.

type ld map[string]any

func (p *Pages) url(ctx context.Context, path string) string { return p.BaseURL + paths.In(ctx, path) }

// document writes things as one JSON-LD document; encoding/json escapes < and >.
func document(things ...ld) string {
	raw, err := json.Marshal(ld{"@context": "https://schema.org", "@graph": things})
	if err != nil {
		return "" // maps of texts and numbers always marshal
	}
	return string(raw)
}

// crumbs is the way to a page: pairs of path and name.
func (p *Pages) crumbs(ctx context.Context, steps ...[2]string) ld {
	items := make([]ld, len(steps))
	for i, s := range steps {
		items[i] = ld{"@type": "ListItem", "position": i + 1, "name": s[1], "item": p.url(ctx, s[0])}
	}
	return ld{"@type": "BreadcrumbList", "itemListElement": items}
}

func (p *Pages) crumbsLD(ctx context.Context, list, path, name string) string {
	key := "public.coops_title"
	return document(p.crumbs(ctx, [2]string{list, i18n.T(ctx, key)}, [2]string{path, name}))
}

func (p *Pages) siteLD(ctx context.Context) string {
	return document(ld{
		"@type": "WebSite", "name": p.SiteName, "url": p.url(ctx, "/"), "inLanguage": []string{"ko", "en"},
		"potentialAction": ld{"@type": "SearchAction", "target": p.url(ctx, paths.Programs) + "?q={search_term_string}", "query-input": "required name=search_term_string"},
	})
}

func (p *Pages) org(ctx context.Context, o *people.Organisation) ld {
	return clean(ld{
		"@type": "Organization", "name": i18n.Pick(ctx, o.NameKO, o.NameEN), "url": p.url(ctx, "/organisations/"+o.Slug),
		"telephone": o.Phone, "address": o.Address,
	})
}

func (p *Pages) organisationLD(ctx context.Context, o *people.Organisation) string {
	return document(p.org(ctx, o), p.crumbs(ctx, [2]string{paths.Organisations, i18n.T(ctx, "public.orgs_title")}, [2]string{"/organisations/" + o.Slug, i18n.Pick(ctx, o.NameKO, o.NameEN)}))
}

func (p *Pages) programmeLD(ctx context.Context, page *catalog.Page) string {
	title := i18n.Pick(ctx, page.TitleKO, page.TitleEN)
	crumbs := p.crumbs(ctx, [2]string{paths.Programs, i18n.T(ctx, "public.programs_title")}, [2]string{"/programs/" + page.Slug, title})
	if page.Kind.Event() || page.Kind == catalog.Lecture {
		things := []ld{crumbs}
		for i := range page.Offers {
			things = append(things, p.event(ctx, page, &page.Offers[i]))
		}
		return document(things...)
	}
	return document(p.course(ctx, page, page.Offers), crumbs)
}

func (p *Pages) sectionLD(ctx context.Context, s *catalog.SectionPage) string {
	title := i18n.Pick(ctx, s.TitleKO, s.TitleEN)
	crumbs := p.crumbs(ctx, [2]string{paths.Programs, i18n.T(ctx, "public.programs_title")}, [2]string{"/programs/" + s.Slug, title}, [2]string{"/sections/" + s.Offer.ID.String(), i18n.Pick(ctx, s.NameKO, s.NameEN)})
	if s.Kind.Event() || s.Kind == catalog.Lecture {
		return document(p.event(ctx, &s.Page, &s.Offer), crumbs)
	}
	return document(p.course(ctx, &s.Page, []catalog.Offer{s.Offer}), crumbs)
}

func (p *Pages) course(ctx context.Context, page *catalog.Page, offers []catalog.Offer) ld {
	instances := make([]ld, len(offers))
	for i := range offers {
		o := &offers[i]
		instances[i] = clean(ld{
			"@type": "CourseInstance", "name": i18n.Pick(ctx, o.NameKO, o.NameEN), "url": p.url(ctx, "/sections/"+o.ID.String()),
			"courseMode": courseMode(o.Method), "startDate": string(o.StartsOn), "endDate": string(o.EndsOn), "location": place(o), "offers": p.price(o),
		})
	}
	return clean(ld{
		"@type": "Course", "name": i18n.Pick(ctx, page.TitleKO, page.TitleEN), "description": i18n.Pick(ctx, page.SummaryKO, page.SummaryEN),
		"url": p.url(ctx, "/programs/"+page.Slug), "provider": p.org(ctx, &page.Org), "inLanguage": "ko", "hasCourseInstance": instances,
	})
}

func (p *Pages) event(ctx context.Context, page *catalog.Page, o *catalog.Offer) ld {
	status := "https://schema.org/EventScheduled"
	if o.Run == catalog.RunCancelled {
		status = "https://schema.org/EventCancelled"
	}
	attendance := "https://schema.org/OfflineEventAttendanceMode"
	if o.Method == catalog.Online {
		attendance = "https://schema.org/OnlineEventAttendanceMode"
	}
	return clean(ld{
		"@type": "Event", "name": i18n.Pick(ctx, page.TitleKO, page.TitleEN) + " " + i18n.Pick(ctx, o.NameKO, o.NameEN),
		"description": i18n.Pick(ctx, page.SummaryKO, page.SummaryEN), "url": p.url(ctx, "/sections/"+o.ID.String()), "eventStatus": status, "eventAttendanceMode": attendance,
		"startDate": string(o.StartsOn), "endDate": string(o.EndsOn), "location": place(o), "organizer": p.org(ctx, &page.Org), "offers": p.price(o),
	})
}

func (p *Pages) price(o *catalog.Offer) ld {
	return clean(ld{
		"@type": "Offer", "price": int64(o.Fee), "priceCurrency": "KRW", "category": map[bool]string{true: "Free", false: "Paid"}[o.Fee == 0],
		"validFrom": isoTime(o.ApplyFrom), "validThrough": isoTime(o.ApplyUntil),
	})
}

func place(o *catalog.Offer) any {
	if o.Place == "" && o.Address == "" {
		return nil
	}
	return clean(ld{"@type": "Place", "name": o.Place, "address": clean(ld{"@type": "PostalAddress", "addressCountry": "KR", "addressRegion": o.City, "addressLocality": o.District, "streetAddress": o.Address})})
}

func courseMode(m catalog.Method) string {
	switch m {
	case catalog.Online, catalog.Mobile, catalog.Post:
		return "online"
	case catalog.Mixed:
		return "blended"
	case catalog.InPerson:
	}
	return "onsite"
}

// datasetLD is the national standard set as the public data portal describes one.
func (p *Pages) datasetLD(ctx context.Context, changed clock.Instant) string {
	files := make([]ld, 0, 3)
	for _, f := range [][2]string{{"csv", "text/csv"}, {"json", "application/json"}, {"xml", "application/xml"}} {
		files = append(files, ld{"@type": "DataDownload", "encodingFormat": f[1], "contentUrl": p.BaseURL + paths.StandardCourses + "." + f[0]})
	}
	return document(clean(ld{
		"@type": "Dataset", "name": i18n.T(ctx, "public.opendata_set"), "description": i18n.T(ctx, "public.opendata_set_text"), "url": p.url(ctx, paths.OpenData),
		"license": "https://www.data.go.kr/ugs/selectPortalPolicyView.do", "isAccessibleForFree": true, "dateModified": isoTime(changed),
		"creator": ld{"@type": "Organization", "name": p.SiteName, "url": p.url(ctx, "/")}, "distribution": files,
	}))
}

func isoTime(i clock.Instant) string {
	if i.IsZero() {
		return ""
	}
	return i.Local().Format(time.RFC3339)
}

// clean leaves out what is not known.
func clean(thing ld) ld {
	for k, v := range thing {
		if v == nil || v == "" {
			delete(thing, k)
		}
	}
	return thing
}

// koContext is ctx for a reader of Korean: addresses of the site map have no language.
func koContext(ctx context.Context) context.Context { return i18n.With(ctx, i18n.KO) }
