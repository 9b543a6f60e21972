package db

import (
	"context"
	"embed"
	"slices"
	"strings"
)

// What the triggers of a database are when this program has made them, a line
// each; a test holds the lists to the migrations.
//
//go:embed triggers
var triggersMade embed.FS

// Tampered says in what the triggers of the database are not those that this
// program made: which are gone, switched off or written anew, and which are
// nobody's. The rows that they guard may have been changed since.
func (d *DB) Tampered(ctx context.Context) ([]string, error) {
	raw, err := triggersMade.ReadFile("triggers/" + string(d.Engine) + ".txt")
	if err != nil {
		return nil, err
	}
	have, err := d.triggers(ctx)
	if err != nil {
		return nil, err
	}
	name := func(line string) string { n, _, _ := strings.Cut(line, ": "); return n }
	made := strings.Split(strings.TrimSpace(string(raw)), "\n")
	var out []string
	for _, line := range made {
		i := slices.IndexFunc(have, func(h string) bool { return name(h) == name(line) })
		switch {
		case i < 0:
			out = append(out, "trigger "+name(line)+": it is gone")
		case have[i] != line:
			out = append(out, "trigger "+name(line)+": it is not as this program made it")
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(made, func(line string) bool { return name(line) == name(h) }) {
			out = append(out, "trigger "+name(h)+": it is none of this program's")
		}
	}
	return out, nil
}

// triggers are the triggers as they are, a line each: the name, and all that they
// do. On PostgreSQL that is whether and when one runs, and what its function is.
func (d *DB) triggers(ctx context.Context) (lines []string, err error) {
	q := "select name || ': ' || sql from sqlite_master where type = 'trigger' union all select name || ': temporary ' || sql from sqlite_temp_master where type = 'trigger'"
	if d.Engine == Postgres {
		q = `select c.relname::text || '.' || t.tgname::text || ': ' || t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid) || ' as ' || l.lanname::text || ' ' || p.prosrc
			from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid join pg_language l on l.oid = p.prolang
			where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`
	}
	if err := d.reads.WithContext(ctx).Raw(q).Scan(&lines).Error; err != nil {
		return nil, err
	}
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	slices.Sort(lines)
	return lines, nil
}
