package people

import "testing"

func TestMasks(t *testing.T) {
	for got, want := range map[string]string{
		MaskName("홍길동"): "홍*동", MaskName("김수"): "김*", MaskName("남궁민수"): "남**수", MaskName(""): "",
		MaskPhone("010-1234-5678"): "010-****-5678", MaskPhone("01012345678"): "*******5678", MaskPhone("123"): "***",
		MaskEmail("kim@example.kr"): "k***@example.kr", MaskEmail("가@example.kr"): "가***@example.kr", MaskEmail("x"): "***",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
