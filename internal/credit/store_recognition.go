package credit

import (
	"slices"

	"gorm.io/gorm/clause"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
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

// consentsHeld are which of some students let which university know today. The
// consents are held until the transaction ends: a withdrawal waits for the
// decision, or the decision for it.
func (s store) consentsHeld(persons, orgs []id.ID) (map[atUniversity]bool, error) {
	q := s.DB
	if s.Engine() == db.Postgres {
		q = s.Clauses(clause.Locking{Strength: "SHARE"})
	}
	var held []people.Provision
	err := q.Where("person_id in ? and org_id in ? and withdrawn_at is null and from_on <= ? and until_on >= ?", persons, orgs, s.Now.Date(), s.Now.Date()).Order("id").Find(&held).Error
	out := make(map[atUniversity]bool, len(held))
	for _, p := range held {
		out[atUniversity{p.PersonID, p.OrgID}] = true
	}
	return out, err
}

// lockPersons holds the rows of some people, in one order. Whatever concerns what
// a university learns of somebody takes their row first: confirmations, consents
// and proofs of the same person wait for each other here, and see what the one
// before has done.
func (s store) lockPersons(persons []id.ID) error {
	var held []people.Person
	q := s.DB
	if s.Engine() == db.Postgres {
		// What others add about the same people goes on: a foreign key takes a lesser lock.
		q = s.Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	}
	return q.Select("id").Where("id in ?", persons).Order("id").Find(&held).Error
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

// completed are somebody's completed participations: all, or the one.
func (s store) completed(person, only id.ID) ([]finished, error) {
	q := s.Where("person_id = ? and result = 'completed'", person)
	if !only.IsZero() {
		q = q.Where("id = ?", only)
	}
	var rows []attendance.Participation
	if err := q.Order("confirmed_at, id").Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	var sections []catalog.Section
	if err := s.Where("id in (select section_id from participations where person_id = ?)", person).Find(&sections).Error; err != nil {
		return nil, err
	}
	of := make(map[id.ID]catalog.Section, len(sections))
	for _, x := range sections {
		of[x.ID] = x
	}
	out := make([]finished, len(rows))
	for i, p := range rows {
		out[i] = finished{p, of[p.SectionID]}
	}
	return out, nil
}

// release adds recognitions. What waits or was decided at the university already stays as it is.
func (s store) release(rows []Recognition) error {
	for part := range slices.Chunk(rows, 100) {
		if err := s.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "participation_id"}, {Name: "org_id"}}, DoNothing: true}).Create(&part).Error; err != nil {
			return err
		}
	}
	return nil
}

// own are recognitions at some universities as files, for decisions. The
// students are locked first, then all their recognitions and consents there,
// each in one order: what counts towards a cap holds still. One that is not
// there, or may not be seen, is an error.
func (s store) own(chosen, orgs []id.ID) ([]File, error) {
	if len(orgs) == 0 || len(chosen) == 0 {
		return nil, errNotThere
	}
	var persons []id.ID
	if err := s.Model(&Recognition{}).Where("id in ? and org_id in ?", chosen, orgs).Pluck("person_id", &persons).Error; err != nil {
		return nil, err
	}
	persons = distinct(persons)
	if err := s.lockPersons(persons); err != nil {
		return nil, err
	}
	var all []Recognition
	if err := s.Locked().Where("person_id in ? and org_id in ?", persons, orgs).Order("id").Find(&all).Error; err != nil {
		return nil, err
	}
	held, err := s.consentsHeld(persons, orgs)
	if err != nil {
		return nil, err
	}
	var seen []id.ID
	err = s.Raw("select r.id from recognitions r join participations p on p.id = r.participation_id where r.id in ? and r.org_id in ? and "+shown, chosen, orgs, s.Now.Date(), s.Now.Date()).Scan(&seen).Error
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(x Recognition) bool { return !slices.Contains(seen, x.ID) })
	if len(all) != len(distinct(chosen)) {
		return nil, errNotThere
	}
	files, err := reader{s.DB}.files(all)
	for i := range files {
		files[i].Consented = held[atUniversity{files[i].PersonID, files[i].OrgID}]
	}
	return files, err
}

// store writes what decisions came to.
func (w *writing) store(s store) error {
	for _, add := range []error{
		addAll(s, w.decisions), addAll(s, w.texts), addAll(s, w.entries), addAll(s, w.questions),
	} {
		if add != nil {
			return add
		}
	}
	for i := range w.frozen {
		if err := s.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "recognition_id"}}, UpdateAll: true}).Create(&w.frozen[i]).Error; err != nil {
			return err
		}
	}
	for i := range w.moved {
		if err := s.decided(&w.moved[i].Recognition, w.moved[i].final); err != nil {
			return err
		}
	}
	return w.tell(s)
}

func addAll[T any](s store, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return s.CreateInBatches(rows, 100).Error
}

// tell writes to the students by whatever way reaches them.
func (w *writing) tell(s store) error {
	persons := make([]id.ID, len(w.letters))
	for i, l := range w.letters {
		persons[i] = l.person
	}
	reach, err := people.ReachAll(s.DB, distinct(persons), s.Now.Date())
	if err != nil {
		return err
	}
	var all []outbox.Letter
	for _, l := range w.letters {
		if r, ok := reach[l.person]; ok {
			all = append(all, r.To(outbox.Letter{Kind: l.kind, Ref: l.ref, Facts: l.facts}))
		}
	}
	return outbox.Enqueue(s.Tx, all...)
}

// reversal is the opposite of the entry that stands for a recognition.
func (s store) reversal(r *Recognition, d *DecisionRow) (Entry, error) {
	var e Entry
	err := s.Where("recognition_id = ? and points > 0 and not exists (select 1 from mileage_entries x where x.reverses_id = mileage_entries.id)", r.ID).Take(&e).Error
	return Entry{
		ID: id.New(), OrgID: e.OrgID, PersonID: e.PersonID, RecognitionID: r.ID, DecisionID: d.ID, Points: -e.Points, RuleID: e.RuleID, RuleVersion: e.RuleVersion,
		Why: "[]", CountsOn: e.CountsOn, ReversesID: e.ID, PostedBy: s.Who.Account, PostedAt: s.Now,
	}, err
}

// decided keeps where a recognition stands. The condition repeats what was read under the lock.
func (s store) decided(r *Recognition, final bool) error {
	change := map[string]any{"state": r.State, "points": r.Points, "version": r.Version + 1, "waits_since": s.Now}
	if final {
		change["decided_at"], change["decided_by"] = s.Now, s.Who.Account
	}
	return db.One(s.Model(&Recognition{}).Where("id = ? and version = ?", r.ID, r.Version).Updates(change))
}

// question is a question for its reply: a reply passes something on, and so it
// needs the consent also where the recognition was decided meanwhile.
func (s store) question(question id.ID, hosts []id.ID, today clock.Date) (*Question, error) {
	if len(hosts) == 0 {
		return nil, errNotThere
	}
	var q Question
	res := s.Raw(`select q.* from recognition_questions q join recognitions r on r.id = q.recognition_id join participations p on p.id = r.participation_id
		where q.id = ? and q.host_id in ? and `+shown+` and exists (select 1 from provisions v where v.person_id = r.person_id and v.org_id = r.org_id
		and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ?)`, question, hosts, today, today, today, today).Scan(&q)
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
