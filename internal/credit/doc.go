// Package credit is what a university makes of what its students did elsewhere:
// the comparison with its roster, recognition by its own rules, and the mileage
// ledger. It sees a student only by their consent (people.Provision): without it
// no query of this package returns a row about them.
package credit
