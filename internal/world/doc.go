// Package world is the portal's sample city: the three cooperations with their
// exact published figures, and around them programmes, residents and people at
// their desks whom tests, the demo, the gallery and screenshots share.
//
// # What is a fact and what is 예시
//
// Published figures are sums of rows whose Sample is false: the sixteen
// parties, the 107,000,000 won of 2025, the five projects of 남구, the
// twenty-four of 연제구, the twenty-five programmes and 2,460,000,000 won of
// 파주. A test asserts each figure.
//
// A figure is sometimes public where what it counts is not: that there are
// twenty-four projects is known, what most are called is not. Such a programme
// counts (Sample is false), and its summary begins with "(예시 이름)", so that
// nobody takes the name for the city's own. Days, places and teachers of the
// counted programmes are not public either: each of their sections is named
// "예시 일정" and is never one that people apply to here.
//
// Everything else is a sample and counts in no official total: what is open
// today is of a year after the facts' years, dated relative to Options.Now, so
// that every state of admission and of a run is to be seen on whatever day the
// world is loaded. Money whose amount is not public (the local match of a
// grant) is a sample row too. Bodies and schools that are made up have Sample
// set; real bodies have their real names, and telephone numbers that nobody has.
//
// # How it is put together
//
// The text lives in one file for each cooperation (busan_extracurricular.go,
// busan_lifelong*.go, paju*.go) and in open_*.go for what is open now. build.go
// turns it into rows without looking at a database or a clock, store.go writes
// them. Every id comes from a name (id.Named), so that a link or a test can
// rely on it. city.go adds volume, crowd.go the accounts of a load test.
package world
