package load

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

// conn is one keep-alive socket. It reads just enough of HTTP/1.1 to be sure that an answer is whole, so that the
// generator costs a small part of what the servers on the same cores do.
type conn struct {
	c net.Conn
	r *bufio.Reader
}

// answer is what came back for one request; the body has been read.
type answer struct {
	status int
	body   string // the beginning of an answer that was not wanted
}

// A server that says nothing for so long is broken, and the run with it.
const patience = 60 * time.Second

const excerpt = 200

func dial(addr string) (*conn, error) {
	var last error
	for range 40 { // a full backlog refuses for a moment
		c, err := net.DialTimeout("tcp", addr, 2*time.Second)
		if err == nil {
			return &conn{c, bufio.NewReaderSize(c, 4096)}, nil
		}
		last = err
		time.Sleep(25 * time.Millisecond)
	}
	return nil, last
}

// close ends the socket without leaving its port in TIME_WAIT: ten thousand of them a round would use the ports up.
func (k *conn) close() {
	if t, ok := k.c.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	_ = k.c.Close()
}

// ask sends a request and reads the whole answer.
func (k *conn) ask(req []byte, want int) (a answer, err error) {
	_ = k.c.SetDeadline(time.Now().Add(patience))
	if _, err = k.c.Write(req); err != nil {
		return a, err
	}
	line, err := k.r.ReadSlice('\n')
	if err != nil {
		return a, err
	}
	if a.status, err = statusOf(line); err != nil {
		return a, err
	}
	length, chunked, err := k.header()
	if err != nil {
		return a, err
	}
	var keep *bytes.Buffer
	if a.status != want {
		keep = &bytes.Buffer{}
	}
	switch {
	case a.status == 304 || a.status == 204:
	case chunked:
		err = k.chunks(keep)
	case length > 0:
		err = k.take(length, keep)
	case length < 0:
		err = fmt.Errorf("load: an answer %d without a length", a.status)
	}
	if keep != nil {
		a.body = string(keep.Bytes()[:min(keep.Len(), excerpt)])
	}
	return a, err
}

func statusOf(line []byte) (int, error) {
	if len(line) < 13 || !bytes.HasPrefix(line, []byte("HTTP/1.")) {
		return 0, fmt.Errorf("load: %.40q is no HTTP answer", line)
	}
	return strconv.Atoi(string(line[9:12]))
}

var (
	contentLength    = []byte("content-length:")
	transferEncoding = []byte("transfer-encoding:")
)

func (k *conn) header() (length int, chunked bool, err error) {
	length = -1
	for {
		line, err := k.r.ReadSlice('\n')
		if err != nil {
			return 0, false, err
		}
		if len(line) <= 2 {
			return length, chunked, nil
		}
		switch {
		case hasName(line, contentLength):
			if length, err = strconv.Atoi(string(bytes.TrimSpace(line[len(contentLength):]))); err != nil {
				return 0, false, err
			}
		case hasName(line, transferEncoding):
			chunked = true
		}
	}
}

func hasName(line, name []byte) bool {
	return len(line) > len(name) && bytes.EqualFold(line[:len(name)], name)
}

func (k *conn) chunks(keep *bytes.Buffer) error {
	for {
		line, err := k.r.ReadSlice('\n')
		if err != nil {
			return err
		}
		size, err := strconv.ParseInt(string(bytes.TrimSpace(line)), 16, 32)
		if err != nil {
			return err
		}
		if err := k.take(int(size), keep); err != nil {
			return err
		}
		if _, err := k.r.Discard(2); err != nil {
			return err
		}
		if size == 0 {
			return nil
		}
	}
}

func (k *conn) take(n int, keep *bytes.Buffer) error {
	if keep == nil {
		_, err := k.r.Discard(n)
		return err
	}
	_, err := io.CopyN(keep, k.r, int64(n))
	return err
}
