package paths

import (
	"context"
	"net/url"

	"ieum/internal/id"
)

// Patterns of the administrator's pages.
const (
	System        = "/system"
	Outbox        = "/system/outbox"
	OutboxMessage = "/system/outbox/:id"
	SMSReports    = "/hooks/sms" // not a page: the gateway for text messages posts here
)

// ToSystem is the administrator's first page.
func ToSystem(ctx context.Context) string { return In(ctx, System) }

// ToOutbox is every message that has left or will, of a state or of all.
func ToOutbox(ctx context.Context, query url.Values) string { return with(In(ctx, Outbox), query) }

// ToOutboxMessage is one message.
func ToOutboxMessage(ctx context.Context, message id.ID) string {
	return In(ctx, Outbox) + "/" + message.String()
}
