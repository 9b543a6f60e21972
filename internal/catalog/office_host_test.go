package catalog_test

import (
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/policy"
)

// A funded institution's draft is let out by its own approver; by the city
// above it where it has none; and never by the host themself.
func TestAHostsDraftIsApprovedByItsOwnApproverOrTheCity(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		yes := func(of catalog.AskApproval, asker policy.Actor) catalog.DecideApproval {
			return catalog.DecideApproval{Approval: must(o.AskApproval(ctx, asker, of))(t), Approve: true}
		}
		host := o.person("오운영", policy.Host, o.yeonje) // an institution without an approver
		p, _ := o.draft(host)
		cmd := yes(catalog.AskApproval{Programme: p}, host)
		wants(t, o.DecideApproval(ctx, host, cmd), fault.Forbidden)
		wants(t, o.DecideApproval(ctx, o.approver, cmd), fault.NotFound) // another institution's
		if err := o.DecideApproval(ctx, o.cityOf, cmd); err != nil {
			t.Fatal(err)
		}
		if as := o.one("select decided_as from approvals where id = ?", cmd.Approval); as != "parent" {
			t.Error(as)
		}

		own := o.person("노승인", policy.Approver, o.yeonje)
		p, _ = o.draft(host)
		cmd = yes(catalog.AskApproval{Programme: p}, host)
		wants(t, o.DecideApproval(ctx, o.cityOf, cmd), fault.NotFound) // its own approver comes first
		if err := o.DecideApproval(ctx, own, cmd); err != nil {
			t.Fatal(err)
		}
		if as := o.one("select decided_as from approvals where id = ?", cmd.Approval); as != "approver" {
			t.Error(as)
		}
	})
}
