package credit

import "ieum/internal/db"

// Holdings is what recognition keeps about a person: by id, as a ledger.
var Holdings = []db.Holding{
	{
		Table: "recognitions", People: []string{"person_id", "decided_by"},
		Give: `select coalesce(nullif(o.now_ko, ''), o.name_ko) as organisation, s.number as section, r.activity_on, r.state, r.points, r.released_at, r.decided_at from recognitions r
			join organisations o on o.id = r.org_id join sections s on s.id = r.section_id where r.person_id = @person order by r.released_at`,
		Keeps: "mydata.keeps.records",
	},
	{
		Table: "recognition_texts", People: []string{"person_id"},
		Give: `select coalesce(nullif(o.now_ko, ''), o.name_ko) as organisation, t.body as words, coalesce(d.decided_at, f.made_at) as recorded_at from recognition_texts t
			left join recognition_decisions d on d.id = t.id left join mileage_reflections f on f.id = t.id left join mileage_entries e on e.id = f.entry_id
			join recognitions r on r.id = coalesce(d.recognition_id, e.recognition_id) join organisations o on o.id = r.org_id where t.person_id = @person order by recorded_at`,
		Erase: []string{"update recognition_texts set body = '' where person_id = @person"},
	},
	{
		Table: "recognition_files", People: []string{"person_id"},
		Give: `select coalesce(nullif(o.now_ko, ''), o.name_ko) as organisation, k.name, k.number, k.department, k.grade, k.status, k.minutes, k.role, k.award, k.frozen_at as recorded_at
			from recognition_files k join recognitions r on r.id = k.recognition_id join organisations o on o.id = r.org_id where k.person_id = @person order by k.frozen_at`,
		Erase: []string{"update recognition_files set name = '', number = '', department = '', grade = '', award = '', evidence = '{}' where person_id = @person"},
	},
	{Table: "recognition_decisions", People: []string{"decided_by"}, Keeps: "mydata.keeps.records", Why: "what came of them is given with the recognitions and the mileage"},
	{
		Table: "recognition_questions", People: []string{"asked_by", "replied_by"}, Keeps: "mydata.keeps.records", Why: "what a university and a host wrote to each other",
		Erase: []string{
			"update recognition_questions set question = '-', reply = case when reply = '' then '' else '-' end where recognition_id in (select id from recognitions where person_id = @person)",
		},
	},
	{Table: "recognition_rules", People: []string{"published_by"}, Keeps: "mydata.keeps.duties", Why: "a rule is the university's"},
	{
		Table: "mileage_entries", People: []string{"person_id", "posted_by"},
		Give: `select coalesce(nullif(o.now_ko, ''), o.name_ko) as organisation, m.points, m.rule_version, m.counts_on, m.posted_at from mileage_entries m
			join organisations o on o.id = m.org_id where m.person_id = @person order by m.posted_at`,
		Keeps: "mydata.keeps.records",
	},
	{Table: "mileage_reflections", People: []string{"made_by"}, Keeps: "mydata.keeps.records", Why: "what the university's system said of an entry"},
}
