package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestWhyValues asks of one event what its sources agree and differ in.
func TestWhyValues(t *testing.T) {
	db := filepath.Join(t.TempDir(), "demo.db")
	parley(t, "--db", db, "demo", "--once")
	type found struct {
		Meetings struct{ Nodes []struct{ ID string } }
	}
	ids := answer[found](t, db, `{ meetings(between: [{name: "Vladimir Putin"}], from: "2021-06-16", to: "2021-06-16") { nodes { id } } }`)
	if len(ids.Meetings.Nodes) == 0 {
		t.Fatal("the demo has no meeting of 16 June 2021")
	}
	got := string(parley(t, "--db", db, "why", ids.Meetings.Nodes[0].ID))
	for _, want := range []string{"DATE SAME: ", "  2021-06-16 (", "FACTUALITY PRECISION: a source says that it took place", "  SCHEDULED ("} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
