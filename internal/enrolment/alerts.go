package enrolment

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// AskAlert asks for a letter when a section opens. Asking twice is asking once.
func (s *Service) AskAlert(ctx context.Context, who policy.Actor, section id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		sec, prog, err := st.section(section)
		if err != nil {
			return err
		}
		if !sec.State.Public() || !prog.State.Public() {
			return fault.New(fault.NotFound, "error.not_found")
		}
		if _, err := tx.Allow(policy.AskAlert, policy.PersonThing{Person: who.Person, Name: "alert"}, "section", section); err != nil {
			return err
		}
		// A letter goes to a proved address only: nobody is sent what somebody else asked for.
		if account, _, err := people.Self(tx, who); err != nil {
			return err
		} else if !account.Proved() {
			return fault.New(fault.Conflict, "enrolment.unconfirmed")
		}
		if sec.AdmissionAt(tx.Now, catalog.Roomy) != catalog.Upcoming {
			return fault.New(fault.Conflict, "enrolment.alert.too_late")
		}
		return st.ask(section, who.Account)
	})
}

// StopAlert takes the wish back.
func (s *Service) StopAlert(ctx context.Context, who policy.Actor, section id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.AskAlert, policy.PersonThing{Person: who.Person, Name: "alert"}, "section", section, "stop", true); err != nil {
			return err
		}
		return store{tx}.unask(section, who.Account)
	})
}

// HasAlert reports whether the reader waits for a section to open.
func (s *Service) HasAlert(ctx context.Context, who policy.Actor, section id.ID) (bool, error) {
	if !who.SignedIn() {
		return false, nil
	}
	return reader{s.db.Read(ctx)}.hasAlert(section, who.Account)
}

// alertsAtOnce bounds one transaction of SendAlerts, so that nobody waits long behind it.
const alertsAtOnce = 200

// SendAlerts writes the letters of sections that have opened, and says how many
// wishes it met. A wish for a section that is gone again is forgotten silently.
// The work is policy.System("send alerts").
func (s *Service) SendAlerts(ctx context.Context, who policy.Actor) (int, error) {
	sent := 0
	for {
		due, err := reader{s.db.Read(ctx)}.alertsDue(s.db.Now(), alertsAtOnce)
		if err != nil || len(due) == 0 {
			return sent, err
		}
		err = s.db.Write(ctx, who, func(tx *db.Tx) error {
			if _, err := tx.Allow(policy.SendAlerts, policy.Platform{Name: "alerts"}, "people", len(due)); err != nil {
				return err
			}
			reach, err := store{tx}.reach(due)
			if err != nil {
				return err
			}
			var letters []outbox.Letter
			for _, a := range due {
				mine, err := store{tx}.takeAlert(a.SectionID, a.AccountID)
				if err != nil {
					return err
				}
				if open := a.Section.AdmissionAt(tx.Now, catalog.Roomy); mine && open.Applicable() && a.Programme.State.Public() {
					if to, ok := reach[a.Account.PersonID]; ok {
						letters = append(letters, to.To(a.letter()))
					}
				}
			}
			return outbox.Enqueue(tx, letters...)
		})
		if err != nil {
			return sent, err
		}
		sent += len(due)
	}
}

func (a *dueAlert) letter() outbox.Letter {
	return outbox.Letter{
		Kind: LetterOpen, Ref: "section/" + a.SectionID.String(),
		Facts: outbox.Facts{
			"section": a.SectionID.String(), "title_ko": a.Programme.TitleKO, "title_en": a.Programme.TitleEN,
			"section_ko": a.Section.NameKO, "section_en": a.Section.NameEN,
		},
	}
}
