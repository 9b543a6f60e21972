package outbox

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
)

func insert(tx *db.Tx, rows []Message, names []Named) error {
	if err := tx.CreateInBatches(&rows, 200).Error; err != nil || len(names) == 0 {
		return err
	}
	return tx.CreateInBatches(&names, 200).Error
}

const due = "state in ('waiting', 'sending') and next_at <= ? and (lease_until is null or lease_until <= ?)"

// claim looks for due messages and takes them. The condition stands on both
// sides: on PostgreSQL a row that another worker holds is skipped, and a row
// that it has just released is looked at again by the update.
func claim(tx *db.Tx, channel Channel, limit int, until clock.Instant) ([]Message, error) {
	var ids []id.ID
	q := tx.Model(&Message{}).Where("channel = ? and "+due, channel, tx.Now, tx.Now).Order("next_at, id").Limit(limit)
	if tx.Engine() == db.Postgres {
		q = q.Clauses(clause.Locking{Strength: "UPDATE", Options: "SKIP LOCKED"})
	}
	if err := q.Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return nil, err
	}
	err := tx.Model(&Message{}).Where("id in ? and "+due, ids, tx.Now, tx.Now).
		Updates(map[string]any{"state": Sending, "lease_until": until, "attempts": gorm.Expr("attempts + 1")}).Error
	if err != nil {
		return nil, err
	}
	var taken []Message
	err = tx.Where("id in ?", ids).Order("next_at, id").Find(&taken).Error
	return taken, err
}

// settle writes what became of a message, for the worker that still holds it: a
// later attempt belongs to somebody else.
func settle(tx *db.Tx, m *Message, change map[string]any) error {
	return db.One(tx.Model(&Message{}).Where("id = ? and state = 'sending' and attempts = ?", m.ID, m.Attempts).Updates(change))
}

// sentUnlessFailed: a gateway's report of failure may overtake the answer with which it took the message.
var sentUnlessFailed = gorm.Expr("case when delivery = 'failed' then 'dead' else 'sent' end")

func arrived(tx *db.Tx, message id.ID, d Delivery, reason string) error {
	change := map[string]any{"delivery": d, "delivered_at": tx.Now}
	if d == Failed {
		change["problem"] = reason
		change["state"] = gorm.Expr("case when state = 'sent' then 'dead' else state end")
	}
	res := tx.Model(&Message{}).Where("id = ? and channel = 'sms' and delivery = '' and state in ('sending', 'sent')", message).Updates(change)
	if res.Error != nil || res.RowsAffected > 0 {
		return res.Error
	}
	var n int64
	err := tx.Model(&Message{}).Where("id = ? and channel = 'sms'", message).Count(&n).Error
	if err == nil && n == 0 {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return err
}

func release(tx *db.Tx, ms []Message) error {
	for i := range ms {
		err := tx.Model(&Message{}).Where("id = ? and state = 'sending' and attempts = ?", ms[i].ID, ms[i].Attempts).
			Updates(map[string]any{"state": Waiting, "lease_until": nil, "attempts": gorm.Expr("attempts - 1")}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// drop gives up what has not left for an address. What a sender holds is taken from
// it: should the attempt fail, it is not put back.
func drop(tx *db.Tx, channel Channel, address string) error {
	var rows []Message
	if err := tx.Locked().Where("channel = ? and address = ? and state in ('waiting', 'sending')", channel, address).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	for i := range rows {
		change := map[string]any{"state": Dead, "lease_until": nil, "problem": Freed}
		rows[i].empty(change)
		if err := db.One(tx.Model(&Message{}).Where("id = ?", rows[i].ID).Updates(change)); err != nil {
			return err
		}
	}
	return nil
}

type reader struct{ *gorm.DB }

func (r reader) due(channel Channel, now clock.Instant) (bool, error) {
	var ids []id.ID
	err := r.Model(&Message{}).Where("channel = ? and "+due, channel, now, now).Limit(1).Pluck("id", &ids).Error
	return len(ids) > 0, err
}

func (r reader) list(f Filter, page paging.Page) (rows []Message, _ paging.Page, err error) {
	q := r.Model(&Message{})
	if f.State != "" {
		q = q.Where("state = ?", f.State)
	}
	if f.Channel != "" {
		q = q.Where("channel = ?", f.Channel)
	}
	var n int64
	if err = q.Session(&gorm.Session{}).Count(&n).Error; err != nil {
		return nil, page, err
	}
	page = page.Of(int(n))
	err = q.Session(&gorm.Session{}).Order("at desc, id desc").Offset(page.Offset()).Limit(page.Size).Find(&rows).Error
	return rows, page, err
}

func (r reader) one(message id.ID) (m Message, err error) {
	if err = r.Take(&m, "id = ?", message).Error; db.NotFound(err) {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return m, err
}

func (r reader) count(channel Channel) (map[State]int, error) {
	var rows []struct {
		State State
		N     int
	}
	q := r.Model(&Message{}).Select("state, count(*) as n").Group("state")
	if channel != "" {
		q = q.Where("channel = ?", channel)
	}
	err := q.Find(&rows).Error
	out := map[State]int{}
	for _, c := range rows {
		out[c.State] = c.N
	}
	return out, err
}

// persons are those whom messages went to.
func (r reader) persons(rows []Message) (out []id.ID, err error) {
	accounts := make([]id.ID, 0, len(rows))
	for _, m := range rows {
		if !m.AccountID.IsZero() {
			accounts = append(accounts, m.AccountID)
		}
	}
	if len(accounts) == 0 {
		return nil, nil
	}
	err = r.Raw("select person_id from accounts where id in ?", accounts).Scan(&out).Error
	return out, err
}
