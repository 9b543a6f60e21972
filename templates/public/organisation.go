package public

import (
	"context"

	"github.com/a-h/templ"

	"ieum/internal/catalog"
	"ieum/internal/people"
	"ieum/web/paths"
)

// parentOf is nothing for an organisation on its own, so that its row is left out.
func parentOf(p *people.Organisation) templ.Component {
	if p == nil {
		return nil
	}
	return parentLink(p)
}

func phoneOf(phone string) templ.Component {
	if phone == "" {
		return nil
	}
	return phoneLink(phone)
}

func homepageOf(typed string) templ.Component {
	if url := externalURL(typed); url != "" {
		return homepageLink(url)
	}
	return nil
}

func allLabel(ctx context.Context, o Organisation) string {
	return t(ctx, "all_of_them", "n", o.Total)
}

// allHref leads to all programmes, where the page does not show them all.
func allHref(ctx context.Context, o Organisation) string {
	if o.Total <= len(o.Cards) {
		return ""
	}
	return paths.ToPrograms(ctx, catalog.Everything().With(catalog.ByOrg, o.Slug).Values())
}
