// Package exchange takes the national standard course set into the catalogue
// and gives it out again.
//
// A row becomes one programme with one section, owned by the body that
// publishes it, applied for elsewhere. The same row read again changes
// nothing; a changed row changes what it brought; a batch can be undone. Every
// cell is kept as it was read, so that the export gives it back.
package exchange
