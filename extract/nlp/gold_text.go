package nlp

import "strings"

// A GoldText is the raw text of a treebank document with its gold words.
type GoldText struct {
	Text  string
	Words []Span // by byte
	Glued []bool
	Start []bool // the word starts a sentence
	Sent  []int  // index of the sentence in the treebank
}

// Texts returns the treebank's documents as raw text: sentences of a paragraph
// in one line, paragraphs with a blank line between.
func (tb *Treebank) Texts() []GoldText {
	var out []GoldText
	var b strings.Builder
	var cur *GoldText
	doc := -1
	flush := func() {
		if cur != nil {
			cur.Text = b.String()
			out = append(out, *cur)
		}
		b.Reset()
	}
	for n, s := range tb.Sentences {
		if s.Doc != doc {
			flush()
			cur, doc = new(GoldText), s.Doc
		}
		switch {
		case b.Len() == 0:
		case s.NewParagraph:
			b.WriteString("\n\n")
		case s.SpaceBefore:
			b.WriteByte(' ')
		}
		for i, w := range s.Words {
			start := b.Len()
			b.WriteString(w.Form)
			cur.Words = append(cur.Words, Span{int32(start), int32(b.Len())})
			cur.Glued = append(cur.Glued, w.Glued)
			cur.Start = append(cur.Start, i == 0)
			cur.Sent = append(cur.Sent, n)
			if w.SpaceAfter && i+1 < len(s.Words) {
				b.WriteByte(' ')
			}
		}
	}
	flush()
	return out
}
