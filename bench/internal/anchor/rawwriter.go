package anchor

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// rawWriter holds the prepared statements of one connection.
type rawWriter struct {
	c       *sqlite3.SQLiteConn
	begin   driver.Stmt
	commit  driver.Stmt
	count   driver.Stmt
	inserts []driver.Stmt
	section driver.Value
}

func (w *rawWriter) prepare(tables []rawTable) (err error) {
	add := func(query string) (s driver.Stmt) {
		if err == nil {
			s, err = w.c.Prepare(query)
		}
		return s
	}
	w.begin, w.commit = add("begin immediate"), add("commit")
	w.count = add("update section_seats set taken = taken + ?1, last_seq = last_seq + ?1 where section_id = ?2")
	for _, t := range tables {
		marks := strings.TrimSuffix(strings.Repeat("?,", len(t.columns)), ",")
		w.inserts = append(w.inserts, add(fmt.Sprintf("insert into %q (%s) values (%s)", t.name, strings.Join(t.columns, ","), marks)))
		for i, c := range t.columns {
			if c == "section_id" {
				w.section = t.rows[0][i]
			}
		}
	}
	return err
}

// transaction writes the applications from…to and waits for the disk.
func (w *rawWriter) transaction(tables []rawTable, from, to int) error {
	if _, err := w.begin.Exec(nil); err != nil {
		return err
	}
	for i, t := range tables {
		for _, row := range t.rows[from*t.each : to*t.each] {
			if _, err := w.inserts[i].Exec(row); err != nil {
				return fmt.Errorf("anchor: %s: %w", t.name, err)
			}
		}
	}
	if _, err := w.count.Exec([]driver.Value{int64(to - from), w.section}); err != nil {
		return err
	}
	_, err := w.commit.Exec(nil)
	return err
}

func (w *rawWriter) close() {
	for _, s := range append(w.inserts, w.begin, w.commit, w.count) {
		_ = s.Close()
	}
}
