package people

import "ieum/internal/db"

// orgName is the name of the organisation o today.
const orgName = "coalesce(nullif(o.now_ko, ''), o.name_ko)"

// Holdings is what the tables of this package keep about a person.
var Holdings = []db.Holding{
	{
		Table: "people", People: []string{"id"},
		Give:  "select name, birth_on, phone, city, district, created_at from people where id = @person",
		Erase: []string{"update people set name = '', birth_on = null, phone = '', city = '', district = '', erased_at = @now, updated_at = @now where id = @person"},
	},
	{
		Table: "accounts", People: []string{"id", "person_id"},
		Give: "select email, phone, lang, created_at, confirmed_at, phone_proved_at from accounts where person_id = @person",
		Erase: []string{
			"update accounts set closed_at = coalesce(closed_at, @now), email = null, phone = null, phone_proved_at = null, confirmed_at = null, password_hash = '' where person_id = @person",
		},
	},
	{
		Table: "web_sessions", People: []string{"account_id"},
		Give:  "select created_at, seen_at, expires_at from web_sessions where account_id = @account order by created_at",
		Erase: []string{"delete from web_sessions where account_id = @account"},
	},
	{Table: "tokens", People: []string{"account_id"}, Erase: []string{"delete from tokens where account_id = @account"}, Why: "links that have not been followed; their secrets are not stored"},
	{Table: "registrations", Erase: []string{"delete from registrations where email = @email"}, Why: "wishes for an account that nobody has confirmed: they are nobody's"},
	{
		Table: "codes", People: []string{"account_id", "subject_id"},
		Erase: []string{"delete from codes where account_id = @account or subject_id = @person or address in (@email, @login, @phone)"}, Why: "codes live for minutes",
	},
	{
		Table: "saved_views", People: []string{"account_id"},
		Give:  "select page, name, query, created_at from saved_views where account_id = @account order by created_at",
		Erase: []string{"delete from saved_views where account_id = @account"},
	},
	{
		Table: "roles", People: []string{"account_id", "granted_by", "revoked_by"},
		Give:  "select r.duty, " + orgName + " as organisation, r.granted_at, r.revoked_at from roles r left join organisations o on o.id = r.org_id where r.account_id = @account order by r.granted_at",
		Keeps: "mydata.keeps.duties",
	},
	{
		Table: "stand_ins", People: []string{"absent_id", "stand_in_id", "recorded_by"},
		Give: "select " + orgName + " as organisation, s.starts_on, s.ends_on, case when s.absent_id = @account then 'absent' else 'stand_in' end as part, s.recorded_at, s.ended_at" +
			" from stand_ins s join organisations o on o.id = s.org_id where s.absent_id = @account or s.stand_in_id = @account order by s.recorded_at",
		Erase: []string{"update stand_ins set reason = '-' where absent_id = @account or stand_in_id = @account"},
		Keeps: "mydata.keeps.duties",
	},
	{
		Table: "affiliations", People: []string{"person_id", "decided_by"},
		Give: "select " + orgName + " as organisation, a.kind, a.number, a.department, a.grade, a.state, a.status, a.starts_on, a.ends_on, a.verified_at, a.ended_at" +
			" from affiliations a join organisations o on o.id = a.org_id where a.person_id = @person order by a.id",
		Erase: []string{
			`update affiliations set number = '', department = '', grade = '', mail_hash = '', code_hash = '', code_until = null, reason = '',
				ended_at = coalesce(ended_at, @now), ended_because = case when ended_because = '' then 'left' else ended_because end, state = 'ended' where person_id = @person`,
		},
		Keeps: "mydata.keeps.records",
	},
	{
		Table: "affiliation_statuses", People: []string{"set_by"},
		Give: "select " + orgName + " as organisation, x.status, x.from_on, x.source, x.set_at from affiliation_statuses x join affiliations a on a.id = x.affiliation_id" +
			" join organisations o on o.id = a.org_id where a.person_id = @person order by x.from_on",
		Keeps: "mydata.keeps.records",
	},
	{
		Table: "provisions", People: []string{"person_id", "account_id"},
		Give: "select " + orgName + " as organisation, v.version, v.purpose, v.items, v.from_on, v.until_on, v.given_at, v.withdrawn_at from provisions v" +
			" join organisations o on o.id = v.org_id where v.person_id = @person order by v.given_at",
		Erase: []string{"update provisions set withdrawn_at = @now where withdrawn_at is null and person_id = @person"},
		Keeps: "mydata.keeps.consents",
	},
	{Table: "roster_checks", People: []string{"made_by"}, Keeps: "mydata.keeps.duties", Why: "a comparison is the university's; of those it did not know nothing is stored"},
	{
		Table: "roster_differences", People: []string{"taken_by"},
		Erase: []string{"update roster_differences set said = '' where affiliation_id in (select id from affiliations where person_id = @person)"},
		Why:   "what a roster said is the university's", Keeps: "mydata.keeps.duties",
	},
	{Table: "university_domains", People: []string{"added_by"}, Keeps: "mydata.keeps.duties", Why: "a university's mail domain"},
	{
		Table: "consents", People: []string{"person_id", "account_id"},
		Give:  "select document, version, case when agreed then 'yes' else 'no' end as answer, method, at from consents where person_id = @person order by at, id",
		Keeps: "mydata.keeps.consents",
	},
	{
		Table: "pupils", People: []string{"person_id"},
		Give:  "select " + orgName + " as organisation, p.grade, p.updated_at from pupils p join organisations o on o.id = p.school_id where p.person_id = @person",
		Erase: []string{"delete from pupils where person_id = @person"},
	},
	{
		Table: "guardian_invitations", People: []string{"child_id", "invited_by"},
		Give:  "select phone, created_at, expires_at from guardian_invitations where invited_by = @account order by created_at",
		Erase: []string{"delete from guardian_invitations where child_id = @person or invited_by = @account or phone in (@login, @phone)"},
	},
	{
		Table: "desk_people", People: []string{"person_id", "entered_by"},
		Give:  "select " + orgName + " as organisation, d.entered_at from desk_people d join organisations o on o.id = d.org_id where d.person_id = @person order by d.entered_at",
		Erase: []string{"delete from desk_people where person_id = @person"},
	},
	{
		Table: "guardianships", People: []string{"child_id", "guardian_id", "created_by", "ended_by"},
		Give:  "select case when child_id = @person then 'child' else 'guardian' end as part, created_at, ended_at from guardianships where child_id = @person or guardian_id = @person order by created_at",
		Erase: []string{"update guardianships set ended_at = @now where ended_at is null and (child_id = @person or guardian_id = @person)"},
		Keeps: "mydata.keeps.consents",
	},
	{
		Table: "guardian_consents", People: []string{"child_id", "guardian_id", "account_id", "withdrawn_by"},
		Give:  "select case when child_id = @person then 'child' else 'guardian' end as part, method, version, given_at, withdrawn_at from guardian_consents where child_id = @person or guardian_id = @person order by given_at",
		Erase: []string{"update guardian_consents set withdrawn_at = @now where withdrawn_at is null and child_id = @person"},
		Keeps: "mydata.keeps.consents",
	},
}
