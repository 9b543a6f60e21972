package catalog

import (
	"context"

	"ieum/internal/id"
	"ieum/internal/policy"
)

// SectionName is what a section is called where only its id was kept.
type SectionName struct {
	ID      id.ID
	Number  string
	NameKO  string `gorm:"column:name_ko"`
	TitleKO string `gorm:"column:title_ko"`
}

// SectionNames are the names of sections, drafts among them, for those who read
// the log of looks at personal data; a section that is gone has none.
func (s *Service) SectionNames(ctx context.Context, who policy.Actor, of []id.ID) (map[id.ID]SectionName, error) {
	out := map[id.ID]SectionName{}
	if len(of) == 0 {
		return out, nil
	}
	if _, err := policy.Decide(who, policy.ReadAccessLog, policy.Platform{Name: "access_log"}); err != nil {
		return nil, err
	}
	rows, err := sectionNames(s.db.Read(ctx), of)
	for _, n := range rows {
		out[n.ID] = n
	}
	return out, err
}
