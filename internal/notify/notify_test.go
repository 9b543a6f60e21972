package notify_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	gosmtp "github.com/emersion/go-smtp"

	"ieum/internal/border/smtp"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/notify"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// postOffice is a mail server that keeps what it is given.
type postOffice struct {
	mu   sync.Mutex
	got  map[string][]string // address → letters
	fail func(to string) error

	sender *gosmtp.SMTPError // the answer to MAIL FROM
	url    string
}

func (p *postOffice) NewSession(*gosmtp.Conn) (gosmtp.Session, error) { return &clerk{p: p}, nil }

type clerk struct {
	p  *postOffice
	to string
}

func (c *clerk) Mail(string, *gosmtp.MailOptions) error {
	if c.p.sender != nil {
		return c.p.sender
	}
	return nil
}

func (c *clerk) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	c.to = to
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	if c.p.fail == nil {
		return nil
	}
	return c.p.fail(to)
}

func (c *clerk) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	c.p.mu.Lock()
	defer c.p.mu.Unlock()
	c.p.got[c.to] = append(c.p.got[c.to], string(raw))
	return err
}

func (c *clerk) Reset()        {}
func (c *clerk) Logout() error { return nil }

func openPostOffice(t *testing.T) *postOffice {
	t.Helper()
	p := &postOffice{got: map[string][]string{}}
	s := gosmtp.NewServer(p)
	s.Domain = "localhost"
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	p.url = "smtp://" + l.Addr().String() + "?from=no-reply@portal.example"
	return p
}

func (p *postOffice) server(t *testing.T) *smtp.Server {
	t.Helper()
	s, err := smtp.New(p.url, "이음 평생학습")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func words(kind, _ string, facts map[string]string) (notify.Letter, error) {
	if kind == "broken" {
		panic("index out of range")
	}
	if kind == "unheard of" {
		return notify.Letter{}, errors.New("no such kind")
	}
	return notify.Letter{Subject: "[이음] 자리가 확정되었습니다 — " + facts["title"], Text: "안녕하세요 " + facts["token"], HTML: "<p>안녕하세요</p>"}, nil
}

// admin enqueues letters and reads them.
var admin = policy.Actor{Account: id.New(), Person: id.New(), Roles: []policy.Role{{Duty: policy.Admin}}}

func write(t *testing.T, d *db.DB, letters ...outbox.Letter) {
	t.Helper()
	err := d.Write(t.Context(), admin, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ManagePlatform, policy.Platform{Name: "test"}); err != nil {
			return err
		}
		return outbox.Enqueue(tx, letters...)
	})
	if err != nil {
		t.Fatal(err)
	}
	var rows []outbox.Message
	if err := d.Read(t.Context()).Where("state = 'waiting'").Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	for _, m := range rows {
		addressed.Store(m.ID, m.Address)
	}
}

// addressed remembers whom a message was for: the outbox hides it once it has left.
var addressed sync.Map

func all(t *testing.T, d *db.DB) map[string]outbox.Message {
	t.Helper()
	var rows []outbox.Message
	if err := d.Read(context.Background()).Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	out := map[string]outbox.Message{}
	for _, m := range rows {
		to, _ := addressed.Load(m.ID)
		out[to.(string)] = m
	}
	return out
}

func each(t *testing.T, fn func(t *testing.T, d *db.DB, c *dbtest.Clock)) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		fn(t, d, c)
	})
}

func to(address string) outbox.Letter {
	return outbox.Letter{Stranger: true, Kind: "application.accepted", Address: address, Facts: outbox.Facts{"title": "생성형 인공지능 배움코치 양성과정"}}
}

func TestALetterArrives(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		p := openPostOffice(t)
		l := to("hong@example.kr")
		l.Facts[people.FactLink] = "0123456789abcdef"
		write(t, d, l)
		links := people.NewLinks("secret")
		if n, err := notify.NewSender(outbox.NewService(d), links, words, p.server(t)).Run(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if len(p.got["hong@example.kr"]) != 1 {
			t.Fatalf("%v", p.got)
		}
		m, err := netmail.ReadMessage(strings.NewReader(p.got["hong@example.kr"][0]))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != "[이음] 자리가 확정되었습니다 — 생성형 인공지능 배움코치 양성과정" {
			t.Errorf("%q %v", subject, err)
		}
		from, err := m.Header.AddressList("From")
		if err != nil || from[0].Name != "이음 평생학습" || from[0].Address != "no-reply@portal.example" {
			t.Errorf("%v %v", from, err)
		}
		row := all(t, d)["hong@example.kr"]
		if row.State != outbox.Sent || row.SentAt != dbtest.Noon || row.Problem != "" || !row.LeaseUntil.IsZero() {
			t.Errorf("%+v", row)
		}
		if !strings.Contains(m.Header.Get("Message-ID"), row.ID.String()) {
			t.Errorf("%s", m.Header.Get("Message-ID"))
		}
		if n, err := notify.NewSender(outbox.NewService(d), links, words, p.server(t)).Run(t.Context()); n != 0 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestABounceIsFinalAndATroubleIsNot(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		p := openPostOffice(t)
		p.fail = func(to string) error {
			switch {
			case strings.HasPrefix(to, "gone"):
				return &gosmtp.SMTPError{Code: 550, EnhancedCode: gosmtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
			case strings.HasPrefix(to, "busy"):
				return &gosmtp.SMTPError{Code: 451, EnhancedCode: gosmtp.EnhancedCode{4, 3, 0}, Message: "try again later"}
			}
			return nil
		}
		write(t, d, to("gone@example.kr"), to("busy@example.kr"), to("fine@example.kr"), outbox.Letter{Stranger: true, Kind: "unheard of", Address: "odd@example.kr"},
			to("a@example.kr\r\nBcc: all@example.kr"))
		s := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, p.server(t))
		if n, err := s.Run(t.Context()); n != 5 || err != nil {
			t.Fatal(n, err)
		}
		rows := all(t, d)
		for address, want := range map[string]outbox.State{
			"gone@example.kr": outbox.Dead, "busy@example.kr": outbox.Waiting, "fine@example.kr": outbox.Sent, "odd@example.kr": outbox.Dead,
			"a@example.kr\r\nBcc: all@example.kr": outbox.Dead,
		} {
			if got := rows[address]; got.State != want || (want != outbox.Sent) != (got.Problem != "") {
				t.Errorf("%s: %s %q", address, got.State, got.Problem)
			}
		}
		if len(p.got) != 1 {
			t.Errorf("%v", p.got)
		}
		if busy := rows["busy@example.kr"]; busy.NextAt != dbtest.Noon.Add(time.Minute) {
			t.Errorf("tried again at %s", busy.NextAt.Time())
		}
		// It is tried eight times in all, and then given up.
		for i := 2; i <= 8; i++ {
			if n, err := s.Run(t.Context()); n != 0 || err != nil {
				t.Errorf("before its time: %d %v", n, err)
			}
			c.Set(all(t, d)["busy@example.kr"].NextAt)
			if n, err := s.Run(t.Context()); n != 1 || err != nil {
				t.Fatalf("attempt %d: %d %v", i, n, err)
			}
		}
		if busy := all(t, d)["busy@example.kr"]; busy.State != outbox.Dead || busy.Attempts != 8 {
			t.Errorf("%+v", busy)
		}
	})
}

func TestAMailServerThatIsAwayLosesNothing(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		write(t, d, to("hong@example.kr"))
		away, err := smtp.New("smtp://127.0.0.1:1?from=a@example.kr", "이음")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, away).Run(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		p := openPostOffice(t)
		c.Set(dbtest.Noon.Add(time.Minute))
		if n, err := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, p.server(t)).Run(t.Context()); n != 1 || err != nil || len(p.got["hong@example.kr"]) != 1 {
			t.Error(n, err, p.got)
		}
	})
}

func TestWorkersAtOnceSendNothingTwice(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		p := openPostOffice(t)
		const n = 120
		letters := make([]outbox.Letter, n)
		for i := range letters {
			letters[i] = to(fmt.Sprintf("u%d@example.kr", i))
		}
		write(t, d, letters...)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, p.server(t)).Run(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.got) != n {
			t.Errorf("%d of %d arrived", len(p.got), n)
		}
		for who, ls := range p.got {
			if len(ls) != 1 {
				t.Errorf("%s has %d", who, len(ls))
			}
		}
	})
}

func TestALeaseThatRanOutIsTakenByAnotherAndNotSettledByTheFirst(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		write(t, d, to("hong@example.kr"))
		o, work := outbox.NewService(d), policy.System("send mail")
		first, err := o.Claim(t.Context(), work, outbox.Mail, 10)
		if err != nil || len(first) != 1 {
			t.Fatal(first, err)
		}
		if other, err := o.Claim(t.Context(), work, outbox.Mail, 10); err != nil || len(other) != 0 {
			t.Errorf("taken twice: %v %v", other, err)
		}
		c.Set(dbtest.Noon.Add(6 * time.Minute))
		second, err := o.Claim(t.Context(), work, outbox.Mail, 10)
		if err != nil || len(second) != 1 {
			t.Fatal(second, err)
		}
		if err := o.Dead(t.Context(), work, &first[0], "late"); err == nil {
			t.Error("the first worker settled what another holds")
		}
		if err := o.Sent(t.Context(), work, &second[0], ""); err != nil {
			t.Error(err)
		}
	})
}

func TestADemoKeepsItsLettersAndOnlyTheAdministratorReadsThem(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		l := to("hong@example.kr")
		l.Facts[people.FactLink] = "0123456789abcdef"
		write(t, d, l)
		o, links := outbox.NewService(d), people.NewLinks("secret")
		demo := notify.NewSender(o, links, words, nil)
		if n, err := demo.Run(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		m := all(t, d)["hong@example.kr"]
		if m.State != outbox.Sent || m.Problem != outbox.Kept {
			t.Errorf("%+v", m)
		}
		token := links.Token("0123456789abcdef")
		if got, err := demo.Outline(&m); err != nil || !strings.Contains(got.Text, token) {
			t.Errorf("%v %v", got, err)
		}
		if got, err := notify.NewSender(o, links, words, openPostOffice(t).server(t)).Outline(&m); err != nil || strings.Contains(got.Text, token) {
			t.Errorf("an administrator reads a link that works: %v %v", got, err)
		}
		resident := policy.Actor{Account: id.New(), Person: id.New()}
		if _, err := o.One(t.Context(), resident, m.ID); fault.Of(err) != fault.Forbidden {
			t.Errorf("%v", err)
		}
		if _, err := o.Claim(t.Context(), admin, outbox.Mail, 1); fault.Of(err) != fault.Forbidden {
			t.Errorf("somebody but the worker takes mail: %v", err)
		}
	})
}

func TestTheAddressOfTheMailServer(t *testing.T) {
	for raw, ok := range map[string]bool{
		"smtp://mail.example.kr?from=a@b.kr": true, "smtps://u:p@mail.example.kr:465?from=a@b.kr": true, "smtp://u:p@mail.example.kr:587?from=a@b.kr": true,
		"http://mail.example.kr?from=a@b.kr": false, "smtp://mail.example.kr": false, "smtp://mail.example.kr?from=no-reply": false, "smtp://mail.example.kr?from=a%0d%0a@b.kr": false, "mail": false, "": false,
	} {
		if _, err := smtp.New(raw, "이음"); (err == nil) != ok {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

// byHand is a transport whose every call is the test's.
type byHand func(ctx context.Context, m smtp.Mail) error

func (f byHand) Send(ctx context.Context, m smtp.Mail) error { return f(ctx, m) }

func several(t *testing.T, d *db.DB, n int) {
	t.Helper()
	for i := range n {
		write(t, d, to(fmt.Sprintf("u%02d@example.kr", i)))
	}
}

func TestAStopCountsNoAttempt(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		several(t, d, 5)
		for range 10 { // more stops than a letter has attempts
			ctx, stop := context.WithCancel(t.Context())
			s := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, byHand(func(ctx context.Context, _ smtp.Mail) error {
				stop()
				return ctx.Err()
			}))
			if n, err := s.Run(ctx); n != 0 || err != nil {
				t.Fatal(n, err)
			}
		}
		for address, m := range all(t, d) {
			if m.State != outbox.Waiting || m.Attempts != 0 || !m.LeaseUntil.IsZero() || m.NextAt != dbtest.Noon {
				t.Errorf("%s: %+v", address, m)
			}
		}
		if n, err := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, openPostOffice(t).server(t)).Run(t.Context()); n != 5 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestASlowMailServerGetsNoLetterTwice(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		several(t, d, 20)
		sent := map[string]int{}
		o := outbox.NewService(d)
		s := notify.NewSender(o, people.NewLinks("x"), words, byHand(func(_ context.Context, m smtp.Mail) error {
			c.Set(c.Now().Add(45 * time.Second))
			sent[m.To]++
			for _, row := range all(t, d) {
				if row.Address == m.To && row.LeaseUntil < c.Now() {
					t.Errorf("%s was sent after its lease", m.To)
				}
			}
			return nil
		}))
		if n, err := s.Run(t.Context()); n != 20 || err != nil {
			t.Fatal(n, err)
		}
		for address, m := range all(t, d) {
			if sent[address] != 1 || m.State != outbox.Sent || m.Attempts != 1 {
				t.Errorf("%s: %d, %+v", address, sent[address], m)
			}
		}
	})
}

func TestWhatAnotherTookOverIsPassedBy(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, c *dbtest.Clock) {
		several(t, d, 2)
		o := outbox.NewService(d)
		first := true
		s := notify.NewSender(o, people.NewLinks("x"), words, byHand(func(ctx context.Context, m smtp.Mail) error {
			if first {
				first = false
				c.Set(dbtest.Noon.Add(6 * time.Minute)) // this worker was stopped for longer than its lease
				taken, err := o.Claim(ctx, policy.System("send mail"), outbox.Mail, 1)
				if err != nil || len(taken) != 1 || taken[0].Address != m.To {
					t.Fatal(taken, err)
				}
			}
			return nil
		}))
		if n, err := s.Run(t.Context()); n != 1 || err != nil {
			t.Error(n, err)
		}
		rows := all(t, d)
		if rows["u00@example.kr"].State != outbox.Sending || rows["u01@example.kr"].State != outbox.Sent {
			t.Errorf("%+v", rows)
		}
	})
}

func TestAMessageWhoseWordsPanicIsDeadAndTheOthersLeave(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		write(t, d, outbox.Letter{Stranger: true, Kind: "broken", Address: "bad@example.kr"}, to("fine@example.kr"))
		p := openPostOffice(t)
		if n, err := notify.NewSender(outbox.NewService(d), people.NewLinks("x"), words, p.server(t)).Run(t.Context()); n != 2 || err != nil {
			t.Fatal(n, err)
		}
		rows := all(t, d)
		if bad := rows["bad@example.kr"]; bad.State != outbox.Dead || !strings.Contains(bad.Problem, "index out of range") {
			t.Errorf("%+v", bad)
		}
		if rows["fine@example.kr"].State != outbox.Sent {
			t.Errorf("%+v", rows["fine@example.kr"])
		}
	})
}

func TestARefusedSenderIsNotTheReceiversFault(t *testing.T) {
	p := openPostOffice(t)
	p.sender = &gosmtp.SMTPError{Code: 553, EnhancedCode: gosmtp.EnhancedCode{5, 7, 1}, Message: "sender not allowed"}
	err := p.server(t).Send(t.Context(), smtp.Mail{ID: "1", To: "hong@example.kr", Subject: "a", Text: "b"})
	if _, final := errors.AsType[*smtp.Refused](err); err == nil || final {
		t.Errorf("%v", err)
	}
	p.sender = nil
	odd, err := smtp.New(p.url, "이음\r\nBcc: all@example.kr")
	if err != nil {
		t.Fatal(err)
	}
	err = odd.Send(t.Context(), smtp.Mail{ID: "1", To: "hong@example.kr", Subject: "a", Text: "b"})
	if _, final := errors.AsType[*smtp.Refused](err); err == nil || final || len(p.got) != 0 {
		t.Errorf("%v %v", err, p.got)
	}
}
