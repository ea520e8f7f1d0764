package generate

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
)

func TestGraphIsRepeatable(t *testing.T) {
	a, b := slices.Collect(Graph(1, 200)), slices.Collect(Graph(1, 200))
	if d := cmp.Diff(a, b); d != "" {
		t.Errorf("two runs differ:\n%s", d)
	}
	other := slices.Collect(Graph(2, 200))
	if a[0].Article.Text == other[0].Article.Text {
		t.Error("two seeds give the same first article")
	}
}

// TestGraphSpans checks that every offset leads to the text that it names.
func TestGraphSpans(t *testing.T) {
	quantities := 0
	for it := range Graph(7, 500) {
		for _, e := range it.Extraction.Entities {
			for _, m := range e.Mentions {
				if got := it.Article.Exact(m.Span); got != m.Text {
					t.Fatalf("%s: mention of %s: text at %v is %q, want %q", it.Article.Key, e.Name, m.Span, got, m.Text)
				}
			}
		}
		for _, r := range it.Extraction.Reports {
			if len(r.Participants) == 0 {
				t.Errorf("%s: %s has no participants", it.Article.Key, r.ID)
			}
			for _, p := range r.Participants {
				if got := it.Article.Exact(p.Span); got != p.Text {
					t.Fatalf("%s: participant: text at %v is %q, want %q", it.Article.Key, p.Span, got, p.Text)
				}
			}
			for _, q := range r.Quantities {
				quantities++
				if got := it.Article.Exact(q.Span); got != q.Text || q.Text == "" {
					t.Fatalf("%s: quantity: text at %v is %q, want %q", it.Article.Key, q.Span, got, q.Text)
				}
			}
			for _, e := range r.Evidence {
				if got := it.Article.Exact(e.Span); !strings.HasSuffix(got, ".") {
					t.Fatalf("%s: evidence %q is no sentence", it.Article.Key, got)
				}
			}
		}
	}
	if quantities == 0 {
		t.Error("no report has a quantity")
	}
}

// TestGraphShape holds the generator to what its comment promises.
func TestGraphShape(t *testing.T) {
	const n = 5000
	w := newWorld(3, n)
	hub := w.person(0).name()
	var mentions, reports, hubs int
	ids := map[string]bool{}
	for it := range Graph(3, n) {
		for _, e := range it.Extraction.Entities {
			mentions += len(e.Mentions)
			if e.Name == hub {
				hubs++
			}
			if ids[e.ID] {
				t.Fatalf("id %s twice", e.ID)
			}
			ids[e.ID] = true
		}
		reports += len(it.Extraction.Reports)
	}
	if m := float64(mentions) / n; m < 9 || m > 12 {
		t.Errorf("%.1f mentions an article, want about 10", m)
	}
	if reports != 3*n {
		t.Errorf("%d reports, want %d", reports, 3*n)
	}
	if p := float64(hubs) / n; p < 0.08 || p > 0.13 {
		t.Errorf("person 0 is in %.1f %% of the articles, want about 10", 100*p)
	}
}

func TestNews(t *testing.T) {
	var words, n int
	outlets, texts, copies := map[string]bool{}, map[string]bool{}, 0
	for a := range News(5, 600) {
		n++
		words += len(strings.Fields(a.Text))
		outlets[a.Outlet] = true
		_, body, _ := strings.Cut(a.Text, "—")
		if body != "" && texts[body] {
			copies++
		}
		texts[body] = true
		if strings.ContainsAny(a.Title+a.Text, "{}") {
			t.Fatalf("a template was not filled: %s\n%s", a.Title, a.Text)
		}
	}
	if n != 600 {
		t.Errorf("%d articles, want 600", n)
	}
	if w := words / n; w < 400 || w > 600 {
		t.Errorf("%d words an article, want about 500", w)
	}
	if len(outlets) < 20 || copies == 0 {
		t.Errorf("%d outlets and %d copies, want at least 20 and some", len(outlets), copies)
	}
	first := slices.Collect(News(5, 10))
	if d := cmp.Diff(first, slices.Collect(News(5, 10))); d != "" {
		t.Errorf("two runs differ:\n%s", d)
	}
}

func TestPersonsHaveNamesOfTheirOwn(t *testing.T) {
	w := newWorld(1, 50000)
	names := map[string]int{}
	for i := range 10000 {
		names[w.person(i).name()]++
	}
	if len(names) != 10000 {
		t.Errorf("10000 persons share %d names", len(names))
	}
	if k := graph.IDKind(outlet(3).ID); k != graph.OutletID {
		t.Errorf("outlet id of kind %q", k)
	}
}
