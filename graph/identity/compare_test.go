package identity

import (
	"strings"
	"testing"

	"parley/graph"
)

// compareIn compares the only event of a world.
func compareIn(t *testing.T, w *world) (graph.Event, map[string]graph.Comparison) {
	t.Helper()
	if len(w.events) != 1 {
		t.Fatalf("%d events, want 1: %s", len(w.events), w.dump())
	}
	out := map[string]graph.Comparison{}
	for _, e := range w.events {
		xs, as := map[string]*graph.Extraction{}, map[string]*graph.Article{}
		for k, a := range w.articles {
			xs[k], as[k] = &a.Extraction, &a.Article
		}
		for _, c := range w.resolver.Compare(e, xs, as) {
			name, _, _ := strings.Cut(string(c.Attribute)+"/"+c.Subject, "/e_")
			out[strings.TrimSuffix(name, "/")] = c
			if len(c.Variants) == 0 || c.Reason == "" {
				t.Errorf("%s: %+v", name, c)
			}
		}
		return e, out
	}
	panic("unreachable")
}

func TestCompare(t *testing.T) {
	meet := func(key, outlet, first, date string, f graph.Factuality, dead float64, words string) graph.ArticleExtraction {
		d := draft{key: key, outlet: outlet, published: "2024-03-27", entities: []graph.LocalEntity{person(first+" Aydar", "TR", "president"), person("Nikos Vranas", "GR", ""), place("Athens", "GR")}}
		r := report(graph.Meeting, date, f, 2, 0, 1)
		for i := range r.Participants {
			r.Participants[i].Text = d.entities[i].Name
		}
		r.Quantities = []graph.Quantity{{Unit: "attendance", Min: dead, Max: dead, Text: "x"}}
		r.Content = &graph.Content{Text: words}
		d.reports = []graph.Report{r}
		return d.build()
	}
	w := newWorld(t)
	w.add(
		meet("a1", "o_1", "Selim", "2024-03-26", graph.Held, 1139, "The ceasefire is a positive but insufficient step towards peace"),
		meet("a2", "o_2", "Selim", "2024-03-26", graph.Scheduled, 1139, "The ceasefire is a positive but insufficient step towards peace"),
		meet("a3", "o_3", "Seleem", "2024-03", graph.Held, 1160, "The ceasefire is a positive but insignificant step towards peace"),
	)
	e, got := compareIn(t, w)
	for _, c := range []struct {
		attribute string
		result    graph.ComparisonResult
		variants  int
		first     string
	}{
		{"EVENT_TYPE", graph.AllSame, 1, "MEETING"},
		{"DATE", graph.Narrower, 2, "2024-03-26"},
		{"PLACE", graph.AllSame, 1, "athens"},
		{"FACTUALITY", graph.Narrower, 2, "HELD"},
		{"QUANTITY/attendance", graph.InConflict, 2, "1139"},
		{"CONTENT", graph.InConflict, 2, "the ceasefire is a positive but insufficient step towards peace"},
	} {
		g := got[c.attribute]
		if g.Result != c.result || len(g.Variants) != c.variants || g.Variants[0].Value != c.first {
			t.Errorf("%s: %+v", c.attribute, g)
		}
	}
	spelling := false
	for _, g := range got {
		spelling = spelling || g.Attribute == graph.CompareName
	}
	if !spelling {
		t.Errorf("no names compared: %v", got)
	}
	if e.Corroboration != graph.Partial || e.Outlets != 3 || e.Independent != 3 || e.Contested == 0 {
		t.Errorf("corroboration %s, outlets %d, independent %d, contested %d", e.Corroboration, e.Outlets, e.Independent, e.Contested)
	}
	if e.Factuality != graph.Held || e.Date.EDTF != "2024-03-26" || e.Title != "Aydar meets Vranas in Athens" {
		t.Errorf("resolved as %s %v %q", e.Factuality, e.Date, e.Title)
	}
}

func TestContestedWhenDenied(t *testing.T) {
	meet := func(key string, f graph.Factuality) graph.ArticleExtraction {
		return draft{key: key, outlet: "o_" + key, published: "2024-03-27", entities: []graph.LocalEntity{person("Selim Aydar", "TR", ""), person("Nikos Vranas", "GR", "")},
			reports: []graph.Report{report(graph.Meeting, "2024-03-26", f, -1, 0, 1)}}.build()
	}
	w := newWorld(t)
	w.add(meet("a1", graph.Held), meet("a2", graph.Denied))
	e, got := compareIn(t, w)
	if e.Corroboration != graph.Contested || got["FACTUALITY"].Result != graph.InConflict {
		t.Errorf("held and denied: %s, %+v", e.Corroboration, got["FACTUALITY"])
	}
}

// TestSources folds copies, agency texts and shared attributions.
func TestSources(t *testing.T) {
	sketch := func(base uint64, changed int) []uint64 {
		out := make([]uint64, 64)
		for i := range out {
			out[i] = base + uint64(i)
			if i < changed {
				out[i] += 1 << 40
			}
		}
		return out
	}
	meet := func(key string, change func(*draft)) graph.ArticleExtraction {
		d := draft{key: key, outlet: "o_" + key, published: "2024-03-2" + key[1:], entities: []graph.LocalEntity{person("Selim Aydar", "TR", ""), person("Nikos Vranas", "GR", "")},
			reports: []graph.Report{report(graph.Meeting, "2024-03-20", graph.Held, -1, 0, 1)}}
		change(&d)
		return d.build()
	}
	for _, c := range []struct {
		name   string
		change []func(*draft)
		want   int
		copies int
	}{
		{"three of their own", []func(*draft){func(d *draft) { d.sketch = sketch(1e6, 0) }, func(d *draft) { d.sketch = sketch(2e6, 0) }, func(d *draft) { d.sketch = sketch(3e6, 0) }}, 3, 0},
		{"a near copy", []func(*draft){func(d *draft) { d.sketch = sketch(1e6, 0) }, func(d *draft) { d.sketch = sketch(1e6, 13) }, func(d *draft) { d.sketch = sketch(3e6, 0) }}, 2, 1},
		{"one agency", []func(*draft){func(d *draft) { d.credit = "Reuters" }, func(d *draft) { d.credit = "reuters" }, func(*draft) {}}, 2, 0},
		{"one source named by all", []func(*draft){func(d *draft) { d.reports[0].AttributedTo = "IRNA" }, func(d *draft) { d.reports[0].AttributedTo = "the IRNA news agency" }, func(d *draft) { d.reports[0].AttributedTo = "IRNA" }}, 1, 0},
		{"officials are not one source", []func(*draft){func(d *draft) { d.reports[0].AttributedTo = "officials" }, func(d *draft) { d.reports[0].AttributedTo = "officials" }, func(*draft) {}}, 3, 0},
		{"one outlet", []func(*draft){func(d *draft) { d.outlet = "o_x" }, func(d *draft) { d.outlet = "o_x" }, func(*draft) {}}, 2, 0},
	} {
		w := newWorld(t)
		for i, f := range c.change {
			w.add(meet("a"+number(i+1), f))
		}
		if len(w.events) != 1 {
			t.Fatalf("%s: %d events", c.name, len(w.events))
		}
		for _, e := range w.events {
			want := c.want
			if e.Independent != want {
				t.Errorf("%s: %d independent sources, want %d (%+v)", c.name, e.Independent, want, e.Reports)
			}
		}
		if len(w.copies) != c.copies {
			t.Errorf("%s: copies %v", c.name, w.copies)
		}
		if c.copies == 1 && w.copies["a2"] != "a1" {
			t.Errorf("%s: the older is not the source: %v", c.name, w.copies)
		}
	}
}
