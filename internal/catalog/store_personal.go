package catalog

import "ieum/internal/db"

// taught are the sections in which a person teaches.
const taught = "(select section_id from sessions where teacher_id = @person)"

// Holdings is what the catalogue keeps about a person: whose work a thing is, by
// id, and the name under which somebody teaches.
var Holdings = []db.Holding{
	{
		Table: "approvals", People: []string{"asked_by", "decided_by"}, Keeps: "mydata.keeps.duties", Why: "a draft and its decision are the office's",
		Erase: []string{
			"update approvals set content = replace(content, @name_json, '') where section_id in " + taught + " or programme_id in (select programme_id from sections where id in " + taught + ")",
		},
	},
	{
		Table: "standard_rows", Why: "the national course set is public",
		Erase: []string{"update standard_rows set raw = replace(raw, @name_json, '') where section_id in " + taught},
	},
	{
		Table: "import_changes", Why: "what an import replaced is public",
		Erase: []string{"update import_changes set before_raw = replace(before_raw, @name_json, '') where section_id in " + taught},
	},
	{
		Table: "sessions", People: []string{"teacher_id"},
		Give: "select s.number as section, x.held_on, x.teacher from sessions x join sections s on s.id = x.section_id where x.teacher_id = @person order by x.held_on",
		Erase: []string{
			"update catalogue_version set version = version + 1 where exists (select 1 from sessions where teacher_id = @person)",
			"update sessions set teacher = '' where teacher_id = @person",
		},
		Keeps: "mydata.keeps.duties",
	},
	{Table: "programmes", People: []string{"created_by"}, Keeps: "mydata.keeps.duties", Why: "a programme is the office's"},
	{Table: "sections", People: []string{"created_by"}, Keeps: "mydata.keeps.duties", Why: "a section is the office's"},
	{Table: "import_batches", People: []string{"account_id", "undone_by"}, Keeps: "mydata.keeps.duties", Why: "an import is the office's"},
	{Table: "import_uploads", People: []string{"account_id"}, Erase: []string{"delete from import_uploads where account_id = @account"}, Why: "a file of courses that lives for a day"},
	{Table: "search_terms", Erase: []string{"delete from search_terms where term in (@name, @email, @login, @phone)"}, Why: "what many people have looked for, and nobody's"},
}
