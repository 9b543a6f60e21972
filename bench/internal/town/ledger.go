package town

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"

	"ieum/bench/internal/check"
	"ieum/internal/id"
)

// literal is an id in SQL.
func literal(dsn string, i id.ID) string {
	if IsPostgres(dsn) {
		return "'" + i.String() + "'::uuid"
	}
	return "x'" + hex.EncodeToString(i[:]) + "'"
}

// IsPostgres tells the engine of an address.
func IsPostgres(dsn string) bool { return strings.HasPrefix(dsn, "postgres") }

// Ledger reads what a database says of a section. people are those who asked, in the order of their requests.
func Ledger(ctx context.Context, dsn string, s Section, people []Person) (l check.Ledger, err error) {
	driver := "sqlite3"
	if IsPostgres(dsn) {
		driver = "pgx"
	}
	d, err := sql.Open(driver, dsn)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	where := "where section_id = " + literal(dsn, s.ID)
	seats, err := seatsOf(ctx, d, where)
	if err != nil {
		return l, err
	}
	if l.Rows, err = rowsOf(ctx, d, where, seats, people); err != nil {
		return l, err
	}
	var capacity sql.NullInt64
	if err = d.QueryRowContext(ctx, "select capacity, taken, last_seq from section_seats "+where).Scan(&capacity, &l.Taken, &l.LastSeq); err != nil {
		return l, err
	}
	l.Capacity = -1
	if capacity.Valid {
		l.Capacity = int(capacity.Int64)
	}
	for query, into := range map[string]*int{
		"select count(*) from audit where action = 'application.apply' and detail like '%" + s.ID.String() + "%'": &l.Trail,
		"select count(*) from applications " + where:                                                              &l.Decisions,
		"select count(*) from outbox o where kind like 'application.%' and exists (select 1 from applications a " + where +
			" and o.account_id = a.account_id)": &l.Letters,
	} {
		if err = d.QueryRowContext(ctx, query).Scan(into); err != nil {
			return l, err
		}
	}
	return l, nil
}

// seats are the people who hold one.
func seatsOf(ctx context.Context, d *sql.DB, where string) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	rows, err := d.QueryContext(ctx, "select person_id from enrolments "+where+" and released_at is null")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var person id.ID
		if err := rows.Scan(&person); err != nil {
			return nil, err
		}
		out[person] = true
	}
	return out, rows.Err()
}

func rowsOf(ctx context.Context, d *sql.DB, where string, seats map[id.ID]bool, people []Person) (out []check.Row, err error) {
	number := make(map[id.ID]int, len(people))
	for i, p := range people {
		number[p.Person] = i
	}
	rows, err := d.QueryContext(ctx, "select person_id, seq from applications "+where)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var person id.ID
		r := check.Row{Person: -1}
		if err := rows.Scan(&person, &r.Place); err != nil {
			return nil, err
		}
		if n, ok := number[person]; ok {
			r.Person = n
		}
		r.Seat = seats[person]
		out = append(out, r)
	}
	return out, rows.Err()
}
