package personal

import (
	"slices"
	"strings"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/id"
)

const othersLooks = " from access_log_people x join access_log l on l.id = x.log_id where x.person_id = ? and l.account_id <> ?"

func (r reader) countLooks(person, account id.ID) (n int, err error) {
	err = r.Raw("select count(*)"+othersLooks, person, account).Row().Scan(&n)
	return n, err
}

// looks reads looks with the office they were for: that of the section looked
// at, else where the account had a duty at that moment.
func (r reader) looks(person, account id.ID, limit, offset int) ([]Look, error) {
	var rows []struct {
		At        clock.Instant
		AccountID id.ID
		Task, Ref string
		Purpose   audit.Purpose
	}
	err := r.Raw("select l.at, l.account_id, l.task, l.purpose, l.ref"+othersLooks+" order by l.id desc limit ? offset ?", person, account, limit, offset).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	var accounts, sections []id.ID
	of := func(ref string) id.ID {
		if rest, ok := strings.CutPrefix(ref, "section/"); ok {
			if i, err := id.Parse(rest); err == nil {
				return i
			}
		}
		return id.None
	}
	for _, l := range rows {
		accounts = append(accounts, l.AccountID)
		if s := of(l.Ref); !s.IsZero() {
			sections = append(sections, s)
		}
	}
	hosts, err := r.hosts(sections)
	if err != nil {
		return nil, err
	}
	duties, err := r.duties(accounts)
	if err != nil {
		return nil, err
	}
	out := make([]Look, len(rows))
	for i, l := range rows {
		out[i] = Look{At: l.At, Purpose: l.Purpose, Task: l.Task, Organisation: hosts[of(l.Ref)]}
		if out[i].Organisation != "" {
			continue
		}
		var names []string
		for _, d := range duties[l.AccountID] {
			if d.GrantedAt <= l.At && (d.RevokedAt.IsZero() || d.RevokedAt > l.At) && d.Name != "" && !slices.Contains(names, d.Name) {
				names = append(names, d.Name)
			}
		}
		out[i].Organisation = strings.Join(names, " · ")
	}
	return out, nil
}

func (r reader) hosts(sections []id.ID) (map[id.ID]string, error) {
	out := map[id.ID]string{}
	for part := range slices.Chunk(distinct(sections), 300) {
		var rows []struct {
			ID   id.ID
			Name string
		}
		err := r.Raw(`select s.id, coalesce(nullif(o.now_ko, ''), o.name_ko) as name from sections s join programmes p on p.id = s.programme_id join organisations o on o.id = p.org_id where s.id in ?`, part).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			out[row.ID] = row.Name
		}
	}
	return out, nil
}

type dutyAt struct {
	AccountID            id.ID
	Name                 string
	GrantedAt, RevokedAt clock.Instant
}

func (r reader) duties(accounts []id.ID) (map[id.ID][]dutyAt, error) {
	out := map[id.ID][]dutyAt{}
	for part := range slices.Chunk(distinct(accounts), 300) {
		var rows []dutyAt
		err := r.Raw(`select d.account_id, coalesce(nullif(o.now_ko, ''), o.name_ko, '') as name, d.granted_at, d.revoked_at
			from roles d left join organisations o on o.id = d.org_id where d.account_id in ? order by d.granted_at, d.id`, part).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			out[row.AccountID] = append(out[row.AccountID], row)
		}
	}
	return out, nil
}

func distinct(ids []id.ID) []id.ID {
	seen := map[id.ID]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(i id.ID) bool {
		was := seen[i]
		seen[i] = true
		return was || i.IsZero()
	})
}
