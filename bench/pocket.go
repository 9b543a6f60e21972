package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"ieum/bench/internal/anchor"
	"ieum/bench/internal/check"
	"ieum/bench/internal/load"
	"ieum/bench/internal/proc"
	"ieum/bench/internal/result"
)

// seedPocket lets PocketBase make its base data in a process of its own.
func (b *bench) seedPocket(ctx context.Context) error {
	args := []string{anchor.Word, "pocketbase-seed", b.pocket, strconv.Itoa(b.plan.people)}
	for _, s := range b.plan.scenarios {
		args = append(args, strconv.Itoa(s.seats))
	}
	if out, err := exec.CommandContext(ctx, b.self, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("PocketBase: %w: %.300s", err, out)
	}
	return nil
}

// programOf is the programme of a scenario.
func (b *bench) programOf(s scenario) string {
	for i, x := range b.plan.scenarios {
		if x == s {
			return anchor.PocketProgram(i)
		}
	}
	return ""
}

func (b *bench) startPocket(_ context.Context, s scenario, seed uint64) (*instance, error) {
	addr := b.address()
	dir := fmt.Sprintf("%s-%d", b.pocket, b.used)
	drop := func() error { return os.RemoveAll(dir) }
	if err := os.CopyFS(dir, os.DirFS(b.pocket)); err != nil {
		return nil, errors.Join(err, drop())
	}
	tokens, err := anchor.ReadTokens(dir)
	if err != nil {
		return nil, errors.Join(err, drop())
	}
	program, order := b.programOf(s), rand.New(rand.NewPCG(seed, 2)).Perm(len(tokens))
	reqs, number := &load.Requests{}, make(map[string]int, len(order))
	body := fmt.Sprintf(`{"program":%q}`, program)
	for i, person := range order[:min(len(order), b.plan.need(s))] {
		number[anchor.PocketUser(person)] = i
		reqs.Add(fmt.Appendf(nil, "POST /api/collections/enrolments/records HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
			addr, tokens[person], len(body), body))
	}
	c, err := b.anchorServer("pocketbase", "http://"+addr+"/api/health", addr, dir)
	if err != nil {
		return nil, errors.Join(err, drop())
	}
	return &instance{
		load: load.Target{
			Addr: addr, Reqs: reqs, Want: 200, Warm: fmt.Appendf(nil, "GET /api/health HTTP/1.1\r\nHost: %s\r\n\r\n", addr),
			CPU: func() time.Duration { return proc.CPU(c.PID()) },
		},
		memory: func() int64 { return proc.Memory(c.PID()) },
		verify: func(ctx context.Context, r *load.Run) (result.Orders, []string, error) {
			l, err := pocketLedger(ctx, filepath.Join(dir, "data.db"), program, number)
			if err != nil {
				return result.Orders{}, nil, err
			}
			return orders(l, r), l.Problems(r.Acked(), false), nil
		},
		close: func() error {
			c.Kill() // it has no data that anybody wants
			return drop()
		},
	}, nil
}

// pocketLedger reads PocketBase's own tables.
func pocketLedger(ctx context.Context, path, program string, number map[string]int) (l check.Ledger, err error) {
	d, err := sql.Open("sqlite3", path)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	rows, err := d.QueryContext(ctx, "select user, place, status = 'accepted' from enrolments where program = ?", program)
	if err != nil {
		return l, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var user string
		r := check.Row{Person: -1}
		if err := rows.Scan(&user, &r.Place, &r.Seat); err != nil {
			return l, err
		}
		if n, ok := number[user]; ok {
			r.Person = n
		}
		l.Rows = append(l.Rows, r)
	}
	if err := rows.Err(); err != nil {
		return l, err
	}
	l.Trail, l.Letters = -1, -1
	return l, d.QueryRowContext(ctx, "select seats, taken, arrivals from programs where id = ?", program).Scan(&l.Capacity, &l.Taken, &l.LastSeq)
}
