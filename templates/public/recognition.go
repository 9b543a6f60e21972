package public

import (
	"context"

	"ieum/internal/credit"
	"ieum/internal/i18n"
	"ieum/internal/id"
)

type recognitionKey struct{}

// WithRecognition puts what the reader's universities give for a programme into
// ctx: read once for a page, however many cards are on it.
func WithRecognition(ctx context.Context, all []credit.Shown) context.Context {
	return context.WithValue(ctx, recognitionKey{}, all)
}

func recognition(ctx context.Context, is func(credit.Shown) bool) (out []credit.Shown) {
	all, _ := ctx.Value(recognitionKey{}).([]credit.Shown)
	for _, s := range all {
		if is(s) {
			out = append(out, s)
		}
	}
	return out
}

// recognisedIn are the rules for programmes of a cooperation, by its slug.
func recognisedIn(ctx context.Context, cooperation string) []credit.Shown {
	return recognition(ctx, func(s credit.Shown) bool { return cooperation != "" && s.Cooperation == cooperation })
}

// recognisedBy are the rules for programmes of an agreement.
func recognisedBy(ctx context.Context, agreement id.ID) []credit.Shown {
	return recognition(ctx, func(s credit.Shown) bool { return !agreement.IsZero() && s.AgreementID == agreement })
}

// recognitionText is what one gives: 국립부경대 비교과 3점.
func recognitionText(ctx context.Context, s credit.Shown) string {
	key := "mileage.card"
	if s.Per == credit.PerHour {
		key = "mileage.card_hour"
	}
	org := credit.Short(&s.University)
	if i18n.Of(ctx) == i18n.EN && s.University.NameEN != "" {
		org = s.University.NameEN
	}
	return i18n.T(ctx, key, "org", org, "points", s.Points.String())
}
