// Package auditing is the auditor's desk (감사). An administrator opens an audit
// with a scope and a period; inside it, and nowhere else, an auditor reads:
// masked, and logged. Each name that is uncovered takes a reason.
package auditing
