// Package nlp reads English news text: sentences, tokens, tags, lemmas,
// names and a dependency parse, by models that cmd/parley-train trains and
// that are embedded in the binary.
//
// A [Pipeline] turns text into a [Document]; every stage adds its columns to
// it. Columns are parallel slices over the tokens of the whole document, so
// that no stage allocates per token; a token is its index.
package nlp

// A Span is a byte range [Start, End) of a text.
type Span struct{ Start, End int32 }

// A Range is a range [First, End) of token indexes.
type Range struct{ First, End int32 }

// Len returns the number of tokens in r.
func (r Range) Len() int { return int(r.End - r.First) }

// A Document is a text and what the stages found in it. All token columns
// have the same length; a column is nil until its stage has run.
type Document struct {
	Text string

	// Spans holds the bytes of each token (a syntactic word in the sense of
	// Universal Dependencies). The words of a multi-word token such as
	// "don't" or "Iran's" each have their own part of the text.
	Spans []Span
	// Glued is true for a word that continues the multi-word token of the
	// word before it: the "n't" of "don't".
	Glued []bool
	// Sentences are ranges of tokens, in order, without gaps.
	Sentences []Range
	// Paragraph is true for a sentence that starts a paragraph.
	Paragraph []bool

	UPOS  []UPOS   // universal part of speech
	XPOS  []XPOS   // Penn treebank tag
	Feats []Feats  // morphological features, a bit set
	Lemma []string // dictionary form

	// Head is the index of the governing token in the document, or -1 for
	// the root of a sentence; Deprel its relation.
	Head   []int32
	Deprel []Deprel

	// Names are the named spans, in text order, not overlapping.
	Names []Name
	// Frames are the predicates with their arguments, in text order.
	Frames []Frame
}

// A Name is a span of tokens that names something.
type Name struct {
	Tokens Range
	Type   NameType
	// Score is the confidence of the recognizer, 0 to 1.
	Score float32
}

// A Frame is a predicate with its PropBank-style arguments.
type Frame struct {
	Predicate int32  // token
	Roleset   string // such as meet.03; empty when only the roles are known
	Args      []Argument
}

// An Argument is one argument of a [Frame]: the subtree under Head.
type Argument struct {
	Role string // ARG0, ARG1, ARG2, ARGM-TMP, ...
	Head int32  // token
}

// Len returns the number of tokens.
func (d *Document) Len() int { return len(d.Spans) }

// Word returns the text of token i.
func (d *Document) Word(i int32) string { return d.Text[d.Spans[i].Start:d.Spans[i].End] }

// TextOf returns the text from the first to the last token of r.
func (d *Document) TextOf(r Range) string {
	if r.First >= r.End {
		return ""
	}
	return d.Text[d.Spans[r.First].Start:d.Spans[r.End-1].End]
}
