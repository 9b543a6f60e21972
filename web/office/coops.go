package office

import (
	"net/http"

	"ieum/internal/catalog"
	view "ieum/templates/office"
	"ieum/web/req"
)

// Coops are the cooperations that the reader's organisation has a part in.
func (h Desk) Coops(r *req.Request) error {
	ours, err := h.Partnership.Ours(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.Coops(ours))
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
	return show(r, http.StatusOK, view.Coop(view.CoopPage{Part: part, Programmes: list.Cards, Total: list.Page.Total}))
}
