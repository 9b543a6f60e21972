package standard

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"ieum/internal/clock"
)

// What is wrong with a cell, as message keys.
const (
	badDate     = "standard.date"
	shortYear   = "standard.date_short_year"
	badTime     = "standard.time"
	badNumber   = "standard.number"
	badAmount   = "standard.amount"
	isEmpty     = "standard.empty"
	badURL      = "standard.url"
	urlIgnored  = "standard.url_ignored"
	notKnown    = "standard.not_understood"
	hasPersonal = "standard.personal"
	hasControl  = "standard.control"
	hasBroken   = "standard.broken_letters"
	tooLong     = "standard.too_long"
)

var (
	fullDate   = regexp.MustCompile(`^(\d{4}) ?[-./년] ?(\d{1,2}) ?[-./월] ?(\d{1,2}) ?[.일]?` + afterDate + `$`)
	eightDate  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:\d{6})?$`)
	shortDate  = regexp.MustCompile(`^['’]?\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2} ?[.일]?` + afterDate + `$|^\d{6}$`)
	serialDate = regexp.MustCompile(`^\d{5}(?:\.\d+)?$|^2958465$`)
)

// What may follow a date: a weekday, a time that is not asked for.
const afterDate = `(?: ?\(?[월화수목금토일](?:요일)?\)?)?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?`

// Excel counts days from 1899-12-30; these are 2000-01-01 and 2099-12-31, so
// that a year or a postcode in the wrong column is not read as a date.
const (
	firstSerial = 36526
	lastSerial  = 73050
	endOfTime   = 2958465 // 9999-12-31, which people write for "always"
)

// parseDate reads a day in any of the ways that files write one; an empty cell
// is the zero date. The second result is what is wrong, "" if nothing is.
func parseDate(s string) (clock.Date, string) {
	s = plain(s)
	if s == "" {
		return "", ""
	}
	if m := fullDate.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if m := eightDate.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if serialDate.MatchString(s) {
		return serialDay(s)
	}
	if shortDate.MatchString(s) {
		return "", shortYear
	}
	return "", badDate
}

func day(y, m, d string) (clock.Date, string) {
	year, _ := strconv.Atoi(y) // the pattern let digits only through
	month, _ := strconv.Atoi(m)
	dom, _ := strconv.Atoi(d)
	if (year < 1990 || year > 2100) && year != 9999 {
		return "", badDate
	}
	date, err := clock.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, dom))
	if err != nil {
		return "", badDate
	}
	return date, ""
}

func serialDay(s string) (clock.Date, string) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return "", badDate
	}
	n := int(f)
	if (n < firstSerial || n > lastSerial) && n != endOfTime {
		return "", badDate
	}
	return clock.Day(1899, time.December, 30+n), ""
}

// noEnd reports whether a last day of reception is one that nobody means.
func noEnd(d clock.Date) bool { return d >= "2090" }

// always are words for a reception that has no last day.
var always = regexp.MustCompile(`상시|수시|연중|마감 ?시|충원 ?시|모집 ?완료|정원 ?충족`)
