package extract

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// TestEncounters reads testdata/encounters: a case is an article (text, and
// published where it has a date), why it is there, and the encounters in it.
func TestEncounters(t *testing.T) {
	golden(t, "encounters", "encounters", "", func(x *Extractor, a *graph.Article) (string, error) {
		e, err := x.Extract(t.Context(), *a)
		return describe(a, &e), err
	})
}

// describe writes a line for each encounter.
func describe(a *graph.Article, e *graph.Extraction) string {
	var b strings.Builder
	for i := range e.Reports {
		r := &e.Reports[i]
		if !r.Type.Consult() {
			continue
		}
		fmt.Fprintf(&b, "%s %s", r.Type, r.Factuality)
		for _, p := range r.Participants {
			fmt.Fprintf(&b, " | %s %s", p.Role, e.Entities[p.Entity].Name)
		}
		if r.Date != nil {
			fmt.Fprintf(&b, " | on %s", r.Date.EDTF)
		}
		if r.AttributedTo != "" {
			fmt.Fprintf(&b, " | by %s", r.AttributedTo)
		}
		for _, v := range r.Evidence {
			if text := a.Exact(v.Span); text == "" || !strings.Contains(a.Text, text) {
				fmt.Fprintf(&b, " | NO EVIDENCE %v", v.Span)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// BenchmarkExtract measures all of extraction on one core, in words a second.
func BenchmarkExtract(b *testing.B) {
	x, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("President Anna Kovac of Norland met with Prime Minister Peter Lund in Bergen on Tuesday, officials said. She is expected to visit Tokyo next week for talks on trade. \"We spoke by phone on Monday,\" Kovac told reporters.\n\n", 20)
	a := graph.Article{Key: "bench", Published: "2024-05-15", Text: text}
	words := len(strings.Fields(text))
	for b.Loop() {
		if _, err := x.Extract(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
