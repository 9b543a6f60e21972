package catalog

import (
	"fmt"
	"net/url"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/id"
)

// bigTown is a catalogue of n sections, spread over places, areas and dates.
func bigTown(n int) *snapshot {
	first := []string{"스마트폰", "생활 영어", "아침 요가", "인공지능", "수채화", "원예", "코딩", "바리스타", "글쓰기", "한국무용"}
	second := []string{"첫걸음", "교실", "심화반", "자격증 과정", "주말 특강", "동아리"}
	rows := publicRows{}
	for i := range n {
		p := Listed{
			ID: id.New(), Slug: fmt.Sprintf("p%d", i), TitleKO: fmt.Sprintf("%s %s %d", first[i%len(first)], second[i/7%len(second)], i), TitleEN: fmt.Sprintf("Programme %d", i),
			Kind: Kinds[i%3], Area: Areas[i%len(Areas)], Audience: Audiences[i%len(Audiences)], State: Published, PublishedAt: clock.Instant(i + 1),
			Org: Host{Slug: fmt.Sprintf("org%d", i%120), NameKO: fmt.Sprintf("제%d평생학습관", i%120)},
		}
		minute := 540 + i%12*60
		rows.programmes = append(rows.programmes, p)
		rows.sections = append(rows.sections, listedSection{Section: Section{
			ID: id.New(), ProgrammeID: p.ID, State: Published, Mode: Modes[i%3], Method: Methods[i%3], Channel: Channels[i%2],
			Place: fmt.Sprintf("%d강의실", i%40), City: "부산광역시", District: fmt.Sprintf("%d구", i%16), Weekdays: 1 << (i % 7), StartMinute: &minute,
			ApplyFrom: atNoon + clock.Instant(i%60-30)*day, ApplyUntil: atNoon + clock.Instant(i%60-15)*day,
			StartsOn: atNoon.Date().AddDays(i%60 - 10), EndsOn: atNoon.Date().AddDays(i % 60),
		}})
	}
	return build(1, rows)
}

const day = 24 * 3600 * 1_000_000

// BenchmarkList holds a list with all its counts to 10 ms at 10,000 sections.
func BenchmarkList(b *testing.B) {
	s := bigTown(10_000)
	for _, raw := range []string{"", "district=3구&area=digital", "q=스마트폰", "q=ㅅㅁㅌㅍ", "q=가", "q=ㄱ", "q=없는말이다&district=3구"} {
		v, err := url.ParseQuery(raw)
		if err != nil {
			b.Fatal(err)
		}
		q, _ := ParseQuery(v)
		b.Run(raw, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.list(q, atNoon, PageSize)
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		bigTown(10_000)
	}
}
