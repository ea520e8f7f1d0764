package extract

import (
	"strings"
	"unicode/utf8"

	"parley/extract/nlp"
	"parley/graph"
)

// A document is an article on its way through the pipeline: the text as one
// string, what the language stages found in it, and what the stages of this
// package add, each reading the fields above its own.
type document struct {
	article *graph.Article
	nlp     *nlp.Document
	// body is the byte at which the article's text starts in nlp.Text; the
	// title stands before it.
	body int
	// runes is the code point number of each byte, nil when all are ASCII.
	runes []int32

	sentenceOf []int32 // sentence of each token
	children   tree

	mentions        []mention // in text order
	mentionAt       []int32   // first mention that covers the token, or -1
	titled          []bool    // tokens of a role right before a name
	entities        []entity
	times           []timex
	cues            []sourceCue // once cuesFound
	cuesFound       bool
	signatures      []signature // once signaturesFound
	signaturesFound bool
}

// A tree lists the dependents of each token, in text order.
type tree struct {
	first, next []int32 // -1 ends a list
}

func (t tree) of(head int32) func(func(int32) bool) {
	return func(yield func(int32) bool) {
		for c := t.first[head]; c >= 0; c = t.next[c] {
			if !yield(c) {
				return
			}
		}
	}
}

// titleBreak stands between the title and the text.
const titleBreak = "\n\n"

// readable returns the title and text of a as one string in which what is not
// to be read is blank, and the byte where the text starts. No byte moves.
func readable(a *graph.Article) (string, int) {
	var b strings.Builder
	b.Grow(len(a.Title) + len(titleBreak) + len(a.Text))
	b.WriteString(a.Title)
	b.WriteString(titleBreak)
	body := b.Len()
	if len(a.Skip) == 0 {
		b.WriteString(a.Text)
		return b.String(), body
	}
	text := []byte(a.Text)
	n, next := 0, 0
	for i, r := range a.Text {
		for next < len(a.Skip) && n >= a.Skip[next].End {
			next++
		}
		if next < len(a.Skip) && n >= a.Skip[next].Start && r != '\n' {
			for k := range utf8.RuneLen(r) {
				text[i+k] = ' '
			}
			if n == a.Skip[next].Start || n == a.Skip[next].End-1 {
				text[i] = '\n'
			}
		}
		n++
	}
	b.Write(text)
	return b.String(), body
}

// newDocument prepares d for the stages of this package.
func newDocument(a *graph.Article, n *nlp.Document, body int) *document {
	d := &document{article: a, nlp: n, body: body}
	// Code points are counted in the article as it is stored: what is not to
	// be read is blank in n.Text, byte for byte.
	stored := a.Title + titleBreak + a.Text
	ascii := true
	for i := range len(stored) {
		if stored[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		d.runes = make([]int32, len(stored)+1)
		k := int32(0)
		for i := range len(stored) {
			if i > 0 && utf8.RuneStart(stored[i]) {
				k++
			}
			d.runes[i] = k
		}
		d.runes[len(stored)] = k + 1
	}
	tokens := n.Len()
	d.sentenceOf = make([]int32, tokens)
	for s, r := range n.Sentences {
		for i := r.First; i < r.End; i++ {
			d.sentenceOf[i] = int32(s)
		}
	}
	links := make([]int32, 2*tokens)
	d.children = tree{links[:tokens], links[tokens:]}
	for i := range links {
		links[i] = -1
	}
	for i := int32(tokens) - 1; i >= 0; i-- {
		if h := n.Head[i]; h >= 0 {
			d.children.next[i] = d.children.first[h]
			d.children.first[h] = i
		}
	}
	return d
}

// span converts bytes [start, end) of nlp.Text into code points of the title
// or the text.
func (d *document) span(start, end int32) graph.Span {
	field, base := graph.TextBody, d.rune(int32(d.body))
	if int(start) < d.body {
		field, base = graph.TitleField, 0
	}
	return graph.Span{Field: field, Start: d.rune(start) - base, End: d.rune(end) - base}
}

func (d *document) rune(b int32) int {
	if d.runes == nil {
		return int(b)
	}
	return int(d.runes[b])
}

// spanOf returns the span of a range of tokens.
func (d *document) spanOf(r nlp.Range) graph.Span {
	return d.span(d.nlp.Spans[r.First].Start, d.nlp.Spans[r.End-1].End)
}

// sentenceSpan returns the span of sentence s.
func (d *document) sentenceSpan(s int32) graph.Span { return d.spanOf(d.nlp.Sentences[s]) }

// inTitle reports whether token i is in the title.
func (d *document) inTitle(i int32) bool { return int(d.nlp.Spans[i].Start) < d.body }

// lower returns the word of token i in lower case.
func (d *document) lower(i int32) string { return strings.ToLower(d.nlp.Word(i)) }

// rel returns the relation of token i to its head, without the subtype.
func (d *document) rel(i int32) nlp.Deprel { return d.nlp.Deprel[i].Universal() }

// headOf returns the token of r whose head is outside of r.
func (d *document) headOf(r nlp.Range) int32 {
	for i := r.First; i < r.End; i++ {
		if h := d.nlp.Head[i]; h < r.First || h >= r.End {
			return i
		}
	}
	return r.End - 1
}

// child returns the first dependent of i with relation r (universal), or -1.
func (d *document) child(i int32, r nlp.Deprel) int32 {
	for c := range d.children.of(i) {
		if d.rel(c) == r {
			return c
		}
	}
	return -1
}

// rootOf returns the token over all others of sentence s, or -1.
func (d *document) rootOf(s int32) int32 {
	for t := d.nlp.Sentences[s].First; t < d.nlp.Sentences[s].End; t++ {
		if d.nlp.Head[t] < 0 {
			return t
		}
	}
	return -1
}

// determiner returns the lower-cased determiner of token i, or "".
func (d *document) determiner(i int32) string {
	if c := d.child(i, nlp.Det); c >= 0 {
		return d.lower(c)
	}
	return ""
}

// pointing reports whether a determiner is that of something known.
func pointing(w string) bool { return w == "the" || w == "this" || w == "that" }

// preposition returns the lower-cased case marker of token i, or "".
func (d *document) preposition(i int32) string {
	for c := range d.children.of(i) {
		if d.rel(c) == nlp.Case {
			return d.lower(c)
		}
	}
	return ""
}
