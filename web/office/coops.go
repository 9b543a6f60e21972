package office

import (
	"cmp"
	"net/http"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/partnership"
	view "ieum/templates/office"
	"ieum/web/req"
)

// Coops are the cooperations that the reader's organisation has a part in.
func (h Desk) Coops(r *req.Request) error {
	ours, err := h.Partnership.Ours(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	slices.SortStableFunc(ours, func(a, b partnership.Part) int { return cmp.Compare(order(a.Over()), order(b.Over())) })
	return show(r, http.StatusOK, view.Coops(ours))
}

// order puts what goes on before what is over.
func order(over bool) int {
	if over {
		return 1
	}
	return 0
}

// finished reports whether a programme has nothing left to come.
func finished(c catalog.Card) bool {
	return c.Best == nil || c.Best.Run == catalog.Ended || c.Best.Run == catalog.RunCancelled
}

// Coop is one of them, with its public programmes.
func (h Desk) Coop(r *req.Request) error {
	ctx := r.Request().Context()
	part, err := h.Partnership.OursBySlug(ctx, r.Who, r.Param("slug"))
	if err != nil {
		return err
	}
	list, err := h.Public.ListOf(ctx, r.Who, catalog.Everything().With(catalog.ByCooperation, part.Slug()).Ordered(catalog.Title), 100)
	if err != nil {
		return err
	}
	page := view.CoopPage{Part: part, Total: list.Page.Total}
	for _, c := range list.Cards {
		if finished(c) {
			page.Ended = append(page.Ended, c)
		} else {
			page.Going = append(page.Going, c)
		}
	}
	return show(r, http.StatusOK, view.Coop(page))
}
