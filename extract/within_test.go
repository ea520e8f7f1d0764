package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/graph"
)

// describeStanding writes what lies within what, and who holds which post
// when.
func describeStanding(x *graph.Extraction) string {
	var b strings.Builder
	for i := range x.Entities {
		e := &x.Entities[i]
		if e.Within >= 0 {
			fmt.Fprintf(&b, "%s within %s\n", e.Name, x.Entities[e.Within].Name)
		}
		for _, p := range e.Positions {
			body, period := p.OrganizationName, "no period"
			if p.Organization >= 0 {
				body = x.Entities[p.Organization].Name
			}
			if p.Period != nil {
				period = p.Period.EDTF
			}
			fmt.Fprintf(&b, "%s | %s | %s | %s | %s\n", e.Name, p.Title, body, p.Status, period)
		}
	}
	return b.String()
}

// TestStanding compares the containing places and the periods of posts of each
// text in testdata/standing with what is wanted. The names of persons are
// invented.
func TestStanding(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join("testdata", "standing", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Files) != 2 {
				t.Fatalf("%d files, want text and want", len(c.Files))
			}
			a := graph.Article{Key: "t", Text: strings.TrimSpace(string(c.Files[0].Data)), Published: "2022-05-04"}
			e, err := x.Extract(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			got := describeStanding(&e)
			if *updateActs {
				c.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(c), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(c.Files[1].Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", strings.TrimSpace(string(c.Comment)), diff)
			}
		})
	}
}
