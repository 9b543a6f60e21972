package world_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/people"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

var (
	plainSlug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	number    = regexp.MustCompile(`^20[0-9]{2}-[A-Z]{2,8}-[0-9]{4,}$`)
	someone   = regexp.MustCompile(`^010-000[01]-[0-9]{4}$`)
)

func TestEveryWordIsThereInBothLanguages(t *testing.T) {
	d := worldtest.Open(t, db.SQLite, clock.Fixed(days[1]))
	titles, longest := map[string]bool{}, 0
	for _, p := range all[catalog.Programme](t, d, "1 = 1") {
		if !plainSlug.MatchString(p.Slug) {
			t.Errorf("slug %q", p.Slug)
		}
		for _, title := range []string{p.TitleKO, p.TitleEN} {
			if titles[title] {
				t.Errorf("two are called %q", title)
			}
			titles[title] = true
		}
		longest = max(longest, utf8.RuneCountInString(p.TitleKO))
		for name, v := range map[string]string{
			"title": p.TitleKO, "English title": p.TitleEN, "summary": p.SummaryKO, "English summary": p.SummaryEN,
			"learn": p.LearnKO, "English learn": p.LearnEN, "bring": p.BringKO, "English bring": p.BringEN, "department": p.Department, "phone": p.Phone,
		} {
			if v == "" || strings.TrimSpace(v) != v || strings.Contains(v, "  ") || !norm.NFC.IsNormalString(v) {
				t.Errorf("%s: %s is %q", p.Slug, name, v)
			}
			if strings.HasPrefix(name, "English") && hangul(v) {
				t.Errorf("%s: %s is Korean: %q", p.Slug, name, v)
			}
		}
		if !slices.Contains(catalog.Areas, p.Area) {
			t.Errorf("%s: area %q", p.Slug, p.Area)
		}
		for g := range strings.SplitSeq(p.Grades, ",") {
			if p.Grades != "" && !slices.Contains(catalog.Grades, g) {
				t.Errorf("%s: grade %q", p.Slug, g)
			}
		}
	}
	if longest < 45 {
		t.Errorf("the longest title has %d letters: pages are not tried with a long one", longest)
	}
	for _, o := range all[people.Organisation](t, d, "1 = 1") {
		if !plainSlug.MatchString(o.Slug) || o.NameEN == "" || o.AboutKO == "" || o.AboutEN == "" || hangul(o.AboutEN) || !strings.Contains(o.Phone, "-000-") {
			t.Errorf("%+v", o)
		}
	}
}

func hangul(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 })
}

func TestEveryChoiceOfTheCatalogueHasAnExample(t *testing.T) {
	for _, now := range days {
		d := worldtest.Open(t, db.SQLite, clock.Fixed(now))
		used := map[any]bool{}
		halves := map[string]bool{}
		for _, p := range all[catalog.Programme](t, d, "state = 'published' and sample") {
			used[p.Kind], used[p.Audience], used[p.Area] = true, true, true
		}
		for _, s := range all[catalog.Section](t, d, "state = 'published'") {
			used[s.Mode], used[s.Method], used[s.Channel] = true, true, true
			used[s.Fee > 0], used[s.AlwaysOpen] = true, true
			if s.Weekdays&(1<<5|1<<6) != 0 {
				halves["weekend"] = true
			}
			if s.StartMinute != nil {
				halves[[]string{"night", "morning", "afternoon", "evening"}[*s.StartMinute/360]] = true
			}
			if s.Channel == catalog.Elsewhere && !strings.Contains(s.ApplyURL, ".example/") {
				t.Errorf("%s is applied for at %q", s.Number, s.ApplyURL)
			}
			if (s.Channel == catalog.ByPhone || s.Channel == catalog.ThroughSchool) && s.ApplyPhone == "" {
				t.Errorf("%s: nobody knows where to call", s.Number)
			}
		}
		wanted(t, used, catalog.Kinds)
		wanted(t, used, catalog.Audiences)
		wanted(t, used, catalog.Areas[:len(catalog.Areas)-1]) // all but "other"
		wanted(t, used, catalog.Modes)
		wanted(t, used, catalog.Methods)
		wanted(t, used, catalog.Channels)
		if len(halves) != 4 || !used[true] || !used[false] {
			t.Errorf("times of the day: %v", halves)
		}
	}
}

func wanted[T any](t *testing.T, used map[any]bool, all []T) {
	t.Helper()
	for _, v := range all {
		if !used[v] {
			t.Errorf("no published sample is %T %v", v, v)
		}
	}
}

func TestNumbersSeatsAndSessionsAreConsistent(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		holds(t, d)
		sections, numbers := map[string]catalog.Section{}, map[string]bool{}
		for _, s := range all[catalog.Section](t, d, "1 = 1") {
			sections[s.ID.String()] = s
			if !number.MatchString(s.Number) || numbers[s.Number] {
				t.Errorf("number %q", s.Number)
			}
			numbers[s.Number] = true
			if !s.ApplyUntil.IsZero() && s.ApplyUntil.Date() > s.StartsOn {
				t.Errorf("%s takes applications after it began", s.Number)
			}
		}
		for _, x := range all[catalog.Session](t, d, "1 = 1") {
			if s := sections[x.SectionID.String()]; x.HeldOn < s.StartsOn || x.HeldOn > s.EndsOn {
				t.Errorf("%s meets on %s, outside %s to %s", s.Number, x.HeldOn, s.StartsOn, s.EndsOn)
			}
		}
		counters(t, d, numbers)
	})
}

// counters fails unless the series go on where the world's numbers end.
func counters(t *testing.T, d *db.DB, numbers map[string]bool) {
	t.Helper()
	var rows []struct {
		Series string
		Last   int
	}
	if err := d.Read(t.Context()).Raw("select series, last from number_series where series like 'section/%'").Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, r := range rows {
		total += r.Last
	}
	if total != len(numbers) || len(rows) == 0 {
		t.Errorf("%d numbers, the counters say %d", len(numbers), total)
	}
	next := ""
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) (err error) {
		next, err = catalog.NextNumber(tx, 2025, "NAM")
		return err
	})
	if err != nil || next != "2025-NAM-0006" {
		t.Errorf("남구's next number of 2025 is %s, %v", next, err)
	}
}

func TestResidentsAreMadeUpAndFit(t *testing.T) {
	d := worldtest.Open(t, db.Postgres, clock.Fixed(days[1]))
	names := map[string]bool{}
	rows := all[people.Person](t, d, "1 = 1")
	for _, p := range rows {
		names[p.Name] = true
		child := p.ID == world.YoungerChild || p.ID == world.OlderChild // reached through its guardian
		if child != (p.Phone == "") || !child && !someone.MatchString(p.Phone) || p.BirthOn.IsZero() {
			t.Errorf("%+v", p)
		}
	}
	if len(rows) < 260 || len(names) < len(rows)-3 {
		t.Errorf("%d people with %d names", len(rows), len(names))
	}
	states := map[enrolment.State]int{}
	for _, a := range all[enrolment.Application](t, d, "1 = 1") {
		states[a.State]++
		if a.AppliedAt > days[1] {
			t.Errorf("application %s comes from the future", a.ID)
		}
	}
	for _, want := range []enrolment.State{enrolment.Accepted, enrolment.Refused, enrolment.Cancelled} {
		if states[want] < 5 {
			t.Errorf("%d applications are %s", states[want], want)
		}
	}
}

func TestTheResidentHasAHistory(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		mine := map[string]enrolment.State{}
		for _, a := range all[enrolment.Application](t, d, "person_id = ?", world.Resident.Person) {
			mine[a.SectionID.String()] = a.State
		}
		if len(mine) != 3 || mine[world.ComingUp.String()] != enrolment.Accepted || mine[world.GivenBack.String()] != enrolment.Cancelled || mine[world.FullSection.String()] != enrolment.Refused {
			t.Errorf("%v", mine)
		}
	})
}

func TestDraftsWaitForASecondPerson(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, w := range []struct {
			programme [16]byte
			asker     world.Persona
		}{
			{world.ReviewNamgu, world.OfficerNamgu}, {world.ReviewYeonje, world.OfficerYeonje}, {world.ReviewHost, world.Host}, {world.ReviewPajuEdu, world.OfficePajuEdu},
		} {
			a := one[catalog.Approval](t, d, "programme_id = ?", w.programme[:])
			p := one[catalog.Programme](t, d, "id = ?", w.programme[:])
			if a.AskedBy != w.asker.Account || !a.DecidedAt.IsZero() || a.OrgID != p.OrgID || p.State != catalog.Review || a.AskedNote == "" {
				t.Errorf("%s: %+v", p.TitleKO, a)
			}
		}
		if n := len(all[catalog.Programme](t, d, "state = 'draft'")); n < 4 {
			t.Errorf("%d drafts", n)
		}
		decided := map[string]int{}
		for _, a := range all[catalog.Approval](t, d, "decided_by is not null") {
			decided[a.DecidedAs]++
		}
		if decided["approver"] == 0 || decided["parent"] == 0 || decided["party"] == 0 {
			t.Errorf("%v", decided)
		}
	})
}
