package db

import (
	"bytes"
	"runtime"
	"sync"
	"testing"
)

// Inside a write, another Write or the read pool would wait for itself on
// SQLite and read the past on PostgreSQL. In tests both panic; the check knows
// the goroutine by its number, which is too slow for anything but tests.
var writing sync.Map // goroutine number → true

func outside() {
	if testing.Testing() {
		if _, ok := writing.Load(goroutine()); ok {
			panic(errNested)
		}
	}
}

func inside() (leave func()) {
	if !testing.Testing() {
		return func() {}
	}
	n := goroutine()
	writing.Store(n, true)
	return func() { writing.Delete(n) }
}

func goroutine() string {
	var buf [64]byte
	line := buf[:runtime.Stack(buf[:], false)]
	line = bytes.TrimPrefix(line, []byte("goroutine "))
	n, _, _ := bytes.Cut(line, []byte(" "))
	return string(n)
}
