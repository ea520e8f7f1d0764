package dump

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"parley/graph"
)

// TestConsultCodes is the table of the ontology: one meeting's life in the
// field's codes.
func TestConsultCodes(t *testing.T) {
	for _, c := range []struct {
		typ     graph.EventType
		fact    graph.Factuality
		plover  string
		cameo   string
		negated bool
	}{
		{graph.Meeting, graph.Proposed, "REQUEST meet", "106", false},
		{graph.Meeting, graph.Scheduled, "AGREE", "036", false},
		{graph.Meeting, graph.Held, "CONSULT", "040", false},
		{graph.Meeting, graph.Ongoing, "CONSULT", "040", false},
		{graph.Visit, graph.Held, "CONSULT visit", "042", false},
		{graph.Call, graph.Held, "CONSULT phone", "041", false},
		{graph.Conference, graph.Held, "CONSULT multilateral", "040", false},
		{graph.Negotiation, graph.Held, "CONSULT", "046", false},
		{graph.Mediation, graph.Held, "CONSULT third-party", "045", false},
		{graph.Meeting, graph.Refused, "REJECT meet", "125", false},
		{graph.Mediation, graph.Refused, "REJECT meet", "126", false},
		{graph.Meeting, graph.Cancelled, "REJECT meet", "125", false},
		{graph.Meeting, graph.Postponed, "AGREE", "036", false},
		{graph.Meeting, graph.Denied, "CONSULT", "", true},
		{graph.Attack, graph.Held, "ASSAULT", "190", false},
		{graph.Attack, graph.Scheduled, "THREATEN violence", "138", false},
		{graph.Aid, graph.Scheduled, "AGREE", "033", false},
		{graph.Aid, graph.Cancelled, "REJECT", "120", false},
		{graph.Statement, graph.Held, "parley-SAY", "010", false},
	} {
		got, ok := codeOf(c.typ, c.fact, "")
		if name := strings.TrimSpace(got.plover + " " + got.mode); !ok || name != c.plover || got.cameo != c.cameo || got.negated != c.negated {
			t.Errorf("codeOf(%s, %s) = %q, %s, %v, %v; want %q, %s, %v", c.typ, c.fact, name, got.cameo, got.negated, ok, c.plover, c.cameo, c.negated)
		}
	}
	if _, ok := codeOf(graph.Meeting, graph.Hypothetical, ""); ok {
		t.Error("what is only imagined has a code")
	}
	if c, _ := codeOf(graph.Agreement, graph.Held, "signed"); c.cameo != "057" || c.plover != "SUPPORT" {
		t.Errorf("signing is %+v, want SUPPORT, 057", c)
	}
}

// TestEveryTypeHasACode: every type and factuality has one or is left out on
// purpose, and each code is of a root that its book has.
func TestEveryTypeHasACode(t *testing.T) {
	for _, typ := range graph.EventTypes {
		if c, ok := codeOf(typ, graph.Held, ""); !ok || c.plover == "" {
			t.Errorf("%s has no PLOVER event", typ)
		}
		for _, f := range graph.Factualities {
			if c, ok := codeOf(typ, f, ""); ok && c.cameo != "" && (c.cameo < "01" || c.cameo > "2099" || quadClass(c.cameo) == 0) {
				t.Errorf("%s, %s: no CAMEO code %q", typ, f, c.cameo)
			}
		}
	}
}

func TestPLOVERRecords(t *testing.T) {
	n := 0
	for line := range bytes.Lines(written(t, hard(), Options{Format: PLOVER})) {
		var l ploverLine
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		n++
		if len(l.Source) == 0 || l.Text == "" || l.Article == "" || l.Publication == "" || l.Event == "" || l.EventID == "" {
			t.Errorf("a record without its parts: %s", line)
		}
		for _, a := range l.Source {
			if len(a.Code) != 3 {
				t.Errorf("actor %+v has no three-letter code", a)
			}
		}
	}
	if n < 80 {
		t.Errorf("%d records", n)
	}
}

func TestCAMEODyads(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(string(written(t, hard(), Options{Format: CAMEO})), "\n"), "\n")
	seen := map[string]int{}
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		if len(f) != len(cameoColumns) {
			t.Fatalf("%d columns, want %d: %s", len(f), len(cameoColumns), line)
		}
		seen[f[8]]++
		if f[4] == f[7] {
			t.Errorf("someone acts on themselves: %s", line)
		}
	}
	if seen["042"] == 0 || seen["042"] != seen["043"] {
		t.Errorf("%d visits and %d receptions", seen["042"], seen["043"])
	}
	if seen["040"] == 0 || seen["040"]%2 != 0 {
		t.Errorf("%d meetings; parties meet both ways", seen["040"])
	}
}
