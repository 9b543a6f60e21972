package public

import (
	"context"

	"ieum/internal/credit"
	"ieum/internal/id"
	"ieum/internal/policy"
	view "ieum/templates/public"
	"ieum/web/req"
)

// Recognised answers with a page that shows a signed-in student what their own
// university gives for each programme on it: one query, whatever the page lists.
func (p *Pages) Recognised(page req.Handler) req.Handler {
	return func(r *req.Request) error {
		if r.Viewer == nil || len(r.Viewer.Universities) == 0 {
			return page(r)
		}
		ctx := r.Request().Context()
		rules, err := p.Credit.Shown(ctx, r.Who, r.Viewer.Universities)
		if err != nil {
			return err
		}
		r.SetRequest(r.Request().WithContext(view.WithRecognition(ctx, rules)))
		return page(r)
	}
}

// apiRecognition is what one university gives for a programme.
type apiRecognition struct {
	University   string   `json:"university" doc:"대학 / slug of the university"`
	Name         apiNames `json:"name"`
	Per          string   `json:"per" doc:"hour: 확인된 1시간마다 / event: 활동마다"`
	Points       string   `json:"points" doc:"점수 / points, as a decimal"`
	YearlyCap    string   `json:"yearly_cap,omitempty" doc:"한 해 한도 / most in a year"`
	ProgrammeCap string   `json:"program_cap,omitempty" doc:"한 프로그램의 한도 / most from one programme"`
	Version      int      `json:"version" doc:"기준의 판 / version of the rule"`
	Sample       bool     `json:"sample" doc:"예시: 대학이 정한 기준이 아님 / an example: not the university's own rule"`
}

// recognitions are what all universities give, read once for an answer.
func (a *API) recognitions(ctx context.Context) ([]credit.Shown, error) {
	return a.pages.Credit.Shown(ctx, policy.Nobody(""), nil)
}

func recognitionRows(all []credit.Shown, is func(credit.Shown) bool) (out []apiRecognition) {
	for _, s := range all {
		if !is(s) {
			continue
		}
		row := apiRecognition{University: s.University.Slug, Name: apiNames{s.University.NameKO, s.University.NameEN}, Per: string(s.Per), Points: s.Points.String(), Version: s.Version, Sample: !s.Own}
		if s.YearlyCap > 0 {
			row.YearlyCap = s.YearlyCap.String()
		}
		if s.ProgrammeCap > 0 {
			row.ProgrammeCap = s.ProgrammeCap.String()
		}
		out = append(out, row)
	}
	return out
}

func ofCooperation(slug string) func(credit.Shown) bool {
	return func(s credit.Shown) bool { return slug != "" && s.Cooperation == slug }
}

func ofAgreement(agreement id.ID) func(credit.Shown) bool {
	return func(s credit.Shown) bool { return !agreement.IsZero() && s.AgreementID == agreement }
}
