// Package ui is the design system: typed components that draw values and
// nothing else. Their looks live in static/css, by class; no component writes a
// style attribute or a script.
//
// Words arrive already translated (Label: i18n.T(ctx, "area.key")), except
// problems of a form, which stay fault.Text so that a handler can pass
// fault.Problems through. The kit's own words are ui.* keys.
//
// A form page reads like this:
//
//	@ui.ErrorSummary(form.Problems, ui.Ref{Name: "email", Label: i18n.T(ctx, "people.email")})
//	@ui.Heading(ui.Head{Title: i18n.T(ctx, "people.register")})
//	<form method="post" class="form">
//		@ui.Field(ui.In{Name: "email", Type: "email", Label: i18n.T(ctx, "people.email"),
//			Value: form.Email, Autocomplete: "email", Required: true, Problem: form.Problems["email"]})
//		<div class="actions">
//			@ui.Submit(i18n.T(ctx, "people.register_now"))
//		</div>
//	</form>
//
// The id of a field is its name unless In.ID says otherwise; the error summary
// links to it. Every exported component is drawn by templates/gallery, and a
// test fails when one is not.
package ui
