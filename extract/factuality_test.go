package extract

import (
	"testing"

	"parley/graph"
)

// TestRuledFact: constructions that say what became of an encounter, and some
// that look like them and do not ("" is no rule).
func TestRuledFact(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		text, trigger string
		want          graph.Factuality
	}{
		{"Anna Berg will be meeting Peter Lund in Oslo.", "meeting", graph.Scheduled},
		{"Anna Berg would not be meeting Peter Lund, her office said.", "meeting", graph.Refused},
		{"No one of the ministry met Peter Lund in Oslo.", "met", graph.Denied},
		{"Anna Berg would meet Peter Lund if he came to Oslo.", "meet", graph.Hypothetical},
		{"Anna Berg was scheduled to meet Peter Lund in Oslo, but canceled at the last minute.", "meet", graph.Cancelled},
		{"Anna Berg canceled her trip to Oslo, where she was to meet Peter Lund.", "meet", graph.Cancelled},
		{"Anna Berg did not rule out talks with Peter Lund.", "talks", graph.Hypothetical},
		{"Anna Berg ruled out talks with Peter Lund.", "talks", graph.Refused},
		{"Anna Berg decided against visiting Oslo.", "visiting", graph.Refused},
		{"Anna Berg spoke of the possibility of talks with Peter Lund.", "talks", graph.Hypothetical},
		{"A meeting between Anna Berg and Peter Lund is possible on Friday.", "meeting", graph.Hypothetical},
		{"Anna Berg is willing to meet Peter Lund.", "meet", graph.Proposed},
		{"Anna Berg is not willing to meet Peter Lund.", "meet", ""},
		{"Anna Berg might be willing to meet Peter Lund.", "meet", graph.Hypothetical},
		{"Anna Berg may want to meet Peter Lund.", "meet", graph.Hypothetical},
		{"Anna Berg said she looks forward to meeting Peter Lund.", "meeting", graph.Proposed},
		{"Anna Berg flew to Oslo to meet Peter Lund.", "meet", graph.Held},
		{"Anna Berg will fly to Oslo to meet Peter Lund.", "meet", graph.Scheduled},
		{"Anna Berg did not fly to Oslo to meet Peter Lund.", "meet", ""},
		{"Anna Berg will speak at a dinner with Peter Lund.", "dinner", graph.Scheduled},
		{"Anna Berg spoke at a dinner with Peter Lund.", "dinner", ""},
		{"The Northern Council takes part in the meeting scheduled for Friday with Peter Lund.", "meeting", graph.Scheduled},
		{"Anna Berg will eat with the envoy and meet Peter Lund in Oslo.", "meet", graph.Scheduled},
		{"Anna Berg fell ill an hour before she was to meet Peter Lund.", "meet", graph.Scheduled},
		{"Anna Berg will use her visit to Norland to speak of trade.", "visit", graph.Scheduled},
		{"Anna Berg did not meet Peter Lund until May.", "meet", ""},
		{"Anna Berg did not meet with him in Oslo until a month later.", "meet", ""},
		{"Anna Berg is also set to host talks with Peter Lund later on Tuesday.", "talks", graph.Scheduled},
		{"Anna Berg is likely to visit Norland next year.", "visit", graph.Scheduled},
		{"Anna Berg is not likely to visit Norland next year.", "visit", ""},
		{"In May she was in Oslo, where she had the honor to meet Peter Lund.", "meet", graph.Held},
		{"Anna Berg took the opportunity to meet Peter Lund.", "meet", graph.Held},
		{"Anna Berg did not have the chance to meet Peter Lund.", "meet", ""},
		{"Anna Berg will have the opportunity to meet Peter Lund.", "meet", ""},
		{"Anna Berg met Peter Lund in Oslo.", "met", ""},
	} {
		d, s := sightingOf(t, x, c.text, c.trigger)
		rule, _ := x.ruledFact(d, s)
		if rule.fact != c.want {
			t.Errorf("%s: %s is %q by %q, want %q", c.text, c.trigger, rule.fact, rule.name, c.want)
		}
	}
}

// TestAllegedFact: what somebody claims is not what the article says.
func TestAllegedFact(t *testing.T) {
	x := untrained(t)
	for text, want := range map[string]bool{
		"Prosecutors claimed that Anna Berg met Peter Lund in Oslo.":                 true,
		"Anna Berg met Peter Lund in Oslo, prosecutors alleged.":                     true,
		"Prosecutors claimed that Anna Berg lied when she met Peter Lund in Oslo.":   false,
		"Prosecutors said that Anna Berg met Peter Lund in Oslo.":                    false,
		"Prosecutors have not claimed that Anna Berg met Peter Lund in Oslo.":        false,
		"Anna Berg met Peter Lund in Oslo. Prosecutors claimed that he was a thief.": false,
	} {
		d, s := sightingOf(t, x, text, "met")
		if got := x.allegedFact(d, s); got != want {
			t.Errorf("%s: alleged is %v, want %v", text, got, want)
		}
	}
}

// sightingOf reads a text and returns its sighting at a word.
func sightingOf(t *testing.T, x *Extractor, text, word string) (*document, *sighting) {
	t.Helper()
	d, err := x.read(t.Context(), &graph.Article{Key: "t", Published: "2024-05-15", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	ss := x.sight(d)
	for i := range ss {
		if d.nlp.Word(ss[i].token) == word {
			ss[i].date = dating{timex: -1}
			return d, &ss[i]
		}
	}
	t.Fatalf("%s: no sighting at %q", text, word)
	return nil, nil
}
