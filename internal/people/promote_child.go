package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// AskOwnAccount sends a code to the child's own number or address, from the
// guardian's browser: both sit before it.
func (f *Families) AskOwnAccount(ctx context.Context, who policy.Actor, child id.ID, contact, browser, lang string) error {
	c, err := f.Child(ctx, who, child)
	if err != nil {
		return err
	}
	if !c.MayHaveAccount() {
		return fault.New(fault.Conflict, "family.problem.too_young", "age", minimumOwnAge)
	}
	return f.accounts.AskCode(ctx, who, AskCode{Contact: contact, Browser: browser, Purpose: ToPromote, Subject: child, Lang: lang})
}

// Promote hands a child its own account: the code that came to the child's own
// number, and the child's own agreement.
type Promote struct {
	Child          id.ID
	Browser, Code  string
	Terms, Privacy bool // the child agrees
	Lang           string
}

// Promote makes the child's person an account of its own. Its guardians act for
// it no longer; what they did stays.
func (f *Families) Promote(ctx context.Context, who policy.Actor, in Promote) error {
	c, err := f.Child(ctx, who, in.Child)
	if err != nil {
		return err
	}
	if !c.MayHaveAccount() {
		return fault.New(fault.Conflict, "family.problem.too_young", "age", minimumOwnAge)
	}
	p := fault.Problems{}
	if !in.Terms {
		p.Add("terms", "account.problem.consent")
	}
	if !in.Privacy {
		p.Add("privacy", "account.problem.consent")
	}
	if err := p.Err(); err != nil {
		return err
	}
	code, err := f.accounts.tryCode(ctx, who, in.Browser, ToPromote, in.Code)
	if err != nil {
		return err
	}
	if code.SubjectID != in.Child {
		return codeGone()
	}
	if in.Lang != english {
		in.Lang = korean
	}
	err = f.db.Write(ctx, who, func(tx *db.Tx) error {
		s := familyStore{tx}
		child, err := s.own(in.Child)
		if err != nil {
			return err
		}
		guardians, err := s.live(in.Child)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ManageChild, policy.PersonThing{Person: in.Child, Name: "person"}, "what", "own account", "channel", string(code.Channel)); err != nil {
			return err
		}
		if err := (accountStore{tx}).useCode(&code); err != nil {
			return err
		}
		if _, found, err := (accountReader{tx.DB}).byContact(&code); err != nil {
			return err
		} else if found {
			return fault.Problems{"contact": fault.Say("account.problem.contact_taken")}.Err()
		}
		acc := Account{ID: id.New(), PersonID: in.Child, Lang: in.Lang, CreatedAt: tx.Now}
		acc.take(&code, tx.Now)
		if err := s.promote(&acc); err != nil {
			return err
		}
		if err := s.tellGuardians(guardians, child, Person{ID: who.Person, Name: who.Name}, LetterFamilyAccount); err != nil {
			return err
		}
		r := Registration{Version: ConsentVersion, CreatedAt: tx.Now}
		return accountStore{tx}.agree(consentsOf(&r, &acc)...)
	})
	if db.Duplicate(err) {
		err = fault.Problems{"contact": fault.Say("account.problem.contact_taken")}.Err()
	}
	return err
}
