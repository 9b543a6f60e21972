package catalog

import (
	"fmt"
	"strconv"
	"strings"

	"ieum/internal/db"
	"ieum/internal/id"
)

// NextNumber is the next number that people can say of a year and a body: 2027-NAM-0012.
// Its row of the series is locked until the transaction ends, so no two are alike.
func NextNumber(tx *db.Tx, year int, code string) (string, error) {
	prefix := strconv.Itoa(year) + "-" + code + "-"
	n, err := nextOf(tx, "section/"+prefix, func() (int, error) { return lastNumber(tx, prefix) })
	return fmt.Sprintf("%s%04d", prefix, n), err
}

// RangeInSeries takes n running numbers of a series of any other feature at once
// and returns the first of them; a series begins at 1.
func RangeInSeries(tx *db.Tx, series string, n int) (first int, err error) {
	last, err := raise(tx, series, n, func() (int, error) { return 0, nil })
	return last - n + 1, err
}

// nextOf raises a series by one; a new one begins after what start finds.
func nextOf(tx *db.Tx, series string, start func() (int, error)) (int, error) {
	return raise(tx, series, 1, start)
}

// raise raises a series and returns its last number.
func raise(tx *db.Tx, series string, by int, start func() (int, error)) (n int, err error) {
	res := tx.Raw("update number_series set last = last + ? where series = ? returning last", by, series).Scan(&n)
	if res.Error != nil || res.RowsAffected > 0 {
		return n, res.Error
	}
	first, err := start()
	if err != nil {
		return 0, err
	}
	err = tx.Raw("insert into number_series (series, last) values (?, ?) on conflict (series) do update set last = number_series.last + ? returning last", series, first+by, by).Scan(&n).Error
	return n, err
}

// lastNumber is the highest number given out under a prefix, whoever gave it.
func lastNumber(tx *db.Tx, prefix string) (int, error) {
	var number string
	res := tx.Raw("select number from sections where number like ? order by length(number) desc, number desc limit 1", prefix+"%").Scan(&number)
	if res.Error != nil || res.RowsAffected == 0 {
		return 0, res.Error
	}
	n, err := strconv.Atoi(number[len(prefix):])
	if err != nil {
		return 0, nil //nolint:nilerr // somebody else's way of numbering
	}
	return n, nil
}

// freeSlug is an address for a new programme: nam-2027-3. Korean titles make long
// percent signs of every letter, and change; this one is said on the telephone.
func (s deskStore) freeSlug(year int, code string) (string, error) {
	for {
		n, err := nextOf(s.Tx, fmt.Sprintf("programme/%d-%s", year, code), func() (int, error) { return 0, nil })
		if err != nil {
			return "", err
		}
		slug := fmt.Sprintf("%s-%d-%d", strings.ToLower(code), year, n)
		var taken int64
		if err := s.Model(&Programme{}).Where("slug = ?", slug).Count(&taken).Error; err != nil {
			return "", err
		}
		if taken == 0 {
			return slug, nil
		}
	}
}

// code is the short code of an organisation in human numbers; one without has the first letters of its id.
func (s deskStore) code(org id.ID) (string, error) {
	var row struct{ Code *string }
	if err := s.Raw("select code from organisations where id = ?", org).Scan(&row).Error; err != nil {
		return "", err
	}
	if row.Code == nil {
		return strings.ToUpper(org.String()[:6]), nil
	}
	return *row.Code, nil
}
