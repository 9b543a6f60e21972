package portal

import (
	"bufio"
	"net"
	"strings"
)

// Mailbox is a mail server that takes everything and keeps nothing, so that a portal sends its letters as it would.
// It returns its address; it ends with the program.
func Mailbox() (addr string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go converse(c)
		}
	}()
	return l.Addr().String(), nil
}

// converse answers one client until it leaves.
func converse(c net.Conn) {
	defer func() { _ = c.Close() }()
	r := bufio.NewReader(c)
	say := func(s string) bool {
		_, err := c.Write([]byte(s + "\r\n"))
		return err == nil
	}
	for ok := say("220 bench"); ok; {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.TrimSpace(line)); {
		case verb == "QUIT":
			say("221 bye")
			return
		case verb == "DATA":
			ok = say("354 go on") && body(r) && say("250 taken")
		default:
			ok = say("250 ok")
		}
	}
}

// body reads a letter to its end.
func body(r *bufio.Reader) bool {
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			return true
		}
	}
}
