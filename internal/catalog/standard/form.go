package standard

import "errors"

// Form is an empty workbook of the set for an office to fill in: drop-downs, a
// note and an example, both of which Read leaves out.
func Form() ([]byte, error) { return nil, errors.ErrUnsupported }
