package standard

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

const wholeDay = 24 * 60

var (
	clockTime  = regexp.MustCompile(`^(오전|오후|낮|저녁|AM|PM)?(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?|시(?:(\d{1,2})분?|(반))?)?(AM|PM)?$`)
	digitTime  = regexp.MustCompile(`^(\d{1,2})(\d{2})$`)
	fraction   = regexp.MustCompile(`^0?\.\d+$|^\d{5}\.\d+$`)
	timeInDate = regexp.MustCompile(`^\d{4}[-./]\d{1,2}[-./]\d{1,2}[ T](\d{1,2}:\d{2}(?::\d{2})?)$`)
)

// parseTime reads a time of day as minutes since midnight, up to 1440. An empty
// cell says nothing. The last result is what is wrong, "" if nothing is.
func parseTime(s string) (minute int, said bool, problem string) {
	if m := timeInDate.FindStringSubmatch(plain(s)); m != nil {
		s = m[1]
	}
	s = strings.ToUpper(tight(s))
	s = strings.NewReplacer("A.M.", "AM", "P.M.", "PM").Replace(s)
	if nothing[s] {
		return 0, false, ""
	}
	if m := clockTime.FindStringSubmatch(s); m != nil {
		return clockMinutes(m)
	}
	if m := digitTime.FindStringSubmatch(s); m != nil {
		return onClock(number(m[1]), number(m[2]))
	}
	if fraction.MatchString(s) {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return 0, false, badTime
		}
		_, part := math.Modf(f)
		return int(math.Round(part * wholeDay)), true, ""
	}
	return 0, false, badTime
}

// TimeOfDay reads a time as people and spreadsheets write it (14:00, 오후 2시,
// 2pm, 14시 30분, 0.5833) as minutes since midnight.
func TimeOfDay(s string) (minute int, ok bool) {
	minute, said, problem := parseTime(s)
	return minute, said && problem == ""
}

func clockMinutes(m []string) (int, bool, string) {
	half, hour, minute := m[1]+m[6], number(m[2]), 0
	switch {
	case m[3] != "":
		minute = number(m[3])
	case m[4] != "":
		minute = number(m[4])
	case m[5] != "":
		minute = 30
	}
	switch half {
	case "":
	case "오전", "AM":
		if hour > 12 {
			return 0, false, badTime
		}
		hour %= 12
	case "오후", "낮", "저녁", "PM":
		if hour < 12 {
			hour += 12
		}
	default: // "오전 … PM"
		return 0, false, badTime
	}
	return onClock(hour, minute)
}

func onClock(hour, minute int) (int, bool, string) {
	at := hour*60 + minute
	if hour > 24 || minute > 59 || at > wholeDay {
		return 0, false, badTime
	}
	return at, true, ""
}

// number is digits as an int; the callers' patterns let nothing else through.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return math.MaxInt32
	}
	return n
}
