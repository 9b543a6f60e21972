// Package proc starts the servers that are measured as processes of their own, and reads from /proc what they use.
package proc

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// Child is a server that was started.
type Child struct {
	cmd   *exec.Cmd
	log   string
	ended chan struct{}
}

// readyWithin bounds how long a server may take until it answers.
const readyWithin = 30 * time.Second

// Start runs a program until Stop or Kill, with its output in a file of dir. It ends with this program.
func Start(dir, name string, env []string, program string, args ...string) (*Child, error) {
	out, err := os.OpenFile(filepath.Join(dir, name+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { _ = out.Close() }()
	cmd := exec.CommandContext(context.Background(), program, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), env...), out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &Child{cmd: cmd, log: out.Name(), ended: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // how it ended stands in its log
		close(c.ended)
	}()
	return c, nil
}

// Ready waits until url answers 200.
func (c *Child) Ready(url string) error {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for until := time.Now().Add(readyWithin); time.Now().Before(until); {
		select {
		case <-c.ended:
			return fmt.Errorf("proc: %s ended before it was ready: see %s", c.cmd.Path, c.log)
		case <-time.After(20 * time.Millisecond):
		}
		res, err := client.Get(url)
		if err != nil {
			continue
		}
		_ = res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return nil
		}
	}
	return fmt.Errorf("proc: %s is not ready after %s: see %s", url, readyWithin, c.log)
}

// PID is the process's number.
func (c *Child) PID() int { return c.cmd.Process.Pid }

// stopWithin is longer than a portal takes to answer what it has received.
const stopWithin = 20 * time.Second

// Stop asks the process to end, and ends it when it does not.
func (c *Child) Stop() error {
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-c.ended:
		return nil
	case <-time.After(stopWithin):
		c.Kill()
		return fmt.Errorf("proc: %s did not end within %s", c.cmd.Path, stopWithin)
	}
}

// Kill ends the process as a power cut would: SIGKILL.
func (c *Child) Kill() {
	_ = c.cmd.Process.Kill()
	<-c.ended
}
