package db

import "ieum/internal/id"

// Holding says what a table keeps about a person: which columns name them, what
// of it they are given when they ask, and what is left when they have gone.
// Each feature lists its tables in Holdings; a test fails on a table with a
// person or an account in it that nobody has listed.
//
// The statements know @person, @account and @now, and of what is erased @name,
// @email, @login and @phone (the account's number): each stands for nothing where
// there is none, or where it was never proved to be this person's. @written is a
// number that somebody wrote down for them: it may be another's.
type Holding struct {
	Table string
	// People are all columns that hold the id of a person or of an account.
	People []string
	// Give is a query of what the person gets: readable values, no ids, no hashes.
	// Columns ending in "at" are instants. "" gives nothing: Why says so.
	Give string
	// Erase are statements that leave nothing of the person but ids. None: there
	// is nothing but ids in it.
	Erase []string
	// Clear is an erasure of what lies within a structured text, before the
	// statements of Erase: the text is decoded, the person's own fields are
	// emptied, and nothing else is touched. A name is never searched for in text:
	// it may be anybody's, or a word.
	Clear func(tx *Tx, who Gone) error
	// Keeps is the key of the text that says why rows stay, "" where none do.
	Keeps string
	// Why explains a table of which nothing is given.
	Why string
}

// Gone is somebody who is being erased. An e-mail address or a number is "" unless
// they proved that it is theirs.
type Gone struct {
	Person, Account    id.ID
	Name, Email, Login string
}
