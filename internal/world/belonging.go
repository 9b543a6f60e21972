package world

import (
	"strings"

	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
)

// belong makes a persona a student or a member of staff of their university. The
// students have agreed that what they take part in is passed on to it.
func (b *builder) belong(p Persona) {
	at := clock.AtSeoul(2024, 3, 4, 10, 0)
	a := people.Affiliation{
		ID: id.Named("affiliation/" + p.Email), PersonID: p.Person, OrgID: p.university, Kind: p.as, Number: p.number, State: people.AffiliationVerified,
		StartsOn: "2024-03-01", AskedAt: at, VerifiedAt: at,
	}
	if p.as == people.Student {
		a.Status, a.Method, a.NumberProved, a.Department, a.Grade = people.Enrolled, people.ByMail, people.ProvedByRoster, p.department, p.grade
		b.statuses = append(b.statuses, people.StatusRow{ID: id.Named("status/" + p.Email), AffiliationID: a.ID, Status: a.Status, FromOn: a.StartsOn, Source: "student", SetBy: p.Account, SetAt: at})
		b.provisions = append(b.provisions, people.Provision{
			ID: id.Named("provision/" + p.Email), PersonID: p.Person, OrgID: p.university, AccountID: p.Account, Version: people.ProvisionVersion,
			Purpose: i18n.In(i18n.KO, "provision.purpose"), Items: i18n.In(i18n.KO, "provision.items"),
			FromOn: registered.Date(), UntilOn: b.today.AddDays(730), GivenAt: registered,
		})
		b.agree(p.Person, p.Account, people.ForProvision, "provision/"+id.Named("provision/"+p.Email).String(), registered)
	}
	b.affiliations = append(b.affiliations, a)
}

// addDomains gives each university the mail domain of its own homepage.
func (b *builder) addDomains() {
	for _, u := range universities {
		domain := strings.TrimPrefix(u.homepage, "https://www.")
		b.domains = append(b.domains, people.Domain{Domain: domain, OrgID: organisationID(u.slug), AddedAt: registered})
	}
	b.domains = append(b.domains, people.Domain{Domain: "pukyong.ac.kr", OrgID: PKNU, AddedAt: registered})
}
