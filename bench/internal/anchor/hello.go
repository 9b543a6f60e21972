// Package anchor holds what the portal is compared with. Each server is started as a process of its own: this
// program's, by the words of Main.
package anchor

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// Word is the first argument that makes this program one of the servers.
const Word = "serve-anchor"

// Main runs what the arguments after Word name: hello ADDR, gorm ADDR DSN, pocketbase ADDR DIR, pocketbase-seed DIR PEOPLE SEATS….
func Main(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "hello":
		return hello(args[1])
	case len(args) == 3 && args[0] == "gorm":
		return ormServer(args[1], args[2])
	case len(args) == 3 && args[0] == "pocketbase":
		return pocketServer(args[1], args[2])
	case len(args) >= 3 && args[0] == "pocketbase-seed":
		return pocketSeed(args[1], args[2], args[3:])
	}
	return fmt.Errorf("anchor: %q is none of them", strings.Join(args, " "))
}

// PageSize is the size of the static answer: that of a page with twenty cards.
const PageSize = 20_000

// hello serves the least that Echo can do, and a body of a page's size that costs nothing to make.
func hello(addr string) error {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	page := []byte(strings.Repeat("<p>0123456789 0123456789 0123456789</p>\n", PageSize/40))
	e.GET("/hello", func(c echo.Context) error { return c.String(http.StatusOK, "hello, world") })
	e.GET("/static", func(c echo.Context) error { return c.HTMLBlob(http.StatusOK, page) })
	return ended(e.Start(addr))
}

func ended(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
