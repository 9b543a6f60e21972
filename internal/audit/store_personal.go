package audit

import "ieum/internal/db"

// Holdings is what the trail keeps about a person: ids and nothing else, sealed.
var Holdings = []db.Holding{
	{
		Table: "audit", People: []string{"account_id"},
		Give: "select at, action, origin from audit where account_id = @account order by id", Keeps: "mydata.keeps.trail",
	},
	{Table: "access_log", People: []string{"account_id"}, Give: "select at, task, purpose, people, origin from access_log where account_id = @account order by id", Keeps: "mydata.keeps.trail"},
	{Table: "access_log_people", People: []string{"person_id"}, Keeps: "mydata.keeps.trail", Why: "it is given as who looked at one's data"},
	{Table: "unmaskings", People: []string{"account_id", "person_id"}, Keeps: "mydata.keeps.trail", Why: "it is given as who looked at one's data"},
	{Table: "audits", People: []string{"opened_by", "closed_by"}, Keeps: "mydata.keeps.trail", Why: "an audit is the office's"},
	{Table: "audit_checks", People: []string{"asked_by"}, Keeps: "mydata.keeps.trail", Why: "a check is the office's"},
}
