// Package paper lays a certificate out: its words, for a page as well as for
// print, and a PDF of them on A4 with its own fonts and a code that leads to
// where it can be checked.
package paper
