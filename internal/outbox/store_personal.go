package outbox

import (
	"encoding/json"
	"slices"

	"ieum/internal/db"
	"ieum/internal/id"
)

// Holdings is what the outbox keeps about a person. A message that waits to
// somebody who has gone is not sent, whether or not they had an account; their
// name in messages to others is taken out of the facts that hold it.
var Holdings = []db.Holding{
	{
		Table: "outbox", People: []string{"account_id"},
		Give: "select at, channel, kind, address, state, sent_at from outbox where account_id = @account or id in (" + toThem + ") order by at, id",
		// A number that was never proved says nothing about whose a message is: who
		// it goes to stands beside it. Codes and invitations go to an address of
		// which nobody knows whose it is; they go with whomever they name.
		Erase: []string{
			`update outbox set address = '-', data = '', problem = '', lease_until = null, state = case when state = 'sent' then 'sent' else 'dead' end
				where account_id = @account or id in (` + toThem + `) or (account_id is null and (address in (@email, @login) or (
					id in (select message_id from outbox_people where person_id = @person) and not exists (select 1 from outbox_people o where o.message_id = outbox.id and o.fact = 'to'))))`,
		},
		Clear: clearNames,
	},
	{
		Table: "outbox_people", People: []string{"person_id"}, Why: "whom a message goes to, and which of its facts are somebody's name; the message itself is given",
		Erase: []string{"delete from outbox_people where person_id = @person"},
	},
}

// toThem are the messages that go to a person.
const toThem = "select message_id from outbox_people where person_id = @person and fact = '" + factTo + "'"

// clearNames empties the facts that hold the name of somebody who has gone, in
// messages to others.
func clearNames(tx *db.Tx, who db.Gone) error {
	var named []Named
	if err := tx.Where("person_id = ? and fact <> ?", who.Person, factTo).Order("message_id").Find(&named).Error; err != nil {
		return err
	}
	facts := map[id.ID][]string{}
	for _, n := range named {
		facts[n.MessageID] = append(facts[n.MessageID], n.Fact)
	}
	messages := make([]id.ID, 0, len(facts))
	for i := range facts {
		messages = append(messages, i)
	}
	for part := range slices.Chunk(messages, 300) {
		var rows []Message
		if err := tx.Locked().Where("id in ? and data <> ''", part).Order("id").Find(&rows).Error; err != nil {
			return err
		}
		for i := range rows {
			if err := tx.Model(&Message{}).Where("id = ?", rows[i].ID).Update("data", rows[i].unnamed(facts[rows[i].ID])).Error; err != nil {
				return err
			}
		}
	}
	return nil
}

// unnamed is the message's data with some facts emptied. What cannot be read is
// emptied whole: nobody can say what stands in it.
func (m *Message) unnamed(facts []string) string {
	f, err := m.Facts()
	if err != nil {
		return ""
	}
	for _, name := range facts {
		if _, ok := f[name]; ok {
			f[name] = ""
		}
	}
	raw, err := json.Marshal(f)
	if err != nil {
		return ""
	}
	return string(raw)
}
