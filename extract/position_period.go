package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/extract/when"
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

// A termDate is a date that may bound a term of office.
type termDate struct {
	tokens nlp.Range
	head   int32
	date   graph.Date
	cue    string
	// span is true of two ends in words: "2010 to 2015".
	span bool
	// years says which of the two ends is a year alone.
	years [2]bool
}

// termDate makes a date of the expression r.
func (d *document) termDate(r nlp.Range, date graph.Date, cue string) termDate {
	t := termDate{tokens: r, head: d.headOf(r), date: date, cue: cue, span: d.spansTime(r)}
	if t.span && r.Len() > 2 {
		end := d.nlp.UPOS[r.End-2]
		t.years = [2]bool{year(d.nlp.Word(r.First)), year(d.nlp.Word(r.End-1)) && end != nlp.PosPropn && end != nlp.PosNum && end != nlp.PosNoun && end != nlp.PosAdj && d.nlp.Word(r.End-2) != ","}
	}
	return t
}

// termDates returns the dates that sentence s gives, with those that are too
// long to date an encounter.
func (p *positions) termDates(s int32) []termDate {
	if p.datedSentence == s+1 {
		return p.dates
	}
	d := p.d
	p.datedSentence, p.dates = s+1, p.dates[:0]
	for i := range d.times {
		if t := &d.times[i]; t.sentence == s {
			p.dates = append(p.dates, d.termDate(t.tokens, t.date, t.cue))
		}
	}
	r := d.nlp.Sentences[s]
	base := d.nlp.Spans[r.First].Start
	text := d.nlp.TextOf(r)
	if !strings.ContainsAny(text, "0123456789") {
		return p.dates
	}
	for _, e := range when.FindText(text) {
		date, ok := e.Resolve(when.Context{})
		if !ok || !e.Explicit() || precision(date) != "long" {
			continue
		}
		at := nlp.Range{First: r.First}
		for at.First < r.End && d.nlp.Spans[at.First].End <= base+e.Span.Start {
			at.First++
		}
		for at.End = at.First; at.End < r.End && d.nlp.Spans[at.End].Start < base+e.Span.End; at.End++ {
		}
		if at.Len() > 0 {
			e.Tokens = at
			p.dates = append(p.dates, d.termDate(at, date, d.cueBefore(&e)))
		}
	}
	return p.dates
}

// spansTime reports whether a date has two ends: "2010 to 2015", "2010-2015".
func (d *document) spansTime(r nlp.Range) bool {
	for t := r.First; t < r.End; t++ {
		switch w := d.lower(t); w {
		case "to", "until", "till", "through", "and", "-", "–", "—":
			if t > r.First {
				return true
			}
		default:
			if a, b, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-"); ok && len(a) == 4 && len(b) == 4 && a[0] <= '9' && b[0] <= '9' {
				return true
			}
		}
	}
	return false
}

// bounds returns the EDTF interval of a date as a term of office: one end of
// it, or both.
func (t *termDate) bounds(edge officeEdge) (start, end string) {
	first, last, interval := strings.Cut(t.date.EDTF, "/")
	if !interval {
		last = first
	}
	if t.years[0] { // "2008 until August 2017": a year, no month
		first = first[:4]
	}
	if t.years[1] {
		last = last[:4]
	}
	switch t.cue {
	case "since":
		return first, ""
	case "until", "till", "through":
		if !t.span {
			return "", last
		}
	case "by", "before", "after", "for", "within", "prior", "following":
		return "", ""
	}
	switch {
	case t.span && interval && edge == noEdge:
		return first, last
	case t.span:
		return "", ""
	case t.cue == "from":
		return first, ""
	case edge == startOfOffice:
		return first, ""
	case edge == endOfOffice:
		return "", last
	}
	return "", ""
}

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
	for _, t := range p.termDates(s) {
		var start, end string
		switch {
		case p.verb >= 0 && p.verb != post && d.nlp.Head[t.head] == p.verb && !d.ofOtherVerb(p.verb, t.head):
			start, end = t.bounds(edge)
		case p.below(t.head, post):
			start, end = t.bounds(noEdge)
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

// terms reads when a person took or left office where the words do not repeat
// which: "she took office in 2019", "his term ends in 2027". It dates the only
// post that the article gives the person.
func (p *positions) terms(all []position) {
	d := p.d
	for i := range d.times {
		t := &d.times[i]
		if t.sentence < 0 || t.head < 0 {
			continue
		}
		v := d.nlp.Head[t.head]
		if v < 0 || d.ofOtherVerb(v, t.head) || !p.asserted(v) {
			continue
		}
		holder, edge := p.term(v)
		if holder < 0 {
			continue
		}
		date := d.termDate(t.tokens, t.date, t.cue)
		start, end := date.bounds(edge)
		if start == "" && end == "" {
			continue
		}
		only := -1
		for k := range all {
			if all[k].entity != holder || all[k].membership {
				continue
			}
			if only >= 0 {
				only = -2
				break
			}
			only = k
		}
		if only < 0 || all[only].period != nil || d.nlp.UPOS[v] == nlp.PosVerb && officeVerbs[d.nlp.Lemma[v]] != "" && p.saysPost(v) {
			continue
		}
		p.setPeriod(&all[only], start, end, &date)
	}
}

// saysPost reports whether the clause of v names a post.
func (p *positions) saysPost(v int32) bool {
	for c := range p.d.children.of(v) {
		if c > v && p.isPost(c) {
			return true
		}
	}
	return false
}

// term returns the person (entity, or -1) of whose office v tells, and which
// end of it.
func (p *positions) term(v int32) (holder int32, edge officeEdge) {
	d := p.d
	subject := d.subject(v)
	if subject < 0 {
		return -1, noEdge
	}
	switch d.lower(subject) {
	case "term", "mandate", "tenure", "presidency", "premiership":
		owner := int32(-1)
		for c := range d.children.of(subject) {
			if d.nlp.Deprel[c] == nlp.NmodPoss {
				owner = p.personAt(c)
			}
		}
		switch d.nlp.Lemma[v] {
		case "end", "expire", "run", "finish":
			return owner, endOfOffice
		case "begin", "start":
			return owner, startOfOffice
		}
		return -1, noEdge
	case "who", "that":
		if d.rel(v) == nlp.Acl {
			subject = d.nlp.Head[v]
		}
	}
	holder = p.personAt(subject)
	if holder < 0 {
		return -1, noEdge
	}
	passive := d.child(v, nlp.Aux) >= 0 && d.nlp.XPOS[v] == nlp.TagVBN
	object := ""
	for c := range d.children.of(v) {
		if c > v && (d.rel(c) == nlp.Obj || d.rel(c) == nlp.Obl && d.preposition(c) == "to") && (d.lower(c) == "office" || d.lower(c) == "power") {
			object = d.lower(c)
		}
	}
	switch d.nlp.Lemma[v] {
	case "take", "assume", "come":
		if object != "" {
			return holder, startOfOffice
		}
	case "leave":
		if object != "" {
			return holder, endOfOffice
		}
	case "elect", "appoint", "inaugurate":
		if passive {
			return holder, startOfOffice
		}
	case "oust", "dismiss", "sack", "overthrow":
		if passive {
			return holder, endOfOffice
		}
	case "resign", "step":
		return holder, p.edgeOf(v)
	case "office", "power": // "has been in office since 2019"
		if d.child(v, nlp.Cop) >= 0 && d.preposition(v) == "in" {
			return holder, noEdge
		}
	}
	return -1, noEdge
}

// personAt returns the entity of the person that token t names, or -1.
func (p *positions) personAt(t int32) int32 {
	i := p.d.mentionAt[t]
	if i < 0 || p.d.mentions[i].entity < 0 || p.d.entities[p.d.mentions[i].entity].kind != graph.Person {
		return -1
	}
	return p.d.mentions[i].entity
}

// dateHighlight marks where the evidence e of a post says when it was held.
func (d *document) dateHighlight(p *position, e *graph.Evidence) {
	if p.period == nil || d.sentenceOf[p.said.First] != int32(e.Sentence) {
		return
	}
	e.Highlights = slices.Concat(e.Highlights, []graph.Highlight{{Kind: graph.HighlightDate, Span: d.spanOf(p.said), Entity: -1}})
}
