package public_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/policy"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func portal(t *testing.T) (*app.App, *apptest.Client) {
	t.Helper()
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
	return a, apptest.Visitor(t, a)
}

func get(t *testing.T, c *apptest.Client, path string) page {
	t.Helper()
	got := c.Get(path)
	if got.Status != 200 {
		t.Fatalf("%s: %d", path, got.Status)
	}
	p := parse(t, path, got.Body)
	for _, one := range []string{"main", "h1", "head title"} {
		if n := len(p.all(one)); n != 1 {
			t.Errorf("%s has %d %s", path, n, one)
		}
	}
	p.hasNo("[style]", "")
	for _, s := range p.all("script") {
		if src, kind := attr(s, "src"), attr(s, "type"); src == "" && kind != "application/ld+json" {
			t.Errorf("%s runs a script of its own: %q", path, text(s))
		} else if src == "" && !json.Valid([]byte(s.FirstChild.Data)) {
			t.Errorf("%s: its data block is no JSON", path)
		}
	}
	// No key without a text, and nothing left unfilled.
	for _, prefix := range []string{"public.", "catalog.", "text.", "{n", "{count", "%!"} {
		if body := text(p.all("body")[0]); strings.Contains(body, prefix) {
			i := strings.Index(body, prefix)
			t.Errorf("%s shows %q", path, body[max(0, i-20):min(len(body), i+40)])
		}
	}
	return p
}

func TestEveryPublicPageInBothLanguages(t *testing.T) {
	_, c := portal(t)
	for _, path := range []string{
		"/", "/programs", "/programs?view=calendar", "/programs?view=place", "/programs?q=없는말&district=남구&page=zzz", "/programs?page=3&sort=title", "/programs?grade=m1&stage=career&age=14&from=2026-03-01",
		"/cooperations", "/cooperations/busan-extracurricular", "/cooperations/busan-lifelong-2025", "/cooperations/paju-2026", "/cooperations/paju-2023",
		"/organisations", "/organisations/namgu", "/organisations/pknu", "/calendar", "/calendar?month=2027-01", "/calendar?day=2026-03-17", "/calendar?day=2031-01-01", "/calendar?month=1999-01",
		"/privacy", "/copyright", "/email-policy", "/accessibility", "/help", "/opendata",
		"/sections/" + world.OpenBusan.String(), "/sections/" + world.OpensTomorrow.String(), "/sections/" + world.FullSection.String(), "/sections/" + world.CancelledRun.String(),
		"/sections/" + world.EndedRun.String(), "/sections/" + world.LotteryToDraw.String(), "/sections/" + world.InReview.String(), "/sections/" + world.TightSection.String(),
	} {
		ko, en := get(t, c, path), get(t, c, strings.TrimSuffix("/en"+path, "/"))
		ko.has("html[lang=ko] h1", "")
		en.has("html[lang=en] h1", "")
		// An English page leads on to English pages.
		for _, a := range en.all("main a") {
			if href := attr(a, "href"); strings.HasPrefix(href, "/programs") || strings.HasPrefix(href, "/sections/") && !strings.HasSuffix(href, ".ics") {
				t.Errorf("/en%s leads to %s", path, href)
			}
		}
	}
}

// What a programme is for is found by the words that people have for it, though no title says them.
func TestProgrammesForPupilsAreFoundByTheirSchool(t *testing.T) {
	_, c := portal(t)
	for _, typed := range []string{"공유학교", "경기공유학교", "초등학생", "공유학교 초등학생", "습지 중학생"} {
		get(t, c, "/programs?q="+url.QueryEscape(typed)).has("main h2", "토요 습지 탐사대")
	}
	get(t, c, "/programs?q="+url.QueryEscape("공유학교")).hasNo("main h2", "스마트폰 첫걸음")
}

func TestSectionOffersItsButtonOnlyWhereOneAppliesHere(t *testing.T) {
	a, c := portal(t)
	open := get(t, c, "/sections/"+world.OpenBusan.String())
	if n := len(open.all("main a[href=/sections/" + world.OpenBusan.String() + "/applications]")); n != 1 {
		t.Errorf("%d buttons", n)
	}
	open.has(".receipt", "남은 자리")

	soon := get(t, c, "/sections/"+world.OpensTomorrow.String())
	soon.has(".receipt", "접수 시작까지 21시간 남았습니다")
	soon.hasNo("main a", "신청하기")
	soon.has(".receipt a", "접수 알림 받기")

	full := get(t, c, "/sections/"+world.FullSection.String())
	full.has(".page-status", "정원 마감")
	full.has(".receipt", "정원 12명이 모두 찼습니다")
	full.has(".receipt a", "비슷한 프로그램 찾기")
	full.hasNo("main a", "신청하기")

	get(t, c, "/sections/"+world.CancelledRun.String()).has(".page-status", "폐강")

	for _, channel := range []catalog.Channel{catalog.Elsewhere, catalog.ByPhone, catalog.ThroughSchool} {
		s := sectionBy(t, a, channel)
		p := get(t, c, "/sections/"+s.String())
		p.hasNo("main a", "신청하기")
		p.hasNo("main", "남은 자리")
		p.hasNo("main dt", "정원")
		if n := len(p.all("main a[href=/sections/" + s.String() + "/applications]")); n != 0 {
			t.Errorf("%s has our button", channel)
		}
	}
	there := get(t, c, "/sections/"+sectionBy(t, a, catalog.Elsewhere).String())
	for _, link := range there.all(".receipt a[rel]") {
		if rel := attr(link, "rel"); !strings.Contains(rel, "noopener") || attr(link, "target") != "" {
			t.Errorf("the way out is %q", rel)
		}
	}
	if len(there.all(".receipt a[rel]")) != 1 {
		t.Error("there is no way to where one applies")
	}
}

// sectionBy is an open section of the world with a channel.
func sectionBy(t *testing.T, a *app.App, channel catalog.Channel) id.ID {
	t.Helper()
	r, err := a.Catalog.ListOf(t.Context(), policy.Nobody(""), catalog.ApplicableNow(), 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Cards {
		if c.Best.Channel == channel {
			return c.Best.ID
		}
	}
	t.Fatalf("the world has no open section by %s", channel)
	return id.None
}

func TestCooperationsSayTheFactsInFull(t *testing.T) {
	_, c := portal(t)
	list := get(t, c, "/cooperations")
	for _, slug := range []string{"busan-extracurricular", "busan-lifelong-2025", "paju-2026"} {
		if len(list.all("main a[href=/cooperations/"+slug+"]")) == 0 {
			t.Errorf("%s is not linked", slug)
		}
	}
	if n := len(list.all("main article")); n != 3 {
		t.Errorf("%d cooperations", n)
	}
	paju := get(t, c, "/cooperations/paju-2026")
	for _, words := range []string{"2,460,000,000원", "1,930,000,000원", "530,000,000원", "파주교육지원청", "고교-대학 연계 인재양성", "학생 맞춤형 진로·진학 교육", "중학생 창의적 체험활동 지원", "학교-지역 연계 교육과정"} {
		paju.has("main", words)
	}
	lifelong := get(t, c, "/cooperations/busan-lifelong-2025")
	for _, words := range []string{"107,000,000원", "50,000,000원", "27,000,000원", "30,000,000원", "여평원", "컨소시엄 13곳", "5개 사업", "24개 사업 · 9개 분야", "1,000명", "내 일을 학습하라(LA)"} {
		lifelong.has("main", words)
	}
	busan := get(t, c, "/cooperations/busan-extracurricular")
	for _, words := range []string{"참여 기관 16곳", "부경대학교", "국립부경대학교", "1,755명"} {
		busan.has("main", words)
	}
}

func TestCatalogueKeepsTheQuestion(t *testing.T) {
	_, c := portal(t)
	p := get(t, c, "/programs?q=스마트폰&district=남구&sort=newest&view=place")
	for _, form := range p.all("main form") {
		have := map[string]bool{}
		for d := range form.Descendants() {
			have[attr(d, "name")] = true
		}
		for _, name := range []string{"q", "district", "sort", "view"} {
			if !have[name] {
				t.Errorf("a form of the page forgets %s", name)
			}
		}
	}
	for _, chip := range p.all("main a.chip-remove") {
		v, err := url.Parse(attr(chip, "href"))
		if err != nil || v.Query().Get("sort") != "newest" || v.Query().Get("view") != "place" {
			t.Errorf("%s", attr(chip, "href"))
		}
	}
	if n := len(p.all("main a.chip-remove")); n != 2 {
		t.Errorf("%d conditions", n)
	}
	for _, name := range []string{"ㅅㅁㅌㅍ", "ㅅㅁㅌ폰", "스마 트폰"} {
		get(t, c, "/programs?q="+url.QueryEscape(name)).has("main h2", "스마트폰")
	}
	wrong := get(t, c, "/programs?kind=nonsense&page=x")
	wrong.has(".notice", "종류")
	wrong.has(".notice", "쪽")
}

func TestHostileWordsStayWords(t *testing.T) {
	_, c := portal(t)
	p := get(t, c, "/programs?q="+url.QueryEscape(`"><script>alert(1)</script>`))
	p.hasNo("main script", "")
	if got := attr(p.all("#find")[0], "value"); got != `"><script>alert(1)</script>` {
		t.Errorf("%q", got)
	}
}

func TestHomeKnowsItsReader(t *testing.T) {
	a, c := portal(t)
	get(t, c, "/").hasNo("main form[method=post]", "")
	me := apptest.SignedIn(t, a, world.Resident.Account, false)
	p := get(t, me, "/")
	p.has("main a.chip-link", "우리 동네 연제구")
	if len(p.all("main form[method=post]")) == 0 {
		t.Error("a reader who has signed in cannot ask to be told")
	}
	student := apptest.SignedIn(t, a, world.StudentPKNU.Account, false)
	get(t, student, "/").has(".notice", "국립부경대학교")
}

// A reader who is too young for a full section is told both: otherwise they
// wait for a place that they could not take.
func TestEveryReasonIsSaid(t *testing.T) {
	a, _ := portal(t)
	rows := a.DB.Read(t.Context())
	var section id.ID
	err := rows.Raw(`select s.id from sections s join programmes p on p.id = s.programme_id join section_seats e on e.section_id = s.id
		where s.state = 'published' and p.state = 'published' and s.channel = 'here' and s.mode = 'first_come' and p.min_age = 60 and s.apply_until > ? and s.apply_from < ? limit 1`, dbtest.Noon, dbtest.Noon).Row().Scan(&section)
	if err != nil {
		t.Fatal(err)
	}
	resident := apptest.SignedIn(t, a, world.Resident.Account, false)
	if err := a.DB.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		return tx.Exec("update section_seats set taken = capacity, pressure = ? where section_id = ?", catalog.Full, section).Error
	}); err != nil {
		t.Fatal(err)
	}
	p := get(t, resident, "/sections/"+section.String())
	p.has(".receipt li", "모두 찼습니다")
	p.has(".receipt li", "만 60세")
	p.hasNo("main a", "신청하기")
}

func TestMoneyOfAGrantNamesWhoGaveItAndWhoSharedIt(t *testing.T) {
	_, c := portal(t)
	p := get(t, c, "/cooperations/busan-lifelong-2025")
	p.has("#money", "교육부가 국비 107,000,000원을 지원했고")
	p.has("#money figcaption", "2025년 교육부 국비의 배분")
	for _, share := range []string{"컨소시엄 13곳(주관 부산광역시)50,000,000원", "남구27,000,000원", "연제구30,000,000원", "합계107,000,000원"} {
		p.has("#money .chart-legend tr", share)
	}
	if n := len(p.all("#money table")); n != 2 { // the shares, and the examples apart
		t.Errorf("%d tables of money", n)
	}
	p.has(".page-status", "정산 완료")
	p.has(".stat", "다음 해를 보여 주는 예시입니다")
	p.has(".timeline .sample", "예시")
}

func TestPajuShowsTypesAndStages(t *testing.T) {
	_, c := portal(t)
	p := get(t, c, "/cooperations/paju-2026")
	for _, said := range []string{"지역맞춤형", "학교맞춤형", "학점인정형", "학생기획형", "대학연계형", "수업위탁형", "공헌형", "기초학력", "진로·진학", "미래역량"} {
		p.has("#types", said)
	}
	// The predecessor's days and its own are both invented, and say so.
	if n := len(p.all(".timeline .sample")); n != 2 {
		t.Errorf("%d of two periods are marked", n)
	}
	p.has("#partners th", "기관 종류")
	p.has("#money tfoot", "2,460,000,000원")
	if n := len(p.all("#money table")); n != 1 {
		t.Errorf("%d tables say the same", n)
	}
	en := get(t, c, "/en/cooperations/paju-2026")
	en.has("#types", "For each school")
	en.hasNo("#types", "맞춤형")
}
