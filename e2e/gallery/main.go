// Command gallery serves every component of the design system and every error page, in both languages and all display modes, for people to
// look at (make gallery) and for the checks in Chromium. It is not part of the product.
//
//	go run ./e2e/gallery [address]
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/a-h/templ"

	"ieum/internal/i18n"
	"ieum/static"
	"ieum/templates/errpage"
	"ieum/templates/gallery"
	"ieum/templates/layout"
	"ieum/web"
)

// pages are what is shown, by path; those with a status are answers to something that went wrong.
var pages = []struct {
	path   string
	status int
	draw   func() templ.Component
}{
	{"/", http.StatusOK, gallery.Gallery},
	{"/desk", http.StatusOK, gallery.Desk},
	{"/home", http.StatusOK, gallery.Home},
	{"/wrong", http.StatusUnprocessableEntity, gallery.Wrong},
	{"/errors/403", http.StatusForbidden, failure(errpage.Failure{Status: http.StatusForbidden, Login: true})},
	{"/errors/404", http.StatusNotFound, failure(errpage.Failure{Status: http.StatusNotFound})},
	{"/errors/500", http.StatusOK, failure(errpage.Failure{Status: http.StatusInternalServerError, Ref: "7QK3-ZD2M"})},
	{"/errors/503", http.StatusOK, failure(errpage.Failure{Status: http.StatusServiceUnavailable, Ref: "7QK3-ZD2M"})},
}

func failure(f errpage.Failure) func() templ.Component {
	return func() templ.Component { return errpage.Page(f) }
}

func main() {
	address := "127.0.0.1:8090"
	if len(os.Args) > 1 {
		address = os.Args[1]
	}
	server := &http.Server{Addr: address, Handler: handler(), ReadHeaderTimeout: 5 * time.Second}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		_ = server.Close()
	}()
	_, _ = fmt.Fprintf(os.Stdout, "the gallery is at http://%s/ (also /en/, ?mode=dark, ?mode=hc)\n", address)
	if err := server.ListenAndServe(); err != nil && err != http.ErrServerClosed {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(static.Prefix, static.Handler())
	mux.HandleFunc("/readyz", func(http.ResponseWriter, *http.Request) {})
	for _, p := range pages {
		mux.HandleFunc(strings.TrimSuffix(p.path, "/")+"/{$}", show(i18n.KO, p.status, p.draw))
		mux.HandleFunc("/en"+strings.TrimSuffix(p.path, "/")+"/{$}", show(i18n.EN, p.status, p.draw))
	}
	return mux
}

func show(lang i18n.Lang, status int, draw func() templ.Component) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		chrome := gallery.Chrome()
		chrome.Mode = r.URL.Query().Get("mode")
		w.Header().Set("Content-Security-Policy", web.ContentPolicy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		if err := draw().Render(layout.With(i18n.With(r.Context(), lang), chrome), w); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}
