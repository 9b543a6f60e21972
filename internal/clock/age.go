package clock

// Age is 만 나이, the full years a person born on birth has lived on the day d
// (민법 제158조: the day of birth counts, so one turns older on the birthday
// itself). Someone born on 29 February turns older on 1 March of a common year.
// It is 0 when either day is not set.
func Age(birth, d Date) int {
	if birth == "" || d == "" {
		return 0
	}
	b, t := birth.Time(), d.Time()
	years := t.Year() - b.Year()
	if t.Month() < b.Month() || (t.Month() == b.Month() && t.Day() < b.Day()) {
		years--
	}
	return years
}
