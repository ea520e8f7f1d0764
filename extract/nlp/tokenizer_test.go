package nlp

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// loaded is the pipeline with the embedded models, or those of the folder
// PARLEY_MODELS, read once for all tests.
var loaded = sync.OnceValues(func() (*Pipeline, error) {
	if dir := os.Getenv("PARLEY_MODELS"); dir != "" {
		return Load(dir)
	}
	return New()
})

func pipeline(t testing.TB) *Pipeline {
	t.Helper()
	p, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func words(p *Pipeline, text string) (d *Document, words []string) {
	d = &Document{Text: text}
	p.tokens.tokenize(d)
	for i := range d.Spans {
		words = append(words, d.Word(int32(i)))
	}
	return d, words
}

func TestTokens(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ text, want string }{
		{"They didn't visit Iran's capital.", "They did n't visit Iran 's capital ."},
		{"She cannot say who's to pay the parents' bill.", "She can not say who 's to pay the parents ' bill ."},
		{"He won’t go; we’ll stay.", "He wo n’t go ; we ’ll stay ."},
		{"Mr. J. R. Olsen of Acme Inc. paid $5.2 million (a record).", "Mr. J. R. Olsen of Acme Inc. paid $ 5.2 million ( a record ) ."},
		{"The U.S. and the U.N. met on 26 July 2022: at 10 a.m.", "The U.S. and the U.N. met on 26 July 2022 : at 10 a.m."},
		{`"Never," he said, "again!"`, `" Never , " he said , " again ! "`},
		{"See https://example.org/a-b/c.html?x=1 or write to desk@example.org.", "See https://example.org/a-b/c.html?x=1 or write to desk@example.org ."},
		{"a 40% rise, 1,160 dead", "a 40 % rise , 1,160 dead"},
		{"O'Neill read report.pdf in Sana'a.", "O'Neill read report.pdf in Sana'a ."},
		{"They are gonna wait...", "They are gon na wait ..."},
	} {
		if _, got := words(p, c.text); strings.Join(got, " ") != c.want {
			t.Errorf("words of %q:\n got %s\nwant %s", c.text, strings.Join(got, " "), c.want)
		}
	}
}

// TestGlued checks what is one token of several words and what are tokens
// beside each other.
func TestGlued(t *testing.T) {
	d, got := words(pipeline(t), "Iran's team didn't score (0-2).")
	var glued []string
	for i, w := range got {
		if d.Glued[i] {
			glued = append(glued, w)
		}
	}
	if want := []string{"'s", "n't"}; !slices.Equal(glued, want) {
		t.Errorf("glued words %q, want %q", glued, want)
	}
}

// FuzzTokenize checks that words give back the text: in order, not empty, not
// overlapping, whole characters, and only white space and controls between.
func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"", " ", "don't", "a\xffb", "e\u0301 \u200b’s n't", "U.S.A.\n\n\"x\"", "日本語 text—dash", "http://x.y/z.", strings.Repeat("a-", 300), "@@::.//", "a\x00b"} {
		f.Add(s)
	}
	p := pipeline(f)
	f.Fuzz(func(t *testing.T, text string) {
		d := &Document{Text: text}
		p.tokens.tokenize(d)
		p.sentences.split(d)
		end := int32(0)
		for i, s := range d.Spans {
			if s.Start < end || s.End <= s.Start || int(s.End) > len(text) {
				t.Fatalf("word %d of %q spans %v after %d", i, text, s, end)
			}
			if !blank(text[end:s.Start]) {
				t.Fatalf("between words of %q: %q", text, text[end:s.Start])
			}
			if utf8.ValidString(text) && !utf8.ValidString(d.Word(int32(i))) {
				t.Fatalf("word %d of %q cuts a character", i, text)
			}
			end = s.End
		}
		if !blank(text[end:]) {
			t.Fatalf("after the words of %q: %q", text, text[end:])
		}
		checkSentences(t, d)
	})
}

func blank(s string) bool {
	for _, r := range s {
		if classOf(r) != classSpace {
			return false
		}
	}
	return true
}

func checkSentences(t *testing.T, d *Document) {
	t.Helper()
	next := int32(0)
	for i, s := range d.Sentences {
		if s.First != next || s.Len() < 1 || s.Len() > maxSentence+40 {
			t.Fatalf("sentence %d is %v after word %d", i, s, next)
		}
		next = s.End
	}
	if int(next) != d.Len() || len(d.Paragraph) != len(d.Sentences) || len(d.Glued) != d.Len() {
		t.Fatalf("%d words, %d sentences up to %d, %d paragraph marks", d.Len(), len(d.Sentences), next, len(d.Paragraph))
	}
}
