package credit

import (
	"slices"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

var errNotThere = fault.New(fault.NotFound, "error.not_found")

// shown is the condition that a campus may see recognition r of participation p
// today: it was decided, or it waits, the student lets it be known, and it is
// still confirmed as completed. It takes the day twice. Every query of a campus
// and of a host's questions repeats it.
const shown = `(r.state not in ('waiting', 'asked') or (p.result = 'completed' and exists (
	select 1 from provisions v where v.person_id = r.person_id and v.org_id = r.org_id and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ?)))`

// liveProvision is the condition that a consent lets a university know a person today; it takes the day twice.
const liveProvision = "person_id = ? and org_id = ? and withdrawn_at is null and from_on <= ? and until_on >= ?"

// consentHeld says whether the student lets the university know today, and holds
// that consent: a withdrawal waits for the decision, or the decision for it.
func (s store) consentHeld(r *Recognition) (bool, error) {
	var held []people.Provision
	err := s.Locked().Where(liveProvision, r.PersonID, r.OrgID, s.Now.Date(), s.Now.Date()).Find(&held).Error
	return len(held) > 0, err
}

// consented are the universities that a person lets know today.
func (s store) consented(person id.ID, today clock.Date) (orgs []id.ID, err error) {
	err = s.Model(&people.Provision{}).Where("person_id = ? and withdrawn_at is null and from_on <= ? and until_on >= ?", person, today, today).Order("org_id").Pluck("org_id", &orgs).Error
	return orgs, err
}

func (s store) affiliationsOf(person id.ID) (rows []people.Affiliation, err error) {
	err = s.Where("person_id = ? and kind = 'student' and verified_at is not null", person).Order("verified_at, id").Find(&rows).Error
	return rows, err
}

// finished is a completed participation with its section.
type finished struct {
	Participation attendance.Participation
	Section       catalog.Section
}

func (s store) completed(person id.ID) ([]finished, error) {
	var rows []attendance.Participation
	if err := s.Where("person_id = ? and result = 'completed'", person).Order("confirmed_at, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]finished, len(rows))
	for i, p := range rows {
		out[i].Participation = p
		if err := s.Take(&out[i].Section, "id = ?", p.SectionID).Error; err != nil {
			return nil, err
		}
	}
	return out, nil
}

// release adds a recognition unless the participation waits or was decided at the university already.
func (s store) release(r *Recognition) error {
	var n int64
	err := s.Model(&Recognition{}).Where("participation_id = ? and org_id = ?", r.ParticipationID, r.OrgID).Count(&n).Error
	if err != nil || n > 0 {
		return err
	}
	return s.Create(r).Error
}

// own is a recognition at one of the universities, for a decision. All of the
// student's are locked, in one order: what counts towards a cap holds still.
func (s store) own(recognition id.ID, orgs []id.ID) (*Recognition, error) {
	if len(orgs) == 0 {
		return nil, errNotThere
	}
	var r Recognition
	res := s.Raw("select r.* from recognitions r join participations p on p.id = r.participation_id where r.id = ? and r.org_id in ? and "+shown, recognition, orgs, s.Now.Date(), s.Now.Date()).Scan(&r)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return nil, errNotThere
		}
		return nil, res.Error
	}
	var all []Recognition
	if err := s.Locked().Where("person_id = ? and org_id = ?", r.PersonID, r.OrgID).Order("id").Find(&all).Error; err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(x Recognition) bool { return x.ID == recognition })
	if i < 0 {
		return nil, errNotThere
	}
	return &all[i], nil
}

func (s store) addDecision(d *DecisionRow) error { return s.Create(d).Error }

func (s store) post(e *Entry) error { return s.Create(e).Error }

// reverse posts the opposite of the entry that stands for a recognition, and says what that was.
func (s store) reverse(r *Recognition, d *DecisionRow) (Points, error) {
	var e Entry
	err := s.Where("recognition_id = ? and points > 0 and not exists (select 1 from mileage_entries x where x.reverses_id = mileage_entries.id)", r.ID).Take(&e).Error
	if err != nil {
		return 0, err
	}
	return -e.Points, s.Create(&Entry{
		ID: id.New(), OrgID: e.OrgID, PersonID: e.PersonID, RecognitionID: r.ID, DecisionID: d.ID, Points: -e.Points, RuleID: e.RuleID, RuleVersion: e.RuleVersion,
		Why: "[]", Reason: d.Reason, CountsOn: e.CountsOn, ReversesID: e.ID, PostedBy: s.Who.Account, PostedAt: s.Now,
	}).Error
}

// decided keeps where a recognition stands. The condition repeats what was read under the lock.
func (s store) decided(r *Recognition, final bool) error {
	change := map[string]any{"state": r.State, "points": r.Points, "version": r.Version + 1, "waits_since": s.Now}
	if final {
		change["decided_at"], change["decided_by"] = s.Now, s.Who.Account
	}
	return db.One(s.Model(&Recognition{}).Where("id = ? and version = ?", r.ID, r.Version).Updates(change))
}

func (s store) ask(q *Question) error { return s.Create(q).Error }

func (s store) question(question id.ID, hosts []id.ID, today clock.Date) (*Question, error) {
	if len(hosts) == 0 {
		return nil, errNotThere
	}
	var q Question
	res := s.Raw(`select q.* from recognition_questions q join recognitions r on r.id = q.recognition_id join participations p on p.id = r.participation_id
		where q.id = ? and q.host_id in ? and `+shown, question, hosts, today, today).Scan(&q)
	if res.Error == nil && res.RowsAffected == 0 {
		return nil, errNotThere
	}
	return &q, res.Error
}

func (s store) answer(q *Question, reply string) error {
	err := db.One(s.Model(&Question{}).Where("id = ? and replied_at is null", q.ID).Updates(map[string]any{"reply": reply, "replied_by": s.Who.Account, "replied_at": s.Now}))
	if err != nil {
		return err
	}
	var r Recognition
	if err := s.Locked().Take(&r, "id = ?", q.RecognitionID).Error; err != nil {
		return err
	}
	if r.State != Asked {
		return nil // decided meanwhile: the reply stands beside it
	}
	return db.One(s.Model(&Recognition{}).Where("id = ? and version = ?", r.ID, r.Version).Updates(map[string]any{"state": Waiting, "version": r.Version + 1, "waits_since": s.Now}))
}

func (r reader) questions(hosts []id.ID, one id.ID, today clock.Date) (rows []QuestionLine, err error) {
	if len(hosts) == 0 {
		return nil, nil
	}
	where, args := "q.host_id in ? and "+shown, []any{hosts, today, today}
	if !one.IsZero() {
		where, args = where+" and q.id = ?", append(args, one)
	}
	err = r.Raw(`select q.*, r.person_id, h.name, case when o.now_ko <> '' then o.now_ko else o.name_ko end as university, g.title_ko, g.title_en,
		s.id as section_id, s.number as section_number, s.name_ko as section_ko, s.ends_on, p.minutes, p.role, p.award
		from recognition_questions q join recognitions r on r.id = q.recognition_id join participations p on p.id = r.participation_id
		join people h on h.id = r.person_id join organisations o on o.id = r.org_id join sections s on s.id = r.section_id join programmes g on g.id = s.programme_id
		where `+where+` order by case when q.replied_at is null then 0 else 1 end, q.asked_at desc, q.id limit 200`, args...).Scan(&rows).Error
	return rows, err
}

func (r reader) openQuestions(hosts []id.ID, today clock.Date) (n int, err error) {
	if len(hosts) == 0 {
		return 0, nil
	}
	err = r.Raw(`select count(*) from recognition_questions q join recognitions r on r.id = q.recognition_id join participations p on p.id = r.participation_id
		where q.host_id in ? and q.replied_at is null and `+shown, hosts, today, today).Row().Scan(&n)
	return n, err
}
