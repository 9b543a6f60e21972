package personal

import (
	"context"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/paging"
	"ieum/internal/policy"
)

// Look is one look at the reader's data by somebody else: for which office, for
// what, and how much of it. Who it was, the office knows.
type Look struct {
	At           clock.Instant
	Organisation string // "" the platform's own
	Purpose      audit.Purpose
	Task         string
}

// How is what was done: list (masked), full, export, print, read.
func (l Look) How() string {
	if l.Purpose == audit.Masked {
		return "list"
	}
	switch sort := audit.Sorts[l.Task]; sort {
	case audit.Exported, audit.Printed:
		return string(sort)
	default:
		return "full"
	}
}

const looksPage = 50

// Looks are the looks of others at the reader's data, the newest first
// (개인정보 보호법 제35조).
func (s *Service) Looks(ctx context.Context, who policy.Actor, page int) ([]Look, paging.Page, error) {
	if !who.SignedIn() || who.Person.IsZero() {
		return nil, paging.Page{}, fault.New(fault.SignIn, "error.sign_in")
	}
	r := reader{s.db.Read(ctx)}
	n, err := r.countLooks(who.Person, who.Account)
	if err != nil {
		return nil, paging.Page{}, err
	}
	p := paging.New(page, looksPage).Of(n)
	rows, err := r.looks(who.Person, who.Account, p.Size, p.Offset())
	return rows, p, err
}

func looksPart(looks []Look, lang i18n.Lang) Part {
	p := Part{Name: "looks", Columns: []string{"at", "organisation", "purpose", "how"}}
	for _, l := range looks {
		org := l.Organisation
		if org == "" {
			org = i18n.In(lang, "mydata.platform")
		}
		p.Rows = append(p.Rows, []cell{
			{"at", readable("at", int64(l.At))},
			{"organisation", org},
			{"purpose", i18n.In(lang, "office.purpose_"+string(l.Purpose))},
			{"how", i18n.In(lang, "mydata.how."+l.How())},
		})
	}
	return p
}
