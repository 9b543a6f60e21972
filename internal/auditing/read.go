package auditing

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// The kinds of decision that a sample is drawn from.
const (
	Applications = "applications"
	Approvals    = "approvals"
	Recognitions = "recognitions"
)

// Kinds are all of them.
var Kinds = []string{Applications, Approvals, Recognitions}

// Sample is decisions drawn by chance.
type Sample struct {
	Kind string
	Seed string
	Size int
	Of   int // decisions there are
	Sheet
}

// Sizes are the sizes that a form offers.
var Sizes = []int{10, 20, 50, 100}

// NewSeed is a seed for somebody who has none.
func NewSeed() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	return hex.EncodeToString(b[:])
}

// Draw is the sample of a seed: the ids are ordered by the SHA-256 of the seed, a
// colon and the id in its usual form, as bytes, and the first n are taken.
// Whoever has the list and the seed draws the same; the page says how (auditdesk.how_text).
func Draw(seed string, ids []id.ID, n int) []id.ID {
	type ranked struct {
		id  id.ID
		sum [32]byte
	}
	all := make([]ranked, len(ids))
	for i, x := range ids {
		all[i] = ranked{x, sha256.Sum256([]byte(seed + ":" + x.String()))}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(bytes.Compare(a.sum[:], b.sum[:]), bytes.Compare(a.id[:], b.id[:]))
	})
	out := make([]id.ID, 0, min(n, len(all)))
	for _, r := range all[:min(n, len(all))] {
		out = append(out, r.id)
	}
	return out
}

// Sample draws decisions of the audit's scope and period.
func (s *Service) Sample(ctx context.Context, who policy.Actor, audit id.ID, kind, seed string, size int) (*Scope, Sample, error) {
	sc, err := s.open(ctx, who, audit)
	if err != nil {
		return nil, Sample{}, err
	}
	x, err := s.sample(ctx, sc, kind, seed, size)
	if err != nil {
		return nil, Sample{}, err
	}
	return sc, x, s.looked(ctx, who, sc, TaskList, x.Sheet)
}

func (s *Service) sample(ctx context.Context, sc *Scope, kind, seed string, size int) (x Sample, err error) {
	if !slices.Contains(Kinds, kind) {
		kind = Applications
	}
	if !slices.Contains(Sizes, size) {
		size = Sizes[0]
	}
	if seed = strings.TrimSpace(seed); seed == "" || len(seed) > 64 {
		seed = NewSeed()
	}
	r := reader{s.db.Read(ctx)}
	ids, err := r.decisions(sc, kind)
	if err != nil {
		return x, err
	}
	x = Sample{Kind: kind, Seed: seed, Size: size, Of: len(ids)}
	drawn := Draw(seed, ids, size)
	switch kind {
	case Approvals:
		x.Sheet, err = r.approvals(sc, drawn, false, All)
	case Recognitions:
		x.Sheet, err = r.recognitions(drawn)
	default:
		x.Sheet, err = r.applications(sc, drawn)
	}
	return x, err
}

// The things whose time line is shown, and how each is named.
const (
	OfPerson  = "person"  // by a receipt number
	OfOfficer = "officer" // by the account's e-mail address
	OfSection = "section" // by its number
)

// Lines are all of them.
var Lines = []string{OfSection, OfPerson, OfOfficer}

// Line is what happened to, or was done by, one thing, in order.
type Line struct {
	Kind, Number string // Number is what was typed and not found
	Of           id.ID
	Title        string
	Sheet
}

// Find is the thing that a number names: the address of its time line says no
// number and no address of anybody. What lies outside the audit is not there.
func (s *Service) Find(ctx context.Context, who policy.Actor, audit id.ID, kind, number string) (*Scope, Line, error) {
	sc, err := s.open(ctx, who, audit)
	if err != nil {
		return nil, Line{}, err
	}
	l := Line{Kind: kind, Number: strings.TrimSpace(number)}
	if !slices.Contains(Lines, kind) {
		l.Kind = OfSection
	}
	if l.Number != "" {
		if l.Of, err = (reader{s.db.Read(ctx)}).find(sc, l.Kind, l.Number); err != nil {
			return nil, Line{}, err
		}
	}
	if l.Of.IsZero() {
		return sc, l, fault.Problems{"number": fault.Say("auditdesk.problem.not_found")}.Err()
	}
	// Somebody whom the period does not concern is not found either.
	found, err := reader{s.db.Read(ctx)}.line(sc, &Line{Kind: l.Kind, Of: l.Of}, Window{Most: 1})
	if err == nil && !found {
		err = fault.Problems{"number": fault.Say("auditdesk.problem.not_found")}.Err()
	}
	return sc, l, err
}

// TimeLine is the time line of one section, person or officer; without one it is
// the empty form. What lies outside the audit is not there.
func (s *Service) TimeLine(ctx context.Context, who policy.Actor, audit id.ID, kind string, of id.ID, w Window) (*Scope, Line, error) {
	sc, err := s.open(ctx, who, audit)
	if err != nil {
		return nil, Line{}, err
	}
	l := Line{Kind: kind, Of: of}
	if !slices.Contains(Lines, kind) {
		l.Kind = OfSection
	}
	if of.IsZero() {
		return sc, l, nil
	}
	found, err := reader{s.db.Read(ctx)}.line(sc, &l, w)
	if err != nil || !found {
		return nil, Line{}, firstOf(err, errNotThere)
	}
	return sc, l, s.looked(ctx, who, sc, TaskList, l.Sheet)
}

// Changes are what was changed of a section after its applications had opened.
func (s *Service) Changes(ctx context.Context, who policy.Actor, audit id.ID, w Window) (*Scope, Sheet, error) {
	return s.page(ctx, who, audit, func(r reader, sc *Scope) (Sheet, error) { return r.changes(sc, w) })
}

// Decided are approvals: with all false only those by the drafter or by somebody standing in.
func (s *Service) Decided(ctx context.Context, who policy.Actor, audit id.ID, all bool, w Window) (*Scope, Sheet, error) {
	return s.page(ctx, who, audit, func(r reader, sc *Scope) (Sheet, error) { return r.approvals(sc, nil, !all, w) })
}

// Unusual is one of Uses: downloads, looks at night (22 to 6 o'clock in Seoul), or
// accounts that saw more than 100 people in a day.
func (s *Service) Unusual(ctx context.Context, who policy.Actor, audit id.ID, kind string, w Window) (*Scope, Sheet, error) {
	if !slices.Contains(Uses, kind) {
		kind = Exports
	}
	return s.page(ctx, who, audit, func(r reader, sc *Scope) (Sheet, error) { return r.uses(sc, kind, w) })
}

func (s *Service) page(ctx context.Context, who policy.Actor, audit id.ID, read func(reader, *Scope) (Sheet, error)) (*Scope, Sheet, error) {
	sc, err := s.open(ctx, who, audit)
	if err != nil {
		return nil, Sheet{}, err
	}
	sheet, err := read(reader{s.db.Read(ctx)}, sc)
	if err != nil {
		return nil, Sheet{}, err
	}
	return sc, sheet, s.looked(ctx, who, sc, TaskList, sheet)
}
