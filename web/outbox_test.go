package web_test

import (
	"context"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/db"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

func TestTheListOfMessagesMasksAddresses(t *testing.T) {
	a, d := portal(t)
	err := d.Housekeep(context.Background(), "outbox", func(tx *db.Tx) error {
		return outbox.Enqueue(tx, outbox.Letter{Stranger: true, Kind: "account.confirm", Address: "hong.gildong@reader.example", Facts: outbox.Facts{}})
	})
	if err != nil {
		t.Fatal(err)
	}
	var m outbox.Message
	if err := d.Read(t.Context()).Where("address = ?", "hong.gildong@reader.example").Take(&m).Error; err != nil {
		t.Fatal(err)
	}
	var admin *apptest.Client
	for _, p := range readers(t, a) {
		if _, err := policy.Decide(p.actor, policy.ReadOutbox, policy.Platform{Name: "outbox"}); err == nil {
			admin = p.browser
		}
	}
	if admin == nil {
		t.Fatal("the world has no administrator")
	}
	if got := admin.Get("/system/outbox"); got.Status != 200 || !strings.Contains(got.Body, "h***@reader.example") || strings.Contains(got.Body, "hong.gildong@") {
		t.Errorf("%d, the list shows the address: %v", got.Status, strings.Contains(got.Body, "hong.gildong@"))
	}
	if got := admin.Get("/system/outbox/" + m.ID.String()); got.Status != 200 || !strings.Contains(got.Body, "hong.gildong@reader.example") {
		t.Errorf("%d: the message does not show its address", got.Status)
	}
	log := admin.Get("/system/access-log").Body
	for _, words := range []string{"발송함 목록 보기", "발송한 글 전체 보기"} {
		if !strings.Contains(log, words) {
			t.Errorf("the access log does not say %s", words)
		}
	}
	if strings.Contains(log, "outbox.") {
		t.Error("the access log says the name of a task instead of its words")
	}
}
