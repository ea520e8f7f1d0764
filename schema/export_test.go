package schema

import (
	"net/url"
	"testing"

	"parley/graph"
)

// TestExportURLFactuality checks that an export takes the events that the
// subgraph shows: a filter without factuality means the default ones, and an
// export without it means all.
func TestExportURLFactuality(t *testing.T) {
	q := graph.SubgraphQuery{Roots: []string{"e_1"}, Depth: 1}
	for _, c := range []struct {
		accepted []graph.Factuality
		want     string
	}{
		{nil, "HELD,ONGOING,SCHEDULED,PROPOSED,POSTPONED,ALLEGED"},
		{[]graph.Factuality{graph.Denied}, "DENIED"},
	} {
		q.Filter.Factuality = c.accepted
		at := exportURL("JSONL", q)
		if at == nil {
			t.Fatalf("factuality %v: no address", c.accepted)
		}
		u, err := url.Parse(*at)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.Query().Get("factuality"); got != c.want {
			t.Errorf("factuality %v: address has %q, want %q", c.accepted, got, c.want)
		}
	}
}
