package extract

import "testing"

func TestNumberedBodies(t *testing.T) {
	_, read := reader(t)
	for text, want := range map[string]string{
		"Leaders of the G-20 met in Rome on Saturday.":             "G-20",
		"Ann Berg attended the G7 summit in Cornwall.":             "G7",
		"The G77 bloc will meet with Carl Lund in Oslo next week.": "G77",
	} {
		d := read("2024-06-01", text)
		found := ""
		for i := range d.mentions {
			if m := &d.mentions[i]; m.typ.String() == "ORG" {
				found = d.nlp.TextOf(m.tokens)
			}
		}
		if found != want {
			t.Errorf("%s: body %q, want %q", text, found, want)
		}
	}
	d := read("2024-06-01", "The road B-20 and seat G12a are closed.")
	for i := range d.mentions {
		if m := &d.mentions[i]; m.typ.String() == "ORG" {
			t.Errorf("body %q", d.nlp.TextOf(m.tokens))
		}
	}
}
