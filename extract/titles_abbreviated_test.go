package extract

import (
	"slices"
	"testing"

	"parley/graph"
)

// TestAbbreviatedTitles: titles in capitals are titles, end no sentence, and
// call the person who has them in full.
func TestAbbreviatedTitles(t *testing.T) {
	_, read := reader(t)
	d := read("2024-06-01", "Swedish Foreign Minister Carl Lund met Norway's PM Jonas Berg on Monday. The Swedish FM thanked him. VP Anna Holm was there at 3 PM on Monday.")
	if n := len(d.nlp.Sentences); n != 3 {
		t.Errorf("%d sentences, want 3", n)
	}
	titles := map[string]string{}
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.entity < 0 || d.entities[m.entity].kind != graph.Person {
			continue
		}
		text := d.nlp.TextOf(m.tokens)
		if m.form == graph.NominalMention {
			titles[text] = d.entities[m.entity].name
		} else if len(m.titles) > 0 {
			titles[text] = m.titles[0]
		}
	}
	for text, want := range map[string]string{"Jonas Berg": "prime minister", "Anna Holm": "vice president", "The Swedish FM": "Carl Lund"} {
		if titles[text] != want {
			t.Errorf("%s: %q, want %q", text, titles[text], want)
		}
	}
	if slices.ContainsFunc(d.mentions, func(m mention) bool { return d.nlp.TextOf(m.tokens) == "VP Anna Holm" }) {
		t.Error("a title is part of a name")
	}
}
