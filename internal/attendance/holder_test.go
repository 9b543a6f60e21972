package attendance_test

import (
	"slices"
	"testing"

	"gorm.io/gorm"

	"ieum/internal/attendance"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// rename is what only an officer can do to somebody who has been confirmed.
func (w *class) rename(person id.ID, change map[string]any) {
	w.t.Helper()
	w.keep(func(tx *db.Tx) error { return tx.Model(&people.Person{}).Where("id = ?", person).Updates(change).Error })
}

func TestACertificateIsOfTheNameItWasIssuedIn(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		p, me := w.confirmed(1)[0], w.people[0].Actor
		ask := attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate}
		one, err := w.AskCertificate(bg, me, ask)
		if err != nil {
			t.Fatal(err)
		}
		issued, err := w.MyCertificate(bg, me, one)
		if err != nil || issued.Name != "홍길동" || issued.Renamed || len(issued.Holder) != 64 {
			t.Fatalf("%+v %v", issued, err)
		}
		for _, change := range []map[string]any{{"name": "김철수"}, {"name": "홍길동", "birth_on": "2001-01-01"}} {
			w.rename(me.Person, change)
			for _, read := range []func() (attendance.Paper, error){
				func() (attendance.Paper, error) { return w.MyCertificate(bg, me, one) },
				func() (attendance.Paper, error) { return w.DeskCertificate(bg, w.host, one) },
				func() (attendance.Paper, error) { return w.Verify(bg, me, issued.Serial) },
				func() (attendance.Paper, error) { return w.Verify(bg, policy.Nobody("192.0.2.9"), issued.Serial) },
			} {
				if got, err := read(); err != nil || !got.Renamed || got.Name != "" || got.BirthOn != "" || !got.Valid() {
					t.Errorf("%v: %q %q renamed %v, %v", change, got.Name, got.BirthOn, got.Renamed, err)
				}
			}
		}
		l, err := w.Certificates(bg, w.host, w.section)
		if err != nil || l.Missing(attendance.CompletionCertificate) != 1 || !l.People[0].Certificates[0].Renamed {
			t.Errorf("%+v %v", l.People, err)
		}
		// In the present name it is issued anew, and the one before is worth nothing.
		two, err := w.AskCertificate(bg, me, ask)
		if err != nil || two == one {
			t.Fatal(two, err)
		}
		if got, err := w.MyCertificate(bg, me, two); err != nil || got.Renamed || got.BirthOn != "2001-01-01" {
			t.Errorf("%+v %v", got, err)
		}
		if got, err := w.MyCertificate(bg, me, one); err != nil || got.Valid() || got.Reason != attendance.Reissued {
			t.Errorf("%+v %v", got, err)
		}
	})
}

func TestANameThatHasBeenConfirmedIsKept(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		accounts, me := people.NewAccounts(w.d, secret), w.people[0].Actor
		called := func(name string) error {
			return accounts.EditProfile(bg, me, people.EditProfile{Name: name, Phone: "010-1234-5678", City: "부산광역시"})
		}
		if err := called("홍길순"); err != nil {
			t.Fatal(err)
		}
		w.confirmed(1)
		if f := fault.FieldsOf(called("김철수")); f["name"].Key != "my.problem.name_kept" {
			t.Errorf("%+v", f)
		}
		if n := w.count("select count(*) from people where id = ? and name = '홍길순'", me.Person); n != 1 {
			t.Error("the name was changed")
		}
		if err := called(" 홍길순 "); err != nil { // all else is still their own to change
			t.Error(err)
		}
	})
}

func TestADayOfBirthLearntLaterChangesNobody(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		w.rename(w.people[0].Person, map[string]any{"birth_on": nil})
		p := w.confirmed(1)[0]
		one, err := w.AskCertificate(bg, w.people[0].Actor, attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate})
		if err != nil {
			t.Fatal(err)
		}
		w.rename(w.people[0].Person, map[string]any{"birth_on": "1980-01-01"})
		if got, err := w.MyCertificate(bg, w.people[0].Actor, one); err != nil || got.Name != "홍길동" || got.BirthOn != "" || got.Renamed {
			t.Errorf("%+v %v", got, err)
		}
	})
}

func TestASealTellsNothingWithoutTheKey(t *testing.T) {
	a, b, one, two := attendance.NewSeal("one secret"), attendance.NewSeal("another secret"), id.New(), id.New()
	const day = clock.Date("1980-01-01")
	seen := []string{a.Of(one, "홍길동", day)}
	for _, other := range []string{b.Of(one, "홍길동", day), a.Of(two, "홍길동", day), a.Of(one, "홍길둥", day), a.Of(one, "홍길동", "1980-01-02"), a.Of(one, "홍길동", "")} {
		if slices.Contains(seen, other) {
			t.Error("two seals are alike")
		}
		seen = append(seen, other)
	}
	if a.Of(one, "홍길동", day) != seen[0] {
		t.Error("a seal differs from itself")
	}
}

func TestGuardiansTakeTheirChildrensCertificates(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		p := w.confirmed(1)[0]
		parent, stranger := w.resident, w.people[1].Actor
		parent.Wards = []id.ID{w.people[0].Person}
		mine, err := w.MyCertificates(bg, parent)
		if err != nil || len(mine) != 1 || !mine[0].Child || mine[0].Name != "홍길동" || len(mine[0].Ask) != 2 || mine[0].Org.NameKO != "남쪽구" || mine[0].Programme.TitleKO == "" || mine[0].Section.NameKO != "1기" {
			t.Fatalf("%+v %v", mine, err)
		}
		if all, err := w.Mine(bg, parent); err != nil || all[w.people[0].application].ID != p {
			t.Errorf("%v %v", all, err)
		}
		ask := attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate}
		_, err = w.AskCertificate(bg, stranger, ask)
		kindOf(t, err, fault.NotFound)
		one, err := w.AskCertificate(bg, parent, ask)
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.MyCertificate(bg, parent, one)
		if err != nil || got.Name != "홍길동" || got.IssuedBy != parent.Account || got.PersonID != w.people[0].Person {
			t.Errorf("%+v %v", got, err)
		}
		if v, err := w.Verify(bg, parent, got.Serial); err != nil || v.Name != "홍길동" || v.Masked {
			t.Errorf("%+v %v", v, err)
		}
		_, err = w.MyCertificate(bg, stranger, one)
		kindOf(t, err, fault.NotFound)
		parent.Wards = nil // the guardianship has ended
		_, err = w.MyCertificate(bg, parent, one)
		kindOf(t, err, fault.NotFound)
	})
}

// statements counts what fn runs in a database.
func (w *class) statements(fn func()) (n int) {
	w.t.Helper()
	for _, g := range w.handles() {
		cb := g.Callback()
		for _, p := range []interface {
			Register(string, func(*gorm.DB)) error
		}{cb.Query(), cb.Row(), cb.Raw(), cb.Create(), cb.Update()} {
			if err := p.Register("test:count", func(*gorm.DB) { n++ }); err != nil {
				w.t.Fatal(err)
			}
			defer func() { _ = p.(interface{ Remove(string) error }).Remove("test:count") }()
		}
	}
	fn()
	return n
}

// handles are those that reads and writes go through: two on SQLite, one on PostgreSQL.
func (w *class) handles() []*gorm.DB {
	out := []*gorm.DB{w.d.Read(bg)}
	w.keep(func(tx *db.Tx) error {
		if tx.Callback() != out[0].Callback() {
			out = append(out, tx.DB)
		}
		return nil
	})
	return out
}

func TestTheNumberOfReadsDoesNotGrowWithTheCertificates(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		w.confirmed(3)
		me := w.people[0].Actor
		list := func(who policy.Actor) int {
			return w.statements(func() {
				if _, err := w.MyCertificates(bg, who); err != nil {
					t.Error(err)
				}
			})
		}
		one := list(me)
		me.Wards = []id.ID{w.people[1].Person, w.people[2].Person}
		if three := list(me); three != one || one == 0 {
			t.Errorf("%d reads for one participation, %d for three", one, three)
		}
		for i := range 4 {
			w.people = append(w.people, w.learner("사람"+string(rune('가'+i))))
		}
		small := w.statements(func() {
			if n, err := w.issue(w.host, attendance.CompletionCertificate); err != nil || n != 3 {
				t.Error(n, err)
			}
		})
		for i := 3; i < 7; i++ {
			if _, err := w.confirm(w.host, "", w.line(i, 200)); err != nil {
				t.Fatal(err)
			}
		}
		large := w.statements(func() {
			if n, err := w.issue(w.host, attendance.ParticipationCertificate); err != nil || n != 7 {
				t.Error(n, err)
			}
		})
		if large > small || large == 0 { // the first of a year begins its series
			t.Errorf("%d statements for three certificates, %d for seven", small, large)
		}
		if n := w.count("select count(distinct serial) from certificates where serial like '2026-NAM-C0000%' or serial like '2026-NAM-C00010%'"); n != 10 {
			t.Errorf("%d serials", n)
		}
	})
}
