package personal

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

func (r reader) lastDestruction() (out Destruction, err error) {
	err = r.Where("kind = 'day'").Order("at desc").Limit(1).Find(&out).Error
	return out, err
}

func (r reader) destroyed(today clock.Date) (bool, error) {
	var n int64
	err := r.Model(&Destruction{}).Where("kind = 'day' and on_day = ?", today).Count(&n).Error
	return n > 0, err
}

// peopleDue are those whose time is over on the day of an instant.
func (r reader) peopleDue(now clock.Instant) ([]id.ID, error) {
	today := now.Date()
	completed := clock.Of(now.Local().AddDate(-people.CompletionYears, 0, 0))
	var rows []struct {
		ID                          id.ID
		UpdatedAt, Applied, Entered clock.Instant
		Ends                        clock.Date
	}
	err := r.Raw(`select p.id, p.updated_at,
			(select max(a.applied_at) from applications a where a.person_id = p.id) as applied,
			(select max(d.entered_at) from desk_people d where d.person_id = p.id) as entered,
			(select max(coalesce(s.ends_on, s.starts_on)) from applications a join sections s on s.id = a.section_id where a.person_id = p.id) as ends
		from people p where p.erased_at is null and p.updated_at < ?
			and not exists (select 1 from accounts c where c.person_id = p.id)
			and not exists (select 1 from guardianships g where g.child_id = p.id and g.ended_at is null)
			and not exists (select 1 from sessions x where x.teacher_id = p.id)
			and not exists (select 1 from participations z where z.person_id = p.id and z.result = 'completed' and z.confirmed_at >= ?)
		order by p.id`, lastDue(today).AddDays(1).At(0), completed).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	var out []id.ID
	for _, x := range rows {
		last := max(x.UpdatedAt, x.Applied, x.Entered).Date()
		if people.FormUntil(max(last, x.Ends)) < today {
			out = append(out, x.ID)
		}
	}
	return out, nil
}

// destroyMessages deletes messages from before an instant that wait for nothing.
func (s store) destroyMessages(before clock.Instant, today clock.Date) (int, error) {
	res := s.Exec("delete from outbox where id in (select id from outbox where at < ? and state in ('sent', 'dead') order by at limit 500)", before)
	if res.Error != nil || res.RowsAffected == 0 {
		return 0, res.Error
	}
	return int(res.RowsAffected), s.destruction("message", today, int(res.RowsAffected))
}

func (s store) destruction(kind string, today clock.Date, n int) error {
	return s.Create(&Destruction{ID: id.New(), At: s.Now, OnDay: today, Kind: kind, Amount: n}).Error
}

// lease takes the daily work until an instant, unless another program has it.
func (s store) lease(task, holder string, until clock.Instant) (bool, error) {
	if err := s.Exec("insert into worker_leases (task, holder, until) values (?, '', 0) on conflict (task) do nothing", task).Error; err != nil {
		return false, err
	}
	res := s.Exec("update worker_leases set holder = ?, until = ? where task = ? and (holder = ? or until <= ?)", holder, until, task, holder, s.Now)
	return res.RowsAffected == 1, res.Error
}
