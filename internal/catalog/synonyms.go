package catalog

import (
	"strings"
	"unicode/utf8"
)

// synonyms are words that people use for the same thing. Whoever searches for
// one finds the others too, after what says it as they typed it. A group holds
// words that may stand for each other in a title of ours; what is merely near
// (유튜브 and 영상) stays apart.
var synonyms = [][]string{
	{"스마트폰", "휴대폰", "핸드폰", "휴대전화", "smartphone"},
	{"컴퓨터", "PC", "피씨", "computer"},
	{"인공지능", "AI", "에이아이"},
	{"정보기술", "IT", "아이티"},
	{"디지털전환", "DX"},
	{"디지털", "digital"},
	{"소셜미디어", "SNS", "에스엔에스"},
	{"코딩", "프로그래밍", "coding", "programming"},
	{"엑셀", "excel"},
	{"파워포인트", "PPT", "피피티", "powerpoint"},
	{"키오스크", "무인주문기", "무인단말기", "kiosk"},
	{"동영상", "영상", "비디오", "video"},
	{"어르신", "노인", "시니어", "고령자", "senior"},
	{"어린이", "아동", "children"},
	{"청소년", "teenager", "youth"},
	{"장애인", "disabled"},
	{"외국인", "foreigner"},
	{"부모", "양육자", "parent"},
	{"온라인", "비대면", "online"},
	{"취업", "취직", "구직", "일자리"},
	{"창업", "스타트업", "startup"},
	{"자격증", "certificate"},
	{"요리", "쿠킹", "조리", "cooking"},
	{"미술", "그림", "드로잉"},
	{"사진", "포토", "photo"},
	{"문해", "한글"},
	{"영어", "잉글리시", "english"},
	{"중국어", "chinese"},
	{"일본어", "japanese"},
	{"요가", "yoga"},
	{"필라테스", "pilates"},
	{"반려동물", "애완동물", "반려견"},
	{"독서", "책읽기", "reading"},
	{"자원봉사", "봉사활동", "volunteering"},
	{"경진대회", "공모전", "competition"},
	{"서포터즈", "서포터스", "supporters"},
	{"특강", "lecture"},
}

// sameAs is each folded word of the table with the others of its group.
var sameAs = func() map[string][]string {
	m := map[string][]string{}
	for _, group := range synonyms {
		for i, one := range group {
			for j, other := range group {
				if i != j {
					m[Fold(one)] = append(m[Fold(one)], Fold(other))
				}
			}
		}
	}
	return m
}()

// sameMeaning are the words that mean the same as a folded one. 핸드폰교실 is
// 스마트폰교실 too; a Latin word counts whole, so that aim is not 인공지능m.
func sameMeaning(w string) []string {
	if same, ok := sameAs[w]; ok {
		return same
	}
	var out []string
	longest := 0
	for head, same := range sameAs {
		rest, ok := strings.CutPrefix(w, head)
		if !ok || len(head) <= longest || latinGoesOn(head, rest) {
			continue
		}
		longest, out = len(head), nil
		for _, s := range same {
			out = append(out, s+rest)
		}
	}
	return out
}

// latinGoesOn reports whether rest begins in the middle of a Latin word that head cuts.
func latinGoesOn(head, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(head)
	next, _ := utf8.DecodeRuneInString(rest)
	return isLatin(last) && isLatin(next)
}
