package extract

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph"
)

// TestCoref reads testdata/coref: a case is why it is there, a title where it
// has one, a text, and the entities with two mentions or more, and all persons.
func TestCoref(t *testing.T) {
	golden(t, "coref", "entities", "", func(x *Extractor, a *graph.Article) (string, error) {
		d, err := x.read(t.Context(), a)
		if err != nil {
			return "", err
		}
		return describeChains(d), nil
	})
}

// describeChains writes a line for each entity.
func describeChains(d *document) string {
	var b strings.Builder
	for e := range d.entities {
		x := &d.entities[e]
		if len(x.mentions) < 2 && x.kind != graph.Person {
			continue
		}
		fmt.Fprintf(&b, "%s %s:", x.typ, x.name)
		for n, i := range x.mentions {
			if n > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, " %s", oneLine(d.nlp.TextOf(d.mentions[i].tokens)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSpells(t *testing.T) {
	for _, c := range []struct {
		handle, name string
		want         bool
	}{
		{"realjanekovacs", "jane kovacs", true},
		{"kovacsjane", "jane kovacs", true},
		{"jkovacs", "jane kovacs", true},
		{"sec_kovacs", "jane kovacs", true},
		{"pkovacs", "jane kovacs", false},
		{"kovacsfans", "jane kovacs", false},
		{"lijane", "jane li", true},
		{"reallili", "jane li", false}, // too short to tell
	} {
		if got := spells(c.handle, strings.Fields(c.name)); got != c.want {
			t.Errorf("spells(%q, %q) = %v, want %v", c.handle, c.name, got, c.want)
		}
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"lundgren", "lungdren", true},
		{"lundgren", "lundren", true},
		{"lundgren", "lundgrein", true},
		{"lundgren", "lundgran", true},
		{"lundgren", "lundstrom", false},
		{"lundgren", "ludngern", false},
	} {
		if got := slip(c.a, c.b); got != c.want {
			t.Errorf("slip(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
