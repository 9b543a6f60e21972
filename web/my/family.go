package my

import (
	"errors"
	"net/http"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	view "ieum/templates/my"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// Family lists the reader's children.
func (p Pages) Family(r *req.Request) error {
	children, err := p.Families.List(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.OK(view.Family(children))
}

// needsPhone sends a guardian without a proved number to prove one first.
func needsPhone(r *req.Request) bool { return r.Viewer.Account.PhoneProvedAt.IsZero() }

// ChildForm is where a guardian adds a child.
func (p Pages) ChildForm(r *req.Request) error {
	if needsPhone(r) {
		return r.Go(paths.MyPhone + "?next=" + paths.FamilyNew)
	}
	return p.childForm(r, http.StatusOK, view.ChildForm{})
}

func (p Pages) childForm(r *req.Request, status int, f view.ChildForm) error {
	schools, err := p.Families.Schools(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	f.Schools, f.Phone = schools, r.Viewer.Account.Phone
	return r.Page(status, view.NewChild(f))
}

// AddChild keeps a child with its guardian's consent.
func (p Pages) AddChild(r *req.Request) error {
	var f view.ChildForm
	if err := r.Form(&f); err != nil {
		return err
	}
	school, err := id.Parse(f.School)
	if err != nil {
		school = id.None // what is no school is named beside the field
	}
	child, err := p.Families.AddChild(r.Request().Context(), r.Who, people.AddChild{
		Name: f.Name, BirthOn: clock.Date(f.BirthDate), SchoolID: school, Grade: f.Grade, Guardian: f.Guardian != "", Consent: f.Consent != "",
	})
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		return r.Done("/my/family/"+child.String(), "family.added")
	case fault.FieldsOf(err) != nil:
		f.Problems = fault.FieldsOf(err)
		return p.childForm(r, http.StatusUnprocessableEntity, f)
	case ok && e.Kind == fault.Conflict && needsPhone(r):
		return r.Go(paths.MyPhone + "?next=" + paths.FamilyNew)
	case ok && e.Kind == fault.Conflict: // not somebody who may be a guardian
		f.Problems = fault.Problems{"guardian": e.Text}
		return p.childForm(r, http.StatusUnprocessableEntity, f)
	}
	return err
}

// Child shows one child.
func (p Pages) Child(r *req.Request) error { return p.child(r, http.StatusOK, view.ChildPage{}) }

func (p Pages) child(r *req.Request, status int, v view.ChildPage) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	if v.Child, err = p.Families.Child(ctx, r.Who, child); err != nil {
		return err
	}
	if v.Affected, err = p.Enrolment.Affected(ctx, r.Who, child); err != nil {
		return err
	}
	if v.Schools, err = p.Families.Schools(ctx, r.Who); err != nil {
		return err
	}
	if !v.Typed {
		v.School, v.Grade = v.Child.Pupil.SchoolID.String(), v.Child.Pupil.Grade
	}
	return r.Page(status, view.OneChild(v))
}

// answer leads back to the child after a change, or shows what is wrong with it.
func (p Pages) answer(r *req.Request, child id.ID, err error, v view.ChildPage, done string, args ...any) error {
	back := "/my/family/" + child.String()
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		return r.Done(back, done, args...)
	case fault.FieldsOf(err) != nil:
		v.Problems = fault.FieldsOf(err)
		return p.child(r, http.StatusUnprocessableEntity, v)
	case ok && (e.Kind == fault.Conflict || e.Kind == fault.TooMany):
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(back)
	}
	return err
}

// EditChild notes another school or year.
func (p Pages) EditChild(r *req.Request) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	v := view.ChildPage{Typed: true}
	if err := r.Form(&v); err != nil {
		return err
	}
	school, err := id.Parse(v.School)
	if err != nil {
		school = id.None
	}
	err = p.Families.EditChild(r.Request().Context(), r.Who, child, people.EditChild{SchoolID: school, Grade: v.Grade})
	return p.answer(r, child, err, v, "my.saved")
}

// GiveConsent takes a consent that was withdrawn, anew.
func (p Pages) GiveConsent(r *req.Request) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	var v view.ChildPage
	if err := r.Form(&v); err != nil {
		return err
	}
	err = p.Families.GiveConsent(r.Request().Context(), r.Who, child, v.Consent != "")
	return p.answer(r, child, err, view.ChildPage{}, "family.consent.given")
}

// WithdrawConsent takes a consent back, with the places that hang on it.
func (p Pages) WithdrawConsent(r *req.Request) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	n, err := p.Enrolment.WithdrawConsent(r.Request().Context(), r.Who, child)
	return p.answer(r, child, err, view.ChildPage{}, "family.consent.withdrawn", "n", n)
}

// Invite asks a second guardian.
func (p Pages) Invite(r *req.Request) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	var v view.ChildPage
	if err := r.Form(&v); err != nil {
		return err
	}
	err = p.Families.Invite(r.Request().Context(), r.Who, child, v.Phone)
	return p.answer(r, child, err, view.ChildPage{Phone: v.Phone}, "family.invited")
}

// JoinForm is where an invited guardian types the code.
func (p Pages) JoinForm(r *req.Request) error {
	if needsPhone(r) {
		return r.Go(paths.MyPhone + "?next=" + paths.FamilyJoin)
	}
	return r.OK(view.Join(view.CodeForm{Address: r.Viewer.Account.Phone}))
}

// Join makes the reader a guardian of the child that they were invited to.
func (p Pages) Join(r *req.Request) error {
	var f view.CodeForm
	if err := r.Form(&f); err != nil {
		return err
	}
	child, err := p.Families.Join(r.Request().Context(), r.Who, f.Code)
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		return r.Done("/my/family/"+child.String(), "family.joined")
	case ok && e.Kind == fault.TooMany:
		f.TooMany = e.Text
	case fault.FieldsOf(err) != nil:
		f.Problems = fault.FieldsOf(err)
	case ok && e.Kind == fault.Conflict && needsPhone(r):
		return r.Go(paths.MyPhone + "?next=" + paths.FamilyJoin)
	case ok && e.Kind == fault.Conflict: // not somebody who may be a guardian
		f.Problems = fault.Problems{"code": e.Text}
	default:
		return err
	}
	f.Address = r.Viewer.Account.Phone
	return r.Page(http.StatusUnprocessableEntity, view.Join(f))
}
