package exchange

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/policy"
)

// Export writes every public course that is no sample in the national set's
// form: an imported one cell by cell as it was read, our own from its values.
// The set is of courses and lectures; events are not in it.
func (s *Service) Export(ctx context.Context, _ policy.Actor, w io.Writer, f standard.Format, o standard.WriteOptions) error {
	return standard.Write(w, s.records(ctx), f, o)
}

func (s *Service) records(ctx context.Context) iter.Seq2[standard.Record, error] {
	return func(yield func(standard.Record, error) bool) {
		today := s.db.Now().Date()
		more := true
		err := reader{s.db.Read(ctx)}.each(func(c course) (bool, error) {
			rec, err := c.record(s.baseURL, today)
			if err == nil {
				more = yield(rec, nil)
			}
			return more, err
		})
		if err != nil && more {
			yield(standard.Record{}, err)
		}
	}
}

// course is one section with what the set says of it.
type course struct {
	catalog.Section
	Title        string
	Area         catalog.Area
	AudienceNote string
	Phone        string
	OrgName      string
	OrgPhone     string
	OrgAddress   string
	Raw          string
	ProviderCode string
	ProviderName string
}

func (c course) record(baseURL string, today clock.Date) (standard.Record, error) {
	if c.Raw != "" {
		rec := standard.Record{ProviderCode: c.ProviderCode, ProviderName: c.ProviderName}
		if err := json.Unmarshal([]byte(c.Raw), &rec.Cells); err != nil {
			return rec, fmt.Errorf("exchange: %s: %w", c.ID, err)
		}
		return rec, nil
	}
	v := standard.Values{
		Title: c.Title, StartsOn: c.StartsOn, EndsOn: c.EndsOn, Category: areaWords[c.Area], Audience: c.AudienceNote,
		Method: standard.TeachingMethod(c.Method), Weekdays: standard.Weekdays(c.Weekdays), Place: c.Place,
		Capacity: c.Capacity, Fee: c.Fee, FeeStated: true, FeeNote: c.FeeNote, MaterialCost: c.MaterialCost,
		Address: standard.Address{Text: c.Address, City: c.City, District: c.District}, Operator: c.OrgName, Phone: c.Phone,
		AlwaysOpen: c.AlwaysOpen, ApplyStated: true, Mode: standard.SelectionMode(c.Mode),
		JobTraining: standard.No, CreditBank: standard.No, LearningAccount: standard.No, ReferenceDate: today,
		URL: c.ApplyURL,
	}
	if c.NameKO != "" {
		v.Title += " (" + c.NameKO + ")"
	}
	if v.Phone == "" {
		v.Phone = c.OrgPhone
	}
	if v.Address.Text == "" {
		v.Address.Text = c.OrgAddress
	}
	if c.StartMinute != nil {
		v.StartMinute, v.HasStart = *c.StartMinute, true
	}
	if c.EndMinute != nil {
		v.EndMinute, v.HasEnd = *c.EndMinute, true
	}
	if !c.ApplyFrom.IsZero() {
		v.ApplyFrom = c.ApplyFrom.Date()
	}
	if !c.ApplyUntil.IsZero() && !c.AlwaysOpen {
		v.ApplyUntil = (c.ApplyUntil - 1).Date() // the last day on which it is not too late
	}
	switch c.Channel {
	case catalog.Here:
		v.ApplyMethods, v.URL = standard.ByInternet, ""
		if baseURL != "" { // a command may not know where the portal is reached
			v.URL = baseURL + "/sections/" + c.ID.String()
		}
	case catalog.Elsewhere:
		v.ApplyMethods = standard.ByInternet
	case catalog.ByPhone:
		v.ApplyMethods = standard.ByPhone | standard.ByVisit
	case catalog.ThroughSchool:
		v.ApplyMethods, v.ApplyMethodText = standard.ByOther, "학교를 통해"
	}
	return standard.FromValues(v), nil
}

// areaWords are the words by which publishers of the set name what we call areas.
var areaWords = map[catalog.Area]string{
	catalog.Digital: "디지털", catalog.Career: "직업능력", catalog.Culture: "문화예술", catalog.Humanities: "인문교양", catalog.Language: "외국어",
	catalog.Health: "건강/체육", catalog.Living: "생활/취미", catalog.Citizenship: "시민참여", catalog.Environment: "환경", catalog.Safety: "안전",
	catalog.Literacy: "기초문해", catalog.Parenting: "부모교육", catalog.Startup: "창업/경제", catalog.Guidance: "진로/진학", catalog.Science: "과학/창의", catalog.OtherArea: "기타",
}
