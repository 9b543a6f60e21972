// Package enrolment gives out the places of a section and keeps who holds one.
//
// An application is a request and its decision; an enrolment is the place that
// an accepted application holds until it is released. The count of live
// enrolments is the section's taken seats, in one transaction with both.
package enrolment
