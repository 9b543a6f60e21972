package people

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// AffiliationAsked is a student who asked to be looked up.
type AffiliationAsked struct {
	Affiliation
	Name    string
	OrgName string
	// Taken: another verified student has this number.
	Taken bool
}

// Asked are the students who wait to be looked up at the actor's universities,
// the oldest first, with names: staff compare them with the register. The look is logged.
func (s *Affiliations) Asked(ctx context.Context, who policy.Actor) ([]AffiliationAsked, error) {
	rows, err := affiliationReader{s.db.Read(ctx)}.asked(policy.Visible(who).Campus)
	if err != nil || len(rows) == 0 {
		return rows, err
	}
	seen := make([]id.ID, len(rows))
	for i, r := range rows {
		seen[i] = r.PersonID
	}
	return rows, s.log.Looked(ctx, who, audit.Look{Task: TaskAffiliations, Purpose: audit.Recognition, Ref: "campus/affiliations", People: seen})
}

// TaskAffiliations names in the access log that staff looked at who asks to be confirmed.
const TaskAffiliations = "affiliations.list"

// DecideAffiliation is what staff found in their register.
type DecideAffiliation struct {
	Affiliation id.ID
	Confirm     bool
	Status      string     // as the register has it
	StartsOn    clock.Date // since when
	Reason      string     // of a refusal
}

const longestCampusReason = 500

func reasonProblem(p fault.Problems, field, reason string, required bool) {
	switch {
	case reason == "" && required:
		p.Add(field, "campus.problem.reason")
	case utf8.RuneCountInString(reason) > longestCampusReason:
		p.Add(field, "account.problem.too_long", "max", longestCampusReason)
	case HasResidentNumber(reason):
		p.Add(field, "account.problem.resident_number")
	}
}

// Decide confirms that somebody studies at the university, or refuses it with a reason.
func (s *Affiliations) Decide(ctx context.Context, who policy.Actor, in DecideAffiliation) error {
	in.Reason = CleanLine(in.Reason)
	p := fault.Problems{}
	reasonProblem(p, "reason", in.Reason, !in.Confirm)
	if in.Confirm && Status(in.Status) != Enrolled && Status(in.Status) != OnLeave {
		p.Add("status", "affiliation.problem.status")
	}
	if in.StartsOn != "" && (in.StartsOn.Time().IsZero() || in.StartsOn > s.db.Now().Date()) {
		p.Add("starts_on", "affiliation.problem.starts_on")
	}
	if err := p.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		a, err := st.atCampusLocked(in.Affiliation, policy.Visible(who).Campus)
		if err != nil {
			return err
		}
		decision := map[bool]string{true: "confirm", false: "refuse"}[in.Confirm]
		if _, err := tx.Allow(policy.DecideAffiliation, a.AtUniversity(), "decision", decision); err != nil {
			return err
		}
		if a.State != AffiliationPending || a.Method != ByNumber {
			return fault.New(fault.Conflict, "affiliation.decided_before")
		}
		a.DecidedBy, a.DecidedAt, a.Reason = who.Account, tx.Now, in.Reason
		if !in.Confirm {
			if err := st.end(a, EndedRefused, tx.Now.Date()); err != nil {
				return err
			}
			return tell(tx, a.PersonID, LetterAffiliationRefused, a.PolicyRef(), st.factsOf(a))
		}
		a.NumberProved = ProvedByStaff
		a.State, a.VerifiedAt, a.Status, a.StartsOn = AffiliationVerified, tx.Now, Status(in.Status), in.StartsOn
		if a.StartsOn.IsZero() {
			a.StartsOn = TermStart(tx.Now.Date())
		}
		if err := st.verify(a, "staff", who.Account); err != nil {
			return err
		}
		if err := s.verified(tx, a.PersonID); err != nil {
			return err
		}
		return tell(tx, a.PersonID, LetterAffiliationConfirmed, a.PolicyRef(), st.factsOf(a))
	})
}

// tell writes to a person by whatever way reaches them.
func tell(tx *db.Tx, person id.ID, kind, ref string, facts outbox.Facts) error {
	reach, ok, err := ReachOf(tx, person)
	if err != nil || !ok {
		return err
	}
	p, err := affiliationStore{tx}.person(person)
	if err != nil {
		return err
	}
	facts["name"] = p.Name
	return outbox.Enqueue(tx, reach.To(outbox.Letter{Kind: kind, Ref: ref, Facts: facts, Names: map[string]id.ID{"name": p.ID}}))
}

// SetStatus notes a student's status from a day on, in the transaction and by
// the permit of whoever found out. One that ends ends the affiliation on that day.
func SetStatus(tx *db.Tx, a *Affiliation, status Status, from clock.Date, source string) error {
	st := affiliationStore{tx}
	if err := st.status(a, status, from, source); err != nil {
		return err
	}
	if !status.Ends() {
		return nil
	}
	because := EndedGraduated
	if status == Expelled {
		because = EndedExpelled
	}
	return st.end(a, because, from)
}

var domainForm = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$`)

// openDomains give an address to anybody: they prove no university.
var openDomains = map[string]bool{
	"gmail.com": true, "naver.com": true, "daum.net": true, "hanmail.net": true, "kakao.com": true, "nate.com": true,
	"outlook.com": true, "hotmail.com": true, "yahoo.com": true, "icloud.com": true, "korea.kr": true,
}

// Domains are the mail domains of the actor's universities.
func (s *Affiliations) Domains(ctx context.Context, who policy.Actor) ([]Domain, error) {
	return affiliationReader{s.db.Read(ctx)}.domains(policy.Visible(who).Campus)
}

// AddDomain lets students with an address in a mail domain prove by it that they study at the university.
func (s *Affiliations) AddDomain(ctx context.Context, who policy.Actor, org id.ID, domain string) error {
	domain = strings.TrimPrefix(CleanEmail(domain), "@")
	p := fault.Problems{}
	switch {
	case len(domain) > 200 || !domainForm.MatchString(domain):
		p.Add("domain", "affiliation.problem.domain_form")
	case openDomains[domain]:
		p.Add("domain", "affiliation.problem.domain_open")
	}
	if err := p.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.DecideAffiliation, policy.OrgThing{Org: org, Name: "domains"}, "add", domain); err != nil {
			return err
		}
		return affiliationStore{tx}.addDomain(&Domain{Domain: domain, OrgID: org, AddedBy: who.Account, AddedAt: tx.Now})
	})
}

// DropDomain takes a mail domain away; who was proved by it stays proved.
func (s *Affiliations) DropDomain(ctx context.Context, who policy.Actor, org id.ID, domain string) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.DecideAffiliation, policy.OrgThing{Org: org, Name: "domains"}, "drop", domain); err != nil {
			return err
		}
		return affiliationStore{tx}.dropDomain(org, domain)
	})
}
