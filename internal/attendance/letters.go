package attendance

import (
	"strconv"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
)

// Letters that tell somebody what was confirmed of them.
const (
	LetterCompleted  = "participation.completed"
	LetterIncomplete = "participation.incomplete"
	LetterCorrected  = "participation.corrected"
)

// letterOf is the letter about what a participation says now.
func letterOf(p *Participation) string {
	switch {
	case p.Version > 1:
		return LetterCorrected
	case p.Result == Completed:
		return LetterCompleted
	}
	return LetterIncomplete
}

// tell writes to everybody what was confirmed of them, by whatever way reaches
// them. The letter names nobody.
func tell(tx *db.Tx, b *book, done []Participation) error {
	if len(done) == 0 {
		return nil
	}
	persons := make([]id.ID, len(done))
	for i := range done {
		persons[i] = done[i].PersonID
	}
	reach, err := people.ReachAll(tx.DB, persons, tx.Now.Date())
	if err != nil {
		return err
	}
	org, err := reader{tx.DB}.orgName(b.programme.OrgID)
	if err != nil {
		return err
	}
	var letters []outbox.Letter
	for i := range done {
		p := &done[i]
		if r, ok := reach[p.PersonID]; ok {
			letters = append(letters, r.To(outbox.Letter{Kind: letterOf(p), Ref: "participation/" + p.ID.String(), Facts: outbox.Facts{
				"org": org, "title_ko": b.programme.TitleKO, "title_en": b.programme.TitleEN, "section_ko": b.section.NameKO, "section_en": b.section.NameEN, "number": hours(p.Minutes),
			}}))
		}
	}
	return outbox.Enqueue(tx, letters...)
}

// hours are minutes as a number of hours: 3, 2.5.
func hours(minutes int) string {
	return strconv.FormatFloat(float64(minutes*10/60)/10, 'f', -1, 64)
}
