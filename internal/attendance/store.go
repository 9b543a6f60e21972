package attendance

import (
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// store is what changes, inside a transaction.
type store struct{ *db.Tx }

type reader struct{ *gorm.DB }

// book reads a section with its meetings; one that the actor has no part in is not there.
func (r reader) book(who policy.Actor, section id.ID) (*book, error) {
	b, err := r.anyBook(section)
	if err == nil && !b.open(who) {
		err = errNotThere
	}
	return b, err
}

// anyBook is book whoever asks; its callers have looked whose it is.
func (r reader) anyBook(section id.ID) (*book, error) {
	b := &book{Book: Book{SectionID: section, Threshold: DefaultThreshold}}
	res := r.Where("id = ?", section).Limit(1).Find(&b.section)
	if res.Error != nil {
		return nil, res.Error
	}
	if res.RowsAffected == 0 {
		return nil, errNotThere
	}
	if err := r.Where("id = ?", b.section.ProgrammeID).Take(&b.programme).Error; err != nil {
		return nil, err
	}
	if err := r.Where("section_id = ?", section).Order("number").Find(&b.sessions).Error; err != nil {
		return nil, err
	}
	return b, r.Where("section_id = ?", section).Limit(1).Find(&b.Book).Error
}

// openBook is book, locked until the transaction ends: marks and confirmations
// of one section wait for each other here, and for nobody else.
func (s store) openBook(who policy.Actor, section id.ID) (*book, error) {
	b, err := reader{s.DB}.book(who, section)
	if err != nil {
		return nil, err
	}
	return b, s.lockBook(b)
}

func (s store) lockBook(b *book) error {
	section := b.section.ID
	err := s.Exec("insert into attendance_books (section_id, threshold) values (?, ?) on conflict (section_id) do nothing", section, DefaultThreshold).Error
	if err != nil {
		return err
	}
	b.Book = Book{}
	return s.Locked().Where("section_id = ?", section).Take(&b.Book).Error
}

// places are the applications that hold a place in a section, with their people.
func (s store) places(section id.ID) (map[id.ID]id.ID, error) {
	var rows []struct{ ApplicationID, PersonID id.ID }
	err := s.Raw("select application_id, person_id from enrolments where section_id = ? and released_at is null", section).Scan(&rows).Error
	out := make(map[id.ID]id.ID, len(rows))
	for _, r := range rows {
		out[r.ApplicationID] = r.PersonID
	}
	return out, err
}

// confirmedIn are the participations of a section by application.
func (r reader) confirmedIn(section id.ID) (map[id.ID]Participation, error) {
	var rows []Participation
	err := r.Where("section_id = ?", section).Find(&rows).Error
	out := make(map[id.ID]Participation, len(rows))
	for _, p := range rows {
		out[p.ApplicationID] = p
	}
	return out, err
}

func (s store) confirmedIn(section id.ID) (map[id.ID]Participation, error) {
	return reader{s.DB}.confirmedIn(section)
}

func (s store) add(p *Participation, reason string) error {
	if err := s.Create(p).Error; err != nil {
		return err
	}
	return s.enter(p, reason)
}

// enter adds what a participation says now as an entry, and its words beside it.
func (s store) enter(p *Participation, reason string) error {
	if err := s.Create(p.entry()).Error; err != nil || p.Award == "" && reason == "" {
		return err
	}
	return s.Create(&Words{ParticipationID: p.ID, Version: p.Version, PersonID: p.PersonID, Award: p.Award, Reason: reason}).Error
}

// lockPersons holds the rows of some people, in one order, and says which of them
// have been erased: what follows from a
// confirmation takes them one by one, and two lists with the same people would
// wait for each other.
func (s store) lockPersons(persons []id.ID) (gone map[id.ID]bool, err error) {
	if s.Engine() == db.SQLite { // one writes at a time
		return people.Erased(s.Tx, persons...)
	}
	var held []id.ID
	for part := range slices.Chunk(slices.SortedFunc(slices.Values(persons), func(a, b id.ID) int { return slices.Compare(a[:], b[:]) }), 200) {
		if err := s.Raw("select id from people where id in ? order by id for no key update", part).Scan(&held).Error; err != nil {
			return nil, err
		}
	}
	return people.Erased(s.Tx, persons...)
}

// participation is one participation of a section that the actor keeps, both locked.
func (s store) participation(who policy.Actor, participation id.ID) (*Participation, *book, error) {
	var p Participation
	res := s.Where("id = ?", participation).Limit(1).Find(&p)
	if res.Error != nil {
		return nil, nil, res.Error
	}
	if res.RowsAffected == 0 {
		return nil, nil, errNotThere
	}
	b, err := s.openBook(who, p.SectionID)
	if err != nil {
		return nil, nil, err
	}
	var now Participation // as it is under the lock
	return &now, b, s.Where("id = ?", participation).Take(&now).Error
}

func (s store) correct(p *Participation, reason string) error {
	err := db.One(s.Model(&Participation{}).Where("id = ? and version = ?", p.ID, p.Version-1).
		Select("result", "minutes", "role", "award", "confirmed_by", "confirmed_at", "version").Updates(p))
	if err != nil {
		return err
	}
	if err := s.enter(p, reason); err != nil {
		return err
	}
	// They attest what was confirmed before.
	return s.revoke("participation_id = ?", p.ID, Corrected)
}

// sheet is the sheet of a meeting as it stands; the book's lock holds it.
func (s store) sheet(session id.ID) (Sheet, error) { return reader{s.DB}.sheet(session) }

// keepMarks stores what changed on a sheet, and raises its version.
func (s store) keepMarks(sheet Sheet, section, session id.ID, changed []MarkEntry) error {
	for part := range slices.Chunk(changed, 100) {
		if err := s.Create(&part).Error; err != nil {
			return err
		}
		rows := make([]Marked, len(part))
		for i, c := range part {
			rows[i] = Marked{SessionID: session, ApplicationID: c.ApplicationID, Mark: c.Mark}
		}
		err := s.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "session_id"}, {Name: "application_id"}}, DoUpdates: clause.AssignmentColumns([]string{"mark"})}).Create(&rows).Error
		if err != nil {
			return err
		}
	}
	now := Sheet{SessionID: session, SectionID: section, Version: sheet.Version + 1, SavedBy: s.Who.Account, SavedAt: s.Now}
	if sheet.Version == 0 {
		return s.Create(&now).Error
	}
	return db.One(s.Model(&Sheet{}).Where("session_id = ? and version = ?", session, sheet.Version).Select("version", "saved_by", "saved_at").Updates(&now))
}

func (s store) setThreshold(section id.ID, percent int) error {
	return db.One(s.Model(&Book{}).Where("section_id = ?", section).Updates(map[string]any{"threshold": percent, "set_by": s.Who.Account, "set_at": s.Now}))
}
