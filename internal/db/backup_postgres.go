package db

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

const gooseTable = "goose_db_version"

// backupPostgres copies every table out of one snapshot.
func (d *DB) backupPostgres(ctx context.Context, z *zip.Writer, m *Manifest) error {
	conn, err := pgx.Connect(ctx, d.dsn)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if err := tx.QueryRow(ctx, "select coalesce(max(version_id), 0) from "+gooseTable+" where is_applied").Scan(&m.Schema); err != nil {
		return err
	}
	tables, err := pgTables(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		cols, err := pgColumns(ctx, tx, t)
		if err != nil {
			return err
		}
		e := BackupEntry{Name: "tables/" + t + ".copy", Table: t, Columns: cols}
		w, err := newEntry(z, e.Name)
		if err != nil {
			return err
		}
		tag, err := conn.PgConn().CopyTo(ctx, w, "copy "+pgx.Identifier{t}.Sanitize()+" ("+quoted(cols)+") to stdout")
		if err != nil {
			return fmt.Errorf("db: copying %s: %w", t, err)
		}
		e.Rows, e.Bytes, e.SHA256 = tag.RowsAffected(), w.n, w.sum()
		m.Entries = append(m.Entries, e)
	}
	return nil
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = pgx.Identifier{n}.Sanitize()
	}
	return strings.Join(out, ", ")
}

type pgQuerier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func pgStrings(ctx context.Context, q pgQuerier, sql string, args ...any) ([]string, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// pgTables are our tables, each after those that it refers to, so that they
// can be filled in this order.
func pgTables(ctx context.Context, q pgQuerier) ([]string, error) {
	names, err := pgStrings(ctx, q, `select tablename::text from pg_tables where schemaname = 'public' and tablename <> $1 order by tablename`, gooseTable)
	if err != nil {
		return nil, err
	}
	rows, err := q.Query(ctx, `select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`)
	if err != nil {
		return nil, err
	}
	type edge struct{ Child, Parent string }
	edges, err := pgx.CollectRows(rows, pgx.RowToStructByPos[edge])
	if err != nil {
		return nil, err
	}
	var order []string
	for len(order) < len(names) {
		before := len(order)
		for _, n := range names {
			waits := slices.ContainsFunc(edges, func(e edge) bool { return e.Child == n && !slices.Contains(order, e.Parent) })
			if !waits && !slices.Contains(order, n) {
				order = append(order, n)
			}
		}
		if len(order) == before {
			return nil, errors.New("db: the tables refer to each other in a circle")
		}
	}
	return order, nil
}

func pgColumns(ctx context.Context, q pgQuerier, table string) ([]string, error) {
	return pgStrings(ctx, q, `select column_name::text from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`, table)
}

// restorePostgres makes the schema in an empty database and fills it: all of it or nothing.
func restorePostgres(ctx context.Context, z *zip.Reader, m Manifest, dsn string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	there, err := pgStrings(ctx, conn, `select tablename::text from pg_tables where schemaname = 'public'`)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return fmt.Errorf("db: the database has %d tables already; restore wants an empty one", len(there))
	}
	err = migrateTo(ctx, dsn, m.Schema)
	if err == nil {
		err = fillPostgres(ctx, conn, z, m)
	}
	if err != nil { // all of it or nothing: the place was empty, and is so again
		return errors.Join(err, emptyPostgres(context.WithoutCancel(ctx), conn))
	}
	return nil
}

// emptyPostgres takes away the tables that a restore made, and the functions of their triggers.
func emptyPostgres(ctx context.Context, conn *pgx.Conn) error {
	names, err := pgStrings(ctx, conn, `select tablename::text from pg_tables where schemaname = 'public'`)
	if err != nil {
		return err
	}
	if len(names) > 0 {
		if _, err := conn.Exec(ctx, "drop table "+quoted(names)+" cascade"); err != nil {
			return err
		}
	}
	functions, err := pgStrings(ctx, conn, `select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'public'::regnamespace
		and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
	if err != nil || len(functions) == 0 {
		return err
	}
	_, err = conn.Exec(ctx, "drop function "+strings.Join(functions, ", "))
	return err
}

// fillPostgres copies every table of the backup into the new schema, in one transaction.
func fillPostgres(ctx context.Context, conn *pgx.Conn, z *zip.Reader, m Manifest) error {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	tables, err := pgTables(ctx, tx)
	if err != nil {
		return err
	}
	// What is append-only for the portal is filled here as the backup has it; the
	// rules of the tables hold again before anybody else sees them.
	if err := userTriggers(ctx, tx, "disable", tables); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "truncate "+quoted(tables)); err != nil {
		return err
	}
	for _, e := range m.Entries {
		if err := restoreTable(ctx, conn, z, e, tables); err != nil {
			return err
		}
	}
	for _, table := range tables {
		if err := resumeIdentity(ctx, tx, table); err != nil {
			return err
		}
	}
	if err := userTriggers(ctx, tx, "enable", tables); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// userTriggers turns the triggers of tables off or on; those behind foreign keys stay.
func userTriggers(ctx context.Context, tx pgx.Tx, do string, tables []string) error {
	for _, t := range tables {
		if _, err := tx.Exec(ctx, "alter table "+pgx.Identifier{t}.Sanitize()+" "+do+" trigger user"); err != nil {
			return fmt.Errorf("db: to %s the triggers of %s: %w", do, t, err)
		}
	}
	return nil
}

func restoreTable(ctx context.Context, conn *pgx.Conn, z *zip.Reader, e BackupEntry, tables []string) error {
	if !slices.Contains(tables, e.Table) {
		return fmt.Errorf("db: the backup holds a table %q that its schema does not have", e.Table)
	}
	f, err := z.Open(e.Name)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	tag, err := conn.PgConn().CopyFrom(ctx, f, "copy "+pgx.Identifier{e.Table}.Sanitize()+" ("+quoted(e.Columns)+") from stdin")
	if err != nil {
		return fmt.Errorf("db: filling %s: %w", e.Table, err)
	}
	if tag.RowsAffected() != e.Rows {
		return fmt.Errorf("db: %s took %d rows, and the manifest says %d", e.Table, tag.RowsAffected(), e.Rows)
	}
	return nil
}

// resumeIdentity lets a table's numbers go on after the highest one restored.
func resumeIdentity(ctx context.Context, tx pgx.Tx, table string) error {
	cols, err := pgStrings(ctx, tx, `select column_name::text from information_schema.columns where table_schema = 'public' and table_name = $1 and is_identity = 'YES'`, table)
	if err != nil {
		return err
	}
	for _, c := range cols {
		name := pgx.Identifier{table}.Sanitize()
		q := fmt.Sprintf(`select setval(pg_get_serial_sequence('%s', '%s'), coalesce((select max(%s) from %s), 0) + 1, false)`, table, c, pgx.Identifier{c}.Sanitize(), name)
		if _, err := tx.Exec(ctx, q); err != nil {
			return err
		}
	}
	return nil
}
