package attendance_test

import (
	"context"
	"fmt"
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

var bg = context.Background()

const secret = "a secret of the tests, long enough"

// class is a district with one course of two meetings of 100 minutes, on 3 and
// 10 March 2026, taught by its instructor; and a neighbour.
type class struct {
	*attendance.Service
	t                                            testing.TB
	d                                            *db.DB
	c                                            *dbtest.Clock
	org, other, prog, section, first, last       id.ID
	officer, host, approver, teacher, substitute policy.Actor
	neighbour, resident                          policy.Actor
	people                                       []learner
}

// learner is somebody who holds a place.
type learner struct {
	policy.Actor
	application id.ID
}

// afterwards is after the last meeting, before that day is over.
var afterwards = clock.AtSeoul(2026, 3, 10, 13, 0)

func each(t *testing.T, fn func(t *testing.T, w *class)) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(afterwards)
		fn(t, open(t, d, c))
	})
}

func open(t testing.TB, d *db.DB, c *dbtest.Clock) *class {
	w := &class{Service: attendance.NewService(d, secret), t: t, d: d, c: c, prog: id.New()}
	w.org, w.other = w.organisation("nam", "NAM", "남쪽구"), w.organisation("yeon", "YEO", "연쪽구")
	w.officer, w.host = w.person("최담당", policy.Officer, w.org), w.person("오운영", policy.Host, w.org)
	w.approver, w.neighbour = w.person("배승인", policy.Approver, w.org), w.person("강담당", policy.Officer, w.other)
	w.teacher, w.substitute = w.person("남강사", policy.Instructor, w.org), w.person("표강사", policy.Instructor, w.org)
	w.resident = w.person("주민", "", id.None)
	w.put(&catalog.Programme{
		ID: w.prog, Slug: "ai", OrgID: w.org, Kind: catalog.Course, State: catalog.Published, TitleKO: "생활 속 인공지능", TitleEN: "AI in daily life",
		Area: catalog.Digital, Audience: catalog.Adult, Year: 2026, PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1, Phone: "051-123-4567",
	})
	w.section = w.run(w.prog)
	w.first, w.last = w.meets(1, "2026-03-03", w.teacher.Person), w.meets(2, "2026-03-10", w.teacher.Person)
	w.people = []learner{w.learner("홍길동"), w.learner("김수"), w.learner("남궁현수")}
	return w
}

func (w *class) organisation(slug, code, name string) id.ID {
	o := people.Organisation{ID: id.New(), Slug: slug, Code: &code, Kind: people.District, NameKO: name, NameEN: name, Desk: true, CreatedAt: 1, UpdatedAt: 1}
	w.put(&o)
	return o.ID
}

var sections int

// run adds a section of a programme that begins on 3 March and ends on the 10th.
func (w *class) run(programme id.ID) id.ID {
	sections++
	s := catalog.Section{
		ID: id.New(), ProgrammeID: programme, Number: fmt.Sprintf("2026-NAM-%04d", sections), State: catalog.Published, NameKO: "1기",
		ApplyFrom: 1, ApplyUntil: 2, Mode: catalog.FirstCome, Method: catalog.InPerson, Channel: catalog.Here,
		StartsOn: "2026-03-03", EndsOn: "2026-03-10", PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1,
	}
	w.put(&s, &catalog.Seats{SectionID: s.ID})
	return s.ID
}

func (w *class) meets(number int, day clock.Date, teacher id.ID) id.ID {
	m := catalog.Session{ID: id.New(), SectionID: w.section, Number: number, HeldOn: day, StartMinute: 600, EndMinute: 700, TeacherID: teacher}
	w.put(&m)
	return m.ID
}

var persons int

func (w *class) person(name string, duty policy.Duty, org id.ID) policy.Actor {
	persons++
	p := people.Person{ID: id.New(), Name: name, BirthOn: "1980-01-01", CreatedAt: 1, UpdatedAt: 1}
	a := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("p%d@test.example", persons), Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
	w.put(&p, &a)
	who := policy.Actor{Account: a.ID, Person: p.ID, Name: name, Origin: "192.0.2.1"}
	if duty != "" {
		who.Roles = []policy.Role{{Duty: duty, Org: org}}
		w.put(&people.RoleRow{ID: id.New(), AccountID: a.ID, Duty: duty, OrgID: org, GrantedAt: 1})
	}
	return who
}

// learner adds somebody who holds a place in the section.
func (w *class) learner(name string) learner {
	who := w.person(name, "", id.None)
	a := enrolment.Application{
		ID: id.New(), SectionID: w.section, PersonID: who.Person, AccountID: who.Account, MadeAs: enrolment.ForSelf, Seq: int64(len(w.people) + persons), State: enrolment.Accepted,
		RequestKey: name, PolicyVersion: "1", AppliedAt: 1,
	}
	w.put(&a, &enrolment.Enrolment{ApplicationID: a.ID, SectionID: w.section, PersonID: who.Person, TakenAt: 1})
	return learner{who, a.ID}
}

func (w *class) put(rows ...any) {
	w.t.Helper()
	w.keep(func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *class) keep(fn func(*db.Tx) error) {
	w.t.Helper()
	if err := w.d.Housekeep(bg, "world", fn); err != nil {
		w.t.Fatal(err)
	}
}

// erase runs a statement of an erasure.
func (w *class) erase(q string, person id.ID) {
	w.t.Helper()
	w.keep(func(tx *db.Tx) error { return tx.Exec(q, map[string]any{"person": person}).Error })
}

func (w *class) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.d.Read(bg).Raw(sql, args...).Scan(&n).Error; err != nil {
		w.t.Fatal(err)
	}
	return n
}

// refusesSQL asserts that the database itself refuses a statement.
func (w *class) refusesSQL(sql string, args ...any) {
	w.t.Helper()
	if err := w.d.Housekeep(bg, "world", func(tx *db.Tx) error { return tx.Exec(sql, args...).Error }); err == nil {
		w.t.Errorf("the database allowed %s", sql)
	}
}

func kindOf(t testing.TB, err error, kind fault.Kind) {
	t.Helper()
	if err == nil || fault.Of(err) != kind {
		t.Errorf("%v, want kind %d", err, kind)
	}
}
