package outbox

import "ieum/internal/db"

// Holdings is what the outbox keeps about a person. A message that waits to
// somebody who has gone is not sent; a name in messages to others is taken out of them.
var Holdings = []db.Holding{{
	Table: "outbox", People: []string{"account_id"},
	Give: "select at, channel, kind, address, state, sent_at from outbox where account_id = @account order by at, id",
	Erase: []string{
		`update outbox set address = '-', data = '', problem = '', lease_until = null, state = case when state = 'sent' then 'sent' else 'dead' end
			where account_id = @account or (address in (@email, @login, @phone) and account_id is null)`,
		"update outbox set address = '-', data = '', problem = '' where address in (@email, @login, @phone) and state in ('sent', 'dead')",
		`update outbox set data = replace(data, @name_fact, '""') where data like @like_fact escape '\'`,
	},
}}
