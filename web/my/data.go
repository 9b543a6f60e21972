package my

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"

	"ieum/internal/fault"
	"ieum/internal/people"
	"ieum/internal/personal"
	view "ieum/templates/my"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// Data are the pages of a person's rights over their own data.
type Data struct {
	Accounts *people.Accounts
	Personal *personal.Service
}

// form is what showing who one is needs.
func (h Data) form(r *req.Request) (view.AgainForm, error) { return againForm(r, h.Accounts) }

func againForm(r *req.Request, accounts *people.Accounts) (view.AgainForm, error) {
	acc := r.Viewer.Account
	f := view.AgainForm{ByCode: acc.PasswordHash == "", To: people.MaskPhone(acc.Phone)}
	if acc.Email != "" && !acc.ConfirmedAt.IsZero() {
		f.To = people.MaskEmail(acc.Email)
	}
	if !f.ByCode {
		return f, nil
	}
	_, sent, err := accounts.WaitingCode(r.Request().Context(), r.Who, r.Session.Token(), people.ToAgain)
	f.Sent = sent
	return f, err
}

// typed reads what was typed to show who one is.
func (h Data) typed(r *req.Request) (view.AgainForm, people.Again, error) {
	f, err := h.form(r)
	if err != nil {
		return f, people.Again{}, err
	}
	if err := r.Form(&f); err != nil {
		return f, people.Again{}, err
	}
	return f, people.Again{Password: f.Password, Code: f.Code, Browser: r.Session.Token()}, nil
}

// Show is what one may ask.
func (h Data) Show(r *req.Request) error {
	f, err := h.form(r)
	if err != nil {
		return err
	}
	return r.OK(view.Data(*r.Viewer, f))
}

// Code sends a code to somebody without a password, and leads back to where it is typed.
func (h Data) Code(r *req.Request) error {
	var f struct {
		Next string `form:"next"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	back := paths.MyData
	switch f.Next {
	case "closing":
		back = paths.MyDataClosing
	case "password":
		back = paths.MyPassword
	}
	err := h.Accounts.AskAgain(r.Request().Context(), r.Who, r.Session.Token(), string(r.Lang()))
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.TooMany {
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(back)
	}
	if err != nil {
		return err
	}
	return r.Done(back, "mydata.code_sent")
}

// refused puts what is wrong into the form, and says with which status to show it again.
func refused(err error, f *view.AgainForm) (status int, again bool) {
	if ps := fault.FieldsOf(err); ps != nil {
		f.Problems = ps
		return http.StatusUnprocessableEntity, true
	}
	if e, ok := errors.AsType[*fault.Error](err); ok && (e.Kind == fault.TooMany || e.Kind == fault.Conflict) {
		f.Refused = e.Text
		if e.Kind == fault.TooMany {
			return http.StatusTooManyRequests, true
		}
		return http.StatusConflict, true
	}
	return 0, false
}

// Copy gives the reader everything that is kept about them.
func (h Data) Copy(r *req.Request) error {
	f, again, err := h.typed(r)
	if err != nil {
		return err
	}
	c, err := h.Personal.Export(r.Request().Context(), r.Who, again, r.Lang())
	if status, shown := refused(err, &f); shown {
		return r.Page(status, view.Data(*r.Viewer, f))
	}
	if err != nil {
		return err
	}
	var b bytes.Buffer // one person's rows: whole, so that a failure is no half a file
	if err := c.Write(&b); err != nil {
		return err
	}
	r.Response().Header().Set("Content-Disposition", `attachment; filename="ieum-my-data-`+string(c.At.Date())+`.zip"`)
	return r.Blob(http.StatusOK, "application/zip", b.Bytes())
}

// Looks lists who looked at the reader's data.
func (h Data) Looks(r *req.Request) error {
	n, _ := strconv.Atoi(r.QueryParam("page")) // anything that is no number is the first page
	looks, page, err := h.Personal.Looks(r.Request().Context(), r.Who, n)
	if err != nil {
		return err
	}
	return r.OK(view.Looks(looks, page))
}

// ClosingForm says what closing means, and asks.
func (h Data) ClosingForm(r *req.Request) error {
	f, err := h.form(r)
	if err != nil {
		return err
	}
	return h.closing(r, http.StatusOK, f)
}

func (h Data) closing(r *req.Request, status int, f view.AgainForm) error {
	c, err := h.Personal.Closing(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Page(status, view.Closing(c, f))
}

// Close closes the reader's account and signs them out.
func (h Data) Close(r *req.Request) error {
	f, again, err := h.typed(r)
	if err != nil {
		return err
	}
	err = h.Personal.Close(r.Request().Context(), r.Who, again, f.Agree != "")
	if status, shown := refused(err, &f); shown {
		return h.closing(r, status, f)
	}
	if err != nil {
		return err
	}
	if err := r.Session.SignOut(); err != nil {
		return err
	}
	return r.OK(view.Gone())
}
