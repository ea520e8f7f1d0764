package extract

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// describeReport writes a report on one line for comparison.
func describeReport(x *graph.Extraction, r *graph.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", r.Type, r.Factuality)
	for _, p := range r.Participants {
		fmt.Fprintf(&b, " %s=%s", p.Role, x.Entities[p.Entity].Name)
	}
	if r.Date != nil {
		fmt.Fprintf(&b, " on %s", r.Date.EDTF)
	}
	for _, q := range r.Quantities {
		fmt.Fprintf(&b, " %s=%g-%g", q.Unit, q.Min, q.Max)
	}
	if r.AttributedTo != "" {
		fmt.Fprintf(&b, " by %s", r.AttributedTo)
	}
	return b.String()
}

// TestActs holds a sentence for each construction of events that are no
// encounters. All names but those of countries are invented.
func TestActs(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ why, text, want string }{
		{"a verb with both sides", "Russia accused Ukraine of shelling a village on Monday.", "ACCUSATION HELD ACTOR=Russia TARGET=Ukraine"},
		{"passive with an agent", "Three soldiers were killed in an attack on Mali on 3 May 2022.", "ATTACK HELD TARGET=Mali on 2022-05-03 killed=3-3"},
		{"a light verb carries the noun", "France launched an airstrike against Libya in 2019.", "ATTACK HELD ACTOR=France TARGET=Libya"},
		{"forces stand for their country", "Turkish troops withdrew from Syria.", "RETREAT HELD ACTOR=Türkiye TARGET=Syria"},
		{"a body adopts a resolution", "The Security Council adopted a resolution on Sudan.", "VOTE HELD ACTOR=Security Council"},
		{"future", "Canada will impose sanctions on Belarus next week.", "SANCTION SCHEDULED ACTOR=Canada TARGET=Belarus"},
		{"a statement with its words", "Foreign Minister Anna Kovacs said the offer was “a step back”.", "STATEMENT HELD ACTOR=Anna Kovacs"},
	} {
		e, err := x.Extract(context.Background(), graph.Article{Key: "t", Text: c.text, Published: "2022-05-04"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range e.Reports {
			got = append(got, describeReport(&e, &e.Reports[i]))
		}
		found := false
		for _, g := range got {
			found = found || strings.HasPrefix(g, c.want)
		}
		if !found {
			t.Errorf("%s: %q\n got %q\nwant %q", c.why, c.text, got, c.want)
		}
	}
}

// TestNoActs holds what must not become an event.
func TestNoActs(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"Norway did not attack Sweden.",
		"The couple adopted a child in Vienna.",
		"Germany called off the exercise.",
	} {
		e, err := x.Extract(context.Background(), graph.Article{Key: "t", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for i := range e.Reports {
			if r := &e.Reports[i]; !r.Type.Consult() && r.Factuality == graph.Held {
				t.Errorf("%q gives %s", text, describeReport(&e, r))
			}
		}
	}
}
