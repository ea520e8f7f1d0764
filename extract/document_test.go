package extract

import (
	"context"
	"testing"

	"parley/graph"
)

// TestOffsetsBehindSkippedText: what is not read may hold characters of
// several bytes, and still the spans behind it count code points of the
// stored text.
func TestOffsetsBehindSkippedText(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "Café “Größe” – share\n\nNorway’s Anna Kovacs met Peter Varga in Vienna."
	a := graph.Article{Key: "k", Title: "Zwölf", Text: text, Skip: []graph.Span{{Field: graph.TextBody, Start: 0, End: 20}}}
	e, err := x.Extract(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	names := 0
	for _, l := range e.Entities {
		for _, m := range l.Mentions {
			names++
			if got := a.Exact(m.Span); got != m.Text {
				t.Errorf("span %v holds %q, want %q", m.Span, got, m.Text)
			}
		}
	}
	if names == 0 {
		t.Error("no mention found")
	}
}
