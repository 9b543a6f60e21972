package people

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/audit"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// LetterAffiliationCode is the letter to a university's mail address.
const LetterAffiliationCode = "affiliation.code"

// Letters that tell a student what their university said.
const (
	LetterAffiliationConfirmed = "affiliation.confirmed"
	LetterAffiliationRefused   = "affiliation.refused"
)

// ForAffiliation is the consent that one's name and number are shown to the university, to look them up.
const ForAffiliation Document = "affiliation"

const (
	mailCodeLife  = 10 * time.Minute
	mailCodeTries = 5
)

// Codes to one address, and of one person to any addresses: a code costs a
// stranger a letter.
var affiliationCodes = limit{"affiliation", 4, time.Hour}

// Affiliations is belonging to a university: asking, proving, confirming, ending.
type Affiliations struct {
	db    *db.DB
	links Links
	guard guard
	key   []byte
	log   *audit.Log
	hooks []func(tx *db.Tx, person id.ID) error
}

// NewAffiliations returns the affiliations in d.
func NewAffiliations(d *db.DB, secret string) *Affiliations {
	return &Affiliations{db: d, links: NewLinks(secret), guard: guard{db: d, key: derive(secret, "throttle")}, key: derive(secret, "affiliation"), log: audit.NewLog(d)}
}

// OnVerified registers what follows when an affiliation is verified, in the same transaction.
func (s *Affiliations) OnVerified(fn func(tx *db.Tx, person id.ID) error) {
	s.hooks = append(s.hooks, fn)
}

func (s *Affiliations) verified(tx *db.Tx, person id.ID) error {
	for _, fn := range s.hooks {
		if err := fn(tx, person); err != nil {
			return err
		}
	}
	return nil
}

// hash is a keyed hash: six digits alone would be found by trying them all.
func (s *Affiliations) hash(parts ...string) string {
	m := hmac.New(sha256.New, s.key)
	for _, p := range parts {
		m.Write([]byte(p))
		m.Write([]byte{0})
	}
	return hex.EncodeToString(m.Sum(nil))
}

// AffiliationLine is an affiliation with its university.
type AffiliationLine struct {
	Affiliation
	Organisation Organisation
}

// AffiliationDesk is where somebody belongs and belonged, and where they may say so.
type AffiliationDesk struct {
	Now, Past    []AffiliationLine
	Universities []Campus
}

// Campus is a university that a student may name, with its mail domains.
type Campus struct {
	Organisation
	Domains []string
}

// Mine are the reader's own affiliations, and the universities that they may name.
func (s *Affiliations) Mine(ctx context.Context, who policy.Actor) (d AffiliationDesk, err error) {
	if !who.SignedIn() {
		return d, fault.New(fault.SignIn, "error.sign_in")
	}
	r := affiliationReader{s.db.Read(ctx)}
	all, err := r.ofPerson(who.Person)
	if err != nil {
		return d, err
	}
	for _, a := range all {
		if a.State == AffiliationEnded {
			d.Past = append(d.Past, a)
		} else {
			d.Now = append(d.Now, a)
		}
	}
	d.Universities, err = r.universities()
	return d, err
}

// AskAffiliation is what a student says of themself.
type AskAffiliation struct {
	Org        string // id of the university
	Number     string
	Department string
	Grade      string
	Status     string
	Method     string // mail, number
	Email      string // at the university, for ByMail
	Consent    bool   // that staff see name and number, for ByNumber
}

const longestNumber = 20

// CleanNumber is a student number as it is compared: without spaces and signs,
// half width, capital letters.
func CleanNumber(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

func (in *AskAffiliation) problems() fault.Problems {
	p := fault.Problems{}
	in.Department, in.Grade, in.Email = CleanLine(in.Department), CleanLine(in.Grade), CleanEmail(in.Email)
	in.Number = CleanNumber(in.Number)
	switch n := utf8.RuneCountInString(in.Number); {
	case n == 0:
		p.Add("number", "affiliation.problem.number")
	case n > longestNumber:
		p.Add("number", "account.problem.too_long", "max", longestNumber)
	case HasResidentNumber(in.Number):
		p.Add("number", "account.problem.resident_number")
	}
	placeProblem(p, "department", in.Department)
	if utf8.RuneCountInString(in.Grade) > 10 {
		p.Add("grade", "account.problem.too_long", "max", 10)
	}
	if s := Status(in.Status); s != Enrolled && s != OnLeave {
		p.Add("status", "affiliation.problem.status")
	}
	if _, err := id.Parse(in.Org); err != nil {
		p.Add("university", "affiliation.problem.university")
	}
	switch in.Method {
	case ByMail:
		emailProblem(p, "university_email", in.Email)
	case ByNumber:
		if !in.Consent {
			p.Add("consent", "affiliation.problem.consent")
		}
	default:
		p.Add("method", "affiliation.problem.method")
	}
	return p
}
