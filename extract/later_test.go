package extract

import (
	"strings"
	"testing"

	"parley/extract/article"
	"parley/graph"
)

// TestMarkText: a text credited to an agency and a copy of it with another
// ending are near-copies; another text is not.
func TestMarkText(t *testing.T) {
	words := "The harbor of Brightwater closed on Monday after a storm broke the long pier and threw two fishing boats onto the road, where they stayed until cranes came from the north. "
	mark := func(text string) graph.Extraction {
		var out graph.Extraction
		(*Extractor).markText(nil, &document{article: &graph.Article{Key: "t", Text: text}}, &out)
		return out
	}
	a := mark("BRIGHTWATER (Reuters) - " + words + strings.Repeat("Nobody was hurt, the mayor said, and the pier will be rebuilt in spring. ", 2))
	b := mark(words + "Nobody was hurt, the mayor said, and the pier will be rebuilt in spring. Ferries resume today.")
	c := mark("The parliament of Eastmark passed a budget of four billion crowns late on Thursday, after a night of speeches and three failed motions of the opposition.")
	if a.Credit != "Reuters" || b.Credit != "" {
		t.Errorf("credits %q and %q, want %q and none", a.Credit, b.Credit, "Reuters")
	}
	if s := article.Similarity(a.Fingerprint, b.Fingerprint); s < 0.4 {
		t.Errorf("copies are %.2f similar", s)
	}
	if s := article.Similarity(a.Fingerprint, c.Fingerprint); s > 0.2 {
		t.Errorf("other texts are %.2f similar", s)
	}
}
