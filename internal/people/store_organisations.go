package people

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"ieum/internal/id"
)

type organisationReader struct{ *gorm.DB }

func (r organisationReader) all() (rows []Organisation, err error) {
	if err = r.Find(&rows).Error; err != nil {
		return nil, err
	}
	inOrder(rows)
	return rows, nil
}

func (r organisationReader) ofIDs(ids []id.ID) (rows []Organisation, err error) {
	if err = r.Where("id in ?", ids).Find(&rows).Error; err != nil {
		return nil, err
	}
	inOrder(rows)
	return rows, nil
}

// inOrder sorts by kind and name in Go: the databases sort Hangul each in its own way.
func inOrder(rows []Organisation) {
	slices.SortFunc(rows, func(a, b Organisation) int {
		return cmp.Or(slices.Index(OrgKinds, a.Kind)-slices.Index(OrgKinds, b.Kind), strings.Compare(a.NameKO, b.NameKO), strings.Compare(a.Slug, b.Slug))
	})
}

func (r organisationReader) body(slug string) (b Body, ok bool, err error) {
	res := r.Where("slug = ?", slug).Limit(1).Find(&b.Organisation)
	if res.Error != nil || res.RowsAffected == 0 {
		return b, false, res.Error
	}
	if !b.ParentID.IsZero() {
		b.Parent = &Organisation{}
		if err = r.Where("id = ?", b.ParentID).Take(b.Parent).Error; err != nil {
			return b, false, err
		}
	}
	if err = r.Where("parent_id = ?", b.ID).Find(&b.Children).Error; err != nil {
		return b, false, err
	}
	inOrder(b.Children)
	return b, true, nil
}

func (r organisationReader) byCode(code string) (o Organisation, ok bool, err error) {
	res := r.Where("code = ? or slug = ? or provider_code = ?", code, code, code).Limit(1).Find(&o)
	return o, res.RowsAffected == 1, res.Error
}
