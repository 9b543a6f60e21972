package office

import (
	"context"

	"ieum/internal/credit"
	"ieum/internal/i18n"
	"ieum/templates/ui"
)

func questionState(ctx context.Context, q credit.QuestionLine) string {
	if q.RepliedAt.IsZero() {
		return i18n.T(ctx, "question.open")
	}
	return i18n.T(ctx, "question.answered")
}

func questionTone(q credit.QuestionLine) ui.Tone {
	if q.RepliedAt.IsZero() {
		return ui.Warning
	}
	return ui.Success
}
