package web

import (
	"encoding/json"
	"net/http"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/templates/ui"
	"ieum/web/req"
)

// cookieName has the __Host- prefix: the browser then takes it over HTTPS (or
// loopback) only, for this host only, and no sibling can plant one.
const cookieName = "__Host-ieum"

// store keeps gorilla's sessions in the database: the cookie is an opaque
// random token, the table has its hash.
type store struct{ sessions *people.Sessions }

// sessionData is what a session remembers besides whose it is. Nothing personal.
type sessionData struct {
	Flash []ui.Message `json:"flash,omitempty"`
}

const (
	keyRow   = "row"   // people.WebSession
	keyData  = "data"  // sessionData
	keyStart = "start" // startFor: the session to begin at Save
)

type startFor struct {
	account id.ID
	desk    bool
}

// Get implements sessions.Store.
func (s *store) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New implements sessions.Store. An error is the database's, and never means
// that nobody is signed in.
func (s *store) New(r *http.Request, name string) (*sessions.Session, error) {
	ss := sessions.NewSession(s, name)
	ss.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode}
	ss.IsNew = true
	c, err := r.Cookie(name)
	if err != nil {
		return ss, nil //nolint:nilerr // no cookie: a new session, not a failure
	}
	row, ok, err := s.sessions.Find(r.Context(), c.Value)
	if err != nil || !ok {
		return ss, err
	}
	var d sessionData
	if row.Data != "" {
		if err := json.Unmarshal([]byte(row.Data), &d); err != nil {
			return ss, err
		}
	}
	ss.ID, ss.IsNew = c.Value, false
	ss.Values[keyRow], ss.Values[keyData] = row, d
	return ss, nil
}

// Save implements sessions.Store.
func (s *store) Save(r *http.Request, w http.ResponseWriter, ss *sessions.Session) error {
	ctx := r.Context()
	if ss.Options.MaxAge < 0 {
		if err := s.sessions.End(ctx, ss.ID); err != nil {
			return err
		}
		http.SetCookie(w, sessions.NewCookie(ss.Name(), "", ss.Options))
		return nil
	}
	d, _ := ss.Values[keyData].(sessionData)
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	start, begin := ss.Values[keyStart].(startFor)
	if !begin && ss.ID != "" {
		return s.sessions.Keep(ctx, ss.ID, string(raw))
	}
	old := ss.ID
	if ss.ID, err = s.sessions.Start(ctx, start.account, start.desk, string(raw)); err != nil {
		return err
	}
	delete(ss.Values, keyStart)
	if old != "" { // a new identity at sign-in: the old token is worth nothing
		if err := s.sessions.End(ctx, old); err != nil {
			return err
		}
	}
	http.SetCookie(w, sessions.NewCookie(ss.Name(), ss.ID, ss.Options))
	return nil
}

// browser is the session as handlers use it.
type browser struct {
	store *store
	c     echo.Context
	ss    *sessions.Session
}

var _ req.Session = (*browser)(nil)

func (b *browser) row() (people.WebSession, bool) {
	row, ok := b.ss.Values[keyRow].(people.WebSession)
	return row, ok
}

func (b *browser) save() error { return b.store.Save(b.c.Request(), b.c.Response(), b.ss) }

// SignIn implements req.Session.
func (b *browser) SignIn(account id.ID, desk bool) error {
	b.ss.Values[keyStart] = startFor{account, desk}
	return b.save()
}

// Begin implements req.Session.
func (b *browser) Begin() error {
	if b.ss.ID != "" {
		return nil
	}
	return b.save()
}

// SignOut implements req.Session.
func (b *browser) SignOut() error {
	b.ss.Options.MaxAge = -1
	return b.save()
}

// Token implements req.Session.
func (b *browser) Token() string { return b.ss.ID }

// Flash implements req.Session.
func (b *browser) Flash(m ui.Message) error {
	d, _ := b.ss.Values[keyData].(sessionData)
	d.Flash = append(d.Flash, m)
	b.ss.Values[keyData] = d
	return b.save()
}

// Extend implements req.Session.
func (b *browser) Extend() error {
	row, ok := b.row()
	if !ok {
		return nil
	}
	return b.store.sessions.Seen(b.c.Request().Context(), row, true)
}

// takeFlash is what the last request had to say; it is said once.
func (b *browser) takeFlash() ([]ui.Message, error) {
	d, _ := b.ss.Values[keyData].(sessionData)
	if len(d.Flash) == 0 || b.ss.ID == "" {
		return nil, nil
	}
	said := d.Flash
	b.ss.Values[keyData] = sessionData{}
	return said, b.save()
}

// request turns echo's context into ours: session, account, roles. When the
// database cannot say who asks, the answer is 503 and never a sign-out.
func (s *Server) request(c echo.Context) (*req.Request, error) {
	ss, err := s.sessions.Get(c.Request(), cookieName)
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "error.unavailable")
	}
	b := &browser{store: s.sessions, c: c, ss: ss}
	r := &req.Request{Context: c, Session: b, Who: policy.Nobody(c.RealIP())}
	row, ok := b.row()
	if !ok {
		return r, s.dress(r, b)
	}
	if !row.AccountID.IsZero() {
		v, live, err := s.Actors.Viewer(c.Request().Context(), row.AccountID, c.RealIP())
		if err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "error.unavailable")
		}
		if live && v.AtDesk() {
			if row = row.AtDesk(); s.Sessions.Over(&row) {
				return s.overdue(r, b)
			}
			ss.Values[keyRow] = row
		}
		if live {
			r.Viewer, r.Who = &v, v.Actor
			c.Response().Header().Set("Cache-Control", "no-store")
			c.Set(keyAccount, v.Account.ID)
		}
	}
	if err := s.Sessions.Seen(c.Request().Context(), row, false); err != nil {
		// A page can be read while the database takes no writes.
		noteFailure(c, "session not marked as used", err)
	}
	return r, s.dress(r, b)
}

// overdue ends a session that lasted too long for the duties of its account, and
// goes on as nobody.
func (s *Server) overdue(r *req.Request, b *browser) (*req.Request, error) {
	if err := s.Sessions.End(r.Request().Context(), b.ss.ID); err != nil {
		noteFailure(r.Context, "session not ended", err) // it is over all the same: each request asks
	}
	b.ss.ID, b.ss.Values = "", map[any]any{}
	return r, s.dress(r, b)
}

// extendSession is the button 시간 연장.
func (s *Server) extendSession(r *req.Request) error {
	if err := r.Session.Extend(); err != nil {
		return err
	}
	if r.Request().Header.Get("Accept") == "application/json" {
		return r.NoContent(http.StatusNoContent)
	}
	return r.Go(req.LocalPath(r.FormValue("next"), "/my"))
}
