package app_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/catalog/termsheet"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/i18n"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// city is the portal over the small world, asked as its personas.
type city struct {
	t *testing.T
	a *app.App
}

func openCity(t *testing.T) city {
	return city{t, apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))}
}

func (c city) as(p world.Persona) *apptest.Client {
	return apptest.SignedIn(c.t, c.a, p.Account, len(p.Roles) > 0)
}

// first is the first address on a page that a pattern finds.
func first(t *testing.T, body, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no %s on the page", pattern)
	}
	return m[len(m)-1]
}

func get(t *testing.T, c *apptest.Client, path string, status int) string {
	t.Helper()
	a := c.Get(path)
	if a.Status != status {
		t.Fatalf("GET %s: %d, want %d\n%.400s", path, a.Status, status, text(a.Body))
	}
	if status == http.StatusOK && (strings.Count(a.Body, "<main") != 1 || strings.Count(a.Body, "<h1") != 1 || strings.Contains(a.Body, ">office.") || strings.Contains(a.Body, "catalog.k")) {
		t.Errorf("GET %s: not one main and one h1, or a word without its text", path)
	}
	return a.Body
}

func text(html string) string { return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(html, " ") }

func post(t *testing.T, c *apptest.Client, path string, form url.Values, status int) apptest.Answer {
	t.Helper()
	a := c.Post(path, form)
	if a.Status != status {
		t.Fatalf("POST %s: %d, want %d\n%.600s", path, a.Status, status, text(a.Body))
	}
	return a
}

func programForm() url.Values {
	return url.Values{
		"org": {world.Namgu.String()}, "title_ko": {"시니어 스마트폰 사진"}, "kind": {"course"}, "area": {"digital"}, "year": {"2026"}, "summary_ko": {"사진을 찍고 나눕니다."},
		"audience": {"senior"}, "department": {"평생학습과"}, "phone": {"051-607-4000"},
	}
}

func sectionForm() url.Values {
	return url.Values{
		"name_ko": {"1기"}, "starts_on": {"2026-04-07"}, "ends_on": {"2026-04-28"}, "weekdays": {"tue"}, "start_time": {"10:00"}, "end_time": {"12:00"}, "method": {"in_person"},
		"place": {"남구평생학습관"}, "channel": {"here"}, "mode": {"first_come"}, "capacity": {"20"}, "apply_from_day": {"2026-03-02"}, "apply_from_time": {"09:00"},
		"apply_until_day": {"2026-03-20"}, "apply_until_time": {"18:00"}, "fee": {"0"}, "material_cost": {"0"},
	}
}

// TestADraftBecomesASheet goes the officer's whole way: a draft, its sections
// and sessions, a second person, applicants, the sheet to sign, a message.
func TestADraftBecomesASheet(t *testing.T) {
	c := openCity(t)
	officer, approver := c.as(world.OfficerNamgu), c.as(world.ApproverNamgu)
	get(t, officer, "/office", 200)
	get(t, officer, "/office/programs/new", 200)
	bad := programForm()
	bad.Set("title_ko", "")
	if a := post(t, officer, "/office/programs", bad, 422); !strings.Contains(a.Body, `aria-invalid="true"`) || !strings.Contains(a.Body, "오류:") || !strings.Contains(a.Body, "사진을 찍고 나눕니다.") {
		t.Error("a wrong form does not come back as it was")
	}
	made := post(t, officer, "/office/programs", programForm(), 303).Location
	program := strings.TrimSuffix(made, "/sections")
	for _, page := range []string{"", "/sections", "/applicants", "/messages", "/budget", "/edit", "/approval", "/closure", "/sections/new", "/sections/sheet"} {
		get(t, officer, program+page, 200)
	}
	post(t, officer, program+"/approval", nil, 422) // nothing to publish yet
	section := strings.TrimSuffix(post(t, officer, program+"/sections", sectionForm(), 303).Location, "/sessions")
	plan := url.Values{"from": {"2026-04-07"}, "until": {"2026-04-28"}, "weekdays": {"tue"}, "skip": {"2026-04-14"}, "start_time": {"10:00"}, "end_time": {"12:00"}}
	if a := post(t, officer, section+"/sessions/plan", plan, 200); !strings.Contains(a.Body, "2026. 4. 14.") {
		t.Error("the day left out is not shown")
	}
	plan.Set("confirm", "1")
	post(t, officer, section+"/sessions/plan", plan, 303)
	sessions := get(t, officer, section+"/sessions", 200)
	session := first(t, sessions, `href="(`+section+`/sessions/[0-9a-f-]{36})"`)
	get(t, officer, session, 200)
	get(t, officer, section+"/sessions/new", 200)
	for _, page := range []string{"", "/edit", "/clone", "/capacity", "/closure", "/cancellation", "/approval"} {
		get(t, officer, section+page, 200)
	}
	asked := post(t, officer, program+"/approval", url.Values{"note": {"봄 학기"}}, 303).Location
	get(t, officer, asked, 200)
	if body := get(t, approver, "/office", 200); !strings.Contains(body, asked) {
		t.Error("the request is not among what the approver has to do")
	}
	if body := get(t, approver, asked, 200); !strings.Contains(body, `value="approve"`) || !strings.Contains(body, "남구평생학습관") {
		t.Error("the approver does not see what would be public, or cannot decide")
	}
	post(t, approver, asked+"/decision", url.Values{"decision": {"return"}}, 422)
	post(t, approver, asked+"/decision", url.Values{"decision": {"approve"}}, 303)
	post(t, approver, asked+"/decision", url.Values{"decision": {"approve"}}, 409)
	public := strings.Replace(section, "/office", "", 1)
	get(t, apptest.Visitor(t, c.a), public, 200)

	resident := c.as(world.Resident)
	key := first(t, get(t, resident, public+"/applications", 200), `name="request_key"[^>]*value="([^"]+)"`)
	post(t, resident, public+"/applications", url.Values{"request_key": {key}, "phone": {"010-0000-0101"}, "consent": {"1"}}, 303)
	if body := get(t, officer, section+"/applicants", 200); !strings.Contains(body, "정*윤") || strings.Contains(body, "정하윤") || strings.Contains(body, "010-0000-0101") {
		t.Error("the list is not masked")
	}
	post(t, officer, section+"/applicants", nil, 422)
	if a := post(t, officer, section+"/applicants", url.Values{"purpose": {"class"}}, 200); !strings.Contains(a.Body, "정하윤") || !strings.Contains(a.Body, "최은영") {
		t.Error("the full list has no names, or does not say who looked")
	}
	if body := get(t, officer, section+"/attendance-sheet", 200); !strings.Contains(body, "서명") || strings.Contains(body, "정하윤") || strings.Count(body, "<th scope=\"col\">") < 6 {
		t.Error("the sheet has no column to sign, or shows a name")
	}
	post(t, officer, section+"/attendance-sheet", url.Values{"purpose": {"class"}}, 200)
	x := post(t, officer, section+"/applicants.xlsx", url.Values{"purpose": {"insurance"}}, 200)
	f, err := excelize.OpenReader(strings.NewReader(x.Body))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil || len(rows) != 4 || !strings.Contains(rows[0][0], "최은영") || rows[3][1] != "정하윤" {
		t.Errorf("%v %v", rows, err)
	}
	post(t, approver, section+"/applicants.xlsx", url.Values{"purpose": {"class"}}, 403)
	if body := get(t, c.as(world.AdminPersona), "/system/access-log?full=1", 200); !strings.Contains(body, "최은영") || !strings.Contains(body, "상해보험") {
		t.Error("the log does not say who looked and why")
	}
	if a := officer.Get("/system/access-log"); a.Status != 403 {
		t.Errorf("an officer reads the log: %d", a.Status)
	}

	key = first(t, get(t, officer, section+"/messages/new", 200), `name="key" value="([^"]+)"`)
	message := url.Values{"key": {key}, "subject": {"준비물"}, "body": {"휴대전화를\n가져오세요"}, "step": {"preview"}}
	post(t, officer, section+"/messages/new", message, 200)
	message.Set("step", "send")
	post(t, officer, section+"/messages/new", message, 303)
	if body := get(t, officer, program+"/messages", 200); !strings.Contains(body, "준비물") {
		t.Error("what was sent is not listed")
	}
	post(t, officer, section+"/capacity", url.Values{"capacity": {"0"}}, 422)
	post(t, officer, section+"/capacity", url.Values{"capacity": {"25"}}, 303)
	clone := url.Values{"starts_on": {"2026-09-08"}, "name_ko": {"2기"}, "apply_from_day": {"2026-08-10"}, "apply_from_time": {"09:00"}, "apply_until_day": {"2026-08-21"}, "apply_until_time": {"18:00"}}
	post(t, officer, section+"/clone", clone, 200)
	clone.Set("confirm", "1")
	post(t, officer, section+"/clone", clone, 303)
	post(t, officer, section+"/cancellation", nil, 422)
	post(t, officer, section+"/cancellation", url.Values{"reason": {"강사 사정"}}, 303)
}

// TestTheOfficeIsOfItsOwnOrganisation asks for one organisation's desk as others.
func TestTheOfficeIsOfItsOwnOrganisation(t *testing.T) {
	c := openCity(t)
	officer := c.as(world.OfficerNamgu)
	program := first(t, get(t, officer, "/office/programs", 200), `href="(/office/programs/[0-9a-f-]{36})"`)
	section := first(t, get(t, officer, program+"/sections", 200), `href="(/office/sections/[0-9a-f-]{36})"`)
	pages := []string{program, program + "/sections", program + "/applicants", program + "/messages", program + "/budget", section, section + "/applicants", section + "/attendance-sheet"}
	edits := []string{program + "/edit", program + "/approval", program + "/closure", program + "/sections/new", program + "/sections/sheet", program + "/sections/form.xlsx", section + "/edit", section + "/sessions", section + "/capacity", section + "/closure", section + "/cancellation", section + "/messages/new"}
	for name, who := range map[string]*apptest.Client{"neighbour": c.as(world.OfficerYeonje), "parent's officer": c.as(world.OfficerBusan), "host": c.as(world.Host)} {
		for _, p := range append(append([]string{}, pages...), edits...) {
			if a := who.Get(p); a.Status != 404 {
				t.Errorf("%s: GET %s: %d", name, p, a.Status)
			}
		}
		for _, p := range []string{program, program + "/sections", program + "/approval", program + "/closure", section, section + "/sessions", section + "/capacity", section + "/closure", section + "/approval"} {
			if a := who.Post(p, sectionForm()); a.Status != 404 {
				t.Errorf("%s: POST %s: %d", name, p, a.Status)
			}
		}
		for _, p := range []string{section + "/applicants", section + "/applicants.xlsx", section + "/attendance-sheet", section + "/cancellation"} {
			if a := who.Post(p, url.Values{"purpose": {"class"}, "reason": {"x"}}); a.Status != 404 {
				t.Errorf("%s: POST %s: %d", name, p, a.Status)
			}
		}
	}
	for _, p := range append(append([]string{"/office", "/office/programs"}, pages...), edits...) {
		if a := c.as(world.Resident).Get(p); a.Status != 403 {
			t.Errorf("resident: GET %s: %d", p, a.Status)
		}
		if a := apptest.Visitor(t, c.a).Get(p); a.Status != 303 || !strings.HasPrefix(a.Location, "/login?next=") {
			t.Errorf("visitor: GET %s: %d %s", p, a.Status, a.Location)
		}
	}
	approver := c.as(world.ApproverNamgu)
	for _, p := range pages {
		get(t, approver, p, 200)
	}
	for _, p := range edits {
		if a := approver.Get(p); a.Status != 403 {
			t.Errorf("approver: GET %s: %d", p, a.Status)
		}
	}
}

// TestBothPartiesSeeTheSameMoney asks for the Paju agreement as each of its parties, and as others.
func TestBothPartiesSeeTheSameMoney(t *testing.T) {
	c := openCity(t)
	list := get(t, c.as(world.OfficerPaju), "/office/cooperations", 200)
	for _, p := range []world.Persona{world.OfficerPaju, world.OfficePajuEdu, world.ApproverPaju} {
		if body := get(t, c.as(p), "/office/cooperations", 200); !strings.Contains(body, "2,460,000,000원") {
			t.Errorf("%s does not see the total", p.Email)
		}
	}
	for _, m := range regexp.MustCompile(`href="(/office/cooperations/[^"]+)"`).FindAllStringSubmatch(list, -1) {
		body := get(t, c.as(world.OfficePajuEdu), m[1], 200)
		if strings.Contains(body, "2,460,000,000원") {
			if a := c.as(world.OfficerNamgu).Get(m[1]); a.Status != 404 {
				t.Errorf("an outsider: %d", a.Status)
			}
		}
	}
	if body := get(t, c.as(world.OfficerYeonje), "/office/cooperations", 200); strings.Contains(body, "2,460,000,000원") {
		t.Error("an outsider sees the money of a cooperation that is not theirs, in their desk")
	}
}

func TestSectionsComeOutOfAWorkbook(t *testing.T) {
	c := openCity(t)
	officer := c.as(world.OfficerNamgu)
	program := strings.TrimSuffix(post(t, officer, "/office/programs", programForm(), 303).Location, "/sections")
	form := officer.Get(program + "/sections/form.xlsx")
	if form.Status != 200 {
		t.Fatal(form.Status)
	}
	upload := func(raw []byte) apptest.Answer {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		part, err := w.CreateFormFile("file", "sections.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(raw); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return officer.Do(http.MethodPost, program+"/sections/sheet", w.FormDataContentType(), &b)
	}
	if a := upload([]byte(form.Body)); a.Status != 422 || !strings.Contains(text(a.Body), "읽을 줄이 없습니다") {
		t.Errorf("the empty form: %d", a.Status)
	}
	if a := upload([]byte("not a workbook")); a.Status != 422 {
		t.Errorf("rubbish: %d", a.Status)
	}
	f, err := excelize.OpenReader(strings.NewReader(form.Body))
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[0]
	if dvs, err := f.GetDataValidations(sheet); err != nil || len(dvs) != 4 {
		t.Errorf("%d lists to choose from, %v", len(dvs), err)
	}
	set := func(cell, v string) {
		if err := f.SetCellStr(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	set("A2", "화요반")
	set("A3", "엉망반")
	set("C3", "내일")
	sheet = f.GetSheetList()[1]
	for cell, v := range map[string]string{"A3": "2", "B3": "2027-03-16", "C3": "13:00", "D3": "15:00", "G3": "남궁현", "A4": "9", "B4": "2027-03-16", "C4": "13:00", "D4": "15:00"} {
		set(cell, v)
	}
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	a := upload(b.Bytes())
	if a.Status != 422 || !strings.Contains(a.Body, "엉망반") || !strings.Contains(a.Body, "화요반") || !strings.Contains(text(a.Body), "분반 시트에 9줄이 없습니다") {
		t.Fatalf("%d %.500s", a.Status, text(a.Body))
	}
	rows := first(t, a.Body, `name="rows" value="([^"]+)"`)
	rows = strings.NewReplacer("&#34;", `"`, "&amp;", "&", "&#39;", "'").Replace(rows)
	if got, err := termsheet.FromPaste(rows); err != nil || len(got) != 1 || !got[0].Good() {
		t.Fatalf("%+v %v", got, err)
	}
	meetings := first(t, a.Body, `name="meetings" value="([^"]+)"`)
	post(t, officer, program+"/sections/sheet/confirmation", url.Values{"rows": {rows}, "meetings": {meetings}}, 303)
	body := get(t, officer, program+"/sections", 200)
	if !strings.Contains(body, "화요반") || strings.Contains(body, "엉망반") {
		t.Error("the good row is not there, or the wrong one is")
	}
	// Its one meeting is that of the second sheet, and none was worked out beside it.
	section := first(t, body, `href="(/office/sections/[0-9a-f-]{36})"[^>]*>[^<]*화요반`)
	if body := text(get(t, officer, section+"/sessions", 200)); !strings.Contains(body, "남궁현") || !strings.Contains(body, "13:00") || strings.Contains(body, "2회") {
		t.Errorf("the meetings of the second sheet: %.600s", body)
	}
	if i18n.In(i18n.KO, "office.sheet_name") != "분반 이름" {
		t.Error("the form lost its words")
	}
}

// TestApproversHandOver asks for the page of stand-ins as the approver, who may record one, and as the officer, who may not.
func TestApproversHandOver(t *testing.T) {
	c := openCity(t)
	approver, officer := c.as(world.ApproverNamgu), c.as(world.OfficerNamgu)
	body := get(t, approver, "/office/stand-ins", 200)
	form := url.Values{
		"org": {first(t, body, `name="org" value="([^"]+)"`)}, "absent": {world.ApproverNamgu.Account.String()}, "stand_in": {world.OfficerNamgu.Account.String()},
		"starts_on": {"2099-01-04"}, "ends_on": {"2099-01-06"}, "reason": {"교육 출장"},
	}
	if body := get(t, officer, "/office/stand-ins", 200); strings.Contains(body, `name="stand_in"`) {
		t.Error("an officer is offered to choose who decides")
	}
	post(t, officer, "/office/stand-ins", form, 422) // names themself
	form.Set("stand_in", world.ApproverNamgu.Account.String())
	post(t, approver, "/office/stand-ins", form, 422)
	form.Set("stand_in", world.OfficerNamgu.Account.String())
	post(t, approver, "/office/stand-ins", form, 303)
	end := first(t, get(t, approver, "/office/stand-ins", 200), `action="(/office/stand-ins/[^"]+)"`)
	if body := get(t, officer, "/office/stand-ins", 200); strings.Contains(body, end) {
		t.Error("an officer is offered to end it")
	}
	post(t, officer, end, nil, 403)
	post(t, approver, end, nil, 303)
}
