package paths

import (
	"context"
	"net/url"

	"ieum/internal/id"
)

// Patterns of the office's desk.
const (
	Office             = "/office"
	OfficePrograms     = "/office/programs"
	OfficeNew          = "/office/programs/new"
	OfficeProgram      = "/office/programs/:id"
	OfficeEdit         = "/office/programs/:id/edit"
	OfficeSections     = "/office/programs/:id/sections"
	OfficeNewSection   = "/office/programs/:id/sections/new"
	OfficeSheet        = "/office/programs/:id/sections/sheet"
	OfficeSheetStore   = "/office/programs/:id/sections/sheet/confirmation"
	OfficeSheetForm    = "/office/programs/:id/sections/form.xlsx"
	OfficeApplicants   = "/office/programs/:id/applicants"
	OfficeMessages     = "/office/programs/:id/messages"
	OfficeBudget       = "/office/programs/:id/budget"
	OfficeAsk          = "/office/programs/:id/approval"
	OfficeClose        = "/office/programs/:id/closure"
	OfficeSection      = "/office/sections/:id"
	OfficeSectionEdit  = "/office/sections/:id/edit"
	OfficeSessions     = "/office/sections/:id/sessions"
	OfficePlan         = "/office/sections/:id/sessions/plan"
	OfficeSession      = "/office/sections/:id/sessions/:session"
	OfficeSessionGone  = "/office/sections/:id/sessions/:session/removal"
	OfficeClone        = "/office/sections/:id/clone"
	OfficeCapacity     = "/office/sections/:id/capacity"
	OfficeSectionAsk   = "/office/sections/:id/approval"
	OfficeSectionClose = "/office/sections/:id/closure"
	OfficeCancel       = "/office/sections/:id/cancellation"
	OfficeList         = "/office/sections/:id/applicants"
	OfficeListXLSX     = "/office/sections/:id/applicants.xlsx"
	OfficeMessage      = "/office/sections/:id/messages/new"
	OfficeAttendance   = "/office/sections/:id/attendance-sheet"
	OfficeApprovals    = "/office/approvals"
	OfficeApproval     = "/office/approvals/:id"
	OfficeDecide       = "/office/approvals/:id/decision"
	OfficeWithdraw     = "/office/approvals/:id/withdrawal"
	OfficeStandIns     = "/office/stand-ins"
	OfficeStandInEnd   = "/office/stand-ins/:id/end"
	OfficeProgramsView = "/office/programs/views"
	OfficeListView     = "/office/sections/:id/applicants/views"
	OfficeViewGone     = "/office/views/:id/removal"
	OfficeCoops        = "/office/cooperations"
	OfficeCoop         = "/office/cooperations/:slug"
	SystemAccessLog    = "/system/access-log"
)

// ToOffice is the office's first page.
func ToOffice(ctx context.Context) string { return In(ctx, Office) }

// ToOfficeProgram is a programme's desk, or one of its pages: "", edit, sections, approval …
func ToOfficeProgram(ctx context.Context, programme id.ID, page string) string {
	return In(ctx, under(OfficePrograms, programme, page))
}

// ToOfficeSection is a section's desk, or one of its pages.
func ToOfficeSection(ctx context.Context, section id.ID, page string) string {
	return In(ctx, under("/office/sections", section, page))
}

// ToOfficeSession is one meeting of a section.
func ToOfficeSession(ctx context.Context, section, session id.ID, page string) string {
	p := "sessions/" + session.String()
	if page != "" {
		p += "/" + page
	}
	return ToOfficeSection(ctx, section, p)
}

// ToOfficeApproval is one request for approval.
func ToOfficeApproval(ctx context.Context, approval id.ID, page string) string {
	return In(ctx, under(OfficeApprovals, approval, page))
}

// ToOfficeStandInEnd ends a stand-in.
func ToOfficeStandInEnd(ctx context.Context, record id.ID) string {
	return In(ctx, under(OfficeStandIns, record, "end"))
}

// ToOfficeCoop is a cooperation that the reader's organisation has a part in.
func ToOfficeCoop(ctx context.Context, slug string) string {
	return In(ctx, OfficeCoops+"/"+url.PathEscape(slug))
}

// ToOfficeViewGone forgets a saved view.
func ToOfficeViewGone(ctx context.Context, view id.ID) string {
	return In(ctx, under("/office/views", view, "removal"))
}

func under(base string, of id.ID, page string) string {
	base += "/" + of.String()
	if page != "" {
		base += "/" + page
	}
	return base
}
