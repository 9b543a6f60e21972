package anchor

import (
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
)

// decision is one request inside its transaction.
type decision struct {
	tx               *gorm.DB
	now              clock.Instant
	account, section id.ID
	key              string
	lock             bool
}

// make decides and writes: seats under a lock, the person, what was decided before, and then the rows.
func (d *decision) make() (a enrolment.Application, err error) {
	var seats catalog.Seats
	if err := locked(d.tx, d.lock).Take(&seats, "section_id = ?", d.section).Error; err != nil {
		return a, err
	}
	var section catalog.Section
	var account people.Account
	var person people.Person
	if err := d.tx.Take(&section, "id = ?", d.section).Error; err != nil {
		return a, err
	}
	if err := d.tx.Take(&account, "id = ?", d.account).Error; err != nil {
		return a, err
	}
	if err := d.tx.Take(&person, "id = ?", account.PersonID).Error; err != nil {
		return a, err
	}
	var before []enrolment.Application
	if err := d.tx.Find(&before, "section_id = ? and person_id = ?", d.section, person.ID).Error; err != nil || len(before) > 0 {
		if err == nil {
			a = before[0]
		}
		return a, err
	}
	a = enrolment.Application{
		ID: id.New(), SectionID: d.section, PersonID: person.ID, AccountID: account.ID, MadeAs: enrolment.ForSelf, Seq: seats.LastSeq + 1,
		State: enrolment.Accepted, PolicyVersion: "bench/1", RequestKey: d.key, AppliedAt: d.now,
	}
	if seats.Capacity != nil && seats.Taken >= *seats.Capacity {
		a.State, a.Reason = enrolment.Refused, enrolment.ReasonFull
	}
	return a, d.write(&a, seats, &section, &account, &person)
}

func (d *decision) write(a *enrolment.Application, seats catalog.Seats, s *catalog.Section, account *people.Account, person *people.Person) error {
	rows := []any{a}
	taken := seats.Taken
	if a.State == enrolment.Accepted {
		taken++
		rows = append(rows, &enrolment.Enrolment{ApplicationID: a.ID, SectionID: a.SectionID, PersonID: a.PersonID, TakenAt: d.now})
	}
	detail, err := json.Marshal(map[string]any{"as": a.MadeAs, "section": a.SectionID, "outcome": a.State, "reason": a.Reason, "policy": a.PolicyVersion})
	if err != nil {
		return err
	}
	facts, err := json.Marshal(outbox.Facts{
		"name": person.Name, "application": a.ID.String(), "section": s.ID.String(), "number": enrolment.ReceiptNumber(s, a), "reason": a.Reason,
		"section_ko": s.NameKO, "place": s.Place, "starts_on": string(s.StartsOn), "ends_on": string(s.EndsOn),
	})
	if err != nil {
		return err
	}
	m := outbox.Message{
		ID: id.New(), At: d.now, Channel: outbox.Mail, Kind: "application." + string(a.State), Lang: account.Lang, Address: account.Email, AccountID: account.ID,
		Ref: a.PolicyRef(), Data: string(facts), State: outbox.Waiting, NextAt: d.now,
	}
	rows = append(rows,
		&people.Consent{
			ID: id.New(), PersonID: person.ID, AccountID: account.ID, Document: people.ForApplication, Version: people.ConsentVersion, Agreed: true, Method: "web",
			Ref: a.PolicyRef(), At: d.now,
		},
		&m, &outbox.Named{MessageID: m.ID, Fact: "to", PersonID: person.ID}, &outbox.Named{MessageID: m.ID, Fact: "name", PersonID: person.ID},
		&db.Audit{At: d.now, AccountID: account.ID, Action: "application.apply", Ref: a.PolicyRef(), Origin: "127.0.0.1", Detail: string(detail)},
	)
	for _, row := range rows {
		if err := d.tx.Create(row).Error; err != nil {
			return fmt.Errorf("anchor: %T: %w", row, err)
		}
	}
	return one(d.tx.Model(&catalog.Seats{}).Where("section_id = ?", d.section).Updates(map[string]any{
		"taken": taken, "last_seq": a.Seq, "pressure": catalog.PressureOf(seats.Capacity, taken),
	}))
}
