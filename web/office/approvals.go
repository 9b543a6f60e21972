package office

import (
	"net/http"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// Approvals are the requests of the desk.
func (h Desk) Approvals(r *req.Request) error {
	todo, asked, decided, err := h.Catalog.Approvals(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.Approvals(todo, asked, decided))
}

// Approval is one request, as the public will see what it lets out.
func (h Desk) Approval(r *req.Request) error { return h.approval(r, http.StatusOK, "", nil) }

func (h Desk) approval(r *req.Request, status int, reason string, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	a, err := h.Catalog.Approval(r.Request().Context(), r.Who, of)
	if err != nil {
		return err
	}
	withdraw := false
	if a.DecidedAt.IsZero() && editor(r) {
		if own, err := h.Catalog.Programme(r.Request().Context(), r.Who, a.ProgrammeID); err == nil {
			withdraw = own.Runs
		} else if fault.Of(err) != fault.NotFound {
			return err
		}
	}
	return show(r, status, view.Approval(view.ApprovalPage{
		ApprovalDesk: a, Who: r.Who.Name, When: h.moment(r, a.Programme), Withdraw: withdraw, Reason: reason, Problems: problems,
	}))
}

// decisionForm is what the second person says.
type decisionForm struct {
	Decision string `form:"decision"`
	Reason   string `form:"reason"`
}

// Decide approves a request or sends it back.
func (h Desk) Decide(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f decisionForm
	if err := r.Form(&f); err != nil {
		return err
	}
	if f.Decision != "approve" && f.Decision != "return" {
		return h.approval(r, http.StatusUnprocessableEntity, f.Reason, fault.Problems{"reason": fault.Say("office.problem.choose")})
	}
	err = h.Catalog.DecideApproval(r.Request().Context(), r.Who, catalog.DecideApproval{Approval: of, Approve: f.Decision == "approve", Reason: f.Reason})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.approval(r, status, f.Reason, problems)
	}
	if f.Decision == "approve" {
		return r.Done(paths.OfficeApprovals+"/"+of.String(), "office.done_approved")
	}
	return r.Done(paths.OfficeApprovals, "office.done_returned")
}

// Withdraw takes a request back.
func (h Desk) Withdraw(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := h.Catalog.WithdrawApproval(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	return r.Done(paths.OfficeApprovals+"/"+of.String(), "office.done_withdrawn")
}
