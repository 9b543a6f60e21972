package paths

import (
	"context"

	"ieum/internal/id"
)

// Patterns of attendance and of confirming who took part.
const (
	OfficeTeaching     = "/office/teaching"
	OfficeMarks        = "/office/sections/:id/attendance"
	OfficeThreshold    = "/office/sections/:id/attendance/threshold"
	OfficeTeacher      = "/office/sections/:id/attendance/teacher"
	OfficeMarkSheet    = "/office/sections/:id/sessions/:session/attendance"
	OfficeConfirmation = "/office/sections/:id/confirmation"
	OfficeCorrection   = "/office/participations/:id/correction"
)

// ToTeaching is the desk of whoever takes attendance.
func ToTeaching(ctx context.Context) string { return In(ctx, OfficeTeaching) }

// ToCorrection corrects what was confirmed of one person.
func ToCorrection(ctx context.Context, participation id.ID) string {
	return In(ctx, under("/office/participations", participation, "correction"))
}
