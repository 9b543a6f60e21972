package people

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// Ask says that the actor studies at a university. By mail, a code goes to the
// address there, and ConfirmCode proves it; by number, staff look them up.
func (s *Affiliations) Ask(ctx context.Context, who policy.Actor, in AskAffiliation) (id.ID, error) {
	if !who.SignedIn() {
		return id.None, fault.New(fault.SignIn, "error.sign_in")
	}
	if err := in.problems().Err(); err != nil {
		return id.None, err
	}
	org, err := id.Parse(in.Org)
	if err != nil {
		return id.None, err
	}
	u, err := s.university(ctx, org)
	if err != nil {
		return id.None, err
	}
	if in.Method == ByMail {
		_, domain, _ := strings.Cut(in.Email, "@")
		if !slices.Contains(u.Domains, domain) {
			return id.None, fault.Problems{"university_email": fault.Say("affiliation.problem.domain", "domains", strings.Join(u.Domains, ", "))}.Err()
		}
		net := Network(who.Origin)
		for _, c := range []counter{
			{affiliationCodes, s.guard.of(affiliationCodes, "address", mailbox(in.Email))},
			{affiliationCodes, s.guard.of(affiliationCodes, "person", who.Person.String())},
			{lettersOfNetwork, s.guard.of(lettersOfNetwork, net)},
		} {
			if err := s.guard.count(ctx, c.limit, c.key); err != nil {
				return id.None, err
			}
		}
	}
	a := Affiliation{
		ID: id.New(), PersonID: who.Person, OrgID: org, Kind: Student, Number: in.Number, State: AffiliationPending, Department: in.Department,
		Grade: in.Grade, Status: Status(in.Status), Method: in.Method,
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		a.AskedAt = tx.Now
		before, err := st.liveLocked(who.Person, org)
		if err != nil {
			return err
		}
		if before != nil {
			if before.State == AffiliationVerified {
				return fault.New(fault.Conflict, "affiliation.already")
			}
			a.ID = before.ID
		}
		account, person, err := Self(tx, who)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.AskAffiliation, &a, "what", "ask", "method", a.Method, "org", org); err != nil {
			return err
		}
		var letter *outbox.Letter
		if a.Method == ByMail {
			nonce, _ := s.links.nonce()
			a.MailHash, a.CodeUntil = s.hash("mail", mailbox(in.Email)), tx.Now.Add(mailCodeLife)
			a.CodeHash = s.hash("code", a.ID.String(), s.links.Code(nonce))
			letter = &outbox.Letter{
				Kind: LetterAffiliationCode, Lang: account.Lang, Address: in.Email, Account: account.ID, Person: person.ID, Ref: a.PolicyRef(),
				Facts: outbox.Facts{"name": person.Name, FactCode: nonce, "org": u.Current()},
				Names: map[string]id.ID{"name": person.ID},
			}
		}
		if err := st.ask(&a, before != nil); err != nil {
			return err
		}
		if a.Method == ByNumber {
			return Agree(tx, Consent{ID: id.New(), PersonID: person.ID, AccountID: account.ID, Document: ForAffiliation, Version: ProvisionVersion, Agreed: true, Ref: a.PolicyRef()})
		}
		return outbox.Enqueue(tx, *letter)
	})
	return a.ID, err
}

// mailbox is the mailbox that an address reaches, as far as one can tell: without
// a +tag. One mailbox proves one student, however it is tagged.
func mailbox(address string) string {
	local, domain, _ := strings.Cut(address, "@")
	if at := strings.IndexByte(local, '+'); at > 0 {
		local = local[:at]
	}
	return local + "@" + domain
}

func (s *Affiliations) university(ctx context.Context, org id.ID) (Campus, error) {
	all, err := affiliationReader{s.db.Read(ctx)}.universities()
	if err != nil {
		return Campus{}, err
	}
	i := slices.IndexFunc(all, func(u Campus) bool { return u.ID == org })
	if i < 0 {
		return Campus{}, fault.Problems{"university": fault.Say("affiliation.problem.university")}.Err()
	}
	return all[i], nil
}

// errWrongCode is the answer to a wrong code, after its try was counted.
var errWrongCode = fault.Problems{"code": fault.Say("affiliation.problem.code")}.Err()

// ConfirmCode proves an affiliation by the code that was sent to the university's
// address. It works once, for ten minutes, and for five guesses.
func (s *Affiliations) ConfirmCode(ctx context.Context, who policy.Actor, affiliation id.ID, code string) error {
	code = CleanNumber(code)
	wrong := false
	err := s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		a, err := st.ownLocked(affiliation, who.Person)
		if err != nil {
			return err
		}
		if a.State == AffiliationVerified {
			return fault.New(fault.Conflict, "affiliation.already")
		}
		if a.State != AffiliationPending || a.Method != ByMail {
			return fault.New(fault.NotFound, "error.not_found")
		}
		if a.CodeHash == "" || a.CodeTries >= mailCodeTries || tx.Now > a.CodeUntil {
			return fault.Problems{"code": fault.Say("affiliation.problem.code_gone")}.Err()
		}
		if s.hash("code", a.ID.String(), code) != a.CodeHash {
			wrong = true
			if _, err := tx.Allow(policy.AskAffiliation, a, "what", "wrong code"); err != nil {
				return err
			}
			return st.wrongCode(a.ID)
		}
		if _, err := tx.Allow(policy.AskAffiliation, a, "what", "prove", "org", a.OrgID); err != nil {
			return err
		}
		a.State, a.VerifiedAt, a.CodeHash = AffiliationVerified, tx.Now, ""
		a.StartsOn = TermStart(tx.Now.Date())
		if err := st.verify(a, "student", who.Account); err != nil {
			return err
		}
		return s.verified(tx, a.PersonID)
	})
	if err == nil && wrong {
		err = errWrongCode
	}
	return err
}

// TermStart is the first day of the term of a day: 1 March or 1 September. Who
// proves in April that they study there has been a student since the term began.
func TermStart(day clock.Date) clock.Date {
	t := day.Time()
	switch m := t.Month(); {
	case m < 3:
		return clock.Day(t.Year()-1, 9, 1)
	case m < 9:
		return clock.Day(t.Year(), 3, 1)
	}
	return clock.Day(t.Year(), 9, 1)
}

// Leave ends the actor's own affiliation, or takes a question back. What they
// did as a student stays.
func (s *Affiliations) Leave(ctx context.Context, who policy.Actor, affiliation id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		a, err := st.ownLocked(affiliation, who.Person)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.AskAffiliation, a, "what", "leave", "org", a.OrgID); err != nil {
			return err
		}
		if a.State == AffiliationEnded {
			return nil
		}
		return st.end(a, EndedLeft, tx.Now.Date())
	})
}
