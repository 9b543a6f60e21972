package paths

import (
	"context"
	"net/url"

	"ieum/internal/id"
)

// Patterns of the campus desk.
const (
	Campus             = "/campus"
	CampusRecognition  = "/campus/recognitions/:id"
	CampusDecide       = "/campus/recognitions/:id/decision"
	CampusBatch        = "/campus/recognitions/batch"
	CampusAffiliations = "/campus/affiliations"
	CampusAffiliation  = "/campus/affiliations/:id/decision"
	CampusDomains      = "/campus/domains"
	CampusDomainGone   = "/campus/domains/removal"
	CampusRosters      = "/campus/roster"
	CampusRoster       = "/campus/roster/:id"
	CampusAdopt        = "/campus/roster/:id/adoption"
	CampusRules        = "/campus/rules"
	CampusMileage      = "/campus/mileage"
	CampusMileageFile  = "/campus/mileage/export"
	CampusReflections  = "/campus/mileage/reflections"
)

// Patterns of belonging to a university, on one's own pages.
const (
	MyAffiliation     = "/my/affiliation"
	MyAffiliationCode = "/my/affiliation/:id/code"
	MyAffiliationEnd  = "/my/affiliation/:id/end"
	MyProvision       = "/my/provision"
	MyProvisionEnd    = "/my/provision/:id/withdrawal"
	MyMileage         = "/my/mileage"
	MyMileageRule     = "/my/mileage/rules/:id"
)

// Patterns of the host's side: what campuses ask.
const (
	OfficeQuestions = "/office/questions"
	OfficeQuestion  = "/office/questions/:id"
)

// ToCampus is the campus desk's first page with a filter.
func ToCampus(ctx context.Context, query url.Values) string { return with(In(ctx, Campus), query) }

// ToCampusRecognition is one recognition, or one of its pages.
func ToCampusRecognition(ctx context.Context, recognition id.ID, page string) string {
	return In(ctx, under("/campus/recognitions", recognition, page))
}

// ToCampusAffiliation decides about one student.
func ToCampusAffiliation(ctx context.Context, affiliation id.ID) string {
	return In(ctx, under(CampusAffiliations, affiliation, "decision"))
}

// ToCampusRoster is one comparison, or one of its pages.
func ToCampusRoster(ctx context.Context, check id.ID, page string) string {
	return In(ctx, under(CampusRosters, check, page))
}

// ToMyAffiliation is where one belongs, or a page of one affiliation.
func ToMyAffiliation(ctx context.Context, affiliation id.ID, page string) string {
	if affiliation.IsZero() {
		return In(ctx, MyAffiliation)
	}
	return In(ctx, under(MyAffiliation, affiliation, page))
}

// ToMyProvision is what one has agreed to pass on.
func ToMyProvision(ctx context.Context) string { return In(ctx, MyProvision) }

// ToMyProvisionEnd withdraws one consent.
func ToMyProvisionEnd(ctx context.Context, provision id.ID) string {
	return In(ctx, under(MyProvision, provision, "withdrawal"))
}

// ToMyMileage is the reader's mileage.
func ToMyMileage(ctx context.Context) string { return In(ctx, MyMileage) }

// ToMyMileageRule is one version of a rule.
func ToMyMileageRule(ctx context.Context, rule id.ID) string {
	return In(ctx, under("/my/mileage/rules", rule, ""))
}

// ToOfficeQuestion is one question of a campus.
func ToOfficeQuestion(ctx context.Context, question id.ID) string {
	return In(ctx, under(OfficeQuestions, question, ""))
}
