package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/graph"
)

var update = flag.Bool("update", false, "write what comes out to the golden files")

// golden compares what describe says of each article in testdata/dir with the
// part of that name. A case is why it is there, a title and a day of
// publication where it has them, a text, and what is wanted; published stands
// where a case has no such day.
func golden(t *testing.T, dir, want, published string, describe func(*Extractor, *graph.Article) (string, error)) {
	t.Helper()
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			c, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := graph.Article{Key: "case", Published: published}
			var wanted *txtar.File
			why := strings.TrimSpace(string(c.Comment))
			for i := range c.Files {
				switch data := strings.TrimSpace(string(c.Files[i].Data)); c.Files[i].Name {
				case "why":
					why = data
				case "title":
					a.Title = data
				case "published":
					a.Published = data
				case "text":
					a.Text = data
				case want:
					wanted = &c.Files[i]
				default:
					t.Fatalf("part %q: want why, title, published, text or %s", c.Files[i].Name, want)
				}
			}
			if a.Text == "" || wanted == nil {
				t.Fatalf("no text or no part %q", want)
			}
			got, err := describe(x, &a)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				wanted.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(c), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(wanted.Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", why, diff)
			}
		})
	}
}
