package proc

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of times in /proc/PID/stat: USER_HZ, 100 on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// CPU is the time, user and system, that a process has used.
func CPU(pid int) time.Duration {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0 // it has ended
	}
	used, _, err := parseStat(raw)
	if err != nil {
		return 0
	}
	return used
}

// CPUOfChildren is the time of a process and of those that it started: PostgreSQL has one for each connection. What a
// backend used that has ended counts with its parent.
func CPUOfChildren(parent int) (sum time.Duration) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0
	}
	for _, name := range stats {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		if used, of, err := parseStat(raw); err == nil && (of == parent || filepath.Base(filepath.Dir(name)) == strconv.Itoa(parent)) {
			sum += used
		}
	}
	return sum
}

// parseStat reads the parent and the times of a line of /proc/PID/stat. The name of the program comes in brackets, and
// may hold spaces and brackets itself.
func parseStat(raw []byte) (used time.Duration, parent int, err error) {
	end := bytes.LastIndexByte(raw, ')')
	if end < 0 {
		return 0, 0, fmt.Errorf("proc: %.40q is no stat line", raw)
	}
	f := strings.Fields(string(raw[end+1:]))
	if len(f) < 13 {
		return 0, 0, fmt.Errorf("proc: a stat line of %d fields", len(f))
	}
	user, err1 := strconv.ParseInt(f[11], 10, 64)
	system, err2 := strconv.ParseInt(f[12], 10, 64)
	parent, err3 := strconv.Atoi(f[1])
	for _, e := range []error{err1, err2, err3} {
		if e != nil {
			return 0, 0, fmt.Errorf("proc: a stat line: %w", e)
		}
	}
	return time.Duration(user+system) * tick, parent, nil
}

// Memory is what a process holds in memory, in bytes.
func Memory(pid int) int64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(rest, "kB")), 10, 64)
			if err != nil {
				return 0
			}
			return kb << 10
		}
	}
	return 0
}

// Load is what the machine is doing: the three averages of /proc/loadavg.
func Load() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	f := strings.Fields(string(raw))
	return strings.Join(f[:min(3, len(f))], " ")
}

// Files is how many files this process may open.
func Files() uint64 {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return 0
	}
	return l.Cur
}
