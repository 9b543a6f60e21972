package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// cluster is a PostgreSQL of our own.
type cluster struct {
	dir, url, settings string
	pid                int
}

const pgScript = "../tools/pg.sh"

// durable are the settings that tools/pg.sh turns off for tests. What is acknowledged must survive, so they are on here.
var durable = []string{"fsync", "synchronous_commit", "full_page_writes"}

const durableVar = "IEUM_PG_DURABLE=on"

func startCluster(ctx context.Context, dir string) (c *cluster, err error) {
	// Its server runs as another account, which must reach the folder.
	if c = (&cluster{dir: dir + "-pg"}); os.Mkdir(c.dir, 0o755) != nil {
		return nil, fmt.Errorf("%s cannot be made", c.dir)
	}
	cmd := exec.CommandContext(ctx, pgScript, "start", c.dir)
	cmd.Env = append(os.Environ(), durableVar)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pgScript, err)
	}
	c.url = strings.TrimSpace(string(out))
	if err := c.believe(ctx); err != nil {
		return nil, errors.Join(err, c.stop())
	}
	raw, err := os.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid"))
	if err == nil {
		first, _, _ := strings.Cut(string(raw), "\n")
		c.pid, err = strconv.Atoi(strings.TrimSpace(first))
	}
	if err != nil {
		return nil, errors.Join(err, c.stop())
	}
	return c, nil
}

// believe takes the server's word for it that what is committed stays, and keeps it for the reader of the figures.
func (c *cluster) believe(ctx context.Context) (err error) {
	d, err := sql.Open("pgx", c.url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	c.settings = "PostgreSQL of tools/pg.sh"
	for _, name := range append(durable, "server_version") {
		var value string
		if err := d.QueryRowContext(ctx, "show "+name).Scan(&value); err != nil {
			return err
		}
		if name != "server_version" && value != "on" {
			return fmt.Errorf("PostgreSQL is not durable: %s is %s", name, value)
		}
		c.settings += ", " + name + " " + value
	}
	return nil
}

func (c *cluster) stop() error {
	return exec.Command(pgScript, "stop", c.dir).Run()
}
