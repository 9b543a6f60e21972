package office

import (
	"net/http"

	"ieum/internal/credit"
	"ieum/internal/fault"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// Questions answers what campuses ask of hosts (보완요청).
type Questions struct{ Credit *credit.Service }

// List is every question, those without a reply first.
func (h Questions) List(r *req.Request) error {
	rows, err := h.Credit.Questions(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.Questions(rows))
}

// Show is one question with the form of its reply.
func (h Questions) Show(r *req.Request) error { return h.show(r, http.StatusOK, "", nil) }

func (h Questions) show(r *req.Request, status int, reply string, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	q, err := h.Credit.Question(r.Request().Context(), r.Who, of)
	if err != nil {
		return err
	}
	return show(r, status, view.Question(q, reply, problems))
}

// Answer takes the one reply.
func (h Questions) Answer(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f struct {
		Reply string `form:"reply"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	if err := h.Credit.Answer(r.Request().Context(), r.Who, of, f.Reply); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.show(r, status, f.Reply, problems)
	}
	return r.Done(paths.OfficeQuestions, "question.done")
}
