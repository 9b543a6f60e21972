// Package errpage is what a reader sees when a page cannot be shown: what
// happened, what it means for them, and the next step. The edge maps a failure
// to a status; the words for each status are errpage.<status>_* keys.
package errpage
