package catalog

// SharedTypes are the types of 경기공유학교 (Gyeonggi Shared School) that were
// published for each year, the latest first. In 2026 what the cooperation
// district did became 학교맞춤형.
var SharedTypes = []struct {
	Year  int
	Types []string
}{
	{2026, []string{"지역맞춤형", "학교맞춤형", "학점인정형"}},
	{2025, []string{"지역맞춤형", "학생기획형", "대학연계형", "수업위탁형", "학점인정형", "공헌형"}},
}

// SharedCode is the part of a message's key that names a shared-school type; a
// type that is not published here is its own name.
func SharedCode(name string) string {
	if code, ok := sharedCodes[name]; ok {
		return code
	}
	return name
}

var sharedCodes = map[string]string{
	"지역맞춤형": "region", "학교맞춤형": "school", "학점인정형": "credit", "학생기획형": "student", "대학연계형": "university", "수업위탁형": "entrusted", "공헌형": "contribution",
}
