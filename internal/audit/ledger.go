package audit

// ledger is a table that is only added to and whose rows the chain seals, by the
// order in ledger_log. Columns begin with what they hold: i: an id, n: a number or
// an instant, t: a date or a word of the program. What somebody wrote in their own
// words is not among them: an erasure may empty it.
type ledger struct {
	kind, table, key, version string
	columns                   []string
}

// ledgers are all of them; docs/audit-chain.md lists the same columns.
var ledgers = []ledger{
	{"attendance", "attendance_entries", "id", "0", []string{"i:session_id", "i:application_id", "t:before", "t:mark", "i:entered_by", "n:entered_at"}},
	{"participation", "participation_entries", "participation_id", "version", []string{"t:result", "n:minutes", "t:role", "i:confirmed_by", "n:confirmed_at"}},
	{"rule", "recognition_rules", "id", "0", []string{
		"i:org_id", "n:version", "t:effective_from", "t:per", "n:points", "n:min_minutes", "n:yearly_cap", "n:programme_cap", "b:on_leave", "b:own", "i:published_by", "n:published_at",
	}},
	{"decision", "recognition_decisions", "id", "0", []string{"i:recognition_id", "t:decision", "i:rule_id", "n:participation_version", "n:points", "i:decided_by", "n:decided_at"}},
	{"mileage", "mileage_entries", "id", "0", []string{
		"i:org_id", "i:person_id", "i:recognition_id", "i:decision_id", "n:points", "i:rule_id", "n:rule_version", "t:why", "t:counts_on", "i:reverses_id", "i:posted_by", "n:posted_at",
	}},
	{"reflection", "mileage_reflections", "id", "0", []string{"i:entry_id", "t:result", "t:on_day", "i:made_by", "n:made_at"}},
}
