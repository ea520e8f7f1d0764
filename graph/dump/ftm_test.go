package dump

import (
	"encoding/json"
	"testing"
)

func TestFTMValidates(t *testing.T) {
	m := hard()
	out := python(t, "ftm.py", dumped(t, m, Options{Format: FTM}))
	var got map[string]int
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	reports := 0
	for _, e := range m.events {
		seen := map[string]bool{}
		for _, r := range e.Reports {
			if !seen[r.Article] {
				seen[r.Article] = true
				reports++
			}
		}
	}
	if got["Event"] != len(m.events) || got["Person"]+got["Organization"]+got["Address"] != len(m.entities) ||
		got["Article"] != len(m.articles)-1 || got["Documentation"] != reports {
		t.Errorf("followthemoney counts %v; the graph has %d events, %d entities, %d articles in use, %d reports",
			got, len(m.events), len(m.entities), len(m.articles)-1, reports)
	}
	if got["Mention"] == 0 || got["Occupancy"] == 0 || got["UnknownLink"] == 0 {
		t.Errorf("no mentions, posts or links among %v", got)
	}
}
