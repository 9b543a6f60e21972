package auditing_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"ieum/internal/audit"
	"ieum/internal/auditing"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
	"ieum/internal/world"
)

func exec(t *testing.T, d *db.DB, q string, args ...any) {
	t.Helper()
	if err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec(q, args...).Error }); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

// edit writes a line of the trail as an edit of the section leaves it.
func edit(t *testing.T, d *db.DB, at clock.Instant, detail string) {
	t.Helper()
	exec(t, d, "insert into audit (at, account_id, task, action, ref, org_id, origin, detail) values (?, ?, '', 'programme.edit', ?, ?, '', ?)",
		at, world.OfficerNamgu.Account, "section/"+world.OpenNamgu.String(), world.Namgu, detail)
}

// TestTheOpeningIsTheOneThatHeldThen moves the opening behind an edit, and looks
// at a section that is always open.
func TestTheOpeningIsTheOneThatHeldThen(t *testing.T) {
	day := func(s string) clock.Instant { return clock.Date(s).At(9 * 60) }
	for name, tt := range map[string]struct {
		published string
		always    bool
		from      string // today
		edits     func(t *testing.T, d *db.DB)
		want      []string
	}{
		"hidden by a later move": {"2026-01-02", false, "2026-02-20", func(t *testing.T, d *db.DB) {
			edit(t, d, day("2026-01-20"), `{"from":{"fee":"1000"},"to":{"fee":"2000"}}`) // after the opening of 10 January
			edit(t, d, day("2026-01-21"), `{"from":{"apply_from":"2026-01-10 09:00"},"to":{"apply_from":"2026-02-20 09:00"}}`)
			edit(t, d, day("2026-02-01"), `{"from":{"fee":"2000"},"to":{"fee":"3000"}}`) // before the opening that holds now
		}, []string{"apply_from", "fee 1000"}},
		"not yet open then": {"2026-01-02", false, "2026-01-10", func(t *testing.T, d *db.DB) {
			edit(t, d, day("2026-01-05"), `{"from":{"fee":"1000"},"to":{"fee":"2000"}}`)
			edit(t, d, day("2026-01-06"), `{"from":{"apply_from":"2026-01-20 09:00"},"to":{"apply_from":"2026-01-10 09:00"}}`)
		}, nil},
		"always open": {"2026-01-02", true, "", func(t *testing.T, d *db.DB) {
			edit(t, d, day("2026-01-01"), `{"from":{"fee":"1"},"to":{"fee":"1000"}}`)
			edit(t, d, day("2026-01-05"), `{"from":{"fee":"1000"},"to":{"fee":"2000"}}`)
		}, []string{"fee 1000"}},
		"always open then": {"2026-01-02", false, "2026-03-01", func(t *testing.T, d *db.DB) {
			edit(t, d, day("2026-01-05"), `{"from":{"fee":"1000"},"to":{"fee":"2000"}}`)
			edit(t, d, day("2026-01-06"), `{"from":{"always_open":"1","apply_from":""},"to":{"always_open":"","apply_from":"2026-03-01 09:00"}}`)
		}, []string{"always_open", "apply_from", "fee 1000"}},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
				from := clock.Instant(0)
				if tt.from != "" {
					from = day(tt.from)
				}
				exec(t, d, "update sections set published_at = ?, apply_from = ?, always_open = ? where id = ?", day(tt.published), from, tt.always, world.OpenNamgu)
				tt.edits(t, d)
				_, sheet, err := s.Changes(t.Context(), auditor, open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}}), auditing.Page(1))
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, row := range sheet.Rows {
					line := row[3].Text
					if line == "capacity" { // of another class of the sample city
						continue
					}
					if line == "fee" {
						line += " " + row[4].Text
					}
					got = append(got, line)
				}
				have := map[string]bool{}
				for _, g := range got {
					have[g] = true
				}
				for _, w := range tt.want {
					if !have[w] {
						t.Errorf("%s is missing of %q", w, got)
					}
				}
				if len(got) != len(tt.want) {
					t.Errorf("%q, want %q", got, tt.want)
				}
			})
		})
	}
}

// TestNothingIsCutSilently has more looks than a page holds, most of them a
// neighbour's.
func TestNothingIsCutSilently(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}})
		night := clock.AtSeoul(2026, 3, 1, 23, 30)
		const mine, others = 450, 700
		err := d.Housekeep(t.Context(), "access", func(tx *db.Tx) error {
			for n := range mine + others {
				ref, who := world.OpenNamgu, world.OfficerNamgu.Account
				if n >= mine {
					ref, who = world.OpenYeonje, world.OfficerYeonje.Account
				}
				if err := tx.Exec("insert into access_log (at, account_id, origin, task, purpose, purpose_note, ref, people) values (?, ?, '', ?, 'class', '', ?, 1)", night, who, audit.TaskExport, "section/"+ref.String()).Error; err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{auditing.Exports, auditing.Night} {
			seen := 0
			for n := 1; ; n++ {
				_, sheet, err := s.Unusual(t.Context(), auditor, i, kind, auditing.Page(n))
				if err != nil || sheet.Total != mine {
					t.Fatalf("%s: %d of %d %v", kind, sheet.Total, mine, err)
				}
				if len(sheet.Rows) == 0 {
					break
				}
				seen += len(sheet.Rows)
			}
			if seen != mine {
				t.Errorf("%s: %d of %d", kind, seen, mine)
			}
		}
		_, sheet, err := s.Unusual(t.Context(), auditor, i, auditing.Many, auditing.Page(1))
		if err != nil || sheet.Total != 1 || sheet.Rows[0][0].Text != "2026-03-01" || sheet.Rows[0][2].Text != fmt.Sprint(mine) {
			t.Errorf("%s %v", texts(&sheet), err)
		}
		f, err := s.File(t.Context(), auditor, i, "seed", 10, i18n.KO)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := z.Open("manifest.json")
		if err != nil {
			t.Fatal(err)
		}
		var m auditing.Manifest
		if err := json.NewDecoder(raw).Decode(&m); err != nil {
			t.Fatal(err)
		}
		said := map[string]auditing.Rows{}
		for _, x := range m.Files {
			for _, sh := range x.Sheets {
				said[sh.Name] = sh
			}
		}
		for _, kind := range []string{auditing.Exports, auditing.Night} {
			if said[kind].Rows != mine || said[kind].Of != mine {
				t.Errorf("%s: the manifest says %+v", kind, said[kind])
			}
		}
	})
}

// TestACampussDownloadIsADownload and nothing of another campus is.
func TestACampussDownloadIsADownload(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		staff := world.StaffPKNU.Actor()
		if err := audit.NewLog(d).Looked(t.Context(), staff, audit.Look{Task: "campus.export", Purpose: audit.Recognition, Ref: "campus/mileage"}); err != nil {
			t.Fatal(err)
		}
		for org, want := range map[id.ID]int{world.PKNU: 1, world.Namgu: 0} {
			_, sheet, err := s.Unusual(t.Context(), auditor, open(t, s, auditing.OpenForm{Orgs: []string{org.String()}}), auditing.Exports, auditing.Page(1))
			if err != nil || sheet.Total != want {
				t.Errorf("%d downloads, want %d: %s %v", sheet.Total, want, texts(&sheet), err)
			}
		}
	})
}

func TestNamesOutsideThePeriodStayHidden(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		var person id.ID
		if err := d.Read(t.Context()).Raw("select a.person_id from applications a where not exists (select 1 from accounts c join roles r on r.account_id = c.id where c.person_id = a.person_id) limit 1").Row().Scan(&person); err != nil {
			t.Fatal(err)
		}
		long, err := s.Open(t.Context(), admin, auditing.OpenForm{Name: "a", DocumentNumber: "b", Everything: "1", FromOn: "2025-01-01", ToOn: "2026-12-31"})
		if err != nil {
			t.Fatal(err)
		}
		before, err := s.Open(t.Context(), admin, auditing.OpenForm{Name: "a", DocumentNumber: "b", Everything: "1", FromOn: "2019-01-01", ToOn: "2019-12-31"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Unmask(t.Context(), auditor, long, person, "자격 확인"); err != nil {
			t.Errorf("within the period: %v", err)
		}
		if _, err := s.Unmask(t.Context(), auditor, before, person, "자격 확인"); fault.Of(err) != fault.NotFound {
			t.Errorf("outside the period: %v", err)
		}
		if _, _, err := s.TimeLine(t.Context(), auditor, before, auditing.OfPerson, person, auditing.Page(1)); fault.Of(err) != fault.NotFound {
			t.Errorf("a time line outside the period: %v", err)
		}
	})
}

func TestWhoeverOpenedAnAuditDoesNotReadInIt(t *testing.T) {
	each(t, func(t *testing.T, _ *db.DB, s *auditing.Service) {
		both := admin
		both.Roles = append(append([]policy.Role{}, admin.Roles...), auditor.Roles...)
		i, err := s.Open(t.Context(), both, auditing.OpenForm{Name: "a", DocumentNumber: "b", Everything: "1", FromOn: "2026-01-01", ToOn: "2026-12-31"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.One(t.Context(), both, i); fault.Of(err) != fault.NotFound {
			t.Errorf("they read in it: %v", err)
		}
		if _, err := s.Unmask(t.Context(), both, i, world.Resident.Person, "확인"); fault.Of(err) != fault.NotFound {
			t.Errorf("they uncover names in it: %v", err)
		}
		mine, err := s.Mine(t.Context(), both)
		for _, sc := range mine {
			if sc.ID == i || err != nil {
				t.Errorf("it is on their list, %v", err)
			}
		}
		if _, err := s.One(t.Context(), auditor, i); err != nil {
			t.Errorf("somebody else: %v", err)
		}
	})
}

func TestDecisionsOfUniversitiesAreDrawnToo(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		var want int
		if err := d.Read(t.Context()).Raw("select count(*) from recognition_decisions d join recognitions z on z.id = d.recognition_id where z.org_id = ?", world.PKNU).Row().Scan(&want); err != nil || want == 0 {
			t.Fatal(want, err)
		}
		f := auditing.OpenForm{Name: "a", DocumentNumber: "b", Orgs: []string{world.PKNU.String()}, FromOn: "2020-01-01", ToOn: "2026-12-31"}
		i, err := s.Open(t.Context(), admin, f)
		if err != nil {
			t.Fatal(err)
		}
		_, x, err := s.Sample(t.Context(), auditor, i, auditing.Recognitions, "seed", 100)
		if err != nil || x.Of != want || len(x.Rows) != want {
			t.Fatalf("%d of %d, want %d: %v", len(x.Rows), x.Of, want, err)
		}
		for _, row := range x.Rows {
			if !strings.Contains(row[2].Text, "*") || !i18n.Has(row[4].Key) {
				t.Errorf("%v", row)
			}
		}
		if _, x, err = s.Sample(t.Context(), auditor, open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}}), auditing.Recognitions, "seed", 100); err != nil || x.Of != 0 {
			t.Errorf("another body's: %d %v", x.Of, err)
		}
	})
}

func TestAnOfficersTimeLineSaysWhatWasAtNight(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}})
		for _, at := range []clock.Instant{clock.AtSeoul(2026, 3, 1, 23, 0), clock.AtSeoul(2026, 3, 1, 12, 0)} {
			exec(t, d, "insert into access_log (at, account_id, origin, task, purpose, purpose_note, ref, people) values (?, ?, '', ?, 'class', '', ?, 7)", at, world.OfficerNamgu.Account, audit.TaskFull, "section/"+world.OpenNamgu.String())
		}
		_, l, err := lineOf(t, s, i, auditing.OfOfficer, world.OfficerNamgu.Email)
		if err != nil {
			t.Fatal(err)
		}
		said := texts(&l.Sheet)
		if !strings.Contains(said, "2026-03-01 23:00:00|") || strings.Count(said, "|야간|") == 0 || strings.Contains(lineAt(said, "2026-03-01 12:00:00"), "야간") || !strings.Contains(lineAt(said, "2026-03-01 23:00:00"), "야간") {
			t.Error(said)
		}
	})
}

func lineAt(said, at string) string {
	for line := range strings.Lines(said) {
		if strings.HasPrefix(line, at) {
			return line
		}
	}
	return ""
}
