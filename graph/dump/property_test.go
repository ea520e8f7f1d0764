package dump

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// counts are what a graph of nodes and edges holds.
type counts struct {
	Nodes, Edges, NodeValues, EdgeValues int
	Labels                               []string
}

func (c *counts) begin() error   { return nil }
func (c *counts) between() error { return nil }
func (c *counts) end() error     { slices.Sort(c.Labels); return nil }

func (c *counts) node(n *node) error {
	c.Nodes++
	for _, v := range n.values {
		if v != "" {
			c.NodeValues++
		}
	}
	c.Labels = append(c.Labels, xmlText(n.values[nodeLabel]))
	return nil
}

func (c *counts) edge(e *edge) error {
	c.Edges++
	for _, v := range e.values {
		if v != "" {
			c.EdgeValues++
		}
	}
	return nil
}

// xmlText is s without what XML cannot carry.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\r' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

func count(t *testing.T, m Reader, o Options) counts {
	t.Helper()
	s, err := newSource(t.Context(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	c := &counts{}
	if err := propertiesTo(func(*output, View) propertyWriter { return c })(s, nil); err != nil {
		t.Fatal(err)
	}
	if c.Nodes < 20 || c.Edges < 20 {
		t.Fatalf("a graph of %d nodes and %d edges shows nothing", c.Nodes, c.Edges)
	}
	return *c
}

var views = []View{EventView, CoParticipationView}

func TestXMLByXmllint(t *testing.T) {
	for _, f := range []Format{GraphML, GEXF} {
		for _, view := range views {
			_, errs := tool(t, "xmllint", "--noout", dumped(t, hard(), Options{Format: f, View: view}))
			if errs != "" {
				t.Errorf("%s, %s: %s", f, view, errs)
			}
		}
	}
}

func TestByNetworkx(t *testing.T) {
	var want []counts
	var args []string
	for _, f := range []Format{GraphML, GEXF} {
		for _, view := range views {
			o := Options{Format: f, View: view}
			want = append(want, count(t, hard(), o))
			args = append(args, string(f), dumped(t, hard(), o))
		}
	}
	var got []counts
	if err := json.Unmarshal([]byte(python(t, "count.py", args...)), &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("networkx reads other graphs (-ours +theirs):\n%s", d)
	}
}

func TestByGraphviz(t *testing.T) {
	for _, view := range views {
		o := Options{Format: DOT, View: view}
		want := count(t, hard(), o)
		// dot -Tplain would lay the graph out; canonical form only parses it.
		out, errs := tool(t, "dot", "-Tcanon", dumped(t, hard(), o))
		if errs != "" {
			t.Errorf("%s: dot says: %s", view, tail(errs))
		}
		edges := strings.Count(out, " -> ") + strings.Count(out, " -- ")
		if edges != want.Edges {
			t.Errorf("%s: dot reads %d edges, want %d", view, edges, want.Edges)
		}
		if n := strings.Count(out, "shape="); n != want.Nodes {
			t.Errorf("%s: dot reads %d nodes, want %d", view, n, want.Nodes)
		}
	}
}

func TestCytoscape(t *testing.T) {
	for _, view := range views {
		o := Options{Format: Cytoscape, View: view}
		var doc struct {
			Elements struct {
				Nodes, Edges []struct{ Data map[string]any }
			}
		}
		if err := json.Unmarshal(written(t, hard(), o), &doc); err != nil {
			t.Fatal(err)
		}
		want := count(t, hard(), o)
		if n, e := len(doc.Elements.Nodes), len(doc.Elements.Edges); n != want.Nodes || e != want.Edges {
			t.Errorf("%s: %d nodes and %d edges, want %d and %d", view, n, e, want.Nodes, want.Edges)
		}
		ids := map[any]bool{}
		for _, n := range doc.Elements.Nodes {
			ids[n.Data["id"]] = true
		}
		for _, e := range doc.Elements.Edges {
			if !ids[e.Data["source"]] || !ids[e.Data["target"]] {
				t.Errorf("%s: edge %v has no node at an end", view, e.Data)
			}
			for _, k := range []string{"kind", "confidence"} {
				if e.Data["kind"] == "REPORT" && e.Data[k] == nil {
					t.Errorf("%s: edge %v has no %s", view, e.Data, k)
				}
			}
			if e.Data["kind"] == "REPORT" && e.Data["sentence"] == nil {
				t.Errorf("a report without its sentence: %v", e.Data)
			}
		}
	}
}

// TestCoParticipationCounts adds up by hand what the edges say.
func TestCoParticipationCounts(t *testing.T) {
	m := made(11, 150)
	want := map[[2]string]int{}
	for _, e := range m.events {
		var ids []string
		for _, p := range e.Participants {
			ids = append(ids, p.Entity)
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		for i := range ids {
			for _, b := range ids[i+1:] {
				want[[2]string{ids[i], b}]++
			}
		}
	}
	s, err := newSource(t.Context(), m, Options{View: CoParticipationView})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	g, err := newPropertyGraph(s)
	if err != nil {
		t.Fatal(err)
	}
	got := map[[2]string]int{}
	for e, err := range g.coParticipation() {
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		if err := json.Unmarshal([]byte(e.values[edgeWeight]), &n); err != nil {
			t.Fatal(err)
		}
		got[[2]string{e.source, e.target}] = n
		if e.values[edgeOutlets] == "" || e.values[edgeArticles] == "" || e.values[edgeEvents] == "" {
			t.Errorf("edge %s-%s does not say who says so", e.source, e.target)
		}
	}
	if d := cmp.Diff(want, got); d != "" || len(want) < 100 {
		t.Errorf("%d pairs (-want +got):\n%s", len(want), d)
	}
}
