package extract

import (
	"testing"

	"parley/graph"
)

// TestShortBodies: names of bodies that are short for longer ones in the same
// article are one entity with them, others are not.
func TestShortBodies(t *testing.T) {
	_, read := reader(t)
	bodies := func(text string) map[string]int32 {
		d := read("2024-06-01", text)
		out := map[string]int32{}
		for i := range d.mentions {
			if m := &d.mentions[i]; m.form == graph.NamedMention && m.entity >= 0 && d.entities[m.entity].kind == graph.Organization {
				out[d.nlp.TextOf(m.tokens)] = m.entity
			}
		}
		return out
	}
	for _, c := range []struct {
		text, a, b string
		same       bool
	}{
		{"Huawei Technologies Co. opened an office. Officials of Huawei said so.", "Huawei Technologies Co.", "Huawei", true},
		{"The Treasury Department announced it on Monday. The Treasury gave no reason.", "Treasury Department", "Treasury", true},
		{"The Washington Post reported it on Monday. The Post gave no source.", "Washington Post", "Post", true},
		{"The Senate Judiciary Committee voted on Monday. The Senate will follow.", "Senate Judiciary Committee", "Senate", false},
		{"The White House announced it on Monday. The House will vote.", "White House", "House", false},
		{"The Union of Farmers (UDF) met Ann Berg on Monday. The UDF gave no details.", "Union of Farmers", "UDF", true},
		{"The World Bank (AFP) met Ann Berg on Monday. AFP gave no details.", "World Bank", "AFP", false},
	} {
		got := bodies(c.text)
		a, ok := got[c.a]
		b, ok2 := got[c.b]
		if !ok || !ok2 {
			t.Errorf("%s: bodies %v, want %q and %q among them", c.text, got, c.a, c.b)
		} else if (a == b) != c.same {
			t.Errorf("%s: %q and %q one body: %v, want %v", c.text, c.a, c.b, a == b, c.same)
		}
	}
}
