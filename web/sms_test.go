package web_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/border/sms"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/outbox"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func TestTheGatewayReportsOverHTTP(t *testing.T) {
	const key = "a-secret-of-the-gateway"
	d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
	cfg := apptest.Config()
	cfg.SMSURL = "http://portal:" + key + "@127.0.0.1:1/messages" // nothing listens: messages wait
	a := app.New(cfg, d)
	err := d.Housekeep(t.Context(), "outbox", func(tx *db.Tx) error {
		return outbox.Enqueue(tx, outbox.Letter{Stranger: true, Channel: outbox.SMS, Kind: "section.message", Address: "010-1234-5678", Facts: outbox.Facts{"subject": "휴강"}})
	})
	if err != nil {
		t.Fatal(err)
	}
	var m outbox.Message
	if err := d.Read(t.Context()).Where("channel = 'sms'").Take(&m).Error; err != nil {
		t.Fatal(err)
	}
	err = d.Housekeep(t.Context(), "outbox", func(tx *db.Tx) error {
		return tx.Model(&outbox.Message{}).Where("id = ?", m.ID).Updates(map[string]any{"state": "sent", "sent_at": 1}).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	gateway := apptest.Visitor(t, a)
	at := strconv.FormatInt(dbtest.Noon.Time().Unix(), 10)
	send := func(body, signature string) int {
		gateway.Header = http.Header{"X-Ieum-Time": {at}, "X-Ieum-Signature": {signature}, "Sec-Fetch-Site": nil, "Origin": nil}
		return gateway.Do(http.MethodPost, "/hooks/sms", "application/json", strings.NewReader(body)).Status
	}
	good := fmt.Sprintf(`{"id":%q,"state":"delivered"}`, m.ID)
	for name, tt := range map[string]struct {
		body, signature string
		want            int
	}{
		"not signed": {good, "", 401}, "signed by another": {good, sms.Sign([]byte("another-key-another"), at, []byte(good)), 401},
		"no report": {`[]`, sms.Sign([]byte(key), at, []byte(`[]`)), 400}, "no such message": {strings.Replace(good, m.ID.String(), "x", 1), sms.Sign([]byte(key), at, []byte(strings.Replace(good, m.ID.String(), "x", 1))), 404},
		"good": {good, sms.Sign([]byte(key), at, []byte(good)), 204}, "too much": {strings.Repeat("x", 5<<10), "", 413},
	} {
		for range 2 {
			if got := send(tt.body, tt.signature); got != tt.want {
				t.Errorf("%s: %d, want %d", name, got, tt.want)
			}
		}
	}
	admin := apptest.SignedIn(t, a, world.AdminPersona.Account, true)
	if got := admin.Get("/system/outbox?channel=sms"); got.Status != 200 || !strings.Contains(got.Body, "010-****-5678") || strings.Contains(got.Body, "010-1234-5678") {
		t.Errorf("%d: the list shows the number, or not the message", got.Status)
	}
	if got := admin.Get("/system/outbox?channel=mail"); strings.Contains(got.Body, "010-****-5678") {
		t.Error("a text stands among the letters")
	}
	if got := admin.Get("/system/outbox/" + m.ID.String()); !strings.Contains(got.Body, "도착함") {
		t.Error("the message does not say that it arrived")
	}
}
