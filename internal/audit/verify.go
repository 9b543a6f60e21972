package audit

import (
	"context"
	"fmt"

	"ieum/internal/db"
)

// Verdict is what a look at the whole chain found.
type Verdict struct {
	Seals    int64
	Rows     int64 // that seals cover
	Unsealed int64 // that are newer than the last seal
	Head     Seal
	Breaches []string
}

// mostBreaches bounds what is told: whoever has altered a thousand rows is found by the first.
const mostBreaches = 100

// Verify computes every seal anew from the rows it covers and compares. It runs
// beside a serving portal: sealed rows do not change. progress, unless nil, is
// told after each seal.
//
// What it cannot see by itself is an end that was cut off, seals and all: for
// that, compare Head with a seal that was kept elsewhere (the program's log, the
// ZIP of an audit).
func Verify(ctx context.Context, d *db.DB, progress func(seals, done, rows int64)) (v Verdict, err error) {
	r := chainReader{d.Read(ctx)}
	say := func(format string, args ...any) {
		if len(v.Breaches) < mostBreaches {
			v.Breaches = append(v.Breaches, fmt.Sprintf(format, args...))
		}
	}
	tampered, err := d.Tampered(ctx)
	if err != nil {
		return v, err
	}
	for _, t := range tampered {
		say("%s", t)
	}
	slipped, err := r.below()
	if err != nil {
		return v, err
	}
	for _, t := range slipped {
		say("table %s: it has rows with numbers that the database never gives", t)
	}
	unentered, err := r.unentered()
	if err != nil {
		return v, err
	}
	for _, t := range unentered {
		say("table %s: it has rows that were never entered", t)
	}
	head, err := r.last()
	if err != nil {
		return v, err
	}
	var before Seal
	err = r.seals(func(s *Seal) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Seals++
		if s.N != before.N+1 {
			say("seal %d: it does not follow seal %d", s.N, before.N)
		}
		got, err := r.rows(&before, s)
		if err != nil {
			return err
		}
		if got.audit != s.AuditRows || got.access != s.AccessRows || got.unmasking != s.UnmaskingRows || got.ledger != s.LedgerRows {
			say("seal %d of %s: it covers %s, and has %s", s.N, span(&before, s), counts(s.AuditRows, s.AccessRows, s.UnmaskingRows, s.LedgerRows), counts(got.audit, got.access, got.unmasking, got.ledger))
		} else if s.sum(got.sum, before.Hash) != s.Hash {
			say("seal %d of %s: a row, or the seal itself, is not what was sealed", s.N, span(&before, s))
		}
		v.Rows += s.Rows()
		before = *s
		if progress != nil {
			progress(head.N, v.Seals, v.Rows)
		}
		return nil
	})
	if err != nil {
		return v, err
	}
	v.Head = before
	v.Unsealed, err = r.newer(&before)
	return v, err
}

func span(before, s *Seal) string {
	return fmt.Sprintf("audit %d-%d, access %d-%d, unmasking %d-%d, ledger %d-%d",
		before.AuditTo+1, s.AuditTo, before.AccessTo+1, s.AccessTo, before.UnmaskingTo+1, s.UnmaskingTo, before.LedgerTo+1, s.LedgerTo)
}

func counts(audit, access, unmasking, ledger int64) string {
	return fmt.Sprintf("%d + %d + %d + %d rows", audit, access, unmasking, ledger)
}
