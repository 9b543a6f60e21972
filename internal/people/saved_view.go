package people

import (
	"context"
	"net/url"
	"unicode/utf8"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// ListPage is a list of the desk whose filters can be kept.
type ListPage string

// The lists. What an applicant is called is no filter to keep: a view of the
// applicants holds no name and no number, and serves every section.
const (
	ListProgrammes ListPage = "programs"
	ListApplicants ListPage = "applicants"
)

var keptOf = map[ListPage][]string{
	ListProgrammes: {"q", "state", "year", "cooperation", "sort"},
	ListApplicants: {"state", "contact"},
}

const (
	// MostViews is how many views an account keeps.
	MostViews = 20
	// LongestView is how many letters the name of a view has.
	LongestView  = 40
	longestValue = 100
)

// Kept are the filters of a page among the values of an address: the first of
// each name that the page knows, without what is empty or too long.
func (p ListPage) Kept(in url.Values) url.Values {
	out := url.Values{}
	for _, name := range keptOf[p] {
		if v := CleanLine(in.Get(name)); v != "" && utf8.RuneCountInString(v) <= longestValue {
			out.Set(name, v)
		}
	}
	return out
}

// SavedView is a filter of a list under a name that its reader gave it.
type SavedView struct {
	ID        id.ID `gorm:"primaryKey"`
	AccountID id.ID
	Page      ListPage
	Name      string
	Query     string        // encoded, as it stands behind the question mark
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
}

// TableName implements gorm's Tabler.
func (SavedView) TableName() string { return "saved_views" }

// SavedViews keeps the filters that people use again.
type SavedViews struct{ db *db.DB }

// NewSavedViews returns the saved views in d.
func NewSavedViews(d *db.DB) *SavedViews { return &SavedViews{d} }

// SaveView keeps the filters of an address under a name. A name that stands
// already is given the new filters.
type SaveView struct {
	Page    ListPage
	Name    string
	Filters url.Values
}

func (c SaveView) problems() error {
	ps := fault.Problems{}
	switch n := utf8.RuneCountInString(c.Name); {
	case n == 0:
		ps.Add("view_name", "office.problem.required")
	case n > LongestView:
		ps.Add("view_name", "office.problem.long", "n", LongestView)
	case len(c.Filters) == 0:
		ps.Add("view_name", "office.problem.view_empty")
	}
	return ps.Err()
}

// List are the reader's views of a page, by name.
func (s *SavedViews) List(ctx context.Context, who policy.Actor, page ListPage) ([]SavedView, error) {
	if !who.SignedIn() {
		return nil, nil
	}
	return viewReader{s.db.Read(ctx)}.list(who.Account, page)
}

// SaveView keeps a view of the reader's own.
func (s *SavedViews) SaveView(ctx context.Context, who policy.Actor, cmd SaveView) error {
	cmd.Name, cmd.Filters = CleanLine(cmd.Name), cmd.Page.Kept(cmd.Filters)
	if err := cmd.problems(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.KeepView, policy.PersonThing{Person: who.Person, Name: "saved_view"}, "page", cmd.Page); err != nil {
			return err
		}
		st := viewStore{tx}
		n, named, err := st.standing(who.Account, cmd.Page, cmd.Name)
		if err != nil {
			return err
		}
		if named {
			return st.change(who.Account, cmd.Page, cmd.Name, cmd.Filters.Encode())
		}
		if n >= MostViews {
			return fault.Problems{"view_name": fault.Say("office.problem.views_full", "n", MostViews)}.Err()
		}
		return st.add(&SavedView{ID: id.New(), AccountID: who.Account, Page: cmd.Page, Name: cmd.Name, Query: cmd.Filters.Encode(), CreatedAt: tx.Now})
	})
}

// RemoveView forgets a view of the reader's own; somebody else's is as if it were not there.
func (s *SavedViews) RemoveView(ctx context.Context, who policy.Actor, view id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.KeepView, policy.PersonThing{Person: who.Person, Name: "saved_view"}, "view", view, "removed", true); err != nil {
			return err
		}
		return viewStore{tx}.remove(who.Account, view)
	})
}
