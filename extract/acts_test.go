package extract

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"parley/graph"
)

var updateActs = flag.Bool("update", false, "write what comes out to the golden files")

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
	if r.Content != nil {
		fmt.Fprintf(&b, " says %q", r.Content.Text)
		for _, q := range r.Content.Quotes {
			fmt.Fprintf(&b, " quoted %q", q)
		}
	}
	return b.String()
}

// describeActs writes the acts and the posts of an extraction, one a line.
func describeActs(x *graph.Extraction) string {
	var b strings.Builder
	for i := range x.Reports {
		if r := &x.Reports[i]; !r.Type.Consult() {
			b.WriteString(describeReport(x, r) + "\n")
		}
	}
	for i := range x.Entities {
		for _, p := range x.Entities[i].Positions {
			body := p.OrganizationName
			if p.Organization >= 0 {
				body = x.Entities[p.Organization].Name
			}
			fmt.Fprintf(&b, "POSITION %s %s: %s", p.Status, x.Entities[i].Name, p.Title)
			if body != "" {
				fmt.Fprintf(&b, ", %s", body)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// TestActs compares what comes out of each text in testdata/acts, one for each
// construction of events that are no encounters and of posts, with what is
// wanted. The names of persons are invented.
func TestActs(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join("testdata", "acts", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			c, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Files) != 3 {
				t.Fatalf("%d files, want why, text and want", len(c.Files))
			}
			a := graph.Article{Key: "t", Text: strings.TrimSpace(string(c.Files[1].Data)), Published: "2022-05-04"}
			e, err := x.Extract(context.Background(), a)
			if err != nil {
				t.Fatal(err)
			}
			got := describeActs(&e)
			if *updateActs {
				c.Files[2].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(c), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(c.Files[2].Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", strings.TrimSpace(string(c.Files[0].Data)), diff)
			}
		})
	}
}
