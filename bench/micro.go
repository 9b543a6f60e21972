package main

import (
	"context"
	"errors"
	"path/filepath"

	"ieum/bench/internal/anchor"
	"ieum/bench/internal/result"
)

// waiting is how many callers the engine in process has at a time, and how many rows the raw anchor commits together.
const waiting = 1000

// micro measures what has no server: the disk, the engine in process, and the same rows without it.
func (b *bench) micro(ctx context.Context) error {
	if b.only.has("fsync") {
		rate, err := anchor.Fsync(b.dir, b.plan.micro)
		if err != nil {
			return err
		}
		b.book.AddRate(result.Fsync, rate)
	}
	if !b.only.has("engine") && !b.only.has("raw") {
		return nil
	}
	crowd := b.town.People[:b.plan.engine]
	used, drop, err := b.town.Fresh(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = drop() }()
	rate, err := anchor.Engine(ctx, used, crowd, b.town.Sections[engineSection], waiting)
	if err != nil {
		b.book.Fail(result.Key{Target: result.Portal, Run: "engine"}, err.Error())
		return nil
	}
	b.book.AddRate(result.Engine, rate)
	if !b.only.has("raw") || b.postgres != nil {
		return nil
	}
	return b.raw(ctx, used)
}

// raw writes what the engine has written, without the engine.
func (b *bench) raw(ctx context.Context, used string) error {
	r, err := anchor.Record(ctx, filepath.Join(b.dir, "base.db"), used, b.plan.engine)
	if err != nil {
		return err
	}
	if _, ok := b.book.Rate(result.RawOne); !ok {
		b.book.Note("one application writes %d rows: %s", r.Rows(), r.Shape())
	}
	for _, c := range []struct {
		key   result.Key
		batch int
	}{{result.RawOne, 1}, {result.RawMany, waiting}} {
		dsn, drop, err := b.town.Fresh(ctx)
		if err != nil {
			return err
		}
		rate, err := r.Write(ctx, dsn, c.batch, b.plan.micro)
		if err := errors.Join(err, drop()); err != nil {
			return err
		}
		b.book.AddRate(c.key, rate)
	}
	return nil
}
