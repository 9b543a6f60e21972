package exchange

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Import is a file to take in.
type Import struct {
	FileName string
	Content  []byte
	// Org owns every row when set; otherwise each row names its publisher,
	// which only the platform's own people and commands may rely on.
	Org    id.ID
	DryRun bool
}

// Report is what an import did, or in a dry run would do.
type Report struct {
	Batch    id.ID // None in a dry run
	File     *standard.File
	Added    int
	Changed  int
	Same     int
	Created  []string // names of publishers that were not known before
	Previews []Preview
}

// Preview is one good row as a reader checks it before it is stored.
type Preview struct {
	Line   int
	Row    standard.Values
	Effect Effect
}

// Effect is what storing a row does.
type Effect string

// The effects.
const (
	Adds    Effect = "adds"
	Changes Effect = "changes"
	Keeps   Effect = "keeps"
)

// part is how many rows one transaction stores, so that nobody waits long behind it.
const part = 200

// Import reads a file and stores its good rows. Refused rows are in the
// report, each with line, column and reason; they keep none of the others out.
func (s *Service) Import(ctx context.Context, who policy.Actor, in Import) (*Report, error) {
	if err := s.may(ctx, who, in.Org); err != nil {
		return nil, err
	}
	file, err := standard.Read(in.FileName, bytes.NewReader(in.Content), options(in.Org))
	if err != nil {
		return nil, err
	}
	plan, err := s.plan(ctx, file, in.Org)
	if err != nil {
		return nil, err
	}
	rep := plan.report(file)
	if in.DryRun {
		return rep, nil
	}
	rep.Batch = plan.batch
	return rep, s.store(ctx, who, in, plan, rep)
}

// options says whose rows a file's are when it does not say so itself.
func options(org id.ID) standard.Options {
	return standard.Options{HasOwner: !org.IsZero(), Owner: org.String()}
}

// may asks early, so that nobody learns from a dry run what they may not import.
func (s *Service) may(ctx context.Context, who policy.Actor, org id.ID) error {
	if _, err := policy.Decide(who, policy.ImportCourses, policy.OrgThing{Org: org, Name: "courses"}); err != nil {
		return err
	}
	if !org.IsZero() {
		if _, ok, err := (reader{s.db.Read(ctx)}).organisation(org); err != nil || !ok {
			return notFound(err)
		}
	}
	return nil
}

func notFound(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.NotFound, "error.not_found")
}

// plan is what an import will do, worked out before anything is written.
type plan struct {
	batch  id.ID
	owners *owners
	rows   []planned
}

type planned struct {
	line   int
	values standard.Values
	item   imported
	effect Effect
	before existing // of a row that changes
}

func (s *Service) plan(ctx context.Context, file *standard.File, org id.ID) (*plan, error) {
	r := reader{s.db.Read(ctx)}
	known, err := r.organisations()
	if err != nil {
		return nil, err
	}
	now := s.db.Now()
	p := &plan{batch: id.New(), owners: newOwners(known, now)}
	var fixed *people.Organisation
	for i := range known {
		if !org.IsZero() && known[i].ID == org {
			fixed = &known[i]
		}
	}
	keys := make([]string, 0, len(file.Rows))
	for _, row := range file.Rows {
		owner := fixed
		if owner == nil {
			owner = p.owners.of(row.Values)
		}
		item, err := fromRow(row, owner, p.batch, now)
		if err != nil {
			return nil, err
		}
		p.rows = append(p.rows, planned{line: row.Line, values: row.Values, item: item, effect: Adds})
		keys = append(keys, item.row.RowKey)
	}
	there, err := r.existing(keys)
	if err != nil {
		return nil, err
	}
	own, err := r.ownSections(s.ownIDs(p.rows))
	if err != nil {
		return nil, err
	}
	for i := range p.rows {
		row := &p.rows[i]
		if old, ok := there[row.item.row.RowKey]; ok {
			row.become(old)
		} else if section, ours := s.ownID(row.values.URL); ours && own[section] {
			row.effect = Keeps // our own export, coming home: the section is here already
		}
	}
	return p, nil
}

// ownID is the section that an address of this portal leads to.
func (s *Service) ownID(url string) (id.ID, bool) {
	rest, ours := strings.CutPrefix(url, s.baseURL+"/sections/")
	if !ours || s.baseURL == "" {
		return id.None, false
	}
	section, err := id.Parse(rest)
	return section, err == nil
}

func (s *Service) ownIDs(rows []planned) (ids []id.ID) {
	for _, r := range rows {
		if section, ours := s.ownID(r.values.URL); ours {
			ids = append(ids, section)
		}
	}
	return ids
}

// become makes a row the next version of what is stored already.
func (p *planned) become(old existing) {
	p.effect, p.before = Changes, old
	if old.Raw == p.item.row.Raw {
		p.effect = Keeps
	}
	p.item.section.ID, p.item.row.SectionID = old.SectionID, old.SectionID
	p.item.programme.ID, p.item.section.ProgrammeID = old.ProgrammeID, old.ProgrammeID
	p.item.section.BatchID = old.BatchID // the batch that brought it
}

func (p *plan) report(file *standard.File) *Report {
	rep := &Report{File: file}
	for _, row := range p.rows {
		switch row.effect {
		case Adds:
			rep.Added++
		case Changes:
			rep.Changed++
		case Keeps:
			rep.Same++
		}
		rep.Previews = append(rep.Previews, Preview{Line: row.line, Row: row.values, Effect: row.effect})
	}
	for _, org := range p.owners.made {
		rep.Created = append(rep.Created, org.NameKO)
	}
	return rep
}

func (s *Service) store(ctx context.Context, who policy.Actor, in Import, p *plan, rep *Report) error {
	on := policy.OrgThing{Org: in.Org, Name: "courses"}
	err := s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ImportCourses, on, "batch", p.batch.String(), "file", in.FileName, "rows", rep.File.Records, "added", rep.Added, "changed", rep.Changed, "refused", rep.File.Refused); err != nil {
			return err
		}
		st := store{tx}
		if err := st.addBatch(&catalog.ImportBatch{
			ID: p.batch, AccountID: who.Account, OrgID: in.Org, FileName: in.FileName, ReadRows: rep.File.Records,
			Added: rep.Added, Changed: rep.Changed, Same: rep.Same, Refused: rep.File.Refused, CreatedAt: tx.Now,
		}); err != nil {
			return err
		}
		if err := st.addRefusals(refusals(p.batch, rep.File.Refusals)); err != nil {
			return err
		}
		return st.addOrganisations(p.owners.made)
	})
	if err != nil {
		return err
	}
	changing := slices.DeleteFunc(slices.Clone(p.rows), func(r planned) bool { return r.effect == Keeps })
	for rows := range slices.Chunk(changing, part) {
		err := s.db.Write(ctx, who, func(tx *db.Tx) error {
			if _, err := tx.Allow(policy.ImportCourses, on, "batch", p.batch.String(), "lines", fmt.Sprintf("%d-%d", rows[0].line, rows[len(rows)-1].line)); err != nil {
				return err
			}
			if err := (store{tx}).put(p.batch, rows); err != nil {
				return err
			}
			return catalog.Touch(tx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func refusals(batch id.ID, rs []standard.Refusal) []catalog.ImportRefusal {
	out := make([]catalog.ImportRefusal, len(rs))
	for i, r := range rs {
		out[i] = catalog.ImportRefusal{BatchID: batch, Position: i + 1, Line: r.Line, ColumnName: r.Column, SaidKO: r.In(i18n.KO), SaidEN: r.In(i18n.EN)}
	}
	return out
}
