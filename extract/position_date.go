package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

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
	for t := r.First + 1; t < r.End; t++ {
		switch d.lower(t) {
		case "to", "until", "till", "through", "and":
			return true
		}
	}
	text := strings.NewReplacer(" ", "", "–", "-", "—", "-").Replace(d.nlp.TextOf(r))
	from, to, ok := strings.Cut(text, "-")
	return ok && year(from) && year(to)
}

// timeAt reports whether a date starts at token t.
func (d *document) timeAt(t int32) bool {
	for i := range d.times {
		if d.times[i].sentence >= 0 && d.times[i].tokens.First == t {
			return true
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
