package world

import (
	"context"
	"errors"
	"fmt"

	"github.com/alexedwards/argon2id"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// Scale is how much there is.
type Scale string

// The scales: Small is what people look at, City adds about 10,000 sections.
const (
	Small Scale = "small"
	City  Scale = "city"
)

// Password is the password of every persona and of the crowd.
const Password = "blue-bridge-2026"

// ErrNotEmpty reports a database that holds organisations already.
var ErrNotEmpty = errors.New("world: the database is not empty; the sample world is loaded into an empty one only")

// ErrHalf reports a database in which loading was interrupted.
var ErrHalf = errors.New("world: loading the sample world was interrupted here; begin again with an empty database")

// Options say which world to load.
type Options struct {
	Now          clock.Instant // the day that "open today" is about; required
	Scale        Scale         // "" is Small
	Crowd        int           // accounts u1…uN@demo.example and one section of 20 seats
	PasswordHash string        // of Password; made when empty
	Secret       string        // of the portal that will serve it: its certificates are sealed with it
}

// Report says what was loaded.
type Report struct {
	Organisations, Programmes, Sections, Sessions, People, Accounts, Applications int
}

// Holds reports whether d holds a whole sample world. A world that was
// interrupted while loading is ErrHalf, because nothing can be relied on in it.
func Holds(ctx context.Context, d *db.DB) (bool, error) {
	var orgs, ours, series int64
	q := d.Read(ctx)
	if err := q.Raw("select count(*) from organisations").Scan(&orgs).Error; err != nil {
		return false, err
	}
	if err := q.Raw("select count(*) from organisations where id = ?", BusanCity).Scan(&ours).Error; err != nil {
		return false, err
	}
	// The counters of human numbers are written last.
	if err := q.Raw("select count(*) from number_series").Scan(&series).Error; err != nil {
		return false, err
	}
	if ours > 0 && series == 0 {
		return false, ErrHalf
	}
	return ours > 0, nil
}

// Load writes the sample world into an empty, migrated database. It writes in
// parts, so that a portal that is already serving from it stays responsive.
func Load(ctx context.Context, d *db.DB, opts Options) (*Report, error) {
	var orgs int64
	if err := d.Read(ctx).Raw("select count(*) from organisations").Scan(&orgs).Error; err != nil {
		return nil, err
	}
	if orgs > 0 {
		if _, err := Holds(ctx, d); err != nil {
			return nil, err
		}
		return nil, ErrNotEmpty
	}
	r, err := build(opts)
	if err != nil {
		return nil, err
	}
	if err := store(ctx, d, r); err != nil {
		return nil, err
	}
	return &Report{
		Organisations: len(r.organisations), Programmes: len(r.programmes), Sections: len(r.sections), Sessions: len(r.sessions),
		People: len(r.people), Accounts: len(r.accounts), Applications: len(r.applications),
	}, nil
}

// hash is what Password is stored as, with the portal's own cost.
func hash(password string) (string, error) {
	h, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		return "", fmt.Errorf("world: %w", err)
	}
	return h, nil
}

// build makes every row of the world. Given a password hash it is a pure
// function of its options.
func build(opts Options) (*rows, error) {
	switch {
	case opts.Now.IsZero():
		return nil, errors.New("world: Options.Now is not set")
	case opts.Scale != "" && opts.Scale != Small && opts.Scale != City:
		return nil, fmt.Errorf("world: %q is no scale; small and city are", opts.Scale)
	case opts.Crowd < 0:
		return nil, errors.New("world: Options.Crowd is negative")
	}
	if opts.PasswordHash == "" {
		h, err := hash(Password)
		if err != nil {
			return nil, err
		}
		opts.PasswordHash = h
	}
	b := newBuilder(opts)
	b.addOrganisations()
	b.addPersonas()
	b.addDomains()
	b.addResidents()
	b.addFamilies()
	b.addExtracurricular()
	b.addLifelong()
	b.addPaju()
	for _, ps := range [][]programme{
		extracurricularOpen(), busanOpen(), namguOpen(), yeonjeOpen(), lifelongOpen(), pajuOpen(), pajuSchoolOpen(), pajuPupilsOpen(), otherOpen(), offices(),
	} {
		b.addOpen(ps)
	}
	b.addResidentHistory()
	b.addField()
	b.addCertificates()
	b.addCampus()
	b.addTrail()
	if opts.Scale == City {
		b.addCity()
	}
	if opts.Crowd > 0 {
		b.addCrowd(opts.Crowd)
	}
	return &b.rows, b.err
}

func organisationID(slug string) id.ID   { return id.Named("organisation/" + slug) }
func programmeID(slug string) id.ID      { return id.Named("programme/" + slug) }
func sectionID(slug string, n int) id.ID { return id.Named(fmt.Sprintf("section/%s/%d", slug, n)) }
func accountID(email string) id.ID       { return id.Named("account/" + email) }
func personID(key string) id.ID          { return id.Named("person/" + key) }
func strandID(code string) id.ID         { return id.Named("strand/" + code) }
func agreementID(slug string) id.ID      { return id.Named("agreement/" + slug) }
func awardID(slug string) id.ID          { return id.Named("award/" + slug) }
