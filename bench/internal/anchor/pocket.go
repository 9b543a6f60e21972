package anchor

import (
	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// pocket is PocketBase as its own documentation would build an enrolment: collections with a unique index, and a hook
// that decides inside a transaction. It keeps fewer rows for each decision than the portal (no audit, no message, no
// consent), and with its own defaults it does not wait for the disk at each commit.
func pocket(dir string) (*pocketbase.PocketBase, error) {
	app := pocketbase.NewWithConfig(pocketbase.Config{DefaultDataDir: dir, HideStartBanner: true})
	app.OnRecordCreateRequest("enrolments").BindFunc(decide)
	return app, app.Bootstrap()
}

// decide gives the next place, or says that all are taken. Both are kept.
func decide(e *core.RecordRequestEvent) error {
	if e.Auth == nil {
		return apis.NewUnauthorizedError("", nil)
	}
	e.Record.Set("user", e.Auth.Id)
	outside := e.App
	return e.App.RunInTransaction(func(tx core.App) error {
		e.App = tx
		defer func() { e.App = outside }()
		p, err := tx.FindRecordById("programs", e.Record.GetString("program"))
		if err != nil {
			return err
		}
		place, taken := p.GetInt("arrivals")+1, p.GetInt("taken")
		if seats := p.GetInt("seats"); seats < 0 || taken < seats {
			taken++
			e.Record.Set("status", "accepted")
		} else {
			e.Record.Set("status", "refused")
		}
		e.Record.Set("place", place)
		p.Set("arrivals", place)
		p.Set("taken", taken)
		if err := tx.SaveNoValidate(p); err != nil {
			return err
		}
		return e.Next()
	})
}

func pocketServer(addr, dir string) error {
	app, err := pocket(dir)
	if err != nil {
		return err
	}
	return ended(apis.Serve(app, apis.ServeConfig{HttpAddr: addr}))
}
