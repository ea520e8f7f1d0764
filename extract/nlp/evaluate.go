package nlp

import (
	"fmt"
	"io"
	"strings"
)

// A Score counts what is right of what is there and of what was found.
type Score struct{ Right, Gold, System int }

// F1 is the harmonic mean of precision and recall, in percent.
func (s Score) F1() float64 {
	if s.Gold+s.System == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Gold+s.System)
}

// UDScores are the measures of the CoNLL 2018 shared task.
type UDScores struct {
	Tokens, Sentences, Words, UPOS, XPOS, Feats, Lemmas, UAS, LAS Score
}

// Print writes the scores as a table.
func (s *UDScores) Print(w io.Writer) {
	for _, r := range []struct {
		name string
		s    Score
	}{{"tokens", s.Tokens}, {"sentences", s.Sentences}, {"words", s.Words}, {"upos", s.UPOS}, {"xpos", s.XPOS},
		{"feats", s.Feats}, {"lemmas", s.Lemmas}, {"uas", s.UAS}, {"las", s.LAS}} {
		fmt.Fprintf(w, "%-10s %6.2f   (%d of %d, %d found)\n", r.name, r.s.F1(), r.s.Right, r.s.Gold, r.s.System)
	}
}

// place identifies a word: the bytes of its token and its place in it.
type place struct{ start, end, index int32 }

// Add compares a document with the gold annotation of the same text. Words are
// the same when they have the same place; heads when they are the same words.
func (s *UDScores) Add(gold, d *Document) {
	gp, gt := places(gold)
	sp, st := places(d)
	s.Tokens.add(len(gt), len(st), common(gt, st))
	gs, ss := sentenceSpans(gold), sentenceSpans(d)
	s.Sentences.add(len(gs), len(ss), common(gs, ss))
	index := make(map[place]int, len(gp))
	for i, p := range gp {
		index[p] = i
	}
	var words, upos, xpos, feats, lemmas, uas, las int
	for j, p := range sp {
		i, ok := index[p]
		if !ok {
			continue
		}
		words++
		count(&upos, gold.UPOS[i] == d.UPOS[j])
		count(&xpos, gold.XPOS[i] == d.XPOS[j])
		count(&feats, gold.Feats[i] == d.Feats[j])
		count(&lemmas, gold.Lemma[i] == "_" || strings.EqualFold(gold.Lemma[i], d.Lemma[j]))
		gh, sh := gold.Head[i], d.Head[j]
		same := gh < 0 && sh < 0 || gh >= 0 && sh >= 0 && gp[gh] == sp[sh]
		count(&uas, same)
		count(&las, same && gold.Deprel[i].Universal() == d.Deprel[j].Universal())
	}
	for _, x := range []struct {
		s *Score
		n int
	}{{&s.Words, words}, {&s.UPOS, upos}, {&s.XPOS, xpos}, {&s.Feats, feats}, {&s.Lemmas, lemmas}, {&s.UAS, uas}, {&s.LAS, las}} {
		x.s.add(len(gp), len(sp), x.n)
	}
}

func (s *Score) add(gold, system, right int) {
	s.Gold += gold
	s.System += system
	s.Right += right
}

func count(n *int, ok bool) {
	if ok {
		*n++
	}
}

// places returns the place of each word, and the tokens.
func places(d *Document) (words []place, tokens []Span) {
	for i := 0; i < len(d.Spans); {
		end := i + 1
		for end < len(d.Spans) && d.Glued[end] {
			end++
		}
		t := Span{d.Spans[i].Start, d.Spans[end-1].End}
		tokens = append(tokens, t)
		for k := range end - i {
			words = append(words, place{t.Start, t.End, int32(k)})
		}
		i = end
	}
	return words, tokens
}

func sentenceSpans(d *Document) (out []Span) {
	for _, s := range d.Sentences {
		out = append(out, Span{d.Spans[s.First].Start, d.Spans[s.End-1].End})
	}
	return out
}

func common(a, b []Span) (n int) {
	set := make(map[Span]bool, len(a))
	for _, x := range a {
		set[x] = true
	}
	for _, x := range b {
		count(&n, set[x])
	}
	return n
}

// GoldDocument returns the gold annotation of the text.
func (tb *Treebank) GoldDocument(g *GoldText) *Document {
	d := &Document{Text: g.Text, Spans: g.Words, Glued: g.Glued}
	for i := 0; i < len(g.Words); {
		s := &tb.Sentences[g.Sent[i]]
		first := int32(i)
		for _, w := range s.Words {
			d.UPOS, d.XPOS = append(d.UPOS, w.UPOS), append(d.XPOS, w.XPOS)
			d.Feats, d.Lemma = append(d.Feats, w.Feats), append(d.Lemma, w.Lemma)
			h := first + int32(w.Head) - 1
			if w.Head == 0 {
				h = -1
			}
			d.Head, d.Deprel = append(d.Head, h), append(d.Deprel, w.Deprel)
		}
		i += len(s.Words)
		d.Sentences = append(d.Sentences, Range{first, int32(i)})
		d.Paragraph = append(d.Paragraph, s.NewParagraph)
	}
	return d
}
