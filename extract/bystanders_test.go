package extract

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBystanders tells who is only named beside an encounter.
func TestBystanders(t *testing.T) {
	x := untrained(t)
	for _, c := range []struct {
		text, trigger string
		want          []string
	}{
		{"Mary Holt met John Reed in Berlin, Germany.", "met", []string{"Berlin", "Germany"}},
		{"Mary Holt and John Reed met in Germany.", "met", []string{"Germany"}},
		{"Mary Holt and John Reed met before Paul Marsh resigned.", "met", []string{"Paul Marsh"}},
		{"Mary Holt told John Reed in a call that prices would fall because of Paul Marsh.", "call", []string{"Paul Marsh"}},
		{"Mary Holt met John Reed, who knows Jane Stone, on Monday.", "met", []string{"Jane Stone"}},
		{"Mary Holt met French officials, as Paul Marsh said.", "met", []string{"Paul Marsh"}},
		{"Jane Stone criticized Mary Holt for meeting John Reed.", "meeting", []string{"Jane Stone"}},
		{"Mary Holt met John Reed to discuss the French economy.", "met", []string{"France"}},
	} {
		d := parse(t, x, c.text)
		var got []string
		for _, s := range x.sight(d) {
			if d.nlp.Word(s.token) != c.trigger {
				continue
			}
			for _, p := range entityParts(d, s.cands) {
				if s.bystander(d, &p, s.occupied(d)) {
					got = append(got, d.entities[p.entity].name)
				}
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

// TestSubordinate tells clauses of their own from what a trigger says.
func TestSubordinate(t *testing.T) {
	x := untrained(t)
	d := parse(t, x, "Mary Holt visited Germany after a vote that demanded peace in France.")
	at := func(word string) int32 {
		for i := range int32(d.nlp.Len()) {
			if d.nlp.Word(i) == word {
				return i
			}
		}
		t.Fatalf("no %s", word)
		return -1
	}
	for word, want := range map[string]bool{"Germany": false, "France": true} {
		if got := d.subordinate(at("visited"), at(word)); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}
