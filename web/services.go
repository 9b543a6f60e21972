package web

import (
	"ieum/internal/people"
)

// Services are what the edge may ask of the features. internal/app fills it in.
type Services struct {
	Sessions *people.Sessions
	Actors   *people.Actors
	Accounts *people.Accounts
}
