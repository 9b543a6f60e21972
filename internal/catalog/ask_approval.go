package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// AskApproval puts a draft before a second person: a programme with all its
// draft sections, or one new section of a programme that is public.
type AskApproval struct {
	Programme id.ID
	Section   id.ID // None: the programme
	Note      string
}

// AskApproval moves the draft to review and returns the request. What is asked
// is kept word for word, so that a later decision can be compared with it.
func (d *Desk) AskApproval(ctx context.Context, who policy.Actor, cmd AskApproval) (id.ID, error) {
	t := newTyped()
	a := &Approval{ID: id.New(), ProgrammeID: cmd.Programme, SectionID: cmd.Section, AskedBy: who.Account, AskedNote: t.text("note", cmd.Note, longReason)}
	if err := t.problems.Err(); err != nil {
		return id.None, err
	}
	return a.ID, d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		p, err := s.own(who, cmd.Programme)
		if err != nil {
			return err
		}
		sections, err := s.toAsk(p, cmd.Section)
		if err != nil {
			return err
		}
		if err := lacking(p, sections, cmd.Section, tx); err != nil {
			return err
		}
		c, err := deskReader{tx.DB}.chain()
		if err != nil {
			return err
		}
		if len(c.of(p.OrgID, who.Account, p.AgreementID)) == 0 {
			return fault.New(fault.Conflict, "office.problem.nobody_approves")
		}
		if _, err := tx.Allow(policy.AskApproval, p, "section", cmd.Section.String(), "sections", len(sections)); err != nil {
			return err
		}
		if a.Content, err = s.statement(p, sections); err != nil {
			return err
		}
		a.OrgID, a.AskedAt = p.OrgID, tx.Now
		if err := s.addApproval(a); err != nil {
			if db.Duplicate(err) {
				return fault.Wrap(err, fault.Conflict, "office.problem.in_review")
			}
			return err
		}
		return s.moveAll(p, sections, cmd.Section, Draft, Review)
	})
}

// toAsk are the draft sections that a request covers.
func (s deskStore) toAsk(p *Programme, section id.ID) ([]Section, error) {
	if section.IsZero() {
		switch p.State {
		case Review:
			return nil, inReview
		case Published, Closed, Cancelled:
			return nil, fault.New(fault.Conflict, "office.problem.already_public")
		case Draft:
		}
	} else if p.State != Published {
		return nil, fault.New(fault.Conflict, "office.problem.programme_first")
	}
	all, err := s.sections(p.ID)
	if err != nil {
		return nil, err
	}
	var out []Section
	for _, sec := range all {
		if sec.State == Draft && (section.IsZero() || sec.ID == section) {
			out = append(out, sec)
		}
		if sec.ID == section && sec.State != Draft {
			if sec.State == Review {
				return nil, inReview
			}
			return nil, fault.New(fault.Conflict, "office.problem.already_public")
		}
	}
	if !section.IsZero() && len(out) == 0 {
		return nil, errNotThere
	}
	return out, nil
}

// lacking refuses a draft that is not complete, naming each thing.
func lacking(p *Programme, sections []Section, only id.ID, tx *db.Tx) error {
	var lacks []Lack
	if only.IsZero() {
		lacks = lacksOf(p)
		if len(sections) == 0 {
			lacks = append(lacks, Lack{Text: fault.Say("office.lack.section")})
		}
	}
	for i := range sections {
		lacks = append(lacks, lacksOfSection(&sections[i], tx.Now)...)
	}
	problems := fault.Problems{}
	for i, l := range lacks {
		key := "lack-" + string(rune('a'+min(i, 25)))
		if l.Of == "" {
			problems.Add(key, l.Key)
		} else {
			problems.Add(key, l.Key+"_of", "section", l.Of)
		}
	}
	return problems.Err()
}

// statement is the programme and its sections, word for word.
func (s deskStore) statement(p *Programme, sections []Section) (string, error) {
	facts := FormOf(p).facts()
	for i := range sections {
		sec := &sections[i]
		facts = append(facts, under(sec.ID.String(), sec.Name(), SectionFormOf(sec).facts())...)
		meetings, err := s.sessions(sec.ID)
		if err != nil {
			return "", err
		}
		for _, m := range meetings {
			f := SessionFormOf(&m)
			facts = append(facts, Stated{Of: sec.ID.String(), Name: sec.Name(), Field: "session_" + text(&m.Number), Value: joined(f.HeldOn, f.StartTime+"~"+f.EndTime, f.Place, f.Room, f.Topic), By: f.Teacher})
		}
	}
	return writeStatement(facts)
}

func joined(parts ...string) (out string) {
	for _, p := range parts {
		if p != "" && out != "" {
			out += " · "
		}
		out += p
	}
	return out
}

// moveAll moves what a request covers from one state to another.
func (s deskStore) moveAll(p *Programme, sections []Section, only id.ID, from, to State) error {
	if only.IsZero() {
		if err := s.moveProgramme(p.ID, from, to, nil); err != nil {
			return err
		}
	}
	for _, sec := range sections {
		if err := s.moveSection(sec.ID, from, to, nil); err != nil {
			return err
		}
	}
	return nil
}
