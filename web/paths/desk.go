package paths

import (
	"context"

	"ieum/internal/id"
)

// Patterns of the counter (창구).
const (
	Counter        = "/office/desk"
	CounterNew     = "/office/desk/new"
	CounterPerson  = "/office/desk/people/:id"
	CounterApply   = "/office/desk/people/:id/sections/:section"
	CounterReceipt = "/office/desk/applications/:id"
	CounterMessage = "/office/desk/applications/:id/message"
)

// ToCounterPerson is somebody at the counter.
func ToCounterPerson(ctx context.Context, person id.ID) string {
	return In(ctx, under("/office/desk/people", person, ""))
}

// ToCounterApply is where an officer applies for somebody.
func ToCounterApply(ctx context.Context, person, section id.ID) string {
	return ToCounterPerson(ctx, person) + "/sections/" + section.String()
}

// ToCounterReceipt is a receipt at the counter, or one of its pages: "", message.
func ToCounterReceipt(ctx context.Context, application id.ID, page string) string {
	return In(ctx, under("/office/desk/applications", application, page))
}
