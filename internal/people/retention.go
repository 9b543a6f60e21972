package people

import "ieum/internal/clock"

// How long what is kept, in years: what the pages promise and what the daily work
// of destruction does come from here.
const (
	FormYears       = 1  // what an application needed, from the end of the term
	CompletionYears = 10 // who completed what, from its confirmation
	MoneyYears      = 5  // fees and settlements
	LogYears        = 2  // who looked at whose data: at least; the chain is never cut
)

// Retention are the periods as arguments of a text.
func Retention() []any {
	return []any{"form", FormYears, "completion", CompletionYears, "money", MoneyYears, "log", LogYears}
}

// TermEnd is the last day of the term in which a day lies.
func TermEnd(day clock.Date) clock.Date {
	start := TermStart(day).Time()
	return clock.Of(start.AddDate(0, 6, 0)).Date().AddDays(-1)
}

// FormUntil is the last day on which the data of an application is kept that ended
// on a day.
func FormUntil(ended clock.Date) clock.Date {
	return clock.Of(TermEnd(ended).AddDays(1).Time().AddDate(FormYears, 0, 0)).Date().AddDays(-1)
}
