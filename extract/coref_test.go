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

var updateCoref = flag.Bool("update-coref", false, "rewrite the cases of coreference with what is found now")

// TestCoref reads testdata/coref: a case is why it is there, a title where it
// has one, a text, and the entities with two mentions or more, and all persons.
func TestCoref(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/coref/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := graph.Article{Key: "case"}
			var want *txtar.File
			for i := range ar.Files {
				switch data := strings.TrimSpace(string(ar.Files[i].Data)); ar.Files[i].Name {
				case "title":
					a.Title = data
				case "text":
					a.Text = data
				case "entities":
					want = &ar.Files[i]
				}
			}
			d, err := x.read(t.Context(), &a)
			if err != nil {
				t.Fatal(err)
			}
			got := describeChains(d)
			if *updateCoref {
				want.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(bytes.TrimSpace(want.Data)), strings.TrimSpace(got)); diff != "" {
				t.Errorf("entities (-want +got):\n%s", diff)
			}
		})
	}
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
