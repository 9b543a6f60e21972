package auditing_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ieum/internal/audit"
	"ieum/internal/auditing"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func each(t *testing.T, fn func(t *testing.T, d *db.DB, s *auditing.Service)) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) { fn(t, d, auditing.NewService(d, audit.NewChain(d))) })
}

var (
	admin   = world.AdminPersona.Actor()
	auditor = world.AuditorPersona.Actor()
)

func texts(s *auditing.Sheet) string {
	var b strings.Builder
	for _, r := range s.Rows {
		for _, c := range r {
			b.WriteString(c.Say(i18n.KO) + "|")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func open(t *testing.T, s *auditing.Service, f auditing.OpenForm) id.ID {
	t.Helper()
	f.Name, f.DocumentNumber, f.FromOn, f.ToOn = "점검", "감사-7", "2026-01-01", "2026-12-31"
	i, err := s.Open(t.Context(), admin, f)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// lineOf looks a number up and reads the time line of what it names, as the page does.
func lineOf(t *testing.T, s *auditing.Service, audit id.ID, kind, number string) (*auditing.Scope, auditing.Line, error) {
	t.Helper()
	_, found, err := s.Find(t.Context(), auditor, audit, kind, number)
	if err != nil {
		return nil, found, err
	}
	return s.TimeLine(t.Context(), auditor, audit, kind, found.Of, auditing.Page(1))
}

func TestOnlyInsideAnOpenAuditAnAuditorReads(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}})
		if _, err := s.Open(t.Context(), auditor, auditing.OpenForm{Name: "x", DocumentNumber: "y", Everything: "1", FromOn: "2026-01-01", ToOn: "2026-01-02"}); fault.Of(err) != fault.Forbidden {
			t.Errorf("an auditor opens one: %v", err)
		}
		reads := map[string]func(context.Context, policy.Actor, id.ID) error{
			"one": func(ctx context.Context, who policy.Actor, i id.ID) error { _, err := s.One(ctx, who, i); return err },
			"sample": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, _, err := s.Sample(ctx, who, i, "", "a", 10)
				return err
			},
			"line": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, _, err := s.TimeLine(ctx, who, i, auditing.OfSection, id.None, auditing.Page(1))
				return err
			},
			"changes": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, _, err := s.Changes(ctx, who, i, auditing.Page(1))
				return err
			},
			"approvals": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, _, err := s.Decided(ctx, who, i, true, auditing.Page(1))
				return err
			},
			"uses": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, _, err := s.Unusual(ctx, who, i, auditing.Exports, auditing.Page(1))
				return err
			},
			"unmask": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, err := s.Unmask(ctx, who, i, world.OfficerNamgu.Person, "직무 확인")
				return err
			},
			"file": func(ctx context.Context, who policy.Actor, i id.ID) error {
				_, err := s.File(ctx, who, i, "a", 10, i18n.KO)
				return err
			},
		}
		for name, read := range reads {
			if err := read(t.Context(), auditor, i); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for _, who := range []policy.Actor{admin, world.OfficerNamgu.Actor(), world.Resident.Actor(), policy.Nobody("")} {
				if err := read(t.Context(), who, i); fault.Of(err) != fault.NotFound {
					t.Errorf("%s by %q: %v", name, who.Name, err)
				}
			}
			if err := read(t.Context(), auditor, id.New()); fault.Of(err) != fault.NotFound {
				t.Errorf("%s of none: %v", name, err)
			}
		}
		if err := s.Close(t.Context(), auditor, i); fault.Of(err) != fault.Forbidden {
			t.Errorf("an auditor closes one: %v", err)
		}
		if err := s.Close(t.Context(), admin, i); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(t.Context(), admin, i); fault.Of(err) != fault.Conflict {
			t.Errorf("closed twice: %v", err)
		}
		for name, read := range reads {
			if err := read(t.Context(), auditor, i); fault.Of(err) != fault.NotFound {
				t.Errorf("%s after closing: %v", name, err)
			}
		}
	})
}

func TestAnAuditIsOpenedWithEverythingItNeeds(t *testing.T) {
	each(t, func(t *testing.T, _ *db.DB, s *auditing.Service) {
		_, err := s.Open(t.Context(), admin, auditing.OpenForm{FromOn: "2026-02-30", ToOn: "x"})
		for _, field := range []string{"name", "document_number", "from_on", "to_on", "orgs"} {
			if _, ok := fault.FieldsOf(err)[field]; !ok {
				t.Errorf("%s: %v", field, err)
			}
		}
		_, err = s.Open(t.Context(), admin, auditing.OpenForm{Name: "a", DocumentNumber: "b", FromOn: "2026-01-02", ToOn: "2026-01-01", Orgs: []string{id.New().String()}})
		if _, ok := fault.FieldsOf(err)["to_on"]; !ok {
			t.Error(err)
		}
	})
}

func TestTheScopeAndTheMaskHold(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}})
		_, x, err := s.Sample(t.Context(), auditor, i, auditing.Applications, "seed-1", 100)
		if err != nil || len(x.Rows) == 0 || x.Of < len(x.Rows) {
			t.Fatal(x.Of, err)
		}
		for _, row := range x.Rows {
			if !strings.Contains(row[0].Text, "-NAM-") || !strings.Contains(row[2].Text, "*") {
				t.Fatalf("%v", row)
			}
		}
		_, again, err := s.Sample(t.Context(), auditor, i, auditing.Applications, "seed-1", 100)
		if err != nil || texts(&again.Sheet) != texts(&x.Sheet) {
			t.Error("the same seed draws another sample", err)
		}
		if _, other, err := s.Sample(t.Context(), auditor, i, auditing.Applications, "seed-2", 10); err != nil || texts(&other.Sheet) == texts(&auditing.Sheet{Rows: x.Rows[:10]}) {
			t.Error("another seed draws the same sample", err)
		}
		// A person and a section inside; the neighbour's are not there.
		receipt := x.Rows[0][0].Text
		_, l, err := lineOf(t, s, i, auditing.OfPerson, receipt)
		if err != nil || !strings.Contains(l.Title, "*") {
			t.Errorf("%+v %v", l, err)
		}
		number := receipt[:strings.LastIndexByte(receipt, '-')]
		if _, _, err := lineOf(t, s, i, auditing.OfSection, number); err != nil {
			t.Error(err)
		}
		var elsewhere string
		if err := d.Read(t.Context()).Raw("select number from sections where id = ?", world.OpenYeonje).Row().Scan(&elsewhere); err != nil {
			t.Fatal(err)
		}
		for kind, number := range map[string]string{auditing.OfSection: elsewhere, auditing.OfPerson: elsewhere + "-0001", auditing.OfOfficer: world.OfficerYeonje.Email} {
			if _, _, err := s.Find(t.Context(), auditor, i, kind, number); fault.FieldsOf(err)["number"].Key == "" {
				t.Errorf("%s %s is there: %v", kind, number, err)
			}
		}
		if _, _, err := lineOf(t, s, i, auditing.OfOfficer, world.OfficerNamgu.Email); err != nil {
			t.Error(err)
		}
		if _, err := s.Unmask(t.Context(), auditor, i, world.OfficerYeonje.Person, "확인"); fault.Of(err) != fault.NotFound {
			t.Errorf("somebody outside is uncovered: %v", err)
		}
		// Every page has left its line, and whose data it showed.
		var looks int
		if err := d.Read(t.Context()).Raw("select count(*) from access_log where account_id = ? and ref = ?", auditor.Account, "audit/"+i.String()).Row().Scan(&looks); err != nil || looks < 5 {
			t.Errorf("%d looks, %v", looks, err)
		}
	})
}

func TestANameIsUncoveredForAReasonThatNamesNobody(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Everything: "1"})
		for _, reason := range []string{"", "  ", world.Resident.Name + " 확인", "010-1234-5678", strings.Repeat("가", 201), "900101-1234567"} {
			if _, err := s.Unmask(t.Context(), auditor, i, world.Resident.Person, reason); fault.FieldsOf(err)["reason"].Key == "" {
				t.Errorf("%q: %v", reason, err)
			}
		}
		if _, sheet, err := s.Unmaskings(t.Context(), admin, i, auditing.Page(1)); err != nil || len(sheet.Rows) != 0 {
			t.Errorf("%v %v", sheet.Rows, err)
		}
		u, err := s.Unmask(t.Context(), auditor, i, world.Resident.Person, "표본 3번의 자격 확인")
		if err != nil || u.Name != world.Resident.Name || u.Email != world.Resident.Email {
			t.Fatal(u, err)
		}
		_, sheet, err := s.Unmaskings(t.Context(), admin, i, auditing.Page(1))
		if err != nil || len(sheet.Rows) != 1 || !strings.Contains(texts(&sheet), "표본 3번의 자격 확인") || strings.Contains(texts(&sheet), world.Resident.Name) {
			t.Errorf("%s %v", texts(&sheet), err)
		}
		if _, _, err := s.Unmaskings(t.Context(), auditor, i, auditing.Page(1)); fault.Of(err) != fault.Forbidden {
			t.Errorf("the auditor reads the log of unmaskings: %v", err)
		}
	})
}

func TestWhatChangedAfterOpeningIsShownBeforeAndAfter(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}})
		n := 77
		if err := enrolment.NewService(d).ChangeCapacity(t.Context(), world.OfficerNamgu.Actor(), enrolment.ChangeCapacity{Section: world.OpenNamgu, Capacity: &n}); err != nil {
			t.Fatal(err)
		}
		_, sheet, err := s.Changes(t.Context(), auditor, i, auditing.Page(1))
		if err != nil || len(sheet.Rows) != 2 { // and that of the sample city
			t.Fatalf("%s %v", texts(&sheet), err)
		}
		if said := texts(&sheet); !strings.Contains(said, "정원|10|12|") || !strings.Contains(said, "정원|") || !strings.Contains(said, "|77|") || strings.Contains(said, world.OfficerNamgu.Name) {
			t.Error(said)
		}
		yeonje := open(t, s, auditing.OpenForm{Orgs: []string{world.Yeonje.String()}})
		if _, sheet, err = s.Changes(t.Context(), auditor, yeonje, auditing.Page(1)); err != nil || len(sheet.Rows) != 0 {
			t.Errorf("a neighbour's change: %s %v", texts(&sheet), err)
		}
	})
}

func TestAFileHoldsWhatItsManifestSays(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		i := open(t, s, auditing.OpenForm{Everything: "1"})
		// A title that a spreadsheet would run.
		err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			return tx.Exec("update programmes set title_ko = '=HYPERLINK(\"https://evil.example\")'").Error
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := audit.NewChain(d).Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		f, err := s.File(t.Context(), auditor, i, "seed", 20, i18n.KO)
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
		read := func(name string) []byte {
			x, err := z.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(x)
			if err != nil {
				t.Fatal(err)
			}
			return raw
		}
		var m auditing.Manifest
		if err := json.Unmarshal(read("manifest.json"), &m); err != nil {
			t.Fatal(err)
		}
		if len(m.Files) != len(z.File)-1 || m.DocumentNumber != "감사-7" || m.Seal.N == 0 || len(m.Seal.Hash) != 64 || len(m.Samples) != 3 || m.Samples[0].Seed != "seed" {
			t.Errorf("%+v", m)
		}
		for _, x := range m.Files {
			raw := read(x.Name)
			sum := sha256.Sum256(raw)
			if hex.EncodeToString(sum[:]) != x.SHA256 || int64(len(raw)) != x.Bytes {
				t.Errorf("%s is not what the manifest says", x.Name)
			}
			bk, err := excelize.OpenReader(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			for _, sh := range bk.GetSheetList() {
				rows, err := bk.GetRows(sh)
				if err != nil {
					t.Fatal(err)
				}
				for r, row := range rows {
					for c := range row {
						cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
						if formula, _ := bk.GetCellFormula(sh, cell); formula != "" {
							t.Errorf("%s %s is live: %s", x.Name, cell, formula)
						}
					}
				}
			}
		}
	})
}

func TestEveryColumnHasAName(t *testing.T) {
	for _, c := range []string{
		"number", "programme", "person", "state", "reason", "applied", "made_as", "by", "asked_by", "asked", "decided_by", "decided", "decision", "as", "drafter", "at", "field", "before", "after", "opened", "what", "about", "detail", "purpose", "people", "day", "origin",
	} {
		if !i18n.Has("auditdesk.col_" + c) {
			t.Errorf("%s has no name", c)
		}
	}
}
