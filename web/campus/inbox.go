package campus

import (
	"net/http"
	"slices"
	"strconv"

	"ieum/internal/catalog"
	"ieum/internal/credit"
	"ieum/internal/fault"
	"ieum/internal/id"
	view "ieum/templates/campus"
	"ieum/web/paths"
	"ieum/web/req"
)

// number is a whole number of a form or an address; 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func inboxFilter(r *req.Request) credit.InboxFilter {
	f := credit.InboxFilter{Tab: r.QueryParam("tab"), Page: number(r.QueryParam("page"))}
	if k := catalog.Kind(r.QueryParam("kind")); slices.Contains(catalog.Kinds, k) {
		f.Kind = k
	}
	return f
}

// Inbox is what waits, by kind and age.
func (h Desk) Inbox(r *req.Request) error { return h.inbox(r, http.StatusOK, nil, nil) }

func (h Desk) inbox(r *req.Request, status int, chosen []string, problems fault.Problems) error {
	box, err := h.Credit.Inbox(r.Request().Context(), r.Who, inboxFilter(r))
	if err != nil {
		return err
	}
	return r.Page(status, view.Inbox(view.InboxPage{Inbox: box, Chosen: chosen, Problems: problems}))
}

// Recognition is one participation with the rule and the evidence beside the decision.
func (h Desk) Recognition(r *req.Request) error {
	return h.recognition(r, http.StatusOK, view.DecisionForm{}, nil)
}

func (h Desk) recognition(r *req.Request, status int, f view.DecisionForm, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	file, err := h.Credit.File(r.Request().Context(), r.Who, of)
	if err != nil {
		return err
	}
	return r.Page(status, view.Recognition(view.RecognitionPage{File: file, Form: f, Problems: problems, Who: r.Who.Name}))
}

// Decide decides about one.
func (h Desk) Decide(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f view.DecisionForm
	if err := r.Form(&f); err != nil {
		return err
	}
	err = h.Credit.Decide(r.Request().Context(), r.Who, credit.Decide{
		Recognition: of, Decision: credit.Decision(f.Decision), Points: f.Points, Reason: f.Reason, Version: number(f.Version),
	})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.recognition(r, status, f, problems)
	}
	return r.Done("/campus/recognitions/"+of.String(), "campus.done_"+f.Decision)
}

// Batch shows what recognising many together comes to, and does it.
func (h Desk) Batch(r *req.Request) error {
	var f view.BatchForm
	if err := r.Form(&f); err != nil {
		return err
	}
	var chosen []id.ID
	for _, raw := range f.Recognitions {
		if one, err := id.Parse(raw); err == nil {
			chosen = append(chosen, one)
		}
	}
	ctx := r.Request().Context()
	var problems fault.Problems
	status := http.StatusOK
	if f.Step == "recognise" {
		sum, err := strconv.ParseInt(f.Sum, 10, 64)
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "error.check_form")
		}
		n, err := h.Credit.RecogniseBatch(ctx, r.Who, chosen, credit.Points(sum), f.Reason)
		if err == nil {
			return r.Done(paths.Campus, "campus.done_batch", "n", n, "points", credit.Points(sum).String())
		}
		if problems, status, err = again(err); err != nil {
			return err
		}
	}
	b, err := h.Credit.PreviewBatch(ctx, r.Who, chosen)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.inbox(r, status, f.Recognitions, problems)
	}
	return r.Page(status, view.Batch(view.BatchPage{Batch: b, Form: f, Problems: problems}))
}
