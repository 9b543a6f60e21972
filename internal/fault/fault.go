// Package fault gives every expected failure a kind that the edge maps to a
// page, and a message key that the reader's language fills in.
package fault

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Kind says what sort of failure it is; web/errors.go maps it to a status.
type Kind int

// The kinds of failure a reader may meet.
const (
	Internal    Kind = iota // a bug: logged with a reference, never explained
	NotFound                // it is not there, or not for this reader to know of
	Forbidden               // it is there, and this reader may not do that with it
	SignIn                  // nobody is signed in and somebody must be
	Conflict                // the request was fine but the world has moved on
	Invalid                 // the request itself needs correcting, field by field
	TooMany                 // too many attempts; try again later
	TooLarge                // more was sent than is accepted
	Unavailable             // the database or a peer is away; nothing was changed
)

// Text is a message key with its arguments, as alternating name and value.
type Text struct {
	Key  string
	Args []any
}

// Say returns a message with alternating argument names and values.
func Say(key string, args ...any) Text { return Text{Key: key, Args: args} }

// Problems says what is wrong with each form field, by the field's name.
type Problems map[string]Text

// Add records what is wrong with field, unless something is recorded already.
func (p Problems) Add(field, key string, args ...any) {
	if _, ok := p[field]; !ok {
		p[field] = Say(key, args...)
	}
}

// Err is nil when there are no problems, and an Invalid error otherwise.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Text: Say("error.check_form"), Fields: p}
}

// Error is an expected failure. Text is for the reader; Cause, when set, only for the log.
type Error struct {
	Kind Kind
	Text
	Fields Problems
	Cause  error
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %v", e.Key, e.Args)
	for _, f := range slices.Sorted(maps.Keys(e.Fields)) {
		fmt.Fprintf(&b, " %s: %s %v;", f, e.Fields[f].Key, e.Fields[f].Args)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Cause }

// New returns an expected failure; args alternate names and values for the message.
func New(k Kind, key string, args ...any) *Error { return &Error{Kind: k, Text: Say(key, args...)} }

// Wrap is New with the cause kept for the log.
func Wrap(cause error, k Kind, key string, args ...any) *Error {
	return &Error{Kind: k, Text: Say(key, args...), Cause: cause}
}

// Of returns err's kind; anything that was not made by this package is Internal.
func Of(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// FieldsOf returns the problems of an Invalid error, and nil for any other.
func FieldsOf(err error) Problems {
	if e, ok := errors.AsType[*Error](err); ok && e.Kind == Invalid {
		return e.Fields
	}
	return nil
}
