package catalog

import (
	"encoding/json"
	"strings"

	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/id"
)

// Holdings is what the catalogue keeps about a person: whose work a thing is, by
// id, and the name under which somebody teaches.
var Holdings = []db.Holding{
	{
		Table: "approvals", People: []string{"asked_by", "decided_by"}, Keeps: "mydata.keeps.duties", Why: "a draft and its decision are the office's",
		Clear: clearStatements,
	},
	{
		Table: "standard_rows", Why: "the national course set is public",
		Clear: func(tx *db.Tx, who db.Gone) error { return clearRows(tx, who, "standard_rows", "raw") },
	},
	{
		Table: "import_changes", Why: "what an import replaced is public",
		Clear: func(tx *db.Tx, who db.Gone) error { return clearRows(tx, who, "import_changes", "before_raw") },
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
	{
		// A name may be a word that people look for: one that a course has in its title stays.
		Table: "search_terms", Why: "what many people have looked for, and nobody's",
		Erase: []string{
			"delete from search_terms where term in (@email, @login, @written)",
			"delete from search_terms where term = @name and not exists (select 1 from programmes where title_ko like '%' || @name || '%' or title_en like '%' || @name || '%')",
		},
	},
}

// taught are the sections in which somebody teaches or has taught.
func taught(tx *db.Tx, person id.ID) (sections []id.ID, err error) {
	err = tx.Raw("select distinct section_id from sessions where teacher_id = ?", person).Scan(&sections).Error
	return sections, err
}

// clearStatements takes the name of a teacher out of what was asked to be
// approved about their sections: the one field that holds it.
func clearStatements(tx *db.Tx, who db.Gone) error {
	sections, err := taught(tx, who.Person)
	if err != nil || len(sections) == 0 || who.Name == "" {
		return err
	}
	own := map[string]bool{}
	for _, s := range sections {
		own[s.String()] = true
	}
	var rows []Approval
	err = tx.Where("content <> '' and (section_id in ? or programme_id in (select programme_id from sections where id in ?))", sections, sections).Find(&rows).Error
	if err != nil {
		return err
	}
	for _, a := range rows {
		facts, err := readStatement(a.Content)
		if err != nil {
			return err
		}
		changed := false
		for i := range facts {
			if f := &facts[i]; f.By == who.Name && own[f.Of] {
				f.By, changed = "", true
			}
		}
		if !changed {
			continue
		}
		content, err := writeStatement(facts)
		if err != nil {
			return err
		}
		if err := tx.Model(&Approval{}).Where("id = ?", a.ID).Update("content", content).Error; err != nil {
			return err
		}
	}
	return nil
}

// clearRows takes the name of a teacher out of the teacher's cell of rows of the
// national course set, which may name several. A row that cannot be read is as it
// was imported; an import reads nothing else, so that is a fault to be told.
func clearRows(tx *db.Tx, who db.Gone, table, column string) error {
	sections, err := taught(tx, who.Person)
	if err != nil || len(sections) == 0 || who.Name == "" {
		return err
	}
	var rows []struct {
		BatchID, SectionID id.ID
		Raw                string
	}
	err = tx.Raw("select batch_id, section_id, "+column+" as raw from "+table+" where "+column+" <> '' and section_id in ?", sections).Scan(&rows).Error
	if err != nil {
		return err
	}
	for _, r := range rows {
		var cells []string
		if err := json.Unmarshal([]byte(r.Raw), &cells); err != nil {
			return err
		}
		if len(cells) <= int(standard.Teacher) {
			continue
		}
		left := withoutName(cells[standard.Teacher], who.Name)
		if left == cells[standard.Teacher] {
			continue
		}
		cells[standard.Teacher] = left
		raw, err := json.Marshal(cells)
		if err != nil {
			return err
		}
		if err := tx.Exec("update "+table+" set "+column+" = ? where batch_id = ? and section_id = ?", string(raw), r.BatchID, r.SectionID).Error; err != nil {
			return err
		}
	}
	return nil
}

// withoutName is a cell that names teachers, without one of them.
func withoutName(cell, name string) string {
	names := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",/·;&", r) })
	var left []string
	found := false
	for _, n := range names {
		if n = strings.TrimSpace(n); n == name {
			found = true
		} else if n != "" {
			left = append(left, n)
		}
	}
	if !found {
		return cell
	}
	return strings.Join(left, ", ")
}
