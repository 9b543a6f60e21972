package paths

import (
	"context"

	"ieum/internal/id"
)

// Patterns of the administrator's pages.
const (
	Outbox        = "/system/outbox"
	OutboxMessage = "/system/outbox/:id"
)

// ToOutbox is every message that has left or will.
func ToOutbox(ctx context.Context) string { return In(ctx, Outbox) }

// ToOutboxMessage is one message.
func ToOutboxMessage(ctx context.Context, message id.ID) string {
	return ToOutbox(ctx) + "/" + message.String()
}
