package catalog_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// office is a city with two districts, one of which has an approver, and an
// agreement between a town and its office of education.
type office struct {
	*catalog.Desk
	t                                testing.TB
	d                                *db.DB
	c                                *dbtest.Clock
	city, namgu, yeonje, town, edu   id.ID
	agreement, strand                id.ID
	officer, approver, alone, cityOf policy.Actor // officer and approver of namgu, the one officer of yeonje, the city's approver
	eduOfficer, townApprover         policy.Actor
	resident, neighbour              policy.Actor // neighbour: officer of the town
}

var ctx = context.Background()

func eachOffice(t *testing.T, fn func(t *testing.T, o *office)) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		fn(t, openOffice(t, d, c))
	})
}

func openOffice(t testing.TB, d *db.DB, c *dbtest.Clock) *office {
	o := &office{Desk: catalog.NewDesk(d), t: t, d: d, c: c, agreement: id.New(), strand: id.New()}
	org := func(slug, code, name string, parent id.ID) id.ID {
		row := people.Organisation{ID: id.New(), Slug: slug, Code: &code, Kind: people.District, ParentID: parent, NameKO: name, Desk: true, CreatedAt: 1, UpdatedAt: 1}
		o.put(&row)
		return row.ID
	}
	o.city = org("city", "CIT", "시험시", id.None)
	o.namgu, o.yeonje = org("nam", "NAM", "남쪽구", o.city), org("yeon", "YEO", "연쪽구", o.city)
	o.town, o.edu = org("town", "TOW", "읍시", id.None), org("edu", "EDU", "읍시교육지원청", id.None)
	o.officer, o.approver = o.person("최담당", policy.Officer, o.namgu), o.person("배승인", policy.Approver, o.namgu)
	o.alone, o.cityOf = o.person("강담당", policy.Officer, o.yeonje), o.person("조승인", policy.Approver, o.city)
	o.eduOfficer, o.townApprover = o.person("한담당", policy.Officer, o.edu), o.person("임승인", policy.Approver, o.town)
	o.neighbour, o.resident = o.person("송담당", policy.Officer, o.town), o.person("주민", "", id.None)
	o.put(
		&partnership.Agreement{ID: o.agreement, Slug: "pact", NameKO: "배움 협약", StartsOn: "2026-01-01", EndsOn: "2026-05-01", UpdatedAt: 1},
		&partnership.AgreementParty{AgreementID: o.agreement, OrgID: o.town, Part: "city", Position: 1},
		&partnership.AgreementParty{AgreementID: o.agreement, OrgID: o.edu, Part: "education_office", Position: 2},
		&partnership.Strand{ID: o.strand, AgreementID: o.agreement, Kind: "group", Code: "g1", NameKO: "기초학력"},
	)
	return o
}

func (o *office) put(rows ...any) {
	o.t.Helper()
	if err := o.d.Housekeep(ctx, "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		o.t.Fatal(err)
	}
}

var someone int

func (o *office) person(name string, duty policy.Duty, org id.ID) policy.Actor {
	someone++
	p := people.Person{ID: id.New(), Name: name, CreatedAt: 1, UpdatedAt: 1}
	a := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("a%d@test.example", someone), Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
	o.put(&p, &a)
	who := policy.Actor{Account: a.ID, Person: p.ID, Name: name, Origin: "192.0.2.7"}
	if duty != "" {
		o.put(&people.RoleRow{ID: id.New(), AccountID: a.ID, Duty: duty, OrgID: org, GrantedAt: 1})
		who.Roles = []policy.Role{{Duty: duty, Org: org}}
	}
	return who
}

func programmeForm() catalog.ProgrammeForm {
	return catalog.ProgrammeForm{
		TitleKO: "스마트폰 기초", Kind: "course", SummaryKO: "처음 쓰는 분을 위한 과정", Area: "digital", Audience: "adult", Year: "2026",
		Department: "평생학습과", Phone: "051-607-4000",
	}
}

func sectionForm() catalog.SectionForm {
	return catalog.SectionForm{
		NameKO: "1기", Term: "2026-1", Capacity: "20", ApplyFromDay: "2026-03-09", ApplyFromTime: "09:00", ApplyUntilDay: "2026-03-20", ApplyUntilTime: "18:00",
		Mode: "first_come", Method: "in_person", Channel: "here", Fee: "0", MaterialCost: "10,000", Place: "남쪽구 평생학습관", City: "시험시", District: "남쪽구",
		StartsOn: "2026-04-07", EndsOn: "2026-04-28", Weekdays: []string{"tue"}, StartTime: "10:00", EndTime: "12:00",
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// draft is a programme of an actor's organisation with one section.
func (o *office) draft(who policy.Actor) (programme, section id.ID) {
	o.t.Helper()
	programme = must(o.CreateProgramme(ctx, who, catalog.CreateProgramme{Org: who.Roles[0].Org, Form: programmeForm()}))(o.t)
	section = must(o.CreateSection(ctx, who, catalog.CreateSection{Programme: programme, Form: sectionForm()}))(o.t)
	return programme, section
}

// published is draft, asked by who and let out by second.
func (o *office) published(who, second policy.Actor) (programme, section id.ID) {
	o.t.Helper()
	programme, section = o.draft(who)
	asked := must(o.AskApproval(ctx, who, catalog.AskApproval{Programme: programme}))(o.t)
	if err := o.DecideApproval(ctx, second, catalog.DecideApproval{Approval: asked, Approve: true}); err != nil {
		o.t.Fatal(err)
	}
	return programme, section
}

func (o *office) one(sql string, args ...any) (v string) {
	o.t.Helper()
	if err := o.d.Read(ctx).Raw(sql, args...).Scan(&v).Error; err != nil {
		o.t.Fatal(err)
	}
	return v
}

func (o *office) count(sql string, args ...any) (n int) {
	o.t.Helper()
	if err := o.d.Read(ctx).Raw(sql, args...).Scan(&n).Error; err != nil {
		o.t.Fatal(err)
	}
	return n
}

func wants(t testing.TB, err error, kind fault.Kind) {
	t.Helper()
	if err == nil || fault.Of(err) != kind {
		t.Errorf("%v, want kind %d", err, kind)
	}
}

func wantsField(t testing.TB, err error, field string) {
	t.Helper()
	if _, ok := fault.FieldsOf(err)[field]; !ok {
		t.Errorf("%v, want a problem of %s", err, field)
	}
}

func (o *office) exec(sql string, args ...any) {
	o.t.Helper()
	if err := o.d.Housekeep(ctx, "world", func(tx *db.Tx) error { return tx.Exec(sql, args...).Error }); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) putStandIn(record, absent, deputy id.ID) {
	o.put(&people.StandIn{
		ID: record, OrgID: o.namgu, AbsentID: absent, StandInID: deputy, StartsOn: "2026-03-01", EndsOn: "2026-03-31", Reason: "출장", RecordedBy: absent, RecordedAt: 1,
	})
}

func dbtestAt(year, month, day, hour int) clock.Instant {
	return clock.AtSeoul(year, time.Month(month), day, hour, 0)
}
