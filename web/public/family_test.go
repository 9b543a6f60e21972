package public_test

import (
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/world"
)

// A section for the pupils of one city is nothing for a guardian, and something
// for the guardian's children.
func TestAGuardianIsLedToApplyForAChild(t *testing.T) {
	a, _ := portal(t)
	section := "/sections/" + world.OpenPajuPupils.String()
	guardian := apptest.SignedIn(t, a, world.Guardian.Account, false)
	p := get(t, guardian, section)
	p.has(".receipt", "윤결, 윤솔 님을 위해 신청할 수 있습니다")
	p.has(".receipt a", "신청하기")
	p.hasNo(".receipt", "등록된 학교가 없습니다")

	form := url.Values{"person": {world.YoungerChild.String()}, "phone": {"010-0000-0104"}, "consent": {"1"}, "request_key": {"3b0e6a0e-7a34-4b3f-9d0e-0d8f4c1f9f11"}}
	if got := guardian.Post(section+"/applications", form); got.Status != 303 || !strings.HasPrefix(got.Location, "/applications/") {
		t.Fatal(got.Status, got.Location)
	}
	p = get(t, guardian, section)
	p.has(".receipt", "윤결 님을 위해 신청할 수 있습니다")
	p.has(".receipt", "윤솔 님은 이미 신청했습니다")
	p.has(".receipt a", "접수증 보기")

	adult := get(t, apptest.SignedIn(t, a, world.Resident.Account, false), section)
	adult.has(".receipt", "등록된 학교가 없습니다")
	adult.hasNo(".receipt a", "신청하기")
}
