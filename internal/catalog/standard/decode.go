package standard

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"ieum/internal/fault"
)

// The encodings of a text file.
const (
	UTF8  = "UTF-8"
	CP949 = "CP949"
	UTF16 = "UTF-16"
)

var (
	bomUTF8    = []byte("\xef\xbb\xbf")
	bomUTF16LE = []byte("\xff\xfe")
	bomUTF16BE = []byte("\xfe\xff")
	magicZip   = []byte("PK\x03\x04")
	magicOLE   = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

// decode is a text file as UTF-8. A byte that is no letter becomes U+FFFD, which
// refuses its row later and leaves the others.
func decode(data []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(data, bomUTF8):
		text, encoding = strings.ToValidUTF8(string(data[len(bomUTF8):]), "\uFFFD"), UTF8
	case bytes.HasPrefix(data, bomUTF16LE), bytes.HasPrefix(data, bomUTF16BE):
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", "", fault.Wrap(err, fault.Invalid, "standard.file_encoding")
		}
		text, encoding = string(out), UTF16
	case utf8.Valid(data):
		text, encoding = string(data), UTF8
	default:
		return decodeOld(data)
	}
	return text, encoding, table(text)
}

// decodeOld reads CP949, unless what is wrong with the bytes is better explained
// by UTF-8 with a few of them damaged.
func decodeOld(data []byte) (string, string, error) {
	out, err := korean.EUCKR.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fault.Wrap(err, fault.Invalid, "standard.file_encoding")
	}
	old, text := string(out), strings.ToValidUTF8(string(data), "\uFFFD")
	if strings.Count(text, "\uFFFD") < strings.Count(old, "\uFFFD") {
		return text, UTF8, table(text)
	}
	return old, CP949, table(old)
}

// table refuses what is no text of cells: a web page under the name .xls, as
// some systems give out, and files of other programs.
func table(text string) error {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 2048)]))
	switch {
	case head == "":
		return fault.New(fault.Invalid, "standard.file_empty")
	case strings.HasPrefix(head, "<!doctype"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<table"), strings.HasPrefix(head, "<?xml"):
		return fault.New(fault.Invalid, "standard.file_web_page")
	case strings.HasPrefix(head, "%pdf"):
		return fault.New(fault.Invalid, "standard.file_not_table")
	}
	return nil
}
