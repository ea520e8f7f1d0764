package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// contentOf returns what a statement says: the clause or the quotation that
// the verb of saying governs, nil when the sentence does not give it.
func (x *Extractor) contentOf(d *document, a *act) *graph.Content {
	sentence := d.nlp.Sentences[a.sentence]
	r := nlp.Range{}
	for c := range d.children.of(a.token) {
		switch d.rel(c) {
		case nlp.Ccomp, nlp.Parataxis, nlp.Xcomp:
			first, last := d.subtree(c)
			if int(last-first) > r.Len() && (first > a.token || last < a.token) {
				r = nlp.Range{First: first, End: last + 1}
			}
		}
	}
	// "..., he said": the clause over the verb of saying.
	if h := d.nlp.Head[a.token]; r.Len() == 0 && h >= 0 && d.rel(a.token) == nlp.Parataxis {
		first, last := d.subtree(h)
		if first < a.token && a.token > h {
			r = nlp.Range{First: first, End: a.token}
			if s := d.subject(a.token); s >= 0 {
				f, _ := d.subtree(s)
				r.End = min(r.End, f)
			}
		} else {
			r = nlp.Range{First: a.token + 1, End: last + 1}
		}
	}
	// No clause was found under the verb: what follows it.
	if r.Len() == 0 && d.nlp.UPOS[a.token] == nlp.PosVerb && a.token+3 < sentence.End {
		r = nlp.Range{First: a.token + 1, End: sentence.End}
	}
	r.First, r.End = max(r.First, sentence.First), min(r.End, sentence.End)
	for r.Len() > 0 && d.nlp.UPOS[r.End-1] == nlp.PosPunct && !closingQuote(d.nlp.Word(r.End-1)) {
		r.End--
	}
	for r.Len() > 0 && d.nlp.UPOS[r.First] == nlp.PosPunct && !openingQuote(d.nlp.Word(r.First)) {
		r.First++
	}
	if r.Len() < 2 {
		return nil
	}
	return &graph.Content{Text: oneLine(d.nlp.TextOf(r)), Span: d.spanOf(r), Quotes: d.quotes(sentence)}
}

// quotes returns what stands in quotation marks in a sentence.
func (d *document) quotes(sentence nlp.Range) []string {
	var out []string
	open := int32(-1)
	for i := sentence.First; i < sentence.End; i++ {
		w := d.nlp.Word(i)
		switch {
		case open < 0 && openingQuote(w):
			open = i
		case open >= 0 && closingQuote(w):
			if i > open+1 {
				out = append(out, strings.TrimRight(oneLine(d.nlp.TextOf(nlp.Range{First: open + 1, End: i})), ",. "))
			}
			open = -1
		}
	}
	return out
}

func openingQuote(w string) bool { return w == "\"" || w == "“" || w == "``" || w == "«" }

func closingQuote(w string) bool { return w == "\"" || w == "”" || w == "''" || w == "»" }
