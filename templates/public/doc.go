// Package public draws the pages that anybody may read: the first page, the
// catalogue, cooperations, organisations, the calendar and the duties of the operator.
package public
