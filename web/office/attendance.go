package office

import (
	"net/http"
	"net/url"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
	view "ieum/templates/office"
	"ieum/web/req"
)

// Field answers the pages of those who take attendance and confirm: officers,
// hosts, and instructors for what they teach.
type Field struct {
	Attendance *attendance.Service
	Catalog    *catalog.Desk
	Base       string // the portal's address, for the code on a certificate
}

// present renders a page of the field; an instructor's desk has a menu of its own.
func (h Field) present(r *req.Request, status int, page view.FieldPage) error {
	if !r.Who.HasAny(policy.Officer, policy.Host) {
		r.SetRequest(r.Request().WithContext(view.ForInstructor(r.Request().Context())))
	}
	return show(r, status, page.Draw())
}

// Teaching is the desk: today's meetings, and the reader's own sections.
func (h Field) Teaching(r *req.Request) error {
	t, err := h.Attendance.Teaching(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return h.present(r, http.StatusOK, view.TeachingPage{Teaching: t})
}

// Marks shows how far the attendance of a section is.
func (h Field) Marks(r *req.Request) error { return h.marks(r, http.StatusOK, "", nil) }

func (h Field) marks(r *req.Request, status int, threshold string, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	o, err := h.Attendance.Overview(ctx, r.Who, of)
	if err != nil {
		return err
	}
	page := view.MarksPage{Overview: o, Threshold: threshold, Problems: problems}
	if o.Runs {
		if page.Instructors, err = h.Catalog.Instructors(ctx, r.Who, o.Programme.OrgID); err != nil {
			return err
		}
	}
	return h.present(r, status, page)
}

// Threshold stores from which share of the time a section is completed.
func (h Field) Threshold(r *req.Request) error {
	var f struct {
		Threshold string `form:"threshold"`
	}
	of, err := h.posted(r, &f)
	if err != nil {
		return err
	}
	err = h.Attendance.SetThreshold(r.Request().Context(), r.Who, attendance.SetThreshold{Section: of, Percent: f.Threshold})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.marks(r, status, f.Threshold, problems)
	}
	return r.Done(sectionsPath+of.String()+"/attendance", "attendance.done_threshold")
}

// Teacher says who teaches a section, or one meeting of it.
func (h Field) Teacher(r *req.Request) error {
	var f struct {
		Session string `form:"session"`
		Teacher string `form:"teacher"`
	}
	of, err := h.posted(r, &f)
	if err != nil {
		return err
	}
	cmd := catalog.AssignTeacher{Section: of}
	for _, x := range []struct {
		to    *id.ID
		typed string
	}{{&cmd.Session, f.Session}, {&cmd.Teacher, f.Teacher}} {
		if x.typed == "" {
			continue
		}
		if *x.to, err = id.Parse(x.typed); err != nil {
			return h.marks(r, http.StatusUnprocessableEntity, "", fault.Problems{"teacher": fault.Say("office.problem.choose")})
		}
	}
	if err := h.Catalog.AssignTeacher(r.Request().Context(), r.Who, cmd); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.marks(r, status, "", problems)
	}
	return r.Done(sectionsPath+of.String()+"/attendance", "attendance.done_teacher")
}

// posted reads a form about the section of the address.
func (h Field) posted(r *req.Request, f any) (id.ID, error) {
	of, err := r.ID("id")
	if err != nil {
		return of, err
	}
	return of, r.Form(f)
}

// MarkSheet is the sheet of one meeting. ?fill=present marks everybody present
// who has no mark yet, on the page alone: nothing is stored before it is sent.
func (h Field) MarkSheet(r *req.Request) error {
	page := view.MarkSheetPage{Fill: attendance.Mark(r.QueryParam("fill"))}
	return h.markSheet(r, http.StatusOK, page)
}

func (h Field) markSheet(r *req.Request, status int, page view.MarkSheetPage) error {
	of, session, err := h.meeting(r)
	if err != nil {
		return err
	}
	if page.MeetingSheet, err = h.Attendance.Sheet(r.Request().Context(), r.Who, of, session); err != nil {
		return err
	}
	return h.present(r, status, page)
}

func (h Field) meeting(r *req.Request) (section, session id.ID, err error) {
	if section, err = r.ID("id"); err == nil {
		session, err = r.ID("session")
	}
	return section, session, err
}

// SaveMarks stores the sheet of one meeting, or fills it up without storing. Where somebody else was first, both
// are shown: what stands there, and what was sent.
func (h Field) SaveMarks(r *req.Request) error {
	of, session, err := h.meeting(r)
	if err != nil {
		return err
	}
	var f struct {
		Version string `form:"version"`
		Fill    string `form:"fill"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	cmd := attendance.SaveMarks{Section: of, Session: session, Version: number(f.Version), Marks: map[id.ID]attendance.Mark{}}
	for application, typed := range rowsOf(r.Request().PostForm, "mark") {
		cmd.Marks[application] = attendance.Mark(typed)
	}
	if f.Fill != "" { // fills the rest on the page alone; what was chosen stays
		return h.markSheet(r, http.StatusOK, view.MarkSheetPage{Typed: cmd.Marks, Fill: attendance.Mark(f.Fill)})
	}
	_, err = h.Attendance.SaveMarks(r.Request().Context(), r.Who, cmd)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.markSheet(r, status, view.MarkSheetPage{Typed: cmd.Marks, Problems: problems, Conflict: status == http.StatusConflict})
	}
	return r.Done(sectionsPath+of.String()+"/sessions/"+session.String()+"/attendance", "attendance.done_marks")
}

// rowsOf are the values of a form's fields about one application each.
func rowsOf(form url.Values, name string) map[id.ID]string {
	out := map[id.ID]string{}
	for key, values := range form {
		if rest, ok := cutField(key, name); ok && len(values) > 0 {
			if application, err := id.Parse(rest); err == nil {
				out[application] = values[0]
			}
		}
	}
	return out
}

func cutField(key, name string) (string, bool) {
	if len(key) <= len(name)+1 || key[:len(name)] != name || key[len(name)] != '-' {
		return "", false
	}
	return key[len(name)+1:], true
}
