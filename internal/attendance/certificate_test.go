package attendance_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

func TestWhichCertificateFits(t *testing.T) {
	const done, not = attendance.Completed, attendance.Incomplete
	for _, tt := range []struct {
		kind    catalog.Kind
		result  attendance.Result
		role    attendance.Role
		minutes int
		award   string
		want    string
	}{
		{catalog.Course, done, attendance.Participant, 600, "", "completion participation"},
		{catalog.Course, not, attendance.Participant, 300, "", "participation"},
		{catalog.Course, not, attendance.Participant, 0, "", ""},
		{catalog.Lecture, done, attendance.Participant, 120, "", "activity participation"},
		{catalog.SchoolProgramme, done, attendance.Participant, 120, "", "activity participation"},
		{catalog.Challenge, done, attendance.Participant, 0, "", "activity participation"},
		{catalog.Challenge, done, attendance.Winner, 0, "우수상", "award activity participation"},
		{catalog.Competition, done, attendance.Participant, 900, "", "participation"},
		{catalog.Competition, done, attendance.Winner, 900, "최우수상", "award participation"},
		{catalog.Supporters, done, attendance.Supporter, 900, "", "activity appointment participation"},
		{catalog.Committee, done, attendance.Member, 900, "", "appointment participation"},
		{catalog.Committee, not, attendance.Member, 0, "", ""},
		{catalog.Volunteering, done, attendance.Volunteer, 720, "", "volunteering participation"},
		{catalog.Volunteering, not, attendance.Volunteer, 180, "", ""},
	} {
		var got []string
		for _, k := range attendance.KindsFor(tt.kind, &attendance.Participation{Result: tt.result, Role: tt.role, Minutes: tt.minutes, Award: tt.award}) {
			got = append(got, string(k))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s %s %s %q: %q, want %q", tt.kind, tt.result, tt.role, tt.award, s, tt.want)
		}
	}
	for _, k := range attendance.CertificateKinds {
		honours := k == attendance.AwardCertificate || k == attendance.AppointmentCertificate
		if k.SelfService() == honours {
			t.Errorf("%s: self-service %v", k, k.SelfService())
		}
	}
}

func TestSerialsAreUnguessableAndReadBackFromPaper(t *testing.T) {
	form := regexp.MustCompile(`^2026-NAM-C00012-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`)
	seen := map[string]bool{}
	for range 2000 {
		s := attendance.NewSerial(2026, "NAM", 12)
		if !form.MatchString(s) || seen[s] {
			t.Fatal(s)
		}
		seen[s] = true
		for _, typed := range []string{s, strings.ToLower(s), " " + strings.ReplaceAll(s, "-", " - ") + " "} {
			if got := attendance.CleanSerial(typed); got != s {
				t.Fatalf("%q was read as %q", typed, got)
			}
		}
	}
	if got := attendance.CleanSerial("2026-IOL-C00012-oiL0-0000-zzzz"); got != "2026-IOL-C00012-0110-0000-ZZZZ" {
		t.Error(got)
	}
	for _, bad := range []string{"", "2026", "2026-NAM-C00012", "2026-NAM-C00012-AAAA-BBBB-CCC", "2026-NAM-C00012-AAAA-BBBB-CCCU", "--A-AAAA-BBBB-CCCC", strings.Repeat("A-", 60), "a'; drop-x-y-AAAA"} {
		if got := attendance.CleanSerial(bad); got != "" && strings.ContainsAny(got, " ") {
			t.Errorf("%q was read as %q", bad, got)
		}
	}
}

func FuzzCleanSerial(f *testing.F) {
	f.Add("2026-NAM-C00012-7K3M-PQ9X-TBWF")
	f.Add("２０２６－NAM--")
	f.Fuzz(func(t *testing.T, typed string) {
		if s := attendance.CleanSerial(typed); s != "" && attendance.CleanSerial(s) != s {
			t.Errorf("%q became %q, and that %q", typed, s, attendance.CleanSerial(s))
		}
	})
}

// sign names who signs for the class's organisation.
func (w *class) sign() {
	w.t.Helper()
	err := w.SetSignatory(bg, w.officer, attendance.SetSignatory{Org: w.org, TitleKO: "남쪽구청장", NameKO: "한결", TitleEN: "Mayor of Nam-gu", NameEN: "Han Gyeol"})
	if err != nil {
		w.t.Fatal(err)
	}
}

// confirmed confirms the first n people and returns their participations.
func (w *class) confirmed(n int) (out []id.ID) {
	w.t.Helper()
	for i := range n {
		if _, err := w.confirm(w.host, "", w.line(i, 200)); err != nil {
			w.t.Fatal(err)
		}
		all, err := w.Mine(bg, w.people[i].Actor)
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, all[w.people[i].application].ID)
	}
	return out
}

func (w *class) issue(who policy.Actor, kind attendance.CertificateKind, to ...id.ID) (int, error) {
	return w.Issue(bg, who, attendance.Issue{Section: w.section, Kind: kind, Participations: to})
}

func TestAHostIssuesForOneOrAll(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		ps := w.confirmed(3)
		_, err := w.issue(w.host, attendance.CompletionCertificate)
		kindOf(t, err, fault.Conflict) // nobody signs yet
		w.sign()
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.resident, w.substitute, w.people[0].Actor, policy.Nobody("192.0.2.9")} {
			_, err := w.issue(who, attendance.CompletionCertificate, ps[0])
			kindOf(t, err, fault.NotFound)
			_, err = w.Certificates(bg, who, w.section)
			kindOf(t, err, fault.NotFound)
		}
		_, err = w.issue(w.teacher, attendance.CompletionCertificate, ps[0]) // teaches all of it, and signs for nobody
		kindOf(t, err, fault.Forbidden)
		_, err = w.issue(w.host, "diploma", ps[0])
		kindOf(t, err, fault.Invalid)
		_, err = w.issue(w.host, attendance.AwardCertificate, ps[0])
		kindOf(t, err, fault.Conflict)
		_, err = w.issue(w.host, attendance.CompletionCertificate, ps[0], id.New())
		kindOf(t, err, fault.NotFound)
		if n, err := w.issue(w.host, attendance.CompletionCertificate, ps[0]); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if n, err := w.issue(w.officer, attendance.CompletionCertificate); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		if n := w.count("select count(*) from certificates where serial like '2026-NAM-C0000%' and org_id = ?", w.org); n != 3 {
			t.Errorf("%d certificates", n)
		}
		l, err := w.Certificates(bg, w.host, w.section)
		if err != nil || len(l.People) != 3 || l.Missing(attendance.CompletionCertificate) != 0 || l.Missing(attendance.ParticipationCertificate) != 3 || l.Signatory.NameKO != "한결" {
			t.Errorf("%+v %v", l, err)
		}
		if n := w.count("select count(*) from access_log where task = 'certificate.read' and people = 3"); n != 1 {
			t.Errorf("%d looks logged", n)
		}
	})
}

func TestALearnerTakesTheirOwnOnce(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		p, me := w.confirmed(1)[0], w.people[0].Actor
		ask := func(who policy.Actor, k attendance.CertificateKind) (id.ID, error) {
			return w.AskCertificate(bg, who, attendance.AskCertificate{Participation: p, Kind: k})
		}
		mine, err := w.MyCertificates(bg, me)
		if err != nil || len(mine) != 1 || !slices.Equal(mine[0].Ask, []attendance.CertificateKind{attendance.CompletionCertificate, attendance.ParticipationCertificate}) {
			t.Fatalf("%+v %v", mine, err)
		}
		for _, who := range []policy.Actor{w.people[1].Actor, w.host, policy.Nobody("192.0.2.9")} {
			_, err := ask(who, attendance.CompletionCertificate)
			kindOf(t, err, fault.NotFound)
		}
		for _, k := range []attendance.CertificateKind{attendance.AwardCertificate, attendance.VolunteeringCertificate, "diploma", ""} {
			_, err := ask(me, k)
			kindOf(t, err, fault.Conflict)
		}
		one, err := ask(me, attendance.CompletionCertificate)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := ask(me, attendance.CompletionCertificate); err != nil || again != one {
			t.Errorf("%v %v", again, err)
		}
		paper, err := w.MyCertificate(bg, me, one)
		if err != nil || paper.Name != "홍길동" || paper.Entry.Minutes != 200 || paper.Signatory.TitleKO != "남쪽구청장" || paper.BirthOn != "1980-01-01" || paper.IssuedBy != me.Account {
			t.Errorf("%+v %v", paper, err)
		}
		for _, who := range []policy.Actor{w.people[1].Actor, w.host, w.neighbour, policy.Nobody("192.0.2.9")} {
			_, err := w.MyCertificate(bg, who, one)
			kindOf(t, err, fault.NotFound)
		}
		if _, err := w.DeskCertificate(bg, w.host, one); err != nil {
			t.Error(err)
		}
		for _, who := range []policy.Actor{w.neighbour, w.people[0].Actor, w.approver, w.teacher} {
			_, err := w.DeskCertificate(bg, who, one)
			kindOf(t, err, fault.NotFound)
		}
	})
}

func TestAnybodyVerifiesAndReadsAMaskedName(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		w.confirmed(1)
		if _, err := w.issue(w.host, attendance.CompletionCertificate); err != nil {
			t.Fatal(err)
		}
		mine, err := w.MyCertificates(bg, w.people[0].Actor)
		if err != nil {
			t.Fatal(err)
		}
		c := mine[0].Certificates[0]
		for _, who := range []policy.Actor{policy.Nobody("192.0.2.9"), w.people[1].Actor, w.neighbour} {
			p, err := w.Verify(bg, who, strings.ToLower(c.Serial))
			if err != nil || p.Name != "홍*동" || p.BirthOn != "" || !p.Valid() || !p.Masked {
				t.Errorf("%+v %v", p, err)
			}
		}
		if p, err := w.Verify(bg, w.people[0].Actor, c.Serial); err != nil || p.Name != "홍길동" || p.Masked {
			t.Errorf("%+v %v", p, err)
		}
		for _, bad := range []string{"", "2026-NAM-C00001", "%", "' or 1=1 --"} {
			_, err := w.Verify(bg, policy.Nobody("192.0.2.9"), bad)
			kindOf(t, err, fault.NotFound)
		}
		// Erased: it says that it was issued, and to nobody.
		w.keep(func(tx *db.Tx) error {
			return tx.Exec("update people set name = '', birth_on = null where id = ?", w.people[0].Person).Error
		})
		if p, err := w.Verify(bg, policy.Nobody("192.0.2.9"), c.Serial); err != nil || p.Name != "" || !p.Valid() {
			t.Errorf("%+v %v", p, err)
		}
	})
}

func TestARevokedCertificateStaysAndSaysWhy(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		p := w.confirmed(1)[0]
		one, err := w.AskCertificate(bg, w.people[0].Actor, attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate})
		if err != nil {
			t.Fatal(err)
		}
		revoke := func(who policy.Actor, why attendance.Revoked) error {
			_, err := w.Revoke(bg, who, attendance.Revoke{Certificate: one, Reason: why})
			return err
		}
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.resident, w.people[0].Actor} {
			kindOf(t, revoke(who, attendance.Mistake), fault.NotFound)
		}
		kindOf(t, revoke(w.teacher, attendance.Mistake), fault.Forbidden)
		for _, bad := range []attendance.Revoked{"", "whim", attendance.Corrected} {
			kindOf(t, revoke(w.host, bad), fault.Invalid)
		}
		if err := revoke(w.host, attendance.Mistake); err != nil {
			t.Fatal(err)
		}
		kindOf(t, revoke(w.host, attendance.Mistake), fault.Conflict)
		got, err := w.MyCertificate(bg, w.people[0].Actor, one)
		if err != nil || got.Valid() || got.Reason != attendance.Mistake || got.RevokedAt != afterwards {
			t.Errorf("%+v %v", got, err)
		}
		two, err := w.AskCertificate(bg, w.people[0].Actor, attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate})
		if err != nil || two == one {
			t.Errorf("%v %v", two, err)
		}
		// A correction takes the worth of what attests the old entry.
		fix := attendance.Correct{Participation: p, Version: 1, Reason: "시간을 잘못 적음", Line: attendance.Line{Result: attendance.Completed, Minutes: 166, Role: attendance.Participant}}
		if _, err := w.Correct(bg, w.host, fix); err != nil {
			t.Fatal(err)
		}
		if got, err = w.MyCertificate(bg, w.people[0].Actor, two); err != nil || got.Reason != attendance.Corrected || got.Entry.Minutes != 200 {
			t.Errorf("%+v %v", got, err)
		}
		three, err := w.AskCertificate(bg, w.people[0].Actor, attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate})
		if err != nil {
			t.Fatal(err)
		}
		if got, err = w.MyCertificate(bg, w.people[0].Actor, three); err != nil || got.Entry.Minutes != 166 || !got.Valid() {
			t.Errorf("%+v %v", got, err)
		}
	})
}

func TestOneSignsForEachOrganisation(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		cmd := attendance.SetSignatory{Org: w.org, TitleKO: "원장", NameKO: "가나다"}
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.teacher, w.resident} {
			kindOf(t, w.SetSignatory(bg, who, cmd), fault.NotFound)
		}
		kindOf(t, w.SetSignatory(bg, w.host, attendance.SetSignatory{Org: w.org, TitleKO: "원장"}), fault.Invalid)
		kindOf(t, w.SetSignatory(bg, w.host, attendance.SetSignatory{Org: w.org, TitleKO: strings.Repeat("원", 61), NameKO: "가"}), fault.Invalid)
		p := w.confirmed(1)[0]
		for i, name := range []string{"가나다", "라마바"} {
			cmd.NameKO = name
			w.c.Set(afterwards + clock.Instant(i))
			if err := w.SetSignatory(bg, w.host, cmd); err != nil {
				t.Fatal(err)
			}
			kind := []attendance.CertificateKind{attendance.CompletionCertificate, attendance.ParticipationCertificate}[i]
			if _, err := w.issue(w.host, kind, p); err != nil {
				t.Fatal(err)
			}
		}
		mine, err := w.MyCertificates(bg, w.people[0].Actor)
		if err != nil || len(mine[0].Certificates) != 2 {
			t.Fatal(mine, err)
		}
		for i, want := range []string{"라마바", "가나다"} {
			got, err := w.MyCertificate(bg, w.people[0].Actor, mine[0].Certificates[i].ID)
			if err != nil || got.Signatory.NameKO != want {
				t.Error(fmt.Sprintf("%d: %+v", i, got.Signatory), err)
			}
		}
		bodies, err := w.Signatories(bg, w.host)
		if err != nil || len(bodies) != 1 || bodies[0].Signatory.NameKO != "라마바" {
			t.Errorf("%+v %v", bodies, err)
		}
		_, err = w.Signatories(bg, w.teacher)
		kindOf(t, err, fault.NotFound)
	})
}
