// Package certificate draws a certificate as a page: readable by anybody's
// reader, and one sheet of A4 when it is printed.
package certificate
