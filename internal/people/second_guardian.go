package people

import (
	"context"
	"crypto/hmac"
	"strconv"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// Invitation asks a second guardian, by a code to their number, to share a child.
type Invitation struct {
	ID        id.ID `gorm:"primaryKey"`
	ChildID   id.ID
	InvitedBy id.ID // an account
	Phone     string
	Hash      string        // keyed hash of the code
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt clock.Instant
}

// TableName implements gorm's Tabler.
func (Invitation) TableName() string { return "guardian_invitations" }

const invitationLife = 7 * 24 * time.Hour

// invitationsOfAccount bounds how many numbers one account can have written to as a guardian.
var invitationsOfAccount = limit{"invitation", 5, 24 * time.Hour}

// Invite sends a second guardian the code of an invitation. An older one of the
// same number is worth nothing from then on.
func (f *Families) Invite(ctx context.Context, who policy.Actor, child id.ID, phone string) error {
	p := fault.Problems{}
	phoneProblem(p, "phone", &phone, true)
	if _, bad := p["phone"]; !bad && !IsMobile(phone) {
		p.Add("phone", "account.problem.contact_phone")
	}
	if err := p.Err(); err != nil {
		return err
	}
	if err := f.accounts.codeAllowed(ctx, who, phone); err != nil {
		return err
	}
	if err := f.accounts.guard.count(ctx, invitationsOfAccount, f.accounts.guard.of(invitationsOfAccount, who.Account.String())); err != nil {
		return err
	}
	return f.db.Write(ctx, who, func(tx *db.Tx) error {
		s := familyStore{tx}
		c, err := s.own(child)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ManageChild, policy.PersonThing{Person: child, Name: "person"}, "what", "second guardian invited"); err != nil {
			return err
		}
		acc, guardian, err := s.guardian(c.BirthOn)
		if err != nil {
			return err
		}
		if err := s.hasRoom(child); err != nil {
			return err
		}
		if acc.Phone == phone {
			return fault.Problems{"phone": fault.Say("family.problem.own_phone")}.Err()
		}
		row := Invitation{ID: id.New(), ChildID: child, InvitedBy: acc.ID, Phone: phone, CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(invitationLife)}
		nonce, hash := f.accounts.links.code(row.ID.String())
		row.Hash = hash
		if err := s.invite(&row); err != nil {
			return err
		}
		return outbox.Enqueue(tx, outbox.Letter{
			Channel: outbox.SMS, Kind: LetterFamilyInvitation, Lang: acc.Lang, Address: phone, Stranger: true, Ref: "invitation/" + row.ID.String(),
			Facts: outbox.Facts{FactCode: nonce, "name": MaskName(guardian.Name), "child": MaskName(c.Name), outbox.FactUntil: strconv.FormatInt(int64(row.ExpiresAt), 10)},
			Names: map[string]id.ID{"name": guardian.ID, "child": child},
		})
	})
}

// Join makes the actor a guardian of the child that they were invited to: whoever
// has proved the number that was invited, and has its code.
func (f *Families) Join(ctx context.Context, who policy.Actor, typed string) (child id.ID, err error) {
	typed = onlyDigits(typed)
	if len(typed) != digitsOfCode {
		return id.None, fault.Problems{"code": fault.Say("account.problem.code_form", "digits", digitsOfCode)}.Err()
	}
	acc, _, ok, err := actorReader{f.db.Read(ctx)}.account(who.Account)
	switch {
	case err != nil:
		return id.None, err
	case !ok:
		return id.None, fault.New(fault.SignIn, "error.sign_in")
	case acc.PhoneProvedAt.IsZero():
		return id.None, fault.New(fault.Conflict, "family.problem.phone_first")
	}
	all := counter{guessesAtCodes, f.accounts.guard.of(guessesAtCodes, acc.Phone)}
	if err := f.accounts.guard.check(ctx, all.key); err != nil {
		return id.None, err
	}
	wrong := fault.Problems{"code": fault.Say("family.problem.invitation")}.Err()
	waiting, err := familyReader{f.db.Read(ctx)}.invitations(acc.Phone, f.db.Now())
	if err != nil {
		return id.None, err
	}
	for _, w := range waiting {
		if !hmac.Equal([]byte(w.Hash), []byte(f.accounts.links.codeHash(w.ID.String(), typed))) {
			continue
		}
		return w.ChildID, f.db.Write(ctx, who, func(tx *db.Tx) error {
			s := familyStore{tx}
			if _, err := tx.Allow(policy.ManageFamily, policy.PersonThing{Person: who.Person, Name: "family"}, "what", "joined", "child", w.ChildID.String()); err != nil {
				return err
			}
			if err := LockPersons(tx, w.ChildID); err != nil {
				return err
			}
			c, err := s.person(w.ChildID)
			if err != nil {
				return err
			}
			_, guardian, err := s.guardian(c.BirthOn)
			if err != nil {
				return err
			}
			if ok, err := s.accept(&w); err != nil {
				return err
			} else if !ok || clock.Age(c.BirthOn, tx.Now.Date()) >= adultAge {
				return wrong
			}
			if known, err := s.answersFor(who.Person, c.ID); err != nil || known {
				return err
			}
			if err := s.hasRoom(c.ID); err != nil {
				return err
			}
			if err := s.tie(c.ID, who.Person); err != nil {
				return err
			}
			return s.tellOthers(c, guardian, LetterFamilyJoined)
		})
	}
	if err := f.accounts.guard.count(ctx, all.limit, all.key); err != nil {
		return id.None, err
	}
	return id.None, wrong
}
