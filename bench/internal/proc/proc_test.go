package proc

import (
	"os"
	"testing"
	"time"
)

func TestParseStat(t *testing.T) {
	line := "4711 (a (b) c) S 42 4711 4711 0 -1 4194560 1 2 3 4 150 50 7 8 20 0 9 0 12345 1 2\n"
	used, parent, err := parseStat([]byte(line))
	if err != nil || used != 2*time.Second || parent != 42 {
		t.Errorf("%v %d %v", used, parent, err)
	}
	for _, bad := range []string{"", "1 (x) S 1", "1 (x) S p 1 1 0 -1 0 1 2 3 4 5 6 7"} {
		if _, _, err := parseStat([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestThisProcess(t *testing.T) {
	for began := time.Now(); time.Since(began) < 100*time.Millisecond; {
	}
	if got := CPU(os.Getpid()); got <= 0 {
		t.Errorf("a busy process has used %s", got)
	}
	if got := Memory(os.Getpid()); got < 1<<20 {
		t.Errorf("this test holds %d bytes", got)
	}
	if Files() == 0 || Load() == "unknown" {
		t.Error("nothing is known of the machine")
	}
}

func TestStartAndKill(t *testing.T) {
	c, err := Start(t.TempDir(), "sleep", nil, "sleep", "60")
	if err != nil {
		t.Fatal(err)
	}
	if CPUOfChildren(os.Getpid()) < CPU(c.PID()) {
		t.Error("a child is not among this process's")
	}
	began := time.Now()
	c.Kill()
	if time.Since(began) > 5*time.Second || CPU(c.PID()) != 0 {
		t.Error("it lives on")
	}
	if err := c.Ready("http://127.0.0.1:1/"); err == nil {
		t.Error("an ended server is ready")
	}
}
