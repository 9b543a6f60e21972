package audit

import (
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ieum/internal/id"
)

// entered is one number of ledger_log: which row was entered.
type entered struct {
	ID      int64
	Kind    string
	RowID   id.ID
	Version int64
}

// TableName implements gorm's Tabler.
func (entered) TableName() string { return "ledger_log" }

// entries adds the rows that were entered after from, at most to, to a sum; it
// reads at most a piece of them.
func (r chainReader) entries(sum rowsSum, from, to int64) (last int64, n int, err error) {
	var rows []entered
	if err = r.Where("id > ? and id <= ?", from, to).Order("id").Limit(piece).Find(&rows).Error; err != nil || len(rows) == 0 {
		return 0, 0, err
	}
	last = rows[len(rows)-1].ID
	fields := map[int64][]string{}
	for _, l := range ledgers {
		if !slices.ContainsFunc(rows, func(e entered) bool { return e.Kind == l.kind }) {
			continue
		}
		if err = r.stands(l, from, last, fields); err != nil {
			return 0, 0, err
		}
	}
	for _, e := range rows {
		sum.add(append([]string{recordEntry, number(e.ID), e.Kind, e.RowID.String(), number(e.Version)}, fields[e.ID]...)...)
	}
	return last, len(rows), nil
}

// stands reads what stands in the rows of a ledger, by their number. A row that
// is not there has no fields.
func (r chainReader) stands(l ledger, from, to int64, into map[int64][]string) error {
	columns := make([]string, len(l.columns))
	for i, c := range l.columns {
		columns[i] = "x." + c[2:]
		if c[0] == 'b' {
			columns[i] = "case when x." + c[2:] + " then 1 else 0 end"
		}
	}
	rows, err := r.Raw("select e.id, "+strings.Join(columns, ", ")+" from ledger_log e join "+l.table+" x on x."+l.key+" = e.row_id and "+l.ofVersion("x")+" = e.version where e.kind = ? and e.id > ? and e.id <= ?", l.kind, from, to).Rows()
	if err != nil {
		return fmt.Errorf("audit: %s: %w", l.table, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int64
		into0 := make([]any, 1, len(columns)+1)
		into0[0] = &n
		for _, c := range l.columns {
			switch c[0] {
			case 'i':
				into0 = append(into0, new(id.ID))
			case 't':
				into0 = append(into0, new(sql.NullString))
			default:
				into0 = append(into0, new(sql.NullInt64))
			}
		}
		if err := rows.Scan(into0...); err != nil {
			return fmt.Errorf("audit: %s: %w", l.table, err)
		}
		fields := make([]string, 0, len(columns))
		for _, v := range into0[1:] {
			fields = append(fields, said(v))
		}
		into[n] = fields
	}
	return rows.Err()
}

// ofVersion is the version of a row of the ledger under an alias; most have one only.
func (l ledger) ofVersion(alias string) string {
	if l.version == "0" {
		return "0"
	}
	return alias + "." + l.version
}

// said is a value as a field of a record.
func said(v any) string {
	switch x := v.(type) {
	case *id.ID:
		return x.String()
	case *sql.NullString:
		return x.String
	case *sql.NullInt64:
		if x.Valid {
			return strconv.FormatInt(x.Int64, 10)
		}
	}
	return ""
}

// unentered are the ledgers with rows that no number of ledger_log names: they
// came into the table without its trigger.
func (r chainReader) unentered() (out []string, err error) {
	for _, l := range ledgers {
		var n int64
		q := "select count(*) from " + l.table + " x where not exists (select 1 from ledger_log e where e.kind = ? and e.row_id = x." + l.key + " and e.version = " + l.ofVersion("x") + ")"
		if err := r.Raw(q, l.kind).Scan(&n).Error; err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, l.table)
		}
	}
	return out, nil
}
