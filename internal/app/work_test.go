package app

import (
	"context"
	"testing"
	"time"
)

func TestAWorkerThatPanicsGoesOn(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	times := 0
	worker{"test", time.Millisecond, func(context.Context) error {
		if times++; times == 3 {
			stop()
			return nil
		}
		panic("bad row")
	}}.run(ctx)
	if times != 3 {
		t.Errorf("%d", times)
	}
}
