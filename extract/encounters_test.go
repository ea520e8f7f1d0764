package extract

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/graph"
)

var updateEncounters = flag.Bool("update-encounters", false, "rewrite the cases of encounters with what is extracted now")

// TestEncounters reads testdata/encounters: a case is an article (text, and
// published where it has a date), why it is there, and the encounters in it.
func TestEncounters(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/encounters/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]*txtar.File{}
			for i := range ar.Files {
				part[ar.Files[i].Name] = &ar.Files[i]
			}
			a := graph.Article{Key: "case", Published: strings.TrimSpace(string(part["published"].Data)), Text: string(part["text"].Data)}
			e, err := x.Extract(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(&a, &e)
			if *updateEncounters {
				part["encounters"].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(bytes.TrimSpace(part["encounters"].Data)), strings.TrimSpace(got)); diff != "" {
				t.Errorf("encounters (-want +got):\n%s", diff)
			}
		})
	}
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
