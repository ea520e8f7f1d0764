package dump

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

// selected returns the ids of the events and entities of a jsonl dump, and
// the keys of its articles.
func selected(t *testing.T, m Reader, s Selection) (events, entities, articles []string) {
	t.Helper()
	data := written(t, m, Options{Format: JSONL, Selection: s})
	for record, list := range map[string]*[]string{"event": &events, "entity": &entities, "article": &articles} {
		field := "id"
		if record == "article" {
			field = "key"
		}
		for _, l := range linesOf(t, data, record) {
			*list = append(*list, l[field].(string))
		}
	}
	return events, entities, articles
}

// wanted returns the ids of the events of m that keep says yes to.
func wanted(m *memory, keep func(graph.Event) bool) []string {
	var ids []string
	for e, _ := range m.AllEvents() {
		if keep(e) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func hasPart(e graph.Event, ids ...string) bool {
	return slices.ContainsFunc(e.Participants, func(p graph.Participation) bool { return slices.Contains(ids, p.Entity) })
}

func TestSelection(t *testing.T) {
	m := made(21, 200)
	var hub graph.Entity
	degree := map[string]int{}
	for e := range m.AllEvents() {
		for _, p := range e.Participants {
			degree[p.Entity]++
			if degree[p.Entity] > degree[hub.ID] {
				hub = *m.entities[p.Entity]
			}
		}
	}
	var near []string // who meets the hub
	for e := range m.AllEvents() {
		if hasPart(e, hub.ID) {
			for _, p := range e.Participants {
				near = append(near, p.Entity)
			}
		}
	}
	outlet := m.outlets[m.articles[0].Outlet]
	for _, c := range []struct {
		name string
		sel  Selection
		keep func(graph.Event) bool
	}{
		{"root by id", Selection{Roots: []string{hub.ID}}, func(e graph.Event) bool { return hasPart(e, hub.ID) }},
		{"root by name", Selection{Roots: []string{hub.Name}, Depth: 1}, func(e graph.Event) bool { return hasPart(e, hub.ID) }},
		{"two hops", Selection{Roots: []string{hub.ID}, Depth: 2}, func(e graph.Event) bool { return hasPart(e, near...) }},
		{"types", Selection{Types: []graph.EventType{graph.Visit, graph.Call}}, func(e graph.Event) bool { return e.Type == graph.Visit || e.Type == graph.Call }},
		{"dates", Selection{From: "2024-06-01", To: "2024-08-31"}, func(e graph.Event) bool {
			return e.Date != nil && e.Date.EDTF >= "2024-06-01" && e.Date.EDTF <= "2024-08-31"
		}},
		{"factuality", Selection{Factuality: []graph.Factuality{graph.Cancelled}}, func(e graph.Event) bool { return e.Factuality == graph.Cancelled }},
		{"sources", Selection{MinSources: 2}, func(e graph.Event) bool { return e.Independent >= 2 }},
		{"outlet", Selection{Outlets: []string{outlet.Domain}}, func(e graph.Event) bool {
			return slices.ContainsFunc(e.Reports, func(r graph.ReportRef) bool { return m.records[r.Article].Article.Outlet == outlet.ID })
		}},
		{"kinds", Selection{Kinds: []graph.EntityKind{graph.Organization}}, func(e graph.Event) bool {
			return slices.ContainsFunc(e.Participants, func(p graph.Participation) bool { return m.entities[p.Entity].Kind == graph.Organization })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := wanted(m, c.keep)
			events, entities, articles := selected(t, m, c.sel)
			if d := cmp.Diff(want, events); d != "" || len(want) == 0 || len(want) == len(m.events) {
				t.Fatalf("%d events of %d (-want +got):\n%s", len(want), len(m.events), d)
			}
			var wantEntities, wantArticles []string
			for _, id := range want {
				e := m.events[id]
				for _, p := range e.Participants {
					wantEntities = append(wantEntities, p.Entity)
				}
				if e.Place != "" {
					wantEntities = append(wantEntities, e.Place)
				}
				for _, r := range e.Reports {
					wantArticles = append(wantArticles, r.Article)
				}
			}
			if c.sel.Kinds != nil {
				wantEntities = slices.DeleteFunc(wantEntities, func(id string) bool { return m.entities[id].Kind != graph.Organization })
			}
			slices.Sort(wantEntities)
			if d := cmp.Diff(slices.Compact(wantEntities), entities); d != "" {
				t.Errorf("entities (-want +got):\n%s", d)
			}
			slices.Sort(wantArticles)
			slices.Sort(articles)
			if d := cmp.Diff(slices.Compact(wantArticles), articles); d != "" {
				t.Errorf("articles (-want +got):\n%s", d)
			}
			for _, f := range []Format{GraphML, FTM, NQuads} {
				written(t, m, Options{Format: f, Selection: c.sel})
			}
			dangling(t, m, c.sel)
		})
	}
}

// dangling finds edges of a selection that lead out of it.
func dangling(t *testing.T, m Reader, sel Selection) {
	t.Helper()
	for _, view := range views {
		var doc struct {
			Elements struct {
				Nodes, Edges []struct{ Data map[string]any }
			}
		}
		if err := json.Unmarshal(written(t, m, Options{Format: Cytoscape, View: view, Selection: sel}), &doc); err != nil {
			t.Fatal(err)
		}
		ids := map[any]bool{}
		for _, n := range doc.Elements.Nodes {
			ids[n.Data["id"]] = true
		}
		for _, e := range doc.Elements.Edges {
			if !ids[e.Data["source"]] || !ids[e.Data["target"]] {
				t.Fatalf("%s: %v leads out of the selection", view, e.Data)
			}
		}
	}
}

func TestSelectionOfNothing(t *testing.T) {
	m := made(22, 20)
	for _, c := range []struct {
		sel  Selection
		want error
	}{
		{Selection{Roots: []string{"Nobody Inparticular"}}, ErrRoot},
		{Selection{Roots: []string{graph.NewID(graph.EntityID, "none")}}, ErrRoot},
		{Selection{Outlets: []string{"nowhere.example"}}, ErrOutlet},
		{Selection{From: "yesterday"}, ErrQuery},
		{Selection{Depth: 11}, ErrQuery},
	} {
		var b bytes.Buffer
		if err := Write(t.Context(), &b, m, Options{Format: JSONL, Selection: c.sel}); !errors.Is(err, c.want) || b.Len() > 0 {
			t.Errorf("%+v: %v after %d bytes, want %v before any", c.sel, err, b.Len(), c.want)
		}
	}
	if err := Write(t.Context(), &bytes.Buffer{}, m, Options{Format: "xls"}); !errors.Is(err, ErrFormat) {
		t.Errorf("an unknown format: %v", err)
	}
	if err := Write(t.Context(), &bytes.Buffer{}, m, Options{Format: NQuads, View: CoParticipationView}); !errors.Is(err, ErrView) {
		t.Errorf("a view that the format lacks: %v", err)
	}
	for _, f := range Formats() { // an empty selection is a whole document
		written(t, m, Options{Format: f, Selection: Selection{From: "1900-01-01", To: "1900-01-02"}})
	}
}

// TestIncrement writes what changed: changed articles and events, decisions,
// and what is no more.
func TestIncrement(t *testing.T) {
	m := made(23, 50)
	a := m.articles[4]
	var event string
	for _, e := range m.events {
		if e.Reports[0].Article != a.Key {
			event = e.ID
			break
		}
	}
	gone := graph.NewID(graph.EventID, "gone")
	m.changes = []graph.ChangeRecord{
		{Revision: 3, Kind: graph.Created, ID: graph.NewID(graph.EventID, "old news")},
		{Revision: 8, Kind: graph.Created, ID: a.ID()},
		{Revision: 9, Kind: graph.Updated, ID: event},
		{Revision: 9, Kind: graph.Merged, ID: gone, Into: event},
	}
	data := written(t, m, Options{Format: JSONL, Selection: Selection{Since: 5}})
	head := linesOf(t, data, "parley")[0]
	if head["revision"] != 42.0 || head["selection"] != "format=jsonl&since=5" {
		t.Errorf("header %v", head)
	}
	events, _, articles := selected(t, m, Selection{Since: 5})
	if d := cmp.Diff([]string{event}, events); d != "" {
		t.Error(d)
	}
	want := []string{a.Key}
	for _, r := range m.events[event].Reports {
		want = append(want, r.Article)
	}
	slices.Sort(want)
	slices.Sort(articles)
	if d := cmp.Diff(slices.Compact(want), articles); d != "" {
		t.Error(d)
	}
	if r := linesOf(t, data, "removed"); len(r) != 1 || r[0]["id"] != gone || r[0]["into"] != event {
		t.Errorf("removed %v", r)
	}
	if _, err := Load(t.Context(), bytes.NewReader(data), newMemory(), nil); err != nil {
		t.Errorf("an increment does not load: %v", err)
	}
}

// TestQuery: the address of a dump asks for the same dump.
func TestQuery(t *testing.T) {
	want := Options{Format: GEXF, View: CoParticipationView, Selection: Selection{Roots: []string{"Ali, Jr.", "e_x"}, Depth: 2, From: "2024-01-01",
		To: "2024-12-31", Types: []graph.EventType{graph.Meeting, graph.Visit}, Factuality: []graph.Factuality{graph.Held}, Outlets: []string{"a.example", "The B, C"},
		MinSources: 3, Kinds: []graph.EntityKind{graph.Person}, Since: 17}}
	v, err := url.ParseQuery(want.Query())
	if err != nil {
		t.Fatal(err)
	}
	got, err := ParseQuery(v)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Options{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if o, err := ParseQuery(url.Values{"format": {"NQUADS"}, "view": {"coparticipation"}}); err != nil || o.View != "" || o.Format != NQuads {
		t.Errorf("a view that N-Quads do not have: %+v, %v", o, err)
	}
	for _, bad := range []string{"format=xls", "depth=x", "types=PARTY", "kinds=dog", "since=-1", "colour=red", "from=1.1.2024"} {
		v, _ := url.ParseQuery(bad)
		if _, err := ParseQuery(v); !errors.Is(err, ErrQuery) {
			t.Errorf("ParseQuery(%s): %v", bad, err)
		}
	}
}

func TestDays(t *testing.T) {
	for edtf, want := range map[string][2]string{
		"2024-03-26": {"2024-03-26", "2024-03-26"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2024": {"2024-01-01", "2024-12-31"},
		"2024-03-26~": {"2024-03-26", "2024-03-26"}, "202X": {"2020-01-01", "2029-12-31"}, "2024-21": {"2024-03-01", "2024-05-31"},
		"2024-24": {"2024-12-01", "2025-02-28"}, "2024-03-01/2024-03-10": {"2024-03-01", "2024-03-10"}, "2024-05/..": {"2024-05-01", ""},
		"../2024-05": {"", "2024-05-31"}, "2024-XX-XX": {"2024-01-01", "2024-12-31"}, "2024-03-XX": {"2024-03-01", "2024-03-31"},
		"2024-03-26T10:00:00Z": {"2024-03-26", "2024-03-26"}, "": {"", ""}, "soon": {"", ""}, "2024-02-30": {"", ""}, "2024-13": {"", ""},
	} {
		if first, last := days(&graph.Date{EDTF: edtf}); first != want[0] || last != want[1] {
			t.Errorf("days(%s) = %s, %s; want %v", edtf, first, last, want)
		}
	}
}
