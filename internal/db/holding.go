package db

// Holding says what a table keeps about a person: which columns name them, what
// of it they are given when they ask, and what is left when they have gone.
// Each feature lists its tables in Holdings; a test fails on a table with a
// person or an account in it that nobody has listed.
//
// The statements know @person, @account and @now, and of what is erased @name,
// @name_json (as it stands within a JSON text), @name_fact (as a whole value of
// one), @like_fact (a pattern for that), @email, @login (the account's number)
// and @phone; each is NULL or "-" where there is none.
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
	// Keeps is the key of the text that says why rows stay, "" where none do.
	Keeps string
	// Why explains a table of which nothing is given.
	Why string
}
