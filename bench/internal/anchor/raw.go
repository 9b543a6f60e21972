package anchor

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// Raw is the limit of the same database: rows that an engine has written, written again by prepared statements
// straight through the driver, so many applications in each durable transaction. Nothing is decided, read or checked.
type Raw struct {
	tables []rawTable
	n      int // applications
}

// rawTable is what the engine has added to one table.
type rawTable struct {
	name    string
	columns []string
	rows    [][]driver.Value
	each    int // rows for each application
}

// Record reads what an engine's n applications have added to its database, which was a copy of base before. Rows are
// taken in the order in which they were written, so that those of one application stand at the same place in each table.
func Record(ctx context.Context, base, used string, n int) (r *Raw, err error) {
	d, err := sql.Open("sqlite3", fileURI(used))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	d.SetMaxOpenConns(1)
	if _, err := d.ExecContext(ctx, "attach ? as base", base); err != nil {
		return nil, err
	}
	names, err := tableNames(ctx, d)
	if err != nil {
		return nil, err
	}
	r = &Raw{n: n}
	for _, name := range names {
		t, err := added(ctx, d, name)
		if err != nil {
			return nil, fmt.Errorf("anchor: %s: %w", name, err)
		}
		if len(t.rows) == 0 {
			continue
		}
		if t.each = len(t.rows) / n; t.each*n != len(t.rows) {
			return nil, fmt.Errorf("anchor: %d applications added %d rows to %s: not as many for each", n, len(t.rows), name)
		}
		r.tables = append(r.tables, t)
	}
	if len(r.tables) == 0 {
		return nil, errors.New("anchor: the engine has added nothing")
	}
	return r, nil
}

func tableNames(ctx context.Context, d *sql.DB) (names []string, err error) {
	rows, err := d.QueryContext(ctx, "select name from main.sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// added are the rows of a table that base has not.
func added(ctx context.Context, d *sql.DB, name string) (t rawTable, err error) {
	t.name = name
	rows, err := d.QueryContext(ctx, fmt.Sprintf(`select * from main.%[1]q where rowid > (select coalesce(max(rowid), 0) from base.%[1]q) order by rowid`, name))
	if err != nil {
		return t, err
	}
	defer func() { _ = rows.Close() }()
	if t.columns, err = rows.Columns(); err != nil {
		return t, err
	}
	for rows.Next() {
		values, into := make([]any, len(t.columns)), make([]any, len(t.columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return t, err
		}
		row := make([]driver.Value, len(values))
		for i, v := range values {
			row[i] = v
		}
		t.rows = append(t.rows, row)
	}
	return t, rows.Err()
}

// Shape says what one application writes: applications 1, audit 1, ….
func (r *Raw) Shape() string {
	parts := make([]string, len(r.tables))
	for i, t := range r.tables {
		parts[i] = fmt.Sprintf("%s %d", t.name, t.each)
	}
	return strings.Join(parts, ", ")
}

// Rows is how many rows one application writes.
func (r *Raw) Rows() (n int) {
	for _, t := range r.tables {
		n += t.each
	}
	return n
}

// Write writes applications to a fresh copy, batch of them in each transaction, until dur is over or all are written,
// and says how many a second. The section's counters are written once for each transaction.
func (r *Raw) Write(ctx context.Context, dsn string, batch int, dur time.Duration) (rate float64, err error) {
	d, err := sql.Open("sqlite3", fileURI(dsn))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	conn, err := d.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = conn.Raw(func(c any) error {
		w := rawWriter{c: c.(*sqlite3.SQLiteConn)}
		if err := w.prepare(r.tables); err != nil {
			return err
		}
		defer w.close()
		done, start := 0, time.Now()
		for done < r.n && time.Since(start) < dur {
			next := min(done+batch, r.n)
			if err := w.transaction(r.tables, done, next); err != nil {
				return err
			}
			done = next
		}
		rate = float64(done) / time.Since(start).Seconds()
		return nil
	})
	return rate, err
}
