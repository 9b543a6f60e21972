// Package public answers what anybody may ask: pages, feeds, calendars, the
// site map and the read API.
package public
