package report

// ledger: the entries of each recognition sum to its points, one entry stands
// for each that is recognised and none for any other, a reversal is the opposite
// of what it takes back, and nothing goes from one university to another.
func (r reader) ledger() (int, []string, error) {
	const stands = `(select count(*) from mileage_entries e where e.recognition_id = r.id and e.points > 0 and not exists (select 1 from mileage_entries x where x.reverses_id = e.id))`
	return r.all("select count(*) from mileage_entries", []question{
		{"recognition", `select r.id as id, 'its entries do not sum to its points' as said from recognitions r
			where r.points <> coalesce((select sum(e.points) from mileage_entries e where e.recognition_id = r.id), 0)`},
		{"recognition", `select r.id as id, 'is recognised and has not exactly one entry that stands' as said from recognitions r
			where r.state in ('recognised', 'partly') and ` + stands + ` <> 1`},
		{"recognition", `select r.id as id, 'is not recognised and an entry stands' as said from recognitions r
			where r.state not in ('recognised', 'partly') and ` + stands + ` <> 0`},
		{"recognition", `select r.id as id, 'is of somebody or some university that its participation or affiliation is not of' as said from recognitions r
			join participations p on p.id = r.participation_id join affiliations a on a.id = r.affiliation_id
			where p.person_id <> r.person_id or a.person_id <> r.person_id or a.org_id <> r.org_id or p.section_id <> r.section_id`},
		{"entry", `select e.id as id, 'is not of the student or the university of its recognition' as said from mileage_entries e join recognitions r on r.id = e.recognition_id
			where e.org_id <> r.org_id or e.person_id <> r.person_id`},
		{"entry", `select e.id as id, 'was made under the rule of another university or version' as said from mileage_entries e join recognition_rules u on u.id = e.rule_id
			where u.org_id <> e.org_id or u.version <> e.rule_version`},
		{"entry", `select e.id as id, 'does not say what its decision says' as said from mileage_entries e join recognition_decisions d on d.id = e.decision_id
			where d.recognition_id <> e.recognition_id or (e.points > 0 and (d.decision not in ('recognise', 'partly') or d.points <> e.points)) or (e.points < 0 and d.decision <> 'cancel')`},
		{"entry", `select e.id as id, 'is not the opposite of what it takes back' as said from mileage_entries e join mileage_entries o on o.id = e.reverses_id
			where o.points <> -e.points or o.recognition_id <> e.recognition_id or o.org_id <> e.org_id or o.person_id <> e.person_id or o.reverses_id is not null`},
		{"decision", `select d.id as id, 'gave points that are not in the ledger' as said from recognition_decisions d
			where d.decision in ('recognise', 'partly', 'cancel') and not exists (select 1 from mileage_entries e where e.decision_id = d.id)`},
	})
}
