package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ieum/internal/db"
	"ieum/internal/db/dbtest"
)

// ran is what a command line left behind.
type ran struct {
	code           int
	stdout, stderr string
}

func command(t *testing.T, env map[string]string, args ...string) ran {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(&program{ctx: t.Context(), getenv: func(k string) string { return env[k] }, stdout: &out, stderr: &errs}, args)
	return ran{code, out.String(), errs.String()}
}

func TestWrongUsageIsTwo(t *testing.T) {
	for _, args := range [][]string{{"fly"}, {"backup"}, {"demo", "--scale", "galaxy"}, {"restore", "/nowhere/at/all"}, {"import"}, {"export", "courses", "--format", "pdf"}} {
		if got := command(t, nil, args...); got.code != exitUsage || got.stderr == "" || got.stdout != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := command(t, nil, "--help"); got.code != exitOK || !strings.Contains(got.stdout, "demo") {
		t.Errorf("%+v", got)
	}
}

func TestServeNamesEverySettingThatIsMissing(t *testing.T) {
	got := command(t, map[string]string{"IEUM_LOG": "xml"}, "serve")
	if got.code != exitFail {
		t.Errorf("%+v", got)
	}
	for _, name := range []string{"IEUM_DATABASE", "IEUM_DATA", "IEUM_SECRET", "IEUM_BASE_URL", "IEUM_SMTP_URL", "IEUM_SITE_OPERATOR", "IEUM_LOG"} {
		if !strings.Contains(got.stderr, name) {
			t.Errorf("%s is not named:\n%s", name, got.stderr)
		}
	}
}

const course = "강좌명,교육시작일자,교육종료일자,교육시작시각,교육종료시각,운영요일,교육장소,강좌정원수,수강료,운영기관명,접수시작일자,접수종료일자,접수방법구분,선정방법구분,홈페이지주소\n"

// databases gives fn a fresh environment for each engine.
func databases(t *testing.T, fn func(t *testing.T, env map[string]string)) {
	t.Run("sqlite", func(t *testing.T) { fn(t, map[string]string{"IEUM_DATABASE": filepath.Join(t.TempDir(), "ieum.db")}) })
	t.Run("postgres", func(t *testing.T) { fn(t, map[string]string{"IEUM_DATABASE": dbtest.EmptyPostgres(t)}) })
}

func TestFromAnEmptyDatabaseToARestoredOne(t *testing.T) {
	databases(t, func(t *testing.T, env map[string]string) {
		dir := t.TempDir()
		env["IEUM_DATA"] = dir
		if got := command(t, env, "export", "courses"); got.code != exitFail || !strings.Contains(got.stderr, "migrate") {
			t.Errorf("before migrating: %+v", got)
		}
		if got := command(t, env, "migrate", "--plan"); got.code != exitOK || !strings.Contains(got.stdout, "pending 00001_first.sql") {
			t.Errorf("%+v", got)
		}
		if got := command(t, env, "migrate"); got.code != exitOK || strings.Contains(got.stdout, "copy") {
			t.Errorf("%+v", got)
		}
		file := filepath.Join(dir, "courses.csv")
		content := course + "스마트폰 첫걸음,2026.5.4,2026.6.22,10:00,12:00,월~금,1강의실,20,무료,해오름시 평생학습관,2026-04-01,상시,인터넷,선착순,www.haeoreum.example\n" +
			"기초 요가,2026-13-01,2026-06-22,10:00,12:00,화,2강의실,20,0,해오름시 평생학습관,2026-04-01,2026-04-10,인터넷,선착순,\n"
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got := command(t, env, "import", "courses", file)
		if got.code != exitFail || !strings.HasPrefix(got.stdout, "3행 교육시작일자: ") || !strings.Contains(got.stdout, " / line 3 교육시작일자: ") || !strings.Contains(got.stdout, "added 1") {
			t.Errorf("%+v", got)
		}
		out := command(t, env, "export", "courses")
		if out.code != exitOK || !strings.HasPrefix(out.stdout, "\xef\xbb\xbf강좌명,강사명,") || !strings.Contains(out.stdout, "스마트폰 첫걸음,,2026.5.4,2026.6.22") {
			t.Errorf("%+v", out)
		}
		if got := command(t, env, "user", "add", "first@test.example", "--name", "김관리"); got.code != exitOK || !strings.Contains(got.stdout, "/password/new?token=") {
			t.Errorf("%+v", got)
		}
		if got := command(t, env, "user", "grant", "first@test.example", "admin"); got.code != exitOK {
			t.Errorf("%+v", got)
		}
		if got := command(t, env, "user", "grant", "first@test.example", "officer", "--org", "nowhere"); got.code != exitFail || !strings.Contains(got.stderr, " / ") {
			t.Errorf("%+v", got)
		}
		if got := command(t, env, "user", "revoke", "first@test.example", "auditor"); got.code != exitFail || !strings.Contains(got.stderr, " / ") {
			t.Errorf("a duty that was never given: %+v", got)
		}
		if got := command(t, env, "user", "revoke", "first@test.example", "admin"); got.code != exitOK || !strings.Contains(got.stdout, "admin") {
			t.Errorf("%+v", got)
		}
		if got := command(t, env, "user", "close", "first@test.example"); got.code != exitOK {
			t.Errorf("%+v", got)
		}
		if got := command(t, env, "user", "close", "first@test.example"); got.code != exitFail {
			t.Errorf("closed twice: %+v", got)
		}
		if got := command(t, env, "invariants"); got.code != exitOK || !strings.Contains(got.stdout, "seats 0 ok\n") || !strings.Contains(got.stdout, "audit ") {
			t.Errorf("%+v", got)
		}
		copied := filepath.Join(dir, "copy.zip")
		if got := command(t, env, "backup", copied); got.code != exitOK {
			t.Fatalf("%+v", got)
		}
		if got := command(t, env, "restore", copied); got.code != exitFail {
			t.Errorf("restored over what was there: %+v", got)
		}
		again := map[string]string{"IEUM_DATABASE": filepath.Join(dir, "restored.db")}
		if db.EngineOf(env["IEUM_DATABASE"]) == db.Postgres {
			again["IEUM_DATABASE"] = dbtest.EmptyPostgres(t)
		}
		if got := command(t, again, "restore", copied); got.code != exitOK {
			t.Fatalf("%+v", got)
		}
		if back := command(t, again, "export", "courses"); back.stdout != out.stdout {
			t.Errorf("the restored portal exports\n%s", back.stdout)
		}
	})
}

func TestDoctorHidesSecretsAndFindsWhatIsWrong(t *testing.T) {
	secret := strings.Repeat("hush", 10)
	got := command(t, map[string]string{"IEUM_DATABASE": filepath.Join(t.TempDir(), "none", "x.db"), "IEUM_SECRET": secret}, "doctor")
	if got.code != exitFail || strings.Contains(got.stdout+got.stderr, secret) || !strings.Contains(got.stderr, "the folder of") {
		t.Errorf("%+v", got)
	}
}

func TestALookLeavesThePlaceEmptyForARestore(t *testing.T) {
	env := map[string]string{"IEUM_DATABASE": filepath.Join(t.TempDir(), "new.db")}
	command(t, env, "doctor")
	if got := command(t, env, "migrate", "--plan"); got.code != exitOK || !strings.Contains(got.stdout, "pending 00001_first.sql") {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(env["IEUM_DATABASE"]); err == nil {
		t.Error("a look made the database")
	}
}

func TestDemoServesAndEnds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	for round := range 2 { // the second time the folder holds a demo, and is opened as it is
		addr := freeAddr(t)
		ctx, stop := context.WithCancel(t.Context())
		var out, errs bytes.Buffer
		done := make(chan int, 1)
		go func() {
			done <- run(&program{ctx: ctx, getenv: func(string) string { return "" }, stdout: &out, stderr: &errs}, []string{"demo", "--addr", addr, "--data", dir, "--crowd", "3"})
		}()
		waitReady(t, addr)
		if code := run(&program{ctx: t.Context(), getenv: func(string) string { return "" }, stdout: new(bytes.Buffer), stderr: new(bytes.Buffer)}, []string{"ready", "--addr", addr}); code != exitOK {
			t.Errorf("ready: %d", code)
		}
		stop()
		select {
		case code := <-done:
			if code != exitOK {
				t.Errorf("round %d: %d\n%s", round, code, errs.String())
			}
		case <-time.After(15 * time.Second):
			t.Fatal("the demo does not end")
		}
		if !strings.Contains(out.String(), "officer.namgu@demo.example") || !strings.Contains(out.String(), "u1…u3@demo.example") {
			t.Errorf("%s", out.String())
		}
	}
	var dbs []string
	_ = filepath.WalkDir(dir, func(p string, _ os.DirEntry, _ error) error {
		if strings.HasSuffix(p, ".db") || strings.HasSuffix(p, ".sqlite") {
			dbs = append(dbs, filepath.Base(p))
		}
		return nil
	})
	if len(dbs) != 1 || dbs[0] != "ieum.db" {
		t.Errorf("%v", dbs)
	}
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func waitReady(t *testing.T, addr string) {
	t.Helper()
	for range 300 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+addr+"/readyz", nil)
		if err != nil {
			t.Fatal(err)
		}
		if res, err := http.DefaultClient.Do(r); err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("not ready within 15 seconds")
}

func TestRoutesArePrintedForThoseWhoVisitThemAll(t *testing.T) {
	got := command(t, nil, "routes")
	if got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	for line := range strings.Lines(got.stdout) {
		var r struct{ Method, Path, Access string }
		if err := json.Unmarshal([]byte(line), &r); err != nil || r.Method == "" || r.Path == "" || r.Access == "" {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestDoctorNamesADatabaseThatOthersMayReadAndHidesPasswords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ieum.db")
	env := map[string]string{"IEUM_DATABASE": path, "IEUM_DATA": t.TempDir()}
	if got := command(t, env, "migrate"); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	if got := command(t, env, "doctor"); strings.Contains(got.stderr, "chmod") {
		t.Errorf("%s", got.stderr)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := command(t, env, "doctor"); got.code != exitFail || !strings.Contains(got.stderr, path+" can be read") {
		t.Errorf("%+v", got)
	}
	for _, raw := range []string{"postgres://ieum:hun%ter2@127.0.0.1:1/ieum", "postgres://ieum:hunter2@127.0.0.1:1/ieum"} {
		got := command(t, map[string]string{"IEUM_DATABASE": raw}, "doctor")
		if strings.Contains(got.stdout+got.stderr, "ter2") {
			t.Errorf("doctor prints the password:\n%s%s", got.stdout, got.stderr)
		}
	}
}

func TestDoctorAndInvariantsNameATriggerThatIsGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ieum.db")
	env := map[string]string{"IEUM_DATABASE": path, "IEUM_DATA": t.TempDir()}
	if got := command(t, env, "migrate"); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	raw, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = raw.Exec("drop trigger mileage_entries_no_delete")
	if err := errors.Join(err, raw.Close()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []string{"doctor", "invariants"} {
		if got := command(t, env, c); got.code != exitFail || !strings.Contains(got.stderr, "mileage_entries_no_delete: it is gone") {
			t.Errorf("%s: %+v", c, got)
		}
	}
}
