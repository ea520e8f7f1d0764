package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// actFactuality reads whether the act happened from tense, modals, negation
// and the verbs over it. It returns false for what is no act at all: a denied
// or habitual one that nobody asserts.
func (x *Extractor) actFactuality(d *document, a *act) bool {
	a.fact = graph.Held
	set := func(f graph.Factuality, cue int32) {
		if a.fact == graph.Held {
			a.fact, a.cue = f, cue
		}
	}
	v := a.verb
	if v < 0 {
		v = a.token
	}
	for c := range d.children.of(v) {
		switch w := d.lower(c); {
		case w == "not" || w == "n't" || w == "n’t" || w == "never":
			return false
		case w == "no" && v == a.token:
			return false
		case d.rel(c) == nlp.Aux && (w == "will" || w == "shall" || w == "'ll" || w == "’ll"):
			set(graph.Scheduled, c)
		case d.rel(c) == nlp.Aux && (w == "would" || w == "could" || w == "may" || w == "might" || w == "should"):
			set(graph.Hypothetical, c)
		case d.rel(c) == nlp.Mark && (w == "if" || w == "unless" || w == "whether"):
			set(graph.Hypothetical, c)
		}
	}
	if d.nlp.UPOS[a.token] == nlp.PosNoun {
		for c := range d.children.of(a.token) {
			switch w := d.lower(c); {
			case w == "no" || w == "any" || w == "further":
				return false
			case x.ontology.Listed("planned", w) && d.rel(c) == nlp.Amod:
				set(graph.Scheduled, c)
			case (w == "possible" || w == "potential" || w == "future" || w == "proposed") && d.rel(c) == nlp.Amod:
				set(graph.Proposed, c)
			case w == "alleged" || w == "suspected":
				set(graph.Alleged, c)
			}
		}
	}
	// The verbs over it: "vowed to withdraw", "accused X of killing".
	at := v
	for h, n := d.nlp.Head[v], 0; h >= 0 && n < 3; at, h, n = h, d.nlp.Head[h], n+1 {
		switch d.rel(at) {
		case nlp.Xcomp, nlp.Ccomp, nlp.Advcl, nlp.Acl, nlp.Obj, nlp.Obl, nlp.Nmod:
		default:
			return true
		}
		for c := range d.children.of(h) {
			if w := d.lower(c); d.rel(c) == nlp.Mark && (w == "if" || w == "unless") {
				set(graph.Hypothetical, c)
			}
		}
		l := d.nlp.Lemma[h]
		infinitive := d.rel(at) == nlp.Xcomp || (d.rel(at) == nlp.Acl || d.rel(at) == nlp.Advcl) && hasAux(d, at, "to")
		switch {
		case x.ontology.Listed("denied", l):
			set(graph.Denied, h)
		case x.ontology.Listed("alleged", l) || l == "suspect":
			set(graph.Alleged, h)
		case x.ontology.Listed("cancelled", l):
			set(graph.Cancelled, h)
		case x.ontology.Listed("postponed", l):
			set(graph.Postponed, h)
		case x.ontology.Listed("refused", l) && infinitive:
			set(graph.Refused, h)
		case infinitive && (l == "threaten" || l == "warn"):
			set(graph.Hypothetical, h)
		case infinitive && (x.ontology.Listed("planned", l) || l == "vow" || l == "pledge" || l == "promise" || l == "decide"):
			set(graph.Scheduled, h)
		case d.rel(at) == nlp.Ccomp && demands[l]:
			set(graph.Proposed, h)
		case infinitive && (x.ontology.Listed("proposed", l) || l == "try" || l == "want" || l == "order"):
			set(graph.Proposed, h)
		case x.ontology.Listed("proposed", l) && d.rel(at) == nlp.Obj && d.nlp.UPOS[h] == nlp.PosVerb:
			set(graph.Proposed, h)
		}
	}
	return true
}

// demands are verbs whose clause says what somebody wants to happen.
var demands = map[string]bool{"demand": true, "urge": true, "insist": true, "ask": true, "request": true, "propose": true, "recommend": true, "hope": true, "suggest": true, "want": true}

// actDate finds the date of the act: an expression that hangs on it or on the
// verbs over it, else the only one of the sentence.
func (x *Extractor) actDate(d *document, a *act) {
	best, near, count := int32(-1), int32(1<<30), 0
	for k := range d.times {
		t := &d.times[k]
		if t.sentence != a.sentence || t.date.EDTF == "" {
			continue
		}
		count++
		for h, n := t.head, int32(0); h >= 0 && n < 6; h, n = d.nlp.Head[h], n+1 {
			if h == a.token || h == a.verb {
				if n < near {
					best, near = int32(k), n
				}
				break
			}
			if h != t.head && d.nlp.UPOS[h] == nlp.PosVerb {
				break // it dates that verb
			}
		}
	}
	// The only date of a sentence with one clause dates what it tells.
	if best < 0 && count == 1 && a.typ != graph.Statement && d.clauses(a.sentence) <= 1 {
		for k := range d.times {
			if t := &d.times[k]; t.sentence == a.sentence && t.date.EDTF != "" && !x.datesSaying(d, t) {
				best = int32(k)
			}
		}
	}
	a.date = best
}

// clauses counts the verbs of a sentence.
func (d *document) clauses(n int32) int {
	count := 0
	for i := d.nlp.Sentences[n].First; i < d.nlp.Sentences[n].End; i++ {
		if d.nlp.UPOS[i] == nlp.PosVerb && d.rel(i) != nlp.Amod {
			count++
		}
	}
	return count
}

// datesSaying reports whether a date says when something was said.
func (x *Extractor) datesSaying(d *document, t *timex) bool {
	h := d.nlp.Head[t.head]
	return h >= 0 && x.ontology.Listed("say", d.nlp.Lemma[h])
}

// actPlace finds where the act was: a place after "in", "at" or "near" that
// hangs on it or on its verb.
func (x *Extractor) actPlace(d *document, a *act) {
	look := func(v int32) {
		for c := range d.children.of(v) {
			if a.place >= 0 || d.rel(c) != nlp.Obl && d.rel(c) != nlp.Nmod {
				continue
			}
			switch d.preposition(c) {
			case "in", "at", "near", "outside", "inside":
				if o := d.mentionAt[c]; o >= 0 && d.mentions[o].entity >= 0 && d.entities[d.mentions[o].entity].kind == graph.Place {
					a.place = d.mentions[o].entity
				}
			}
		}
	}
	look(a.token)
	if a.verb >= 0 && a.verb != a.token {
		look(a.verb)
	}
}
