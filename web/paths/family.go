package paths

import (
	"context"
	"net/url"

	"ieum/internal/id"
)

// Patterns of a guardian's pages, and of the reader's own number.
const (
	Family            = "/my/family"
	FamilyNew         = "/my/family/new"
	FamilyJoin        = "/my/family/join"
	FamilyChild       = "/my/family/:id"
	FamilyConsent     = "/my/family/:id/consent"
	FamilyWithdrawal  = "/my/family/:id/withdrawal"
	FamilyGuardians   = "/my/family/:id/guardians"
	FamilyAccount     = "/my/family/:id/account"
	FamilyAccountCode = "/my/family/:id/account/code"
	MyPhone           = "/my/phone"
	MyPhoneCode       = "/my/phone/code"
)

// ToFamily is the reader's children.
func ToFamily(ctx context.Context) string { return In(ctx, Family) }

// ToFamilyChild is one child of the reader, or one of its pages: "", consent, withdrawal, guardians, account …
func ToFamilyChild(ctx context.Context, child id.ID, page string) string {
	return In(ctx, under(Family, child, page))
}

// ToMyPhone is where the reader shows that a number is theirs.
func ToMyPhone(ctx context.Context, next string) string {
	if next == "" {
		return In(ctx, MyPhone)
	}
	return In(ctx, MyPhone) + "?next=" + url.QueryEscape(next)
}
