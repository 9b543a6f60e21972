package office

import (
	"encoding/csv"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// Imports is the desk of the national course set.
type Imports struct {
	Exchange *exchange.Service
	Orgs     *people.Directory
}

// List shows past imports and takes a new file.
func (h Imports) List(r *req.Request) error { return h.list(r, http.StatusOK, view.ImportForm{}) }

func (h Imports) list(r *req.Request, status int, f view.ImportForm) error {
	ctx := r.Request().Context()
	batches, err := h.Exchange.Batches(ctx, r.Who)
	if err != nil {
		return err
	}
	if f.Orgs, err = h.owners(r); err != nil {
		return err
	}
	return show(r, status, view.Imports(batches, f))
}

// byRow is the choice "each row is the body's that it names".
const byRow = "rows"

// owners are whose courses a file may hold: one's own organisation's, or those
// of the bodies that its rows name.
func (h Imports) owners(r *req.Request) ([]view.Owner, error) {
	out, err := h.editors(r)
	if err != nil {
		return nil, err
	}
	rows := view.Owner{Value: byRow, Name: r.T("imports.owner_rows"), Hint: r.T("imports.owner_rows_hint")}
	if r.Who.Has(policy.Admin, id.None) {
		rows.Hint = ""
	}
	return append(out, rows), nil
}

// editors are the reader's own organisations.
func (h Imports) editors(r *req.Request) (out []view.Owner, err error) {
	mine := r.Who.OrgsOf(policy.Officer, policy.Host)
	if len(mine) == 0 {
		return nil, nil
	}
	orgs, err := h.Orgs.Organisations(r.Request().Context(), r.Who)
	if err != nil {
		return nil, err
	}
	for _, o := range orgs {
		if slices.Contains(mine, o.ID) {
			out = append(out, view.Owner{Value: o.ID.String(), Name: o.Current(), Hint: r.T("imports.owner_hint")})
		}
	}
	return out, nil
}

// Upload reads a file and keeps it for its confirmation.
func (h Imports) Upload(r *req.Request) error {
	var f view.ImportForm
	if err := r.Form(&f); err != nil {
		return err
	}
	in, problems, err := h.read(r, f)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		f.Problems = problems
		return h.list(r, http.StatusUnprocessableEntity, f)
	}
	ctx := r.Request().Context()
	in.DryRun = true
	if _, err := h.Exchange.Import(ctx, r.Who, in); err != nil {
		e, ok := errors.AsType[*fault.Error](err)
		if !ok || (e.Kind != fault.Invalid && e.Kind != fault.TooLarge) {
			return err
		}
		f.Problems = fault.Problems{"file": e.Text}
		return h.list(r, http.StatusUnprocessableEntity, f)
	}
	upload, err := h.Exchange.Keep(ctx, r.Who, in)
	if err != nil {
		return err
	}
	return r.Go(paths.ToImportFile(ctx, upload))
}

// read takes the file out of the posted form.
func (h Imports) read(r *req.Request, f view.ImportForm) (in exchange.Import, p fault.Problems, err error) {
	p = fault.Problems{}
	if in.Org, in.ByRow, err = whose(r, f.Org); err != nil {
		p.Add("org", "imports.choose_owner")
	}
	head, err := r.FormFile("file")
	if err != nil {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return in, p, fault.Wrap(err, fault.TooLarge, "error.too_large")
		}
		p.Add("file", "imports.choose_file")
		return in, p, nil
	}
	file, err := head.Open()
	if err != nil {
		return in, p, err
	}
	defer func() { _ = file.Close() }()
	in.FileName = cleanName(head.Filename)
	if in.Content, err = io.ReadAll(io.LimitReader(file, exchange.MaxUpload+1)); err != nil {
		return in, p, err
	}
	if len(in.Content) == 0 {
		p.Add("file", "imports.empty_file")
	}
	if len(in.Content) > exchange.MaxUpload {
		return in, p, fault.New(fault.TooLarge, "error.too_large")
	}
	return in, p, nil
}

// whose is the organisation that a choice stands for. The platform's own people
// import for none; another's by-row import is still its organisation's.
func whose(r *req.Request, choice string) (org id.ID, rows bool, err error) {
	if choice != byRow {
		org, err = id.Parse(choice)
		return org, false, err
	}
	if r.Who.Has(policy.Admin, id.None) {
		return id.None, true, nil
	}
	mine := r.Who.OrgsOf(policy.Officer, policy.Host)
	if len(mine) == 0 {
		return id.None, true, fault.New(fault.Forbidden, "error.forbidden")
	}
	return mine[0], true, nil
}

// cleanName is a file's own name without a path or control characters.
func cleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return -1
		}
		return c
	}, name)
	if r := []rune(name); len(r) > 120 {
		name = string(r[len(r)-120:])
	}
	return name
}

// Preview shows what storing a file would do, row by row.
func (h Imports) Preview(r *req.Request) error {
	upload, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	in, err := h.Exchange.Kept(ctx, r.Who, upload)
	if err != nil {
		return err
	}
	if !in.Batch.IsZero() {
		return r.Go(paths.ToImport(ctx, in.Batch)) // stored already
	}
	in.DryRun = true
	rep, err := h.Exchange.Import(ctx, r.Who, in)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.ImportPreview(upload, in, rep))
}

// Confirm stores a previewed file, once however often it is asked.
func (h Imports) Confirm(r *req.Request) error {
	upload, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	var f struct {
		Separate []int `form:"separate"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	rep, err := h.Exchange.Confirm(ctx, r.Who, upload, f.Separate...)
	if err != nil {
		return err
	}
	to := paths.ToImport(ctx, rep.Batch)
	switch {
	case rep.File == nil:
		return r.Go(to)
	case rep.Kept > 0:
		return r.Done(to, "imports.stored_kept", "added", rep.Added, "changed", rep.Changed, "refused", rep.File.Refused, "kept", rep.Kept, "titles", firstTitles(rep.KeptTitles))
	}
	return r.Done(to, "imports.stored", "added", rep.Added, "changed", rep.Changed, "refused", rep.File.Refused)
}

// firstTitles names a few courses of many.
func firstTitles(titles []string) string {
	const named = 5
	if len(titles) > named {
		return strings.Join(titles[:named], ", ") + " …"
	}
	return strings.Join(titles, ", ")
}

// Show is the report of one import.
func (h Imports) Show(r *req.Request) error {
	b, err := h.batch(r)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.Import(b))
}

func (h Imports) batch(r *req.Request) (exchange.BatchDetail, error) {
	batch, err := r.ID("id")
	if err != nil {
		return exchange.BatchDetail{}, err
	}
	return h.Exchange.Batch(r.Request().Context(), r.Who, batch)
}

// Refusals is the list of refused rows as a file, to mend them by.
func (h Imports) Refusals(r *req.Request) error {
	b, err := h.batch(r)
	if err != nil {
		return err
	}
	w := r.Response()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="refused-rows.csv"`)
	w.WriteHeader(http.StatusOK)
	if _, err := w.Write([]byte("\xef\xbb\xbf")); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	rows := [][]string{{r.T("imports.line"), r.T("imports.column"), "한국어", "English"}}
	for _, x := range b.Refusals {
		rows = append(rows, []string{strconv.Itoa(x.Line), x.ColumnName, x.SaidKO, x.SaidEN})
	}
	return out.WriteAll(rows)
}

// Undo takes an import back.
func (h Imports) Undo(r *req.Request) error {
	batch, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	out, err := h.Exchange.Undo(ctx, r.Who, batch)
	if err != nil {
		return err
	}
	if len(out.Left) > 0 {
		titles := make([]string, len(out.Left))
		for i, l := range out.Left {
			titles[i] = l.Title
		}
		return r.Done(paths.ToImport(ctx, batch), "imports.undone_left", "n", len(titles), "titles", firstTitles(titles))
	}
	return r.Done(paths.ToImport(ctx, batch), "imports.undone")
}

// Form is an empty workbook of the set, with drop-downs and an example.
func (h Imports) Form(r *req.Request) error {
	raw, err := standard.Form()
	if err != nil {
		return err
	}
	r.Response().Header().Set("Content-Disposition", `attachment; filename="standard-courses-form.xlsx"`)
	return r.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", raw)
}

// CopyForm asks for the term that an imported course is copied to.
func (h Imports) CopyForm(r *req.Request) error {
	return h.copyForm(r, http.StatusOK, view.CopyForm{})
}

func (h Imports) copyForm(r *req.Request, status int, f view.CopyForm) error {
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	f.Section = section
	if f.Title, err = h.Exchange.ImportedTitle(ctx, r.Who, section); err != nil {
		return err
	}
	if f.Orgs, err = h.editors(r); err != nil {
		return err
	}
	return show(r, status, view.CourseCopy(f))
}

// Copy makes an imported course an own draft.
func (h Imports) Copy(r *req.Request) error {
	var f view.CopyForm
	if err := r.Form(&f); err != nil {
		return err
	}
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	org, err := id.Parse(f.Org)
	if err != nil {
		f.Problems = fault.Problems{"org": fault.Say("imports.choose_owner")}
		return h.copyForm(r, http.StatusUnprocessableEntity, f)
	}
	ctx := r.Request().Context()
	out, err := h.Exchange.Copy(ctx, r.Who, exchange.Copy{SectionID: section, Org: org, StartsOn: clock.Date(f.StartsOn)})
	if p := fault.FieldsOf(err); p != nil {
		f.Problems = p
		return h.copyForm(r, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	return r.Done(paths.In(ctx, "/office/programs/"+out.Programme.String()), "imports.copied")
}

// Data sends the set to everybody: whole, or a page that says why not.
func (h Imports) Data(f standard.Format, contentType string) req.Handler {
	return func(r *req.Request) error {
		file, err := h.Exchange.File(r.Request().Context(), r.Who, f)
		if err != nil {
			return err
		}
		head := r.Response().Header()
		head.Set("Cross-Origin-Resource-Policy", "cross-origin")
		head.Set("ETag", file.Tag)
		if hasTag(r.Request().Header.Values("If-None-Match"), file.Tag) {
			return r.NoContent(http.StatusNotModified)
		}
		head.Set("Content-Disposition", `attachment; filename="standard-courses.`+string(f)+`"`)
		head.Set("Content-Length", strconv.Itoa(len(file.Body)))
		return r.Blob(http.StatusOK, contentType, file.Body)
	}
}

// hasTag reports whether a reader has the content that a tag names. Proxies
// that compress turn a tag weak, or a weak one strong.
func hasTag(have []string, tag string) bool {
	for _, line := range have {
		for t := range strings.SplitSeq(line, ",") {
			if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}
