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

// duePerson is somebody whose form is due. Completed: they completed something so
// lately that a certificate is still theirs to ask for.
type duePerson struct {
	ID        id.ID
	Completed bool
}

// peopleDue are those without an account of whom nothing is newer than the period
// on the day of an instant, and for whom nobody answers; among, when given, are the only ones
// looked at. Somebody who holds a place in what is not over is never due: a club
// without a last day may meet for years.
func (r reader) peopleDue(now clock.Instant, among ...id.ID) ([]duePerson, error) {
	today := now.Date()
	guarded, lastAdult := people.UnderGuardian("p.id", today)
	q := `select p.id, p.updated_at,
			(select max(a.applied_at) from applications a where a.person_id = p.id) as applied,
			(select max(d.entered_at) from desk_people d where d.person_id = p.id) as entered,
			(select max(coalesce(s.ends_on, s.starts_on)) from applications a join sections s on s.id = a.section_id where a.person_id = p.id) as ends,
			exists (select 1 from participations z where z.person_id = p.id and z.result = 'completed' and z.confirmed_at >= ?) as completed
		from people p where p.erased_at is null and p.updated_at < ?
			and not exists (select 1 from accounts c where c.person_id = p.id)
			and not ` + guarded + `
			and not exists (select 1 from sessions x where x.teacher_id = p.id)
			and not exists (select 1 from applications a join sections s on s.id = a.section_id
				where a.person_id = p.id and a.state = 'accepted' and s.state <> 'cancelled' and (s.ends_on is null or s.ends_on >= ?))`
	args := []any{clock.Of(now.Local().AddDate(-people.CompletionYears, 0, 0)), lastDue(today).AddDays(1).At(0), lastAdult, today}
	if len(among) > 0 {
		q, args = q+" and p.id in ?", append(args, among)
	}
	var rows []struct {
		ID                          id.ID
		UpdatedAt, Applied, Entered clock.Instant
		Ends                        clock.Date
		Completed                   bool
	}
	if err := r.Raw(q+" order by p.id", args...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	var out []duePerson
	for _, x := range rows {
		last := max(x.UpdatedAt, x.Applied, x.Entered).Date()
		if people.FormUntil(max(last, x.Ends)) < today {
			out = append(out, duePerson{x.ID, x.Completed})
		}
	}
	return out, nil
}

// trim leaves of somebody who completed something what their certificate says and
// is checked by: name and day of birth. It says whether there was more.
func (s store) trim(person id.ID) (bool, error) {
	res := s.Exec("update people set phone = '', city = '', district = '' where id = ? and (phone <> '' or city <> '' or district <> '')", person)
	return res.RowsAffected == 1, res.Error
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
