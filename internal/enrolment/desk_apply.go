package enrolment

import "ieum/internal/people"

// DeskRequest is what an officer adds who applies for somebody.
type DeskRequest struct {
	Method people.ConsentMethod // on the telephone, or at the counter
	Read   bool                 // the text was read aloud, and the person agreed
}
