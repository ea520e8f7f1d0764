package dump

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"

	"parley/graph"
)

// hard is a graph with what is hard to spell: quotes, line ends, control and
// non-ASCII characters, odd addresses, spans in titles.
func hard() *memory {
	m := made(9, 40)
	r := m.records[m.articles[0].Key]
	r.Article.Title = "He said \"yes\"\\no\ttoday\r\n& <b>é😀</b> \x01 \u2028"
	r.Article.URL = "https://example.org/a b?q=\"<x>\"|y^`{z}&ü=é#frag"
	r.Article.Authors = []string{"Ann O'Neil", "Ann O'Neil", "=cmd()|'x'!A1"}
	r.Article.Published = "2024-03-26"
	r.Extraction.Entities = slices.Clone(r.Extraction.Entities)
	e := &r.Extraction.Entities[0]
	e.Name = "Ali \"the\" Ö’Neil, <Jr.>"
	e.Mentions = append(slices.Clone(e.Mentions), graph.Mention{Span: graph.Span{Field: graph.TitleField, Start: 0, End: 2}, Form: graph.PronounMention, Text: "He"})
	period := &graph.Date{EDTF: "2019/.."}
	e.Positions = append(slices.Clone(e.Positions), graph.LocalPosition{Title: "head of \"it\"", Organization: -1, OrganizationName: "A & B", Status: graph.Former, Period: period})
	for i, x := range r.Extraction.Entities {
		if x.Kind != graph.Person { // the head of a country, or of a body
			e.Positions = append(e.Positions, graph.LocalPosition{Title: "head", Organization: i, Status: graph.Current})
		}
	}
	r.Extraction.Reports = slices.Clone(r.Extraction.Reports)
	rep := &r.Extraction.Reports[0]
	rep.Date = &graph.Date{EDTF: "2024-03~", Basis: graph.Relative}
	rep.AttributedTo = "a source\nfamiliar with it"
	rep.Content = &graph.Content{Text: "=HYPERLINK(\"x\")"}
	rep.Quantities = []graph.Quantity{{Unit: "killed", Min: 12, Max: 15.5, Text: "12 to 15"}}
	rep.Participants = slices.Clone(rep.Participants)
	rep.Participants[0].Capacity = "foreign minister"
	m.records[r.Article.Key] = r
	retract(m, 5)
	for _, e := range m.events {
		if e.Factuality == graph.Held {
			e.Participants[0].Capacity = "minister of \"all\""
			e.Participants[0].OnBehalfOf = e.Participants[1].Entity
			e.Participants = append(e.Participants, e.Participants[0])
			e.Name = "The <Summit>"
			break
		}
	}
	return m
}

// quads parses N-Quads by json-gold and returns them in one canonical form.
func quads(t *testing.T, data string) map[string]bool {
	t.Helper()
	ds, err := ld.ParseNQuads(data)
	if err != nil {
		t.Fatal(err)
	}
	return setOf(t, ds)
}

func setOf(t *testing.T, ds *ld.RDFDataset) map[string]bool {
	t.Helper()
	out, err := (&ld.NQuadRDFSerializer{}).Serialize(ds)
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]bool{}
	for line := range strings.Lines(out.(string)) {
		set[line] = true
	}
	return set
}

func sameQuads(t *testing.T, got, want map[string]bool) {
	t.Helper()
	if len(want) < 1000 {
		t.Fatalf("only %d statements to compare", len(want))
	}
	var missing, extra []string
	for q := range want {
		if !got[q] {
			missing = append(missing, q)
		}
	}
	for q := range got {
		if !want[q] {
			extra = append(extra, q)
		}
	}
	if len(missing)+len(extra) > 0 {
		slices.Sort(missing)
		slices.Sort(extra)
		t.Errorf("%d statements missing, %d too many:\n- %s+ %s", len(missing), len(extra),
			strings.Join(missing[:min(5, len(missing))], "- "), strings.Join(extra[:min(5, len(extra))], "+ "))
	}
}

// TestJSONLDIsNQuads compares the JSON-LD, as json-gold reads it, with our
// N-Quads.
func TestJSONLDIsNQuads(t *testing.T) {
	m := hard()
	var doc any
	if err := json.Unmarshal(written(t, m, Options{Format: JSONLD}), &doc); err != nil {
		t.Fatal(err)
	}
	o := ld.NewJsonLdOptions("")
	o.SafeMode = true
	ds, err := ld.NewJsonLdProcessor().ToRDF(doc, o)
	if err != nil {
		t.Fatal(err)
	}
	sameQuads(t, setOf(t, ds.(*ld.RDFDataset)), quads(t, string(written(t, m, Options{Format: NQuads}))))
}

// TestRapper has Debian's raptor read N-Quads and TriG without a warning, and
// compares what it read.
func TestRapper(t *testing.T) {
	m := hard()
	want := quads(t, string(written(t, m, Options{Format: NQuads})))
	for format, name := range map[Format]string{NQuads: "nquads", TriG: "trig"} {
		t.Run(name, func(t *testing.T) {
			out, errs := tool(t, "rapper", "-i", name, "-o", "nquads", "-q", dumped(t, m, Options{Format: format}))
			if errs != "" {
				t.Errorf("rapper says: %s", tail(errs))
			}
			sameQuads(t, quads(t, out), want)
		})
	}
}

// TestNQuadsAreNotRepeated: a set of statements has each once.
func TestNQuadsAreNotRepeated(t *testing.T) {
	data := written(t, hard(), Options{Format: NQuads})
	seen := map[string]bool{}
	for line := range bytes.Lines(data) {
		if seen[string(line)] {
			t.Errorf("twice: %s", line)
		}
		seen[string(line)] = true
	}
}

// TestEveryReportHasProvenance: an article, an outlet, a sentence, and a
// confidence, in the article's own graph.
func TestEveryReportHasProvenance(t *testing.T) {
	m := made(8, 60)
	found := map[string]map[string]bool{}
	for line := range bytes.Lines(written(t, m, Options{Format: NQuads})) {
		f := strings.Fields(string(line))
		if strings.HasPrefix(f[0], "<urn:parley:report:") {
			if found[f[0]] == nil {
				found[f[0]] = map[string]bool{}
			}
			found[f[0]][f[1]] = true
			if g := f[len(f)-2]; !strings.HasPrefix(g, "<urn:parley:a_") {
				t.Fatalf("not in the graph of an article: %s", line)
			}
		}
	}
	if len(found) < 100 {
		t.Fatalf("%d reports", len(found))
	}
	for r, predicates := range found {
		for _, p := range []property{pDerivedFrom, pAccordingTo, pEvidence, pFactuality, pConfidence, pDenotes} {
			if !predicates["<"+p.iri+">"] {
				t.Errorf("%s has no %s; it has %v", r, p.name, slices.Sorted(maps.Keys(predicates)))
			}
		}
	}
}
