package public

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
	"ieum/web/paths"
	"ieum/web/req"
)

// API is the read API: what the pages show, for programs. It has a router of its
// own, behind the rows of the routes table, so that nothing answers that is not
// in the table.
type API struct {
	pages  *Pages
	down   func(error) bool // says that the database is away
	router *echo.Echo
	doc    []byte
}

// NewAPI makes the API and its OpenAPI document. down tells that a failure means
// that the database is away.
func NewAPI(p *Pages, down func(error) bool) (*API, error) {
	a := &API{pages: p, down: down, router: echo.New()}
	cfg := huma.DefaultConfig("Ieum 이음", "1.0.0")
	cfg.Info.Description = "공개된 프로그램과 분반을 읽습니다. 필터는 /programs 주소와 같습니다. / Reads public programmes and sections; filters are those of /programs."
	cfg.DocsPath, cfg.SchemasPath, cfg.OpenAPIPath = "", "", ""
	cfg.CreateHooks = nil // no $schema links: there is no address to lead to
	if p.BaseURL != "" {
		cfg.Servers = []*huma.Server{{URL: p.BaseURL}}
	}
	api := humaecho.New(a.router, cfg)
	huma.Register(api, huma.Operation{
		OperationID: "list-programs", Method: http.MethodGet, Path: paths.APIPrograms, Summary: "프로그램 찾기 / Find programmes",
		Description: "여러 값은 같은 이름을 되풀이해 적습니다(또는). 서로 다른 조건은 모두 만족해야 합니다. / Repeat a name for several values (or); different filters all hold.",
	}, a.list)
	huma.Register(api, huma.Operation{OperationID: "get-program", Method: http.MethodGet, Path: paths.APIPrograms + "/{slug}", Summary: "프로그램 하나 / One programme"}, a.program)
	huma.Register(api, huma.Operation{OperationID: "get-section", Method: http.MethodGet, Path: "/api/v1/sections/{id}", Summary: "분반 하나 / One section"}, a.section)
	var err error
	a.doc, err = api.OpenAPI().MarshalJSON()
	return a, err
}

// Answer hands a request of the routes table to the API.
func (a *API) Answer(r *req.Request) error {
	a.router.ServeHTTP(r.Response(), r.Request())
	return nil
}

// Document is the OpenAPI document.
func (a *API) Document(r *req.Request) error {
	return send(r, "application/vnd.oai.openapi+json;version=3.1", a.doc)
}

// failure is an error in the API's words; what is unexpected goes to the log and says nothing of itself.
func (a *API) failure(ctx context.Context, err error) error {
	switch {
	case fault.Of(err) == fault.NotFound:
		return huma.Error404NotFound(i18n.T(ctx, "error.not_found"))
	case fault.Of(err) == fault.Unavailable, a.down(err):
		return huma.ErrorWithHeaders(huma.Error503ServiceUnavailable(i18n.T(ctx, "error.unavailable")), http.Header{"Retry-After": {"5"}})
	}
	slog.ErrorContext(ctx, "the read API failed", "err", err)
	return huma.Error500InternalServerError(i18n.T(ctx, "error.internal"))
}

type listInput struct {
	Q        string   `query:"q" maxLength:"100" doc:"찾을 말: 일부, 띄어쓰기 무시, 첫소리 / words; parts, any spacing, initial consonants"`
	Status   []string `query:"status,explode" doc:"upcoming, open, closing, waiting, closed, drawing, reviewing, running, ended, cancelled"`
	Opens    []string `query:"opens,explode" doc:"today, week"`
	City     []string `query:"city,explode"`
	District []string `query:"district,explode"`
	Org      []string `query:"org,explode" doc:"기관 / slug of the organisation"`
	Kind     []string `query:"kind,explode" doc:"course, competition, supporters, committee, volunteering, challenge, lecture, school"`
	Area     []string `query:"area,explode"`
	Strand   []string `query:"strand,explode"`
	Group    []string `query:"group,explode"`
	Type     []string `query:"type,explode"`
	Stage    []string `query:"stage,explode"`
	Grade    []string `query:"grade,explode"`
	Audience []string `query:"audience,explode"`
	Mode     []string `query:"mode,explode" doc:"first_come, lottery, review, walk_in"`
	Method   []string `query:"method,explode" doc:"in_person, online, mixed, post, mobile"`
	Fee      []string `query:"fee,explode" doc:"free, paid"`
	Weekday  []string `query:"weekday,explode" doc:"mon … sun"`
	Time     []string `query:"time,explode" doc:"am, pm, eve"`
	Coop     []string `query:"cooperation,explode"`
	Award    []string `query:"award,explode"`
	Age      string   `query:"age"`
	From     string   `query:"from" doc:"2026-03-02"`
	To       string   `query:"to" doc:"2026-03-31"`
	Sort     string   `query:"sort" doc:"opening, closing, newest, popular, title"`
	Page     int      `query:"page" minimum:"1" maximum:"10000" default:"1"`
	Size     int      `query:"size" minimum:"1" maximum:"100" default:"20"`
	query    catalog.Query
}

// Resolve reads the filters as the page does; here a value that is not known is refused.
func (in *listInput) Resolve(c huma.Context) []error {
	u := c.URL()
	q, problems := catalog.ParseQuery(u.Query())
	in.query = q
	var out []error
	for name, text := range problems {
		out = append(out, &huma.ErrorDetail{Location: "query." + name, Message: i18n.T(c.Context(), text.Key, text.Args...), Value: u.Query().Get(name)})
	}
	return out
}

type listOutput struct {
	Body struct {
		Total int          `json:"total" doc:"찾은 프로그램 수 / programmes found"`
		Page  int          `json:"page"`
		Size  int          `json:"size"`
		Items []apiProgram `json:"items"`
	}
}

func (a *API) list(ctx context.Context, in *listInput) (*listOutput, error) {
	r, err := a.pages.Catalog.ListOf(ctx, policy.Nobody(""), in.query, in.Size)
	if err != nil {
		return nil, a.failure(ctx, err)
	}
	rules, err := a.recognitions(ctx)
	if err != nil {
		return nil, a.failure(ctx, err)
	}
	out := &listOutput{}
	out.Body.Total, out.Body.Page, out.Body.Size = r.Page.Total, r.Page.Number, r.Page.Size
	out.Body.Items = make([]apiProgram, 0, len(r.Cards))
	for _, c := range r.Cards {
		row := a.card(c)
		row.Recognised = recognitionRows(rules, ofCooperation(c.Cooperation.Slug))
		out.Body.Items = append(out.Body.Items, row)
	}
	return out, nil
}

type programInput struct {
	Slug string `path:"slug" maxLength:"200"`
}

type programOutput struct{ Body apiProgramFull }

func (a *API) program(ctx context.Context, in *programInput) (*programOutput, error) {
	p, err := a.pages.Catalog.Programme(ctx, policy.Nobody(""), in.Slug)
	if err != nil {
		return nil, a.failure(ctx, err)
	}
	rules, err := a.recognitions(ctx)
	if err != nil {
		return nil, a.failure(ctx, err)
	}
	out := a.full(&p)
	out.Recognised = recognitionRows(rules, ofAgreement(p.AgreementID))
	return &programOutput{out}, nil
}

type sectionInput struct {
	ID string `path:"id" maxLength:"36"`
}

type sectionOutput struct{ Body apiSectionFull }

func (a *API) section(ctx context.Context, in *sectionInput) (*sectionOutput, error) {
	section, err := id.Parse(in.ID)
	if err != nil {
		return nil, huma.Error404NotFound(i18n.T(ctx, "error.not_found"))
	}
	s, err := a.pages.Catalog.Section(ctx, policy.Nobody(""), section)
	if err != nil {
		return nil, a.failure(ctx, err)
	}
	rules, err := a.recognitions(ctx)
	if err != nil {
		return nil, a.failure(ctx, err)
	}
	out := a.sectionFull(&s)
	out.Recognised = recognitionRows(rules, ofAgreement(s.AgreementID))
	return &sectionOutput{out}, nil
}
