package anchor

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"

	"ieum/bench/internal/town"
	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
)

// orm is the enrolment that one writes first: each request is one GORM transaction, on the portal's tables, with the
// rows that the portal writes, behind the same address and the same form.
type orm struct {
	write, read *gorm.DB
	locks       bool // PostgreSQL: the row of seats is locked; SQLite's transactions begin IMMEDIATE
}

func openORM(dsn string) (*orm, error) {
	config := func() *gorm.Config {
		return &gorm.Config{TranslateError: true, SkipDefaultTransaction: true, Logger: logger.Discard, NowFunc: func() time.Time { return time.Time{} }}
	}
	if town.IsPostgres(dsn) {
		g, err := gorm.Open(postgres.Open(dsn), config())
		if err != nil {
			return nil, err
		}
		raw, err := g.DB()
		if err != nil {
			return nil, err
		}
		raw.SetMaxOpenConns(20)
		raw.SetMaxIdleConns(20)
		return &orm{g, g, true}, nil
	}
	open := func(conns int, options string) (*gorm.DB, error) {
		g, err := gorm.Open(sqlite.Open(fileURI(dsn)+options), config())
		if err != nil {
			return nil, err
		}
		raw, err := g.DB()
		if err != nil {
			return nil, err
		}
		raw.SetMaxOpenConns(conns)
		raw.SetMaxIdleConns(conns)
		return g, nil
	}
	w, err := open(1, "&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	r, err := open(4, "&_query_only=on")
	return &orm{w, r, false}, err
}

// fileURI is a SQLite database with the portal's durability.
func fileURI(path string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	u.RawQuery = "_foreign_keys=on&_secure_delete=on&_journal_mode=WAL&_synchronous=FULL&_busy_timeout=10000"
	return u.String()
}

func ormServer(addr, dsn string) error {
	o, err := openORM(dsn)
	if err != nil {
		return err
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	guard := http.NewCrossOriginProtection()
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := guard.Check(c.Request()); err != nil {
				return echo.NewHTTPError(http.StatusForbidden, err.Error())
			}
			return next(c)
		}
	})
	e.GET("/healthz", func(c echo.Context) error { return c.NoContent(http.StatusOK) })
	e.POST("/sections/:id/applications", o.apply)
	return ended(e.Start(addr))
}

// apply is the request: who asks, the form, the transaction, the way to the receipt.
func (o *orm) apply(c echo.Context) error {
	section, err := id.Parse(c.Param("id"))
	if err != nil {
		return echo.ErrNotFound
	}
	account, err := o.session(c)
	if err != nil {
		return err
	}
	key := c.FormValue("request_key")
	if key == "" || c.FormValue("consent") == "" {
		return echo.ErrBadRequest
	}
	var a enrolment.Application
	err = o.write.WithContext(c.Request().Context()).Transaction(func(tx *gorm.DB) error {
		d := decision{tx: tx, now: clock.Real(), account: account, section: section, key: key, lock: o.locks}
		a, err = d.make()
		return err
	})
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/applications/"+a.ID.String())
}

func (o *orm) session(c echo.Context) (account id.ID, err error) {
	cookie, err := c.Cookie("__Host-ieum")
	if err != nil {
		return account, echo.ErrUnauthorized
	}
	h := sha256.Sum256([]byte(cookie.Value))
	var row people.WebSession
	err = o.read.WithContext(c.Request().Context()).Take(&row, "hash = ?", hex.EncodeToString(h[:])).Error
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && clock.Real() >= row.Ends() {
		return account, echo.ErrUnauthorized
	}
	return row.AccountID, err
}

// locked reads for update where the engine has row locks.
func locked(tx *gorm.DB, lock bool) *gorm.DB {
	if !lock {
		return tx
	}
	return tx.Clauses(clause.Locking{Strength: "UPDATE"})
}

// one is an error when an update met no row.
func one(res *gorm.DB) error {
	if res.Error == nil && res.RowsAffected != 1 {
		return fmt.Errorf("anchor: %d rows were changed, not one", res.RowsAffected)
	}
	return res.Error
}
