package gallery

import (
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/paging"
	"ieum/templates/layout"
	"ieum/templates/ui"
)

const (
	longName  = "부산여성가족과 평생교육진흥원 부설 동남권 디지털·인공지능 역량강화 평생학습지원센터(남구 대연캠퍼스 분원)"
	longTitle = "인공지능(AI) 시대의 시민을 위한 생성형 도구 활용 글쓰기와 나만의 그림책 만들기 12주 심화과정 [2기 추가모집]"
	unbroken  = "https://example.kr/programs/2026-very-long-address-without-any-break-opportunities-at-all/sections/0001"
)

var now = clock.AtSeoul(2026, 3, 2, 9, 0)

// Chrome is a frame for looking at pages: somebody is signed in and has desks.
func Chrome() layout.Chrome {
	return layout.Chrome{
		SiteName: "이음", Operator: "부산광역시 평생교육 협력 네트워크", OperatorAddress: "부산광역시 연제구 중앙대로 1001 (예시)", OperatorPhone: "051-000-0000",
		CurrentPath: "/programs/watercolour", OtherLang: "/en/programs/watercolour", Menu: layout.MainMenu,
		Viewer: layout.Viewer{SignedIn: true, Name: "김보람", Waiting: 3, HasUniversity: true, HasChild: true, Desks: []layout.Link{{Key: "layout.desks", Href: "/office", Count: 12}, {Key: "layout.notices", Href: "/campus"}}},
		Now:    now, SessionEnds: now.Add(30 * 60 * 1e9), IdleMinutes: 30, Demo: true,
		Flash: []layout.Flash{{Kind: ui.Success, Text: "관심 프로그램에 담았습니다.", Href: "/my", Action: "되돌리기"}},
	}
}

var page = layout.Page{
	Title: "구성 요소", NoIndex: true, Crumbs: []layout.Crumb{{Label: "프로그램 찾기", Href: "/programs"}, {Label: longTitle}},
	Contact: layout.Contact{Department: longName, Phone: "051-000-0000", Updated: now},
}

var problems = fault.Problems{
	"email":   fault.Say("error.check_form"),
	"agree":   fault.Say("error.sign_in"),
	"unnamed": fault.Say("error.internal"),
}

var refs = []ui.Ref{{Name: "email", Label: "전자우편", ID: "bad-email"}, {Name: "agree", Label: "개인정보 수집·이용", ID: "bad-agree"}}

var days = []ui.Option{{Value: "mon", Label: "월요일", Note: "12"}, {Value: "sat", Label: "토요일", Note: "1,204"}, {Value: "sun", Label: "일요일", Note: "0", Disabled: true}}

var ways = []ui.Option{
	{Value: "first", Label: "선착순", Hint: "접수 순서대로 정원까지 받고, 뒤에는 대기자로 받습니다."},
	{Value: "draw", Label: "추첨"},
	{Value: "review", Label: longTitle},
}

var grouped = []ui.Option{
	{Value: "yj", Label: "연제구", Group: "부산광역시"},
	{Value: "ng", Label: "남구", Group: "부산광역시", Note: "32"},
	{Value: "pj", Label: "파주시", Group: "경기도"},
	{Value: "all", Label: longName},
}

var money = ui.Chart{
	Title: "재원별 예산", Desc: "국비가 절반을 넘고, 시비와 대학 부담이 뒤를 잇습니다.", LabelHead: "재원", ValueHead: "금액",
	Data: []ui.Datum{
		{Label: "국비", Value: 1_230_000_000, Text: "1,230,000,000원", Href: "#money"},
		{Label: "부산광역시", Value: 615_000_000, Text: "615,000,000원"},
		{Label: "남구·연제구", Value: 246_000_000, Text: "246,000,000원"},
		{Label: "대학 부담", Value: 246_000_000, Text: "246,000,000원"},
		{Label: longName, Value: 123_000_000, Text: "123,000,000원"},
		{Label: "그 밖", Value: 0, Text: "0원"},
	},
}

var many = paging.Page{Number: 12, Size: 20, Total: 4321}

func href(n int) string { return "/programs?page=" + string(rune('0'+n%10)) }

// titled is the money under another name: tables on one page need names of their own.
func titled(title string) ui.Chart {
	c := money
	c.Title = title
	return c
}
