package enrolment

import "ieum/internal/db"

// Holdings is what applying keeps about a person.
var Holdings = []db.Holding{
	{
		Table: "applications", People: []string{"person_id", "account_id", "cancelled_by"},
		Give: `select s.number as section, a.seq, g.title_ko as title, s.name_ko as section_name, s.starts_on, s.ends_on, a.state, a.applied_at, a.cancelled_at
			from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.person_id = @person order by a.applied_at, a.id`,
		Keeps: "mydata.keeps.applications",
	},
	{
		Table: "enrolments", People: []string{"person_id"},
		Give:  `select s.number as section, e.taken_at, e.released_at from enrolments e join sections s on s.id = e.section_id where e.person_id = @person order by e.taken_at`,
		Keeps: "mydata.keeps.applications",
	},
	{
		Table: "section_alerts", People: []string{"account_id"},
		Give:  "select s.number as section, a.created_at, a.sent_at from section_alerts a join sections s on s.id = a.section_id where a.account_id = @account order by a.created_at",
		Erase: []string{"delete from section_alerts where account_id = @account"},
	},
	{Table: "section_messages", People: []string{"sent_by"}, Keeps: "mydata.keeps.duties", Why: "what applicants were told is the office's"},
}
