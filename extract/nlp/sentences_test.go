package nlp

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what comes out to the golden files")

// TestSentences cuts each testdata/sentences-*.txtar: the comment says why the
// case exists, "text" is the article, "sentences" has one a line, with an empty
// line before a paragraph.
func TestSentences(t *testing.T) {
	p := pipeline(t)
	files, err := filepath.Glob("testdata/sentences-*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("golden files: %d, %v", len(files), err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := &Document{Text: strings.TrimSuffix(string(a.Files[0].Data), "\n")}
		p.tokens.tokenize(d)
		p.sentences.split(d)
		var b strings.Builder
		for i, s := range d.Sentences {
			if i > 0 && d.Paragraph[i] {
				b.WriteString("\n")
			}
			b.WriteString(oneLine(d.TextOf(s)) + "\n")
		}
		if *update {
			a.Files[1].Data = []byte(b.String())
			if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(a.Files[1].Data), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}
