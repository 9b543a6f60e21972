package db

import (
	"encoding"
	"errors"
	"log/slog"
	"reflect"
	"regexp"
	"testing"
)

// errFreeText reports an audit detail that somebody wrote in their own words.
var errFreeText = errors.New("it is free text, which may name somebody: keep it in a row that can be emptied, and put its id here")

// A word of the code, an id, a number, a date: nothing that names or reaches anybody.
var (
	plain       = regexp.MustCompile(`^[\x20-\x3f\x41-\x7e]*$`) // ASCII without @
	anyID       = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	phoneNumber = regexp.MustCompile(`(^|[^0-9])0[0-9]{1,2}[- ]?[0-9]{3,4}[- ]?[0-9]{4}([^0-9]|$)`)
)

const longestDetail = 200

// impersonal is a detail that the trail may keep for good. The trail is sealed:
// whatever is in it stays there when the person it speaks of has gone. A detail
// that could name somebody fails in tests; a portal at work leaves it out and says so.
func impersonal(v any) (any, error) {
	if mayNameSomebody(reflect.ValueOf(v), 0) {
		if testing.Testing() {
			return nil, errFreeText
		}
		slog.Error("an audit detail was left out", "err", errFreeText)
		return "…", nil
	}
	return v, nil
}

func mayNameSomebody(v reflect.Value, depth int) bool {
	if depth > 4 {
		return true
	}
	if !v.IsValid() {
		return false
	}
	if v.CanInterface() {
		if m, ok := reflect.TypeAssert[encoding.TextMarshaler](v); ok {
			raw, err := m.MarshalText()
			return err != nil || !isPlain(string(raw))
		}
	}
	switch v.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return false
	case reflect.String:
		return !isPlain(v.String())
	case reflect.Pointer, reflect.Interface:
		return !v.IsNil() && mayNameSomebody(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if mayNameSomebody(v.Index(i), depth+1) {
				return true
			}
		}
		return false
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if mayNameSomebody(it.Key(), depth+1) || mayNameSomebody(it.Value(), depth+1) {
				return true
			}
		}
		return false
	default:
		return true
	}
}

func isPlain(s string) bool {
	return len(s) <= longestDetail && plain.MatchString(s) && !phoneNumber.MatchString(anyID.ReplaceAllString(s, "x"))
}
