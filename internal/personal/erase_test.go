package personal_test

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/policy"
	"ieum/internal/report"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// leaver is somebody of whom there is something in every corner.
type leaver struct {
	d                          *db.DB
	s                          *personal.Service
	accounts                   *people.Accounts
	who                        policy.Actor
	person                     people.Person
	account                    people.Account
	child                      people.Person
	marks                      []string // what must be nowhere afterwards
	affiliation, participation id.ID
}

var again = people.Again{Password: world.Password}

func exec(t testing.TB, d *db.DB, sql string, args ...any) {
	t.Helper()
	if err := d.Housekeep(context.Background(), "world", func(tx *db.Tx) error { return tx.Exec(sql, args...).Error }); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func put(t testing.TB, d *db.DB, rows ...any) {
	t.Helper()
	err := d.Housekeep(context.Background(), "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return fmt.Errorf("%T: %w", r, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func each(t *testing.T, fn func(t *testing.T, l *leaver)) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) { fn(t, moveIn(t, d)) })
}

func moveIn(t *testing.T, d *db.DB) *leaver {
	t.Helper()
	l := &leaver{d: d, accounts: people.NewAccounts(d, strings.Repeat("x", 40))}
	l.s = personal.NewService(d, l.accounts)
	l.affiliation = id.New()
	l.person = people.Person{ID: id.New(), Name: "독고떠남이", BirthOn: "1971-07-17", Phone: "010-7771-7117", City: "독고시", District: "떠남구", CreatedAt: 1, UpdatedAt: 1}
	l.account = people.Account{
		ID: id.New(), PersonID: l.person.ID, Email: "leaver-7117@gone.example", Phone: "010-8882-8228", PhoneProvedAt: 1, PasswordHash: worldtest.PasswordHash, Lang: "ko", ConfirmedAt: 1, CreatedAt: 1,
	}
	l.child = people.Person{ID: id.New(), Name: "독고새싹별", BirthOn: "2016-04-23", Phone: "010-7771-7117", City: "독고시", District: "떠남구", CreatedAt: 1, UpdatedAt: 1}
	l.marks = []string{l.person.Name, l.child.Name, "1971-07-17", "2016-04-23", "7771-7117", "8882-8228", "leaver-7117", "독고시", "떠남구", "학번-711771", "떠남이상-7113", "까닭-7114", "결정-7115", "반려-7116", "떠남학과"}
	put(t, d, &l.person, &l.account, &l.child,
		&people.Guardianship{ID: id.New(), ChildID: l.child.ID, GuardianID: l.person.ID, CreatedBy: l.account.ID, CreatedAt: 1},
		&people.GuardianConsent{ID: id.New(), ChildID: l.child.ID, GuardianID: l.person.ID, AccountID: l.account.ID, Method: people.ByWebAndSMS, Version: "2026-03-01", GivenAt: 1},
		&people.Affiliation{ID: l.affiliation, PersonID: l.person.ID, OrgID: world.PKNU, Kind: "student", Number: "학번-711771", State: "verified", VerifiedAt: 1},
		&people.Registration{Hash: "h", Email: l.account.Email, Name: l.person.Name, BirthOn: l.person.BirthOn, PasswordHash: "p", Lang: "ko", Version: "1", CreatedAt: 1, ExpiresAt: 9e15},
		&people.Code{Browser: "b", Hash: "h", Purpose: people.ToEnter, Channel: outbox.SMS, Address: l.account.Phone, CreatedAt: 1, ExpiresAt: 9e15},
		&people.StandIn{ID: id.New(), OrgID: world.Namgu, AbsentID: l.account.ID, StandInID: world.OfficerNamgu.Account, StartsOn: "2025-01-01", EndsOn: "2025-01-02", Reason: "독고떠남이 병가", RecordedBy: world.AdminPersona.Account, RecordedAt: 1, EndedAt: 2},
	)
	l.who = policy.Actor{Account: l.account.ID, Person: l.person.ID, Name: l.person.Name, Origin: "192.0.2.44"}
	svc := enrolment.NewService(d)
	if _, err := svc.Apply(t.Context(), l.who, enrolment.Apply{SectionID: world.OpenNamgu, RequestKey: "k1", Phone: l.person.Phone, Consent: true, News: true}); err != nil {
		t.Fatal(err)
	}
	if err := svc.AskAlert(t.Context(), l.who, world.OpenNamgu); err != nil && fault.Of(err) != fault.Conflict {
		t.Fatal(err)
	}
	l.takesPart(t)
	// The child holds a place too, and taught sessions, letters to others and searches name the leaver.
	app := &enrolment.Application{ID: id.New(), SectionID: world.OpenYeonje, PersonID: l.child.ID, AccountID: l.account.ID, State: enrolment.Accepted, PolicyVersion: "world", RequestKey: "c", MadeAs: "guardian", AppliedAt: 1}
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		if err := tx.Raw("select last_seq + 1 from section_seats where section_id = ?", world.OpenYeonje).Scan(&app.Seq).Error; err != nil {
			return err
		}
		if err := tx.Create(app).Error; err != nil {
			return err
		}
		if err := tx.Create(&enrolment.Enrolment{ApplicationID: app.ID, SectionID: app.SectionID, PersonID: l.child.ID, TakenAt: 1}).Error; err != nil {
			return err
		}
		return tx.Exec("update section_seats set taken = taken + 1, last_seq = last_seq + 1 where section_id = ?", world.OpenYeonje).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	exec(t, d, "update sessions set teacher = ?, teacher_id = ? where section_id = ?", l.person.Name, l.person.ID, world.OpenNamgu)
	exec(t, d, "update approvals set content = ? where section_id = ? or programme_id in (select programme_id from sections where id = ?)", `[{"of":"`+world.OpenNamgu.String()+`","field":"session_1","value":"2026-04-01","by":"`+l.person.Name+`"}]`, world.OpenNamgu, world.OpenNamgu)
	exec(t, d, "insert into search_terms (searched_on, term, voice) values ('2026-03-01', ?, 'a'), ('2026-03-01', ?, 'b')", l.person.Name, l.person.Phone)
	err = d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		return outbox.Enqueue(tx,
			outbox.Letter{Kind: "stand_in.recorded", Address: "someone@else.example", Account: world.OfficerNamgu.Account, Facts: outbox.Facts{"deputy": l.person.Name, "org": "남구"}, Names: map[string]id.ID{"deputy": l.person.ID}},
			outbox.Letter{Kind: "account.code", Channel: outbox.SMS, Address: l.account.Phone, Stranger: true, Facts: outbox.Facts{"x": "y"}},
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	// Looks at the leaver by an officer and by the administrator.
	officer := world.OfficerNamgu.Actor()
	log := audit.NewLog(d)
	for _, look := range []struct {
		who  policy.Actor
		look audit.Look
	}{
		{officer, audit.Look{Task: audit.TaskList, Purpose: audit.Masked, Ref: "section/" + world.OpenNamgu.String(), People: []id.ID{l.person.ID}}},
		{officer, audit.Look{Task: audit.TaskExport, Purpose: audit.Insurance, Ref: "section/" + world.OpenNamgu.String(), People: []id.ID{l.person.ID, world.Resident.Person}}},
		{world.AdminPersona.Actor(), audit.Look{Task: outbox.TaskRead, Purpose: audit.Other, Note: "문의 답변", Ref: "message/x", People: []id.ID{l.person.ID}}},
	} {
		if err := log.Looked(t.Context(), look.who, look.look); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := audit.NewChain(d).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

// takesPart leaves words about the leaver beside each table that is only added to.
func (l *leaver) takesPart(t *testing.T) {
	t.Helper()
	var application id.ID
	g := l.d.Read(t.Context())
	if err := g.Raw("select id from applications where person_id = ?", l.person.ID).Row().Scan(&application); err != nil {
		t.Fatal(err)
	}
	var rule credit.Rule
	if err := g.Where("org_id = ?", world.PKNU).Take(&rule).Error; err != nil {
		t.Fatal(err)
	}
	p := attendance.Participation{
		ID: id.New(), ApplicationID: application, SectionID: world.OpenNamgu, PersonID: l.person.ID, Result: attendance.Completed, Minutes: 600, Role: attendance.Winner, Award: "떠남이상-7113",
		ConfirmedBy: world.OfficerNamgu.Account, ConfirmedAt: 1, Version: 1,
	}
	l.participation = p.ID
	r := credit.Recognition{
		ID: id.New(), ParticipationID: p.ID, PersonID: l.person.ID, OrgID: world.PKNU, SectionID: p.SectionID, AffiliationID: l.affiliation, ActivityOn: "2026-05-01",
		State: credit.Recognised, Points: 300, ReleasedAt: 1, WaitsSince: 1, DecidedAt: 1, DecidedBy: world.StaffPKNU.Account, Version: 2,
	}
	d := credit.DecisionRow{ID: id.New(), RecognitionID: r.ID, Decision: credit.Recognise, RuleID: rule.ID, ParticipationVersion: 1, Points: 300, DecidedBy: r.DecidedBy, DecidedAt: 1}
	e := credit.Entry{ID: id.New(), OrgID: r.OrgID, PersonID: r.PersonID, RecognitionID: r.ID, DecisionID: d.ID, Points: 300, RuleID: rule.ID, RuleVersion: rule.Version, Why: "[]", CountsOn: r.ActivityOn, PostedBy: r.DecidedBy, PostedAt: 1}
	said := credit.Reflection{ID: id.New(), EntryID: e.ID, Result: credit.Rejected, OnDay: "2026-05-02", MadeBy: r.DecidedBy, MadeAt: 1}
	put(t, l.d, &p, &attendance.Entry{ParticipationID: p.ID, Version: 1, Result: p.Result, Minutes: p.Minutes, Role: p.Role, ConfirmedBy: p.ConfirmedBy, ConfirmedAt: 1},
		&attendance.Words{ParticipationID: p.ID, Version: 1, PersonID: p.PersonID, Award: p.Award, Reason: "까닭-7114"}, &r, &d, &e, &said,
		&credit.Text{ID: d.ID, PersonID: r.PersonID, Body: "결정-7115"}, &credit.Text{ID: said.ID, PersonID: r.PersonID, Body: "반려-7116"},
		&credit.Frozen{RecognitionID: r.ID, PersonID: r.PersonID, DecisionID: d.ID, ParticipationVersion: 1, Name: l.person.Name, Number: "학번-711771", Department: "떠남학과", Minutes: 600, Award: p.Award, Evidence: "{}", FrozenAt: 1},
	)
}

// TestWordsAreEmptiedAndNeverRewritten tries on each table of words what only an
// erasure may, and what nobody may.
func TestWordsAreEmptiedAndNeverRewritten(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		for _, q := range []string{
			"update recognition_texts set body = 'other'", "update recognition_texts set person_id = id", "delete from recognition_texts",
			"update participation_texts set reason = 'other'", "update participation_texts set award = 'other'", "update participation_texts set version = 2", "delete from participation_texts",
		} {
			err := l.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec(q).Error })
			if err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", q, err)
			}
		}
		if l.d.Engine == db.SQLite { // as somebody who has the file, without recursive triggers
			raw, err := sql.Open("sqlite3", "file:"+l.d.DSN())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = raw.Close() }()
			for _, table := range []string{"recognition_texts", "participation_texts"} {
				if _, err := raw.Exec("replace into " + table + " select * from " + table); err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("replace into %s: %v", table, err)
				}
			}
		}
		exec(t, l.d, "update recognition_texts set body = ''")
		exec(t, l.d, "update participation_texts set reason = '', award = ''")
	})
}

// everywhere is every byte of a SQLite database and its log, or every row of a
// PostgreSQL database as text, its statistics included.
func everywhere(t *testing.T, d *db.DB) (out map[string]string) {
	t.Helper()
	out = map[string]string{}
	if d.Engine == db.SQLite {
		for _, suffix := range []string{"", "-wal"} {
			raw, err := os.ReadFile(d.DSN() + suffix)
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			out["file"+suffix] = string(raw)
		}
		return out
	}
	raw, err := sql.Open("pgx", d.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	rows, err := raw.Query("select table_name from information_schema.tables where table_schema = 'public'")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	if err := rows.Err(); err != nil || len(names) < 30 {
		t.Fatal(len(names), err)
	}
	for _, n := range append(names, "pg_catalog.pg_stats") {
		var all sql.NullString
		if err := raw.QueryRow("select string_agg(x::text, E'\\n') from " + n + " x").Scan(&all); err != nil {
			t.Fatal(n, err)
		}
		out[n] = all.String
	}
	return out
}

func TestAfterErasureNothingOfThemIsAnywhere(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		found := map[string]bool{}
		if l.d.Engine == db.Postgres {
			exec(t, l.d, "analyze")
		}
		for place, text := range everywhere(t, l.d) {
			for _, m := range l.marks {
				if strings.Contains(text, m) {
					found[m] = true
					_ = place
				}
			}
		}
		for _, m := range l.marks {
			if !found[m] {
				t.Fatalf("%s is nowhere before: the test looks in the wrong place", m)
			}
		}
		if err := l.s.Close(t.Context(), l.who, again, true); err != nil {
			t.Fatal(err)
		}
		for place, text := range everywhere(t, l.d) {
			for _, m := range l.marks {
				if i := strings.Index(text, m); i >= 0 {
					t.Errorf("%s is still in %s: …%q…", m, place, text[max(0, i-60):min(len(text), i+60)])
				}
			}
		}
		var left int
		if err := l.d.Read(t.Context()).Raw("select count(*) from erasures where cleaned_at is null").Row().Scan(&left); err != nil || left != 0 {
			t.Errorf("%d erasures are not finished, %v", left, err)
		}
		// What stays is whole: seats, places, the trail and its chain.
		checks, err := report.Invariants(t.Context(), l.d)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			if len(c.Breaches) > 0 {
				t.Errorf("%s: %q", c.Kind, c.Breaches)
			}
		}
		var apps, live int
		if err := l.d.Read(t.Context()).Raw("select count(*), count(case when state = 'accepted' then 1 end) from applications where person_id in ?", []id.ID{l.person.ID, l.child.ID}).Row().Scan(&apps, &live); err != nil || apps != 2 || live != 0 {
			t.Errorf("%d applications, %d with a place, %v", apps, live, err)
		}
	})
}

func TestClosingAsksWhoOneIsAndWhetherOneMeansIt(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		for name, tt := range map[string]struct {
			again people.Again
			agree bool
			field string
		}{
			"no tick":        {again, false, "agree"},
			"no password":    {people.Again{}, true, "password"},
			"wrong password": {people.Again{Password: "blue-bridge-2027"}, true, "password"},
		} {
			err := l.s.Close(t.Context(), l.who, tt.again, tt.agree)
			if _, ok := fault.FieldsOf(err)[tt.field]; !ok {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := l.s.Close(t.Context(), policy.Nobody(""), again, true); fault.Of(err) != fault.SignIn {
			t.Error(err)
		}
		if _, ok, err := people.NewActors(l.d).Viewer(t.Context(), l.account.ID, ""); err != nil || !ok {
			t.Error("the account is gone", ok, err)
		}
	})
}

func TestWhatWillHappenIsSaidBefore(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		c, err := l.s.Closing(t.Context(), l.who)
		if err != nil || c.Places != 2 || len(c.Duties) != 0 || len(c.Go) != 1 || len(c.Stay) != 0 || c.Go[0].Name != l.child.Name {
			t.Errorf("%+v %v", c, err)
		}
		// A second guardian keeps the child here.
		put(t, l.d, &people.Guardianship{ID: id.New(), ChildID: l.child.ID, GuardianID: world.Guardian.Person, CreatedBy: l.account.ID, CreatedAt: 2})
		if c, err = l.s.Closing(t.Context(), l.who); err != nil || c.Places != 1 || len(c.Go) != 0 || len(c.Stay) != 1 {
			t.Errorf("%+v %v", c, err)
		}
		if err := l.s.Close(t.Context(), l.who, again, true); err != nil {
			t.Fatal(err)
		}
		var name string
		var live, guardians int
		err = l.d.Read(t.Context()).Raw(`select (select name from people where id = ?), (select count(*) from applications where person_id = ? and state = 'accepted'),
			(select count(*) from guardianships where child_id = ? and ended_at is null)`, l.child.ID, l.child.ID, l.child.ID).Row().Scan(&name, &live, &guardians)
		if err != nil || name != l.child.Name || live != 1 || guardians != 1 {
			t.Errorf("%s %d %d %v", name, live, guardians, err)
		}
	})
}

func TestWhoHasDutiesIsFreedOfThemFirst(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		accounts := people.NewAccounts(d, strings.Repeat("x", 40))
		s := personal.NewService(d, accounts)
		for _, p := range []world.Persona{world.OfficerNamgu, world.AdminPersona} {
			c, err := s.Closing(t.Context(), p.Actor())
			if err != nil || len(c.Duties) != 1 {
				t.Errorf("%s: %+v %v", p.Email, c, err)
			}
			if err := s.Close(t.Context(), p.Actor(), again, true); fault.Of(err) != fault.Conflict {
				t.Errorf("%s: %v", p.Email, err)
			}
		}
		command := policy.System("user command")
		if err := s.CloseByEmail(t.Context(), command, world.AdminPersona.Email); fault.Of(err) != fault.Conflict {
			t.Errorf("the last administrator: %v", err)
		}
		if err := s.CloseByEmail(t.Context(), world.Resident.Actor(), world.OfficerNamgu.Email); fault.Of(err) != fault.Forbidden {
			t.Errorf("a resident closes an officer's account: %v", err)
		}
		if err := s.CloseByEmail(t.Context(), command, world.OfficerNamgu.Email); err != nil {
			t.Fatal(err)
		}
		if err := s.CloseByEmail(t.Context(), command, world.OfficerNamgu.Email); fault.Of(err) != fault.NotFound {
			t.Errorf("twice: %v", err)
		}
		for place, text := range everywhere(t, d) {
			if strings.Contains(text, world.OfficerNamgu.Email) || strings.Contains(text, world.OfficerNamgu.Name) {
				t.Errorf("the officer is still in %s", place)
			}
		}
		if err := accounts.Revoke(t.Context(), command, people.Grant{Email: world.Host.Email, Duty: policy.Host, Org: slugOf(t, d, world.Lifelong)}); err != nil {
			t.Fatal(err)
		}
		host := world.Host.Actor()
		host.Roles = nil
		if err := s.Close(t.Context(), host, again, true); err != nil {
			t.Errorf("freed of duties: %v", err)
		}
	})
}

func slugOf(t *testing.T, d *db.DB, org id.ID) (slug string) {
	t.Helper()
	if err := d.Read(t.Context()).Raw("select slug from organisations where id = ?", org).Row().Scan(&slug); err != nil {
		t.Fatal(err)
	}
	return slug
}

func TestACopyHoldsOnesOwnAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		if _, err := l.s.Export(t.Context(), l.who, people.Again{Password: "blue-bridge-2027"}, i18n.KO); fault.FieldsOf(err) == nil {
			t.Fatal(err)
		}
		c, err := l.s.Export(t.Context(), l.who, again, i18n.KO)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := c.Write(&b); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil || len(z.File) != 2 {
			t.Fatal(err)
		}
		f, err := z.Open("data.json")
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Parts []struct {
				Name string
				Rows []map[string]any
			}
		}
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatal(err)
		}
		rows := map[string]int{}
		for _, p := range got.Parts {
			rows[p.Name] = len(p.Rows)
		}
		for part, n := range map[string]int{"people": 1, "accounts": 1, "applications": 1, "enrolments": 1, "affiliations": 1, "looks": 3, "consents": 2, "guardianships": 1, "sessions": rows["sessions"]} {
			if rows[part] != n || n == 0 {
				t.Errorf("%s: %d rows, want %d", part, rows[part], n)
			}
		}
		text := string(raw)
		for _, must := range []string{"떠남이상-7113", "까닭-7114", "결정-7115", "반려-7116", "떠남학과", l.person.Name, l.account.Email, l.person.Phone, "학번-711771", "남구", "1971-07-17"} {
			if !strings.Contains(text, must) {
				t.Errorf("%s is missing", must)
			}
		}
		for _, never := range []string{"argon2", "password", l.account.ID.String(), world.OfficerNamgu.Name, world.OfficerNamgu.Email, world.Resident.Name, l.child.Name, "hash"} {
			if strings.Contains(text, never) {
				t.Errorf("%s is in it", never)
			}
		}
		x, err := z.Open("data.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(x)
		if err != nil || len(book.GetSheetList()) != len(got.Parts) {
			t.Fatal(err, len(book.GetSheetList()), len(got.Parts))
		}
	})
}

func TestOnesLooksNameTheOfficeAndNotTheOfficer(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		looks, page, err := l.s.Looks(t.Context(), l.who, 1)
		if err != nil || page.Total != 3 || len(looks) != 3 {
			t.Fatalf("%+v %v", looks, err)
		}
		if looks[0].Organisation != "" || looks[0].How() != "full" || !strings.Contains(looks[1].Organisation, "남구") || looks[1].How() != "export" || looks[2].How() != "list" {
			t.Errorf("%+v", looks)
		}
		if _, _, err := l.s.Looks(t.Context(), policy.Nobody(""), 1); fault.Of(err) != fault.SignIn {
			t.Error(err)
		}
		// Looking at one's own data is no look of others.
		if err := audit.NewLog(l.d).Looked(t.Context(), l.who, audit.Look{Task: audit.TaskList, Purpose: audit.Masked, Ref: "x", People: []id.ID{l.person.ID}}); err != nil {
			t.Fatal(err)
		}
		if _, page, _ = l.s.Looks(t.Context(), l.who, 1); page.Total != 3 {
			t.Error(page.Total)
		}
	})
}

func TestSomebodyWithoutAPasswordShowsACode(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		exec(t, l.d, "update accounts set password_hash = '' where id = ?", l.account.ID)
		if err := l.s.Close(t.Context(), l.who, people.Again{Password: world.Password}, true); fault.FieldsOf(err)["code"].Key == "" {
			t.Fatalf("without a password: %v", err)
		}
		if err := l.accounts.AskAgain(t.Context(), l.who, "browser", "ko"); err != nil {
			t.Fatal(err)
		}
		m := outbox.Message{}
		if err := l.d.Read(t.Context()).Where("kind = ? and account_id = ?", people.LetterCode, l.account.ID).Take(&m).Error; err != nil || m.Address != l.account.Email {
			t.Fatal(m.Address, err)
		}
		facts, err := m.Facts()
		if err != nil {
			t.Fatal(err)
		}
		code := people.NewLinks(strings.Repeat("x", 40)).Code(facts[people.FactCode])
		if err := l.s.Close(t.Context(), l.who, people.Again{Code: "000000", Browser: "browser"}, true); fault.FieldsOf(err)["code"].Key == "" && code != "000000" {
			t.Errorf("a wrong code: %v", err)
		}
		if err := l.s.Close(t.Context(), l.who, people.Again{Code: code, Browser: "another"}, true); fault.FieldsOf(err)["code"].Key == "" {
			t.Errorf("another browser: %v", err)
		}
		if err := l.s.Close(t.Context(), l.who, people.Again{Code: code, Browser: "browser"}, true); err != nil {
			t.Errorf("the code: %v", err)
		}
	})
}
