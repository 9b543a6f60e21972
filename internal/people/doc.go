// Package people keeps who there is: organisations, people, their accounts and
// sign-in sessions, the roles an account holds and for whom, and to which
// university a student belongs.
//
// A person is not an account: a child, or somebody entered at the counter, is a
// person without one.
package people
