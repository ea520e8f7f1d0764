package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// An officeEdge is which end of a term of office a verb tells of.
type officeEdge byte

const (
	noEdge officeEdge = iota
	startOfOffice
	endOfOffice
)

// officeEdges are the verbs that say when a post was taken or left.
var officeEdges = map[string]officeEdge{
	"become": startOfOffice, "name": startOfOffice, "appoint": startOfOffice, "elect": startOfOffice, "install": startOfOffice, "inaugurate": startOfOffice, "choose": startOfOffice,
	"promote": startOfOffice, "resign": endOfOffice, "retire": endOfOffice, "step": endOfOffice, "quit": endOfOffice, "oust": endOfOffice, "dismiss": endOfOffice, "sack": endOfOffice, "fire": endOfOffice,
}

// putsOut are the verbs of which one who loses a post is the object.
var putsOut = map[string]bool{"oust": true, "dismiss": true, "sack": true, "fire": true}

// date finds when the post out was held: by a date that depends on its noun
// post, the last token of whose phrase is last, or on the verb that gives it.
func (p *positions) date(out *position, post, last, name int32) {
	d := p.d
	s := d.sentenceOf[post]
	if p.bracket(out, last) {
		return
	}
	edge := noEdge
	if p.verb >= 0 {
		if !p.asserted(p.verb) {
			return
		}
		edge = p.edgeOf(p.verb)
	}
	for c := range d.children.of(post) {
		if p.verb < 0 && c < post && d.nlp.XPOS[c] == nlp.TagVBN && officeEdges[d.nlp.Lemma[c]] == startOfOffice {
			edge = startOfOffice // "elected mayor of X in May"
		}
	}
	for _, t := range p.termDates(s) {
		var start, end string
		switch {
		case p.verb >= 0 && p.verb != post && d.nlp.Head[t.head] == p.verb && !d.ofOtherVerb(p.verb, t.head):
			start, end = t.bounds(edge)
		case p.below(t.head, post):
			start, end = t.bounds(edge) // "elected mayor of X in May": the tree may have either
		case last > name && t.tokens.First == last+2 && (t.cue == "since" || t.cue == "until" || t.cue == "from") && d.closed(t.tokens.End, s):
			start, end = t.bounds(noEdge)
		}
		if start != "" || end != "" {
			p.setPeriod(out, start, end, &t)
			return
		}
	}
}

// ofOtherVerb reports whether another verb stands between v and the date at t:
// the tree then often has the date at the wrong one.
func (d *document) ofOtherVerb(v, t int32) bool {
	for k := min(v, t) + 1; k < max(v, t); k++ {
		if d.nlp.UPOS[k] == nlp.PosVerb {
			return true
		}
	}
	return false
}

// below reports whether the date at t depends on the noun post, or on the name
// of what the post is of.
func (p *positions) below(t, post int32) bool {
	d := p.d
	for h, n := d.nlp.Head[t], 0; h >= post && n < 4; h, n = d.nlp.Head[h], n+1 {
		if h == post {
			return t > post
		}
		if d.mentionAt[h] < 0 && (d.nlp.Head[h] != post || d.preposition(h) != "of") {
			return false
		}
	}
	return false
}

// closed reports whether a phrase ends before token t.
func (d *document) closed(t, s int32) bool {
	if t >= d.nlp.Sentences[s].End {
		return true
	}
	switch d.nlp.Word(t) {
	case ",", ".", ")", ";", ":", "-", "–", "—":
		return true
	}
	return false
}

// bracket reads the years in brackets after a post: "a minister (2010-14)",
// "president (2019-present)".
func (p *positions) bracket(out *position, last int32) bool {
	d := p.d
	sentence := d.nlp.Sentences[d.sentenceOf[last]]
	open := last + 1
	if open+2 >= sentence.End || d.nlp.Word(open) != "(" {
		return false
	}
	end := open + 1
	for end < sentence.End && end < open+6 && d.nlp.Word(end) != ")" {
		end++
	}
	if end >= sentence.End || d.nlp.Word(end) != ")" || end == open+1 {
		return false
	}
	in := nlp.Range{First: open + 1, End: end}
	text := strings.ReplaceAll(strings.ToLower(d.nlp.TextOf(in)), " ", "")
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-").Replace(text), "-")
	if !ok || !year(from) {
		return false
	}
	if len(to) == 2 && year(from[:2]+to) {
		to = from[:2] + to
	}
	switch {
	case to == "" || to == "present":
		to = ""
	case !year(to) || to < from:
		return false
	}
	p.setPeriod(out, from, to, &termDate{tokens: in, date: graph.Date{Basis: graph.Explicit}})
	return true
}

func year(s string) bool {
	return len(s) == 4 && (s[0] == '1' || s[0] == '2') && strings.Trim(s, "0123456789") == ""
}

// edgeOf returns which end of a term of office the verb v tells of.
func (p *positions) edgeOf(v int32) officeEdge {
	edge := officeEdges[p.d.nlp.Lemma[v]]
	if p.d.nlp.Lemma[v] != "step" {
		return edge
	}
	for c := range p.d.children.of(v) {
		if w := p.d.lower(c); w == "down" || w == "aside" {
			return edge
		}
	}
	return noEdge
}

// asserted reports whether the clause of v says that something was, is or will
// be so.
func (p *positions) asserted(v int32) bool {
	d := p.d
	for c := range d.children.of(v) {
		switch d.lower(c) {
		case "could", "would", "may", "might", "should", "must", "if", "whether", "unless", "not", "n't", "n’t", "never", "to":
			if r := d.rel(c); r == nlp.Aux || r == nlp.Mark || r == nlp.Advmod {
				return false
			}
		}
	}
	return true
}

// setPeriod gives a post the days from start to end, either of which may be
// unknown, and the standing that follows from them. The words of t say so.
func (p *positions) setPeriod(out *position, start, end string, t *termDate) {
	from, to := start, end
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
		if out.status == graph.Former {
			to = "" // it ended, the article does not say when
		}
	}
	date, err := graph.ParseDate(from + "/" + to)
	if err != nil {
		return
	}
	date.Basis = t.date.Basis
	published, ok := p.d.published()
	if !ok && date.Basis != graph.Explicit {
		return
	}
	if ok {
		first, last, _ := date.Bounds()
		switch {
		case t.cue == "since" && first > published:
			return
		case end != "" && last < published:
			if out.status == graph.Future {
				return // what is to come does not end in the past
			}
			out.status = graph.Former
		case start != "" && first > published && out.status == graph.Current:
			out.status = graph.Future
		}
	}
	out.period, out.said = &date, t.tokens
	if p.d.sentenceOf[out.first] == p.d.sentenceOf[out.said.First] {
		out.end = max(out.end, out.said.End)
	}
}

// dateHighlight marks where the evidence e of a post says when it was held.
func (d *document) dateHighlight(p *position, e *graph.Evidence) {
	if p.period == nil || d.sentenceOf[p.said.First] != int32(e.Sentence) {
		return
	}
	e.Highlights = slices.Concat(e.Highlights, []graph.Highlight{{Kind: graph.HighlightDate, Span: d.spanOf(p.said), Entity: -1}})
}
