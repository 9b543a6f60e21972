package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"slices"
	"strconv"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// The canonical form of a row is written down in docs/audit-chain.md, so that
// somebody else's program can check a chain: a change here is a change there,
// and breaks every chain that there is.
//
// A record is its fields one after the other; a field is its length in four
// bytes, the highest first, and then its bytes: UTF-8 text, a number in decimal
// digits, an id in the usual form with hyphens. What is not set has no bytes.

const (
	recordAudit  = "audit"
	recordAccess = "access"
	recordUnmask = "unmasking"
	recordEntry  = "entry"
	recordSeal   = "ieum seal 1"
)

// rowsSum adds up the records of rows in the order in which they are given.
type rowsSum struct{ h hash.Hash }

func newRowsSum() rowsSum { return rowsSum{sha256.New()} }

func (s rowsSum) hex() string { return hex.EncodeToString(s.h.Sum(nil)) }

func (s rowsSum) add(fields ...string) { s.h.Write(record(fields...)) }

func record(fields ...string) []byte {
	var b bytes.Buffer
	for _, f := range fields {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(f)))
		b.WriteString(f)
	}
	return b.Bytes()
}

func (s rowsSum) audit(r *db.Audit) {
	s.add(recordAudit, number(r.ID), instant(r.At), r.AccountID.String(), r.Task, r.Action, r.Ref, r.OrgID.String(), r.Origin, r.Detail)
}

// access adds a look with the people it was at, in the order of their bytes.
func (s rowsSum) access(r *line, people []id.ID) {
	people = slices.Clone(people)
	slices.SortFunc(people, func(a, b id.ID) int { return bytes.Compare(a[:], b[:]) })
	fields := []string{
		recordAccess, number(r.ID), instant(r.At), r.AccountID.String(), r.Origin, r.Task, string(r.Purpose), r.PurposeNote, r.Ref, strconv.Itoa(r.People),
	}
	for _, p := range people {
		fields = append(fields, p.String())
	}
	s.add(fields...)
}

func (s rowsSum) unmasking(r *Unmasking) {
	s.add(recordUnmask, number(r.ID), instant(r.At), r.AuditID.String(), r.AccountID.String(), r.Origin, r.PersonID.String(), r.Reason)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func instant(i clock.Instant) string { return strconv.FormatInt(int64(i), 10) }

// Seal covers the rows of the trail, of the access log, of the unmaskings and of
// the ledgers since the seal before it. Numbers without a row, such as those of a
// transaction that was rolled back, are no rows; how many there were is told.
type Seal struct {
	N             int64 `gorm:"primaryKey;autoIncrement:false"`
	At            clock.Instant
	AuditTo       int64 // the last number that the seal covers; the first is the one after the seal before
	AuditRows     int64
	AccessTo      int64
	AccessRows    int64
	UnmaskingTo   int64
	UnmaskingRows int64
	LedgerTo      int64
	LedgerRows    int64
	Hash          string // lower-case hex
}

// TableName implements gorm's Tabler.
func (Seal) TableName() string { return "audit_seals" }

// Rows is how many rows the seal covers.
func (s *Seal) Rows() int64 { return s.AuditRows + s.AccessRows + s.UnmaskingRows + s.LedgerRows }

// sum is the seal's hash: over what it says, the sum of its rows, and the hash
// of the seal before ("" for the first).
func (s *Seal) sum(rows, before string) string {
	h := sha256.Sum256(record(
		recordSeal, number(s.N), instant(s.At),
		number(s.AuditTo), number(s.AuditRows), number(s.AccessTo), number(s.AccessRows), number(s.UnmaskingTo), number(s.UnmaskingRows),
		number(s.LedgerTo), number(s.LedgerRows),
		rows, before,
	))
	return hex.EncodeToString(h[:])
}

// Unmasking is one name that an auditor has uncovered, with the reason. Its
// number is given by the database.
type Unmasking struct {
	ID        int64 `gorm:"primaryKey;autoIncrement"`
	At        clock.Instant
	AuditID   id.ID
	AccountID id.ID
	Origin    string
	PersonID  id.ID
	Reason    string
}

// TableName implements gorm's Tabler.
func (Unmasking) TableName() string { return "unmaskings" }
