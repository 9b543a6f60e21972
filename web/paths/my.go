package paths

import (
	"context"

	"ieum/internal/id"
)

// Patterns of the learner's own pages and of applying.
const (
	My                  = "/my"
	MyApplications      = "/my/applications"
	MyProfile           = "/my/profile"
	MyPassword          = "/my/password"
	SectionApplications = "/sections/:id/applications"
	SectionAlerts       = "/sections/:id/alerts"
	Application         = "/applications/:id"
	Cancellation        = "/applications/:id/cancellation"
)

// ToMy is the reader's own first page.
func ToMy(ctx context.Context) string { return In(ctx, My) }

// ToMyApplications is the reader's applications.
func ToMyApplications(ctx context.Context) string { return In(ctx, MyApplications) }

// ToMyProfile is what is known about the reader.
func ToMyProfile(ctx context.Context) string { return In(ctx, MyProfile) }

// ToMyPassword is where the reader changes their password.
func ToMyPassword(ctx context.Context) string { return In(ctx, MyPassword) }

// ToApplication is the receipt of an application.
func ToApplication(ctx context.Context, application id.ID) string {
	return In(ctx, "/applications/"+application.String())
}

// ToCancellation gives a place back.
func ToCancellation(ctx context.Context, application id.ID) string {
	return ToApplication(ctx, application) + "/cancellation"
}
