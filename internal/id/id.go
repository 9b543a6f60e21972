// Package id names every row with a UUIDv7: made in Go, sorted by time, 16
// bytes in SQLite and a uuid in PostgreSQL. The zero ID is NULL.
package id

import (
	"database/sql/driver"
	"fmt"

	"github.com/google/uuid"
)

// ID names one row.
type ID [16]byte

// None is the ID of nothing.
var None ID

// New is a fresh ID; later ones sort after earlier ones.
func New() ID { return ID(uuid.Must(uuid.NewV7())) }

// Parse reads the form that String writes.
func Parse(s string) (ID, error) {
	if len(s) != 36 {
		return None, fmt.Errorf("id: %q is not an id", s)
	}
	u, err := uuid.Parse(s)
	if err != nil {
		return None, fmt.Errorf("id: %q is not an id", s)
	}
	return ID(u), nil
}

// Named is the ID that a name always has: the sample world uses it, so that
// links and tests can rely on it.
func Named(name string) ID { return ID(uuid.NewSHA1(uuid.NameSpaceURL, []byte("ieum:"+name))) }

// IsZero reports whether this is the ID of nothing.
func (i ID) IsZero() bool { return i == None }

// String is the usual form with hyphens; "" for None.
func (i ID) String() string {
	if i == None {
		return ""
	}
	return uuid.UUID(i).String()
}

// MarshalText implements encoding.TextMarshaler.
func (i ID) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; "" is None.
func (i *ID) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*i = None
		return nil
	}
	*i, err = Parse(string(b))
	return err
}

// Value implements driver.Valuer.
func (i ID) Value() (driver.Value, error) {
	if i == None {
		return nil, nil
	}
	return i[:], nil
}

// Scan implements sql.Scanner: 16 bytes from SQLite, text from PostgreSQL.
func (i *ID) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*i = None
	case []byte:
		if len(x) == 16 {
			copy(i[:], x)
			return nil
		}
		return i.UnmarshalText(x)
	case string:
		return i.UnmarshalText([]byte(x))
	default:
		return fmt.Errorf("id: cannot read an id from %T", v)
	}
	return nil
}
