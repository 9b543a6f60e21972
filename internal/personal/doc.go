// Package personal gives people what the law gives them: a copy of what is kept
// about them, the names of the offices that looked at it, and their going.
//
// Every feature lists what its tables hold (db.Holding). An export and an
// erasure walk that list, and a test fails on a table with a person in it that
// nobody has listed.
package personal
