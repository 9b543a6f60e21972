// Package termsheet reads the sections of a term from a workbook or from cells
// pasted out of one, and writes the empty form for it: a column per field, lists
// to choose from, an example row. One row is one section with its sessions.
//
// Reading stores nothing. A row that is wrong keeps every cell as it was typed,
// so that it can be mended on the page or in Excel.
package termsheet
