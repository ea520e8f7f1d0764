package extract

import (
	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

// findTimes finds the temporal expressions and what dates they mean.
func (x *Extractor) findTimes(d *document) {
	found := when.Find(d.nlp)
	var published graph.Date
	if day, ok := d.published(); ok {
		published = graph.DayDate(day, graph.Explicit)
	}
	dates := when.Resolve(found, published, func(i int) when.Tense { return x.tenseAt(d, found[i].Tokens) })
	for i := range found {
		e := &found[i]
		if e.Tokens.Len() == 0 || e.Kind != when.Date {
			continue
		}
		if precision(dates[i]) == "long" {
			continue // a decade dates no encounter
		}
		d.times = append(d.times, timex{tokens: e.Tokens, head: d.headOf(e.Tokens), sentence: d.sentenceOf[e.Tokens.First], date: dates[i], kind: e.Kind.String(), cue: d.cueBefore(e)})
	}
}

func (d *document) cueBefore(e *when.Expression) string {
	if e.Tokens.First == 0 {
		return ""
	}
	if u := d.nlp.UPOS[e.Tokens.First-1]; u != nlp.PosAdp && u != nlp.PosSconj {
		return ""
	}
	return d.lower(e.Tokens.First - 1)
}

// tenseAt returns the tense of the verb that governs the tokens.
func (x *Extractor) tenseAt(d *document, r nlp.Range) when.Tense {
	for h, n := d.headOf(r), 0; h >= 0 && n < 6; h, n = d.nlp.Head[h], n+1 {
		if u := d.nlp.UPOS[h]; u != nlp.PosVerb && u != nlp.PosAux {
			// "a planned visit on Friday"
			if u == nlp.PosNoun {
				for c := range d.children.of(h) {
					switch d.lower(c) {
					case "planned", "upcoming", "scheduled", "expected", "forthcoming":
						return when.Future
					}
				}
			}
			continue
		}
		if t := x.verbTense(d, h); t != when.NoTense {
			return t
		}
	}
	return when.NoTense
}

func (x *Extractor) verbTense(d *document, v int32) when.Tense {
	for c := range d.children.of(v) {
		if d.rel(c) != nlp.Aux && d.rel(c) != nlp.Cop {
			continue
		}
		switch d.lower(c) {
		case "will", "'ll", "would", "shall", "may", "might", "can", "could", "should", "must":
			return when.Future
		case "was", "were", "had", "has", "have", "did", "'ve", "'d":
			if d.nlp.Lemma[v] == "schedule" || d.nlp.Lemma[v] == "expect" || d.nlp.Lemma[v] == "due" {
				return when.Future
			}
			return when.Past
		case "to":
			return when.Future
		}
	}
	switch d.nlp.XPOS[v] {
	case nlp.TagVBD:
		return when.Past
	case nlp.TagVBN:
		if d.rel(v) == nlp.Acl {
			if l := d.nlp.Lemma[v]; l == "schedule" || l == "plan" || l == "expect" || l == "set" {
				return when.Future
			}
			return when.Past
		}
	case nlp.TagVB:
		for c := range d.children.of(v) {
			if d.rel(c) == nlp.Mark && d.lower(c) == "to" {
				if d.rel(v) == nlp.Xcomp || d.rel(v) == nlp.Advcl || d.rel(v) == nlp.Ccomp {
					if h := d.nlp.Head[v]; h >= 0 {
						switch d.nlp.Lemma[h] {
						case "plan", "schedule", "expect", "set", "due", "intend", "agree", "want", "hope", "prepare", "arrange", "invite", "slate", "ready", "decide":
							return when.Future
						}
					}
				}
			}
		}
	case nlp.TagVBZ, nlp.TagVBP:
		switch d.nlp.Lemma[v] {
		case "plan", "expect", "schedule", "intend":
			return when.Future
		}
		if d.inTitle(v) {
			return when.Past
		}
		return when.Present
	case nlp.TagVBG:
		return when.NoTense
	}
	return when.NoTense
}
