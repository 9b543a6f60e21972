package notify_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ieum/internal/border/sms"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/notify"
	"ieum/internal/outbox"
	"ieum/internal/paging"
	"ieum/internal/people"
	"ieum/internal/policy"
)

const smsKey = "a-secret-of-the-gateway"

// phones is a gateway that keeps what it is given.
type phones struct {
	mu     sync.Mutex
	got    []sms.Message
	status int
	server *sms.Gateway
}

func openPhones(t *testing.T) *phones {
	t.Helper()
	p := &phones{status: http.StatusAccepted}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		var m sms.Message
		if raw, err := io.ReadAll(r.Body); err != nil || json.Unmarshal(raw, &m) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		p.got = append(p.got, m)
		w.WriteHeader(p.status)
	}))
	t.Cleanup(s.Close)
	var err error
	if p.server, err = sms.New(strings.Replace(s.URL, "http://", "http://portal:"+smsKey+"@", 1)); err != nil {
		t.Fatal(err)
	}
	return p
}

func brief(kind, _ string, facts map[string]string) (string, error) {
	if kind == "unheard of" {
		return "", errors.New("no such kind")
	}
	return "[이음] " + facts["code"] + facts["title"], nil
}

func texts(d *db.DB, p notify.Texter) (*notify.Sender, *outbox.Service) {
	o := outbox.NewService(d)
	return notify.NewSender(o, people.NewLinks("a secret of at least thirty-two characters"), words, nil).Texting(brief, p), o
}

func stored(t *testing.T, d *db.DB) (m outbox.Message) {
	t.Helper()
	if err := d.Read(t.Context()).Order("at desc, id desc").Take(&m).Error; err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTextsLeaveByTheGateway(t *testing.T) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		p := openPhones(t)
		s, o := texts(d, p.server)
		write(t, d,
			outbox.Letter{Stranger: true, Channel: outbox.SMS, Kind: "account.code", Address: "010-1234-5678", Facts: outbox.Facts{people.FactCode: "nonce"}},
			outbox.Letter{Stranger: true, Kind: "a letter", Address: "a@b.example"},
		)
		// Each channel is sent by itself: a letter does not leave as a text.
		if n, err := s.RunTexts(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		code := people.NewLinks("a secret of at least thirty-two characters").Code("nonce")
		if len(p.got) != 1 || p.got[0].To != "01012345678" || p.got[0].Text != "[이음] "+code || len(code) != 6 {
			t.Errorf("%+v %s", p.got, code)
		}
		page, _, err := o.List(t.Context(), admin, outbox.Filter{Channel: outbox.SMS}, paging.New(1, 20))
		if err != nil || len(page) != 1 || page[0].State != outbox.Sent || strings.Contains(page[0].Data, code) {
			t.Errorf("%+v %v", page, err)
		}
		// Where texts leave, the administrator cannot read a code.
		if l, err := s.Outline(&page[0]); err != nil || strings.Contains(l.Text, code) {
			t.Errorf("%+v %v", l, err)
		}
		if counts, err := o.Count(t.Context(), admin, outbox.Mail); err != nil || counts[outbox.Waiting] != 1 || counts[outbox.Sent] != 0 {
			t.Errorf("%v %v", counts, err)
		}

		// A refusal is final, anything else waits; a text that came too late is not sent at all.
		for status, want := range map[int]outbox.State{http.StatusUnprocessableEntity: outbox.Dead, http.StatusServiceUnavailable: outbox.Waiting} {
			p.status = status
			c.Set(c.Now().Add(time.Second))
			write(t, d, outbox.Letter{Stranger: true, Channel: outbox.SMS, Kind: "x", Address: "010-1234-5678", Facts: outbox.Facts{"title": fmt.Sprint(status)}})
			if _, err := s.RunTexts(t.Context()); err != nil {
				t.Fatal(err)
			}
			if m := stored(t, d); m.State != want {
				t.Errorf("%d: %+v", status, m)
			}
		}
		p.status = http.StatusAccepted
		before := len(p.got)
		c.Set(c.Now().Add(time.Second))
		write(t, d, outbox.Letter{Stranger: true, Channel: outbox.SMS, Kind: "account.code", Address: "010-1234-5678", Facts: outbox.Facts{outbox.FactUntil: strconv.FormatInt(int64(c.Now().Add(5*time.Second)), 10)}})
		c.Set(c.Now().Add(5 * time.Second))
		if _, err := s.RunTexts(t.Context()); err != nil {
			t.Fatal(err)
		}
		if m := stored(t, d); m.State != outbox.Dead || len(p.got) != before {
			t.Errorf("a code that has run out was sent: %+v", m)
		}
	})
}

func TestReportsOfTheGatewayCountOnce(t *testing.T) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		p := openPhones(t)
		s, o := texts(d, p.server)
		report := func(message id.ID, state, reason string) error {
			body := fmt.Appendf(nil, `{"id":%q,"state":%q,"reason":%q}`, message, state, reason)
			at := strconv.FormatInt(d.Now().Time().Unix(), 10)
			return s.Report(t.Context(), at, sms.Sign([]byte(smsKey), at, body), body)
		}
		one := func(state string) outbox.Message {
			t.Helper()
			c.Set(c.Now().Add(time.Second))
			write(t, d, outbox.Letter{Stranger: true, Channel: outbox.SMS, Kind: "x", Address: "010-1234-5678"})
			if _, err := s.RunTexts(t.Context()); err != nil {
				t.Fatal(err)
			}
			m := stored(t, d)
			for range 2 {
				if err := report(m.ID, state, "결번"); err != nil {
					t.Fatal(err)
				}
			}
			return stored(t, d)
		}
		if m := one(sms.Delivered); m.State != outbox.Sent || m.Delivery != outbox.Delivered || m.DeliveredAt.IsZero() {
			t.Errorf("%+v", m)
		}
		m := one(sms.Failed)
		if m.State != outbox.Dead || m.Delivery != outbox.Failed || m.Problem != "결번" {
			t.Errorf("%+v", m)
		}
		if err := report(m.ID, sms.Delivered, ""); err != nil || stored(t, d).Delivery != outbox.Failed {
			t.Errorf("the second word counted: %v", err)
		}
		if err := report(id.New(), sms.Delivered, ""); fault.Of(err) != fault.NotFound {
			t.Errorf("a message that is not there: %v", err)
		}
		if err := s.Report(t.Context(), strconv.FormatInt(d.Now().Time().Unix(), 10), "sha256=00", []byte(`{}`)); fault.Of(err) != fault.Forbidden {
			t.Errorf("not signed: %v", err)
		}
		if err := o.Arrived(t.Context(), policy.System("send alerts"), m.ID, outbox.Delivered, ""); fault.Of(err) != fault.Forbidden {
			t.Errorf("another task: %v", err)
		}
		// The report may overtake the gateway's own answer.
		c.Set(c.Now().Add(time.Second))
		write(t, d, outbox.Letter{Stranger: true, Channel: outbox.SMS, Kind: "x", Address: "010-1234-5678"})
		taken, err := o.Claim(t.Context(), policy.System("send mail"), outbox.SMS, 1)
		if err != nil || len(taken) != 1 {
			t.Fatal(len(taken), err)
		}
		if err := report(taken[0].ID, sms.Failed, "결번"); err != nil {
			t.Fatal(err)
		}
		if err := o.Sent(t.Context(), policy.System("send mail"), &taken[0], ""); err != nil {
			t.Fatal(err)
		}
		if m := stored(t, d); m.State != outbox.Dead {
			t.Errorf("%+v", m)
		}
		none, _ := texts(d, nil)
		if err := none.Report(t.Context(), "1", "", nil); fault.Of(err) != fault.NotFound {
			t.Errorf("without a gateway: %v", err)
		}
	})
}
