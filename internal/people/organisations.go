package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Directory reads the organisations, which are public.
type Directory struct{ db *db.DB }

// NewDirectory returns the organisations in d.
func NewDirectory(d *db.DB) *Directory { return &Directory{d} }

// Body is an organisation with those around it.
type Body struct {
	Organisation
	Parent   *Organisation
	Children []Organisation
}

// Organisations are all organisations by kind and name.
func (d *Directory) Organisations(ctx context.Context, _ policy.Actor) ([]Organisation, error) {
	return organisationReader{d.db.Read(ctx)}.all()
}

// OfIDs are the organisations with these ids, by kind and name.
func (d *Directory) OfIDs(ctx context.Context, _ policy.Actor, ids ...id.ID) ([]Organisation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return organisationReader{d.db.Read(ctx)}.ofIDs(ids)
}

// Organisation is one organisation by its slug.
func (d *Directory) Organisation(ctx context.Context, _ policy.Actor, slug string) (Body, error) {
	b, ok, err := organisationReader{d.db.Read(ctx)}.body(slug)
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return b, err
}

// ByCode is one organisation by its short code, its provider's code or its slug.
func (d *Directory) ByCode(ctx context.Context, _ policy.Actor, code string) (Organisation, error) {
	o, ok, err := organisationReader{d.db.Read(ctx)}.byCode(code)
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return o, err
}
