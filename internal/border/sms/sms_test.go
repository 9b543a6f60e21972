package sms

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

const key = "a-secret-of-the-gateway"

// gateway speaks the protocol: it takes what is signed and answers with status.
func gateway(t *testing.T, status int) (*Gateway, *[]Message) {
	t.Helper()
	var got []Message
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("X-Ieum-Key") != "portal" || r.Header.Get(HeaderSignature) != Sign([]byte(key), r.Header.Get(HeaderTime), raw) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var m Message
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Error(err)
		}
		got = append(got, m)
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
	}))
	t.Cleanup(s.Close)
	g, err := New(strings.Replace(s.URL, "http://", "http://portal:"+key+"@", 1) + "/messages")
	if err != nil {
		t.Fatal(err)
	}
	return g, &got
}

func TestAnswersOfTheGateway(t *testing.T) {
	for status, want := range map[int]string{
		202: "taken", 400: "final", 410: "final", 422: "final",
		401: "again", 403: "again", 404: "again", 429: "again", 500: "again", 503: "again", 302: "again", 200: "again",
	} {
		g, got := gateway(t, status)
		err := g.Send(t.Context(), Message{ID: "m1", To: "010-1234-5678", Text: "[이음] 인증번호 123456"})
		said := "taken"
		if _, final := errors.AsType[*Refused](err); final {
			said = "final"
		} else if err != nil {
			said = "again"
		}
		if said != want || len(*got) != 1 || (*got)[0] != (Message{"m1", "01012345678", "[이음] 인증번호 123456"}) {
			t.Errorf("%d: %s, want %s; %v %+v", status, said, want, err, *got)
		}
	}
}

func TestTheSecretDoesNotTravel(t *testing.T) {
	for raw, good := range map[string]bool{
		"https://portal:" + key + "@sms.example.kr/messages": true,
		"http://portal:" + key + "@127.0.0.1:9/messages":     true,
		"http://portal:" + key + "@sms.example.kr/messages":  false,
		"https://sms.example.kr/messages":                    false,
		"https://portal:short@sms.example.kr/":               false,
		"https://:" + key + "@sms.example.kr/":               false,
		"sms.example.kr":                                     false,
		"%":                                                  false,
	} {
		g, err := New(raw)
		if (err == nil) != good {
			t.Errorf("%s: %v", raw, err)
		}
		if err != nil && strings.Contains(err.Error(), key) || err == nil && strings.Contains(g.address, key) {
			t.Errorf("%s shows the secret", raw)
		}
	}
}

func TestReportsAreSignedAndFresh(t *testing.T) {
	g, _ := gateway(t, 202)
	now := time.Unix(1_800_000_000, 0)
	at := strconv.FormatInt(now.Unix(), 10)
	body := []byte(`{"id":"m1","state":"failed","reason":"결번"}`)
	if r, err := g.Read(at, Sign([]byte(key), at, body), body, now); err != nil || r != (Report{"m1", Failed, "결번"}) {
		t.Errorf("%+v %v", r, err)
	}
	for name, tt := range map[string]struct {
		at, signature string
		body          []byte
	}{
		"another key":     {at, Sign([]byte("another-key-another"), at, body), body},
		"another body":    {at, Sign([]byte(key), at, body), []byte(`{"id":"m2","state":"failed"}`)},
		"another time":    {strconv.FormatInt(now.Unix()+1, 10), Sign([]byte(key), at, body), body},
		"an old report":   {"1799990000", Sign([]byte(key), "1799990000", body), body},
		"no signature":    {at, "", body},
		"no time":         {"", Sign([]byte(key), "", body), body},
		"unknown state":   {at, Sign([]byte(key), at, []byte(`{"id":"m1","state":"read"}`)), []byte(`{"id":"m1","state":"read"}`)},
		"nothing in it":   {at, Sign([]byte(key), at, []byte(`{}`)), []byte(`{}`)},
		"no JSON at all":  {at, Sign([]byte(key), at, []byte(`x`)), []byte(`x`)},
		"a negative time": {"-9223372036854775808", Sign([]byte(key), "-9223372036854775808", body), body},
	} {
		if r, err := g.Read(tt.at, tt.signature, tt.body, now); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
