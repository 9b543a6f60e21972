package portal

import (
	"net/smtp"
	"strings"
	"testing"

	"ieum/bench/internal/town"
	"ieum/internal/id"
)

func TestMailboxTakesLetters(t *testing.T) {
	addr, err := Mailbox()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		letter := []byte("Subject: x\r\n\r\nwords\r\n.. and a dot\r\n")
		if err := smtp.SendMail(addr, nil, "a@bench.example", []string{"b@bench.example"}, letter); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRequestsAreOneForEachPerson(t *testing.T) {
	people := []town.Person{{Token: strings.Repeat("a", 43)}, {Token: strings.Repeat("b", 43)}, {Token: strings.Repeat("c", 43)}}
	section := town.Section{ID: id.New()}
	r := Requests("127.0.0.1:1", people, section, 2)
	if r.Len() != 2 {
		t.Fatalf("%d requests", r.Len())
	}
	head, body, found := strings.Cut(string(r.At(1)), "\r\n\r\n")
	if !found || !strings.HasPrefix(head, "POST /sections/"+section.ID.String()+"/applications HTTP/1.1\r\n") {
		t.Errorf("%q", head)
	}
	for _, want := range []string{"Cookie: __Host-ieum=" + people[1].Token, "Sec-Fetch-Site: same-origin", "Origin: http://127.0.0.1:1"} {
		if !strings.Contains(head, want) {
			t.Errorf("%q is not in %q", want, head)
		}
	}
	if !strings.Contains(body, "request_key="+people[1].Token[:32]) {
		t.Errorf("%q", body)
	}
}
