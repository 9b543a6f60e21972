package app_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/outbox"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/personal"
)

// rows are the structs that are rows of a table. A new table's struct stands here.
var rows = []schema.Tabler{
	db.Audit{},
	audit.Seal{},
	audit.Unmasking{},
	audit.Case{},
	audit.CaseOrg{},
	audit.Check{},
	outbox.Message{},
	outbox.Named{},
	personal.Destruction{},
	personal.Erasure{},
	people.Organisation{},
	people.Person{},
	people.Account{},
	people.WebSession{},
	people.Token{},
	people.Registration{},
	people.Throttle{},
	people.RoleRow{},
	people.StandIn{},
	people.SavedView{},
	people.Affiliation{},
	people.StatusRow{},
	people.Domain{},
	people.Provision{},
	people.Consent{},
	people.Code{},
	people.KnownNetwork{},
	people.Guardianship{},
	people.GuardianConsent{},
	people.Pupil{},
	people.Invitation{},
	people.DeskPerson{},
	partnership.Agreement{},
	partnership.AgreementParty{},
	partnership.Grant{},
	partnership.Award{},
	partnership.AwardMember{},
	partnership.Strand{},
	partnership.Budget{},
	partnership.Indicator{},
	catalog.Programme{},
	catalog.Section{},
	catalog.Session{},
	catalog.Seats{},
	catalog.StandardRow{},
	catalog.ImportBatch{},
	catalog.ImportRefusal{},
	catalog.Approval{},
	exchange.Change{},
	exchange.Upload{},
	exchange.Publisher{},
	enrolment.Application{},
	enrolment.Enrolment{},
	enrolment.Alert{},
	enrolment.SectionMessage{},
	attendance.Book{},
	attendance.Sheet{},
	attendance.Marked{},
	attendance.MarkEntry{},
	attendance.Participation{},
	attendance.Entry{},
	attendance.Words{},
	credit.Rule{},
	credit.Recognition{},
	credit.DecisionRow{},
	credit.Question{},
	credit.Entry{},
	credit.Reflection{},
	credit.Text{},
	credit.Frozen{},
	credit.RosterCheck{},
	credit.RosterDifference{},
	attendance.Signatory{},
	attendance.Certificate{},
}

// unmapped are tables that no struct mirrors: counters and lists that one query touches.
var unmapped = []string{"goose_db_version", "catalogue_version", "number_series", "search_terms", "access_log", "access_log_people", "worker_leases", "ledger_log", "sqlite_sequence"}

func TestStructsAndTablesSayTheSame(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		mapped := slices.Clone(unmapped)
		for _, row := range rows {
			s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
			if err != nil {
				t.Fatal(err)
			}
			if slices.Contains(mapped, row.TableName()) {
				t.Errorf("the table %s stands here twice", row.TableName())
			}
			mapped = append(mapped, row.TableName())
			want := columns(t, d, row.TableName())
			got := slices.Clone(s.DBNames)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: struct %v, table %v", row.TableName(), got, want)
			}
			for _, f := range s.Fields {
				if f.AutoCreateTime != 0 || f.AutoUpdateTime != 0 {
					t.Errorf("%s.%s: gorm would fill it with a time of its own; tag it autoCreateTime:false or autoUpdateTime:false", row.TableName(), f.Name)
				}
				if f.AutoIncrement && !slices.Contains([]string{"audit", "unmaskings"}, row.TableName()) {
					t.Errorf("%s.%s: ids are made in Go", row.TableName(), f.Name)
				}
			}
		}
		for _, name := range tables(t, d) {
			if !slices.Contains(mapped, name) {
				t.Errorf("the table %s has no struct, and no line in unmapped", name)
			}
		}
	})
}

func columns(t *testing.T, d *db.DB, table string) (names []string) {
	t.Helper()
	q := "select name from pragma_table_info(?) order by name"
	if d.Engine == db.Postgres {
		q = `select column_name from information_schema.columns where table_schema = 'public' and table_name = ? order by column_name collate "C"`
	}
	if err := d.Read(context.Background()).Raw(q, table).Scan(&names).Error; err != nil {
		t.Fatal(err)
	}
	return names
}

func tables(t *testing.T, d *db.DB) (names []string) {
	t.Helper()
	q := "select name from sqlite_master where type = 'table'"
	if d.Engine == db.Postgres {
		q = "select table_name from information_schema.tables where table_schema = 'public'"
	}
	if err := d.Read(context.Background()).Raw(q).Scan(&names).Error; err != nil {
		t.Fatal(err)
	}
	return names
}
