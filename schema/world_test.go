package schema

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// world returns a fake in which two outlets tell, n times over, that Ada
// Lovelace met Charles Babbage in London, in sentences of our own.
func world(n int) *fake {
	f := &fake{x: map[string]graph.Extraction{}, revision: 1}
	entity := func(kind graph.EntityKind, name string) string {
		id := graph.NewID(graph.EntityID, name)
		f.entities = append(f.entities, graph.Entity{ID: id, Kind: kind, Name: name, Signatures: []string{id}})
		return id
	}
	ada, babbage := entity(graph.Person, "Ada Lovelace"), entity(graph.Person, "Charles Babbage")
	london := entity(graph.Place, "London")
	society := entity(graph.Organization, "Royal Society")
	f.entities[0].Positions = []graph.Position{{Title: "fellow", Organization: society, OrgName: "Royal Society", Status: graph.Current, Articles: 1}}
	f.entities[0].WikidataID = "Q7259"
	f.outlets = []graph.Outlet{graph.NewOutlet("herald.example", "Herald", "herald.example"), graph.NewOutlet("gazette.example", "Gazette", "gazette.example")}
	for i := range n {
		day := fmt.Sprintf("2024-%02d-%02d", 1+i/28%12, 1+i%28)
		v := graph.Event{ID: graph.NewID(graph.EventID, fmt.Sprint(i)), Type: graph.Meeting, Title: "Ada Lovelace meets Charles Babbage in London",
			Date: &graph.Date{EDTF: day, Basis: graph.Explicit}, Place: london, Factuality: graph.Held, Confidence: 0.9, Outlets: 2, Independent: 2,
			Corroboration: graph.Corroborated, FirstReported: day + "T10:00:00+01:00", LastReported: day,
			Participants: []graph.Participation{{Entity: ada, Role: graph.Party, Factuality: graph.Held, Confidence: 0.9, Outlets: 2, ReportedAs: []graph.NameCount{{Text: "Ada Lovelace", Count: 2}}},
				{Entity: babbage, Role: graph.Party, Factuality: graph.Held, Confidence: 0.9, Outlets: 2}}}
		for j, o := range f.outlets {
			key := fmt.Sprintf("%d-%d", i, j)
			text := "Zoë reports. Ada Lovelace met Charles Babbage in London on the day, the Royal Society said. 🜚 End."
			at := func(s string) graph.Span {
				b := strings.Index(text, s)
				start := len([]rune(text[:b]))
				return graph.Span{Field: graph.TextBody, Start: start, End: start + len([]rune(s))}
			}
			local := func(kind graph.EntityKind, name string) graph.LocalEntity {
				return graph.LocalEntity{ID: graph.NewID(graph.EntityID, key, name), Kind: kind, Name: name, Within: -1,
					Mentions: []graph.Mention{{Span: at(name), Sentence: 1, Form: graph.NamedMention, Text: name, Score: 0.95}}}
			}
			date := &graph.Date{EDTF: day, Basis: graph.Explicit}
			if j == 1 {
				date = &graph.Date{EDTF: day[:7], Basis: graph.Explicit}
			}
			f.articles = append(f.articles, graph.Article{Key: key, URL: "https://" + o.Domain + "/" + key, Title: "A meeting in London", Text: text, Outlet: o.ID, Language: "en", Published: day + "T10:00:00+01:00"})
			f.x[key] = graph.Extraction{Article: key, Extractor: graph.Extractor{Name: "parley", Version: "test"},
				Sentences: []graph.Span{at("Zoë reports."), at("Ada Lovelace met Charles Babbage in London on the day, the Royal Society said."), at("🜚 End.")},
				Entities:  []graph.LocalEntity{local(graph.Person, "Ada Lovelace"), local(graph.Person, "Charles Babbage"), local(graph.Place, "London"), local(graph.Organization, "Royal Society")},
				Reports: []graph.Report{{ID: graph.NewID(graph.EventID, key), Type: graph.Meeting, Date: date, Place: 2, Factuality: graph.Held, PartOf: -1, Confidence: 0.9,
					Participants: []graph.LocalParticipant{{Entity: 0, Role: graph.Party, OnBehalfOf: -1, Span: at("Ada Lovelace"), Text: "Ada Lovelace", Confidence: 0.9}, {Entity: 1, Role: graph.Party, OnBehalfOf: -1, Span: at("Charles Babbage"), Text: "Charles Babbage", Confidence: 0.9}},
					Attribution:  []graph.AttributionStep{{Depth: 1, Kind: graph.ByOfficial, Text: "the Royal Society", Cue: "said", Entity: 3}},
					Evidence: []graph.Evidence{{Sentence: 1, Span: at("met"), Factuality: graph.Held, Confidence: 0.9, Date: date,
						Highlights: []graph.Highlight{{Kind: graph.HighlightTrigger, Span: at("met"), Entity: -1}, {Kind: graph.HighlightParticipant, Span: at("Ada Lovelace"), Entity: 0}}}}}}}
			v.Reports = append(v.Reports, graph.ReportRef{ID: graph.NewID(graph.EventID, key), Article: key, Source: key})
		}
		f.events = append(f.events, v)
	}
	return f
}

// Retract, Restore and Decide make the fake a Decider that only notes what it
// was asked.
func (f *fake) Decide(_ context.Context, d graph.Decision) (graph.Decision, error) {
	if d.Reason == "conflict" {
		return d, fmt.Errorf("decide: %w", ErrConflict)
	}
	d.ID = fmt.Sprint(len(f.decisions))
	f.decisions = append(f.decisions, d)
	return d, nil
}

func (f *fake) Retract(_ context.Context, key, reason string) error {
	for i := range f.articles {
		if f.articles[i].Key == key {
			f.articles[i].Retracted, f.articles[i].Reason = true, reason
			return nil
		}
	}
	return graph.ErrNotFound
}

func (f *fake) Restore(_ context.Context, key, _ string) error {
	for i := range f.articles {
		if f.articles[i].Key == key {
			f.articles[i].Retracted, f.articles[i].Reason = false, ""
			return nil
		}
	}
	return graph.ErrNotFound
}

// Ingest adds the article without reading it, and says that an event changed.
func (f *fake) Ingest(_ context.Context, a Incoming) error {
	if strings.Contains(a.Text, "unreadable") {
		return fmt.Errorf("cannot read the article")
	}
	f.touch(f.events[0].ID, graph.Updated)
	return nil
}

// serverOf returns a server over the fake with tokens and all options on.
func serverOf(t testing.TB, f *fake, o Options) *Server {
	t.Helper()
	o.Snapshot, o.Decider, o.Ingester, o.Subscribe = f.snapshot, f, f, f.subscribe
	if o.WriteToken == "" {
		o.WriteToken = "secret"
	}
	o.Version = "test"
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.open != 0 {
			t.Errorf("%d snapshots were left open", f.open)
		}
	})
	return s
}
