package exchange

import (
	"bytes"
	"context"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Import is a file to take in.
type Import struct {
	FileName string
	Content  []byte
	// Org is the organisation that imports, and owns every row unless ByRow is
	// set. Only the platform's own people and commands import without one.
	Org id.ID
	// ByRow: each row belongs to the body that it names. For an organisation
	// that is itself or a body without a desk here; see sift.
	ByRow  bool
	DryRun bool
	// Separate are lines of rows that look like a course's next version and are
	// another course: the reader saw both and said so.
	Separate []int

	Upload id.ID // the kept file that this is, None for a file that was not kept
	Batch  id.ID // what a kept file became already
}

// owner is whose all rows are; None when each names its own.
func (in Import) owner() id.ID {
	if in.ByRow {
		return id.None
	}
	return in.Org
}

// Report is what an import did, or in a dry run would do.
type Report struct {
	Batch      id.ID          // None in a dry run
	File       *standard.File // nil when a kept file had been stored before
	Foreign    int            // rows refused because they are other bodies'
	Added      int
	Changed    int
	Same       int
	Kept       int // left as they are, because somebody worked on them here
	KeptTitles []string
	Created    []string // names of publishers that were not known before
	Previews   []Preview
}

// Preview is one good row as a reader checks it before it is stored.
type Preview struct {
	Line   int
	Row    standard.Values
	Owner  string // whose course it will be
	Effect Effect
	Before []Cell // what a row that changes a course changes
}

// Cell is one cell of a course before and after.
type Cell struct{ Column, Before, After string }

// Import reads a file and stores its good rows. Refused rows are in the
// report, each with line, column and reason; they keep none of the others out.
func (s *Service) Import(ctx context.Context, who policy.Actor, in Import) (*Report, error) {
	if err := s.may(ctx, who, in.Org); err != nil {
		return nil, err
	}
	file, err := s.read(ctx, in)
	if err != nil {
		return nil, err
	}
	foreign, err := s.sift(ctx, who, in, file)
	if err != nil {
		return nil, err
	}
	if !in.DryRun {
		return s.run(ctx, who, in, file)
	}
	p, err := s.plan(reader{s.db.Read(ctx)}, file.Rows, planning{org: in.owner(), separate: in.Separate, batch: id.New(), now: s.db.Now()})
	if err != nil {
		return nil, err
	}
	rep := &Report{File: file, Foreign: foreign}
	p.count(rep)
	for _, row := range p.rows {
		rep.Previews = append(rep.Previews, Preview{Line: row.line, Row: row.values, Owner: row.owner, Effect: row.effect, Before: row.differs()})
	}
	return rep, nil
}

// read reads a file. One at a time: a workbook takes many times its size while
// it is read.
func (s *Service) read(ctx context.Context, in Import) (*standard.File, error) {
	if err := s.reading.take(ctx); err != nil {
		return nil, err
	}
	defer s.reading.give()
	return standard.Read(in.FileName, bytes.NewReader(in.Content), standard.Options{HasOwner: !in.owner().IsZero(), Owner: in.owner().String()})
}

// may asks early, so that nobody learns from a dry run what they may not import.
func (s *Service) may(ctx context.Context, who policy.Actor, org id.ID) error {
	if _, err := policy.Decide(who, policy.ImportCourses, courses(org)); err != nil {
		return err
	}
	if !org.IsZero() {
		if _, ok, err := (reader{s.db.Read(ctx)}).organisation(org); err != nil || !ok {
			return notFound(err)
		}
	}
	return nil
}

// courses is what an import acts on.
func courses(org id.ID) policy.Resource { return policy.OrgThing{Org: org, Name: "courses"} }

func refusals(batch id.ID, rs []standard.Refusal) []catalog.ImportRefusal {
	out := make([]catalog.ImportRefusal, len(rs))
	for i, r := range rs {
		out[i] = catalog.ImportRefusal{BatchID: batch, Position: i + 1, Line: r.Line, ColumnName: r.Column, SaidKO: r.In(i18n.KO), SaidEN: r.In(i18n.EN)}
	}
	return out
}
