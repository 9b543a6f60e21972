package attendance

import "ieum/internal/db"

// Holdings is what attendance keeps about a person: by id, ten years for what was completed.
var Holdings = []db.Holding{
	{Table: "attendance_books", People: []string{"set_by"}, Keeps: "mydata.keeps.duties", Why: "a rule of the office's"},
	{Table: "attendance_sheets", People: []string{"saved_by"}, Keeps: "mydata.keeps.duties", Why: "whose entry it is"},
	{
		Table: "attendance_marks",
		Give: `select s.number as section, x.held_on, m.mark from attendance_marks m join applications a on a.id = m.application_id
			join sessions x on x.id = m.session_id join sections s on s.id = x.section_id where a.person_id = @person order by x.held_on`,
		Keeps: "mydata.keeps.records",
	},
	{Table: "attendance_entries", People: []string{"entered_by"}, Keeps: "mydata.keeps.records", Why: "the marks themselves are given"},
	{
		Table: "participations", People: []string{"person_id", "confirmed_by"},
		Give: `select s.number as section, g.title_ko as title, p.result, p.minutes, p.role, p.award, p.confirmed_at from participations p
			join sections s on s.id = p.section_id join programmes g on g.id = s.programme_id where p.person_id = @person order by p.confirmed_at`,
		Erase: []string{"update participations set award = '' where person_id = @person and award <> ''"},
		Keeps: "mydata.keeps.records",
	},
	{
		Table: "participation_texts", People: []string{"person_id"},
		Give: `select s.number as section, w.version, w.award, w.reason, e.confirmed_at from participation_texts w join participation_entries e on e.participation_id = w.participation_id and e.version = w.version
			join participations p on p.id = w.participation_id join sections s on s.id = p.section_id where w.person_id = @person order by e.confirmed_at`,
		Erase: []string{"update participation_texts set award = '', reason = '' where person_id = @person"},
	},
	{
		Table: "certificates", People: []string{"person_id", "issued_by", "revoked_by"},
		Give: `select c.serial, c.kind, coalesce(nullif(o.now_ko, ''), o.name_ko) as organisation, c.issued_at, c.revoked_at from certificates c
			join organisations o on o.id = c.org_id where c.person_id = @person order by c.issued_at`,
		// Nothing can be tried on what is left of whom they were issued to.
		Erase: []string{"update certificates set holder = '' where person_id = @person"},
		Keeps: "mydata.keeps.records",
	},
	{Table: "signatories", People: []string{"set_by"}, Keeps: "mydata.keeps.duties", Why: "who signs for an organisation, in their office"},
	{Table: "participation_entries", People: []string{"confirmed_by"}, Keeps: "mydata.keeps.records", Why: "the participations themselves are given"},
}
