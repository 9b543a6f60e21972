package audit

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"ieum/internal/db"
	"ieum/internal/id"
)

// TestTheCanonicalFormIsTheOneThatIsWrittenDown computes the example of
// docs/audit-chain.md: every sum in it stands there, so that neither changes alone.
func TestTheCanonicalFormIsTheOneThatIsWrittenDown(t *testing.T) {
	raw, err := os.ReadFile("../../docs/audit-chain.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(raw)
	parse := func(s string) id.ID {
		i, err := id.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	officer, person := parse("0196f000-0000-7000-8000-000000000001"), parse("0196f000-0000-7000-8000-0000000000aa")
	trail := db.Audit{ID: 1, At: 1772420400000000, AccountID: officer, Action: "programme.edit", Ref: "section/7", Origin: "192.0.2.1", Detail: `{"from":20,"to":24}`}
	access := line{ID: 1, At: 1772420401000000, AccountID: officer, Origin: "192.0.2.1", Task: TaskList, Purpose: Masked, Ref: "section/7", People: 1}
	sum := newRowsSum()
	sum.audit(&trail)
	sum.access(&access, []id.ID{person})
	rows := sum.hex()
	s := Seal{N: 1, At: 1772420410000000, AuditTo: 1, AuditRows: 1, AccessTo: 1, AccessRows: 1}
	first := s.sum(rows, "")
	next := Seal{N: 2, At: 1772420420000000, AuditTo: 1, AccessTo: 1, UnmaskingTo: 1, UnmaskingRows: 1, LedgerTo: 1, LedgerRows: 1}
	sum = newRowsSum()
	sum.unmasking(&Unmasking{ID: 1, At: 1772420415000000, AuditID: parse("0196f000-0000-7000-8000-0000000000bb"), AccountID: officer, Origin: "192.0.2.1", PersonID: person, Reason: "표본 3번 확인"})
	sum.add(recordEntry, "1", "participation", parse("0196f000-0000-7000-8000-0000000000cc").String(), "1", "completed", "600", "participant", officer.String(), "1772420416000000")
	second := next.sum(sum.hex(), first)
	for what, want := range map[string]string{
		"the record of the trail": hex.EncodeToString(record("audit", "1"))[:26], "rows of seal 1": rows, "seal 1": first, "rows of seal 2": sum.hex(), "seal 2": second,
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("docs/audit-chain.md does not hold %s: %s", what, want)
		}
	}
}

// TestEveryColumnThatIsSealedIsWrittenDown: somebody else's program reads the
// columns of the ledgers there.
func TestEveryColumnThatIsSealedIsWrittenDown(t *testing.T) {
	raw, err := os.ReadFile("../../docs/audit-chain.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range ledgers {
		names := make([]string, len(l.columns))
		for i, c := range l.columns {
			names[i] = c[2:]
		}
		if row := "| `" + l.kind + "` | `" + l.table + "` | " + strings.Join(names, ", ") + " |"; !strings.Contains(string(raw), row) {
			t.Errorf("docs/audit-chain.md lacks the line %s", row)
		}
	}
}

func TestNoTwoRowsHaveOneRecord(t *testing.T) {
	if string(record("ab", "c")) == string(record("a", "bc")) || string(record("a", "")) == string(record("a")) {
		t.Error("a field's end can be moved")
	}
}
