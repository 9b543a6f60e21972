package credit

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// RuleForm is a new version of a rule as it is typed.
type RuleForm struct {
	Org           string `form:"university"`
	EffectiveFrom string `form:"effective_from"`
	Per           string `form:"per"`
	Points        string `form:"points"`
	MinHours      string `form:"min_hours"`
	YearlyCap     string `form:"yearly_cap"`
	ProgrammeCap  string `form:"programme_cap"`
	OnLeave       string `form:"on_leave"`
	Own           string `form:"own"`
	Note          string `form:"note"`
}

// read is the version that a form means, today.
func (f RuleForm) read(today clock.Date) (r Rule, err error) {
	p := fault.Problems{}
	org, err := id.Parse(f.Org)
	if err != nil {
		return r, fault.New(fault.NotFound, "error.not_found")
	}
	r = Rule{ID: id.New(), OrgID: org, EffectiveFrom: clock.Date(f.EffectiveFrom), Per: Per(f.Per), OnLeave: f.OnLeave != "", Own: f.Own != "", Note: people.CleanLine(f.Note)}
	if r.EffectiveFrom.Time().IsZero() || r.EffectiveFrom <= today {
		p.Add("effective_from", "rules.problem.effective_from")
	}
	if r.Per != PerHour && r.Per != PerEvent {
		p.Add("per", "rules.problem.per")
	}
	var ok bool
	if r.Points, ok = ParsePoints(f.Points); !ok || r.Points == 0 {
		p.Add("points", "campus.problem.points")
	}
	limit := func(field, typed string) (n Points) {
		if strings.TrimSpace(typed) == "" {
			return 0
		}
		if n, ok = ParsePoints(typed); !ok {
			p.Add(field, "campus.problem.points")
		}
		return n
	}
	r.YearlyCap, r.ProgrammeCap = limit("yearly_cap", f.YearlyCap), limit("programme_cap", f.ProgrammeCap)
	if h := strings.TrimSpace(f.MinHours); h != "" {
		n, err := strconv.Atoi(h)
		if err != nil || n < 0 || n > 1000 {
			p.Add("min_hours", "rules.problem.hours")
		}
		r.MinMinutes = n * 60
	}
	if len([]rune(r.Note)) > 200 {
		p.Add("note", "account.problem.too_long", "max", 200)
	}
	return r, p.Err()
}

// Versions are the rules of the actor's universities, the newest first.
func (s *Service) Versions(ctx context.Context, who policy.Actor) ([]Rule, error) {
	rows, err := reader{s.db.Read(ctx)}.rules(policy.Visible(who).Campus)
	slices.Reverse(rows)
	return rows, err
}

// SimulatedKind is what both rules give for one kind of programme.
type SimulatedKind struct {
	Kind           catalog.Kind
	Participations int
	Old, New       Points
}

// Simulation is what the activities of the last year come to under the rule in
// force and under a new one. It counts, and names nobody.
type Simulation struct {
	From, To           clock.Date
	Old                *Rule
	New                Rule
	Kinds              []SimulatedKind
	Participations     int
	Students           int
	OldSum, NewSum     Points
	OldZero, NewZero   int // participations without points
	OldAtCap, NewAtCap int // students whose points a cap cut
}

// Simulate works out what a new version would have given for the activities of
// the last year that the university knows of.
func (s *Service) Simulate(ctx context.Context, who policy.Actor, f RuleForm) (Simulation, error) {
	today := s.db.Now().Date()
	rule, err := f.read(today)
	if err != nil {
		return Simulation{}, err
	}
	if !slices.Contains(policy.Visible(who).Campus, rule.OrgID) {
		return Simulation{}, errNotThere
	}
	r := reader{s.db.Read(ctx)}
	versions, err := r.rules([]id.ID{rule.OrgID})
	if err != nil {
		return Simulation{}, err
	}
	out := Simulation{From: today.AddDays(-365), To: today, Old: InForce(versions, today), New: rule}
	cases, err := r.cases(rule.OrgID, out.From, today)
	if err != nil {
		return out, err
	}
	out.run(cases)
	return out, nil
}

// simulated is one participation for a simulation.
type simulated struct {
	Person id.ID
	Kind   catalog.Kind
	Case
}

// run applies both rules to the same cases, in the order of the activities.
func (s *Simulation) run(cases []simulated) {
	kinds, students := map[catalog.Kind]*SimulatedKind{}, map[id.ID]bool{}
	try := func(rule *Rule, add func(*SimulatedKind, Points)) (sum Points, zero, capped int) {
		given, cut := map[id.ID][]Earlier{}, map[id.ID]bool{}
		for _, c := range cases {
			c.Earlier = given[c.Person]
			o := rule.Apply(c.Case)
			sum += o.Points
			if o.Points == 0 {
				zero++
			} else {
				given[c.Person] = append(given[c.Person], Earlier{Points: o.Points, CountsOn: c.ActivityOn, Programme: c.Programme, Kind: c.Case.Kind, Spans: c.Spans})
			}
			for _, w := range o.Why {
				if w.Key == "rule.why.yearly_cap" || w.Key == "rule.why.programme_cap" {
					cut[c.Person] = true
				}
			}
			add(kinds[c.Kind], o.Points)
		}
		return sum, zero, len(cut)
	}
	for _, c := range cases {
		students[c.Person] = true
		if kinds[c.Kind] == nil {
			kinds[c.Kind] = &SimulatedKind{Kind: c.Kind}
		}
		kinds[c.Kind].Participations++
	}
	s.Participations, s.Students = len(cases), len(students)
	if s.Old != nil {
		s.OldSum, s.OldZero, s.OldAtCap = try(s.Old, func(k *SimulatedKind, p Points) { k.Old += p })
	}
	s.NewSum, s.NewZero, s.NewAtCap = try(&s.New, func(k *SimulatedKind, p Points) { k.New += p })
	for _, k := range catalog.Kinds {
		if kinds[k] != nil {
			s.Kinds = append(s.Kinds, *kinds[k])
		}
	}
}

// PublishRule adds a version. Decisions that were made keep theirs.
func (s *Service) PublishRule(ctx context.Context, who policy.Actor, f RuleForm) (Rule, error) {
	rule, err := f.read(s.db.Now().Date())
	if err != nil {
		return rule, err
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		if _, err := tx.Allow(policy.PublishRule, &rule, "from", rule.EffectiveFrom, "per", rule.Per, "points", int64(rule.Points), "own", rule.Own); err != nil {
			return err
		}
		last, err := st.lastVersion(rule.OrgID)
		if err != nil {
			return err
		}
		rule.Version, rule.PublishedBy, rule.PublishedAt = last+1, who.Account, tx.Now
		return st.publish(&rule)
	})
	return rule, err
}
