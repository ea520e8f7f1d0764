package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// A factRule is a construction that says what became of an encounter.
type factRule struct {
	name string
	fact graph.Factuality
}

// ruledFact returns the construction that decides whether an encounter took
// place: of the verb that governs it, of the verb that tells of it, or of the
// words before its noun.
func (x *Extractor) ruledFact(d *document, s *sighting) (factRule, bool) {
	if f, ok := x.governedFact(d, s); ok {
		return factRule{"governed", f}, true
	}
	if r, ok := x.withdrawnFact(d, s); ok {
		return r, true
	}
	if r, ok := x.outlookFact(d, s); ok {
		return r, true
	}
	wish, wished := x.wishFact(d, s)
	if wished && wish.fact == graph.Cancelled {
		return wish, true
	}
	if r, ok := nounFact(d, s); ok {
		return r, true
	}
	v := s.token
	if !s.verb {
		v = s.support
	}
	if v >= 0 && (s.verb || x.ontology.Listed("light", d.nlp.Lemma[v]) && d.carried(s.token, v)) {
		if r, ok := x.clauseFact(d, v); ok {
			return r, true
		}
	}
	if wished {
		return wish, true
	}
	if r, ok := setOutFact(d, s); ok {
		return r, true
	}
	if r, ok := x.purposeFact(d, s); ok {
		return r, true
	}
	return x.attendantFact(d, s)
}

// carried reports whether noun t is what verb v is about: its object, or its
// subject where nobody else is.
func (d *document) carried(t, v int32) bool {
	for n := 0; n < 3 && t >= 0 && t != v; n++ {
		switch d.rel(t) {
		case nlp.Obj, nlp.Conj, nlp.Xcomp:
		case nlp.Nsubj:
			if d.child(v, nlp.Obj) >= 0 {
				return false
			}
		case nlp.Obl:
			if p := d.preposition(t); p != "in" && p != "for" && p != "on" && p != "to" {
				return false
			}
		default:
			return false
		}
		t = d.nlp.Head[t]
	}
	return t == v
}

// nounFact reads what stands before an encounter's noun: "a planned visit".
func nounFact(d *document, s *sighting) (factRule, bool) {
	if s.verb {
		return factRule{}, false
	}
	for c := range d.children.of(s.token) {
		switch r, w := d.rel(c), d.lower(c); {
		case c > s.token && r == nlp.Acl && (intending[d.nlp.Lemma[c]] || w == "due") && d.nlp.XPOS[c] == nlp.TagVBN:
			if d.relation(s.date.edtf) != "past" {
				return factRule{"meeting set for", graph.Scheduled}, true
			}
		case c > s.token:
		case (r == nlp.Amod || r == nlp.Compound || r == nlp.Acl) && upcoming[w] || imminent[w]:
			return factRule{"upcoming", graph.Scheduled}, true
		case r == nlp.Amod && (w == "alleged" || w == "purported" || w == "supposed" || w == "rumored" || w == "rumoured"):
			return factRule{"alleged noun", graph.Alleged}, true
		}
	}
	return factRule{}, false
}

// imminent are words before a noun that say that it is near.
var imminent = map[string]bool{"imminent": true, "impending": true, "looming": true, "possible": true, "potential": true}

// clauseFact reads the auxiliaries, negations and conjunctions of the clause
// of verb v.
func (x *Extractor) clauseFact(d *document, v int32) (factRule, bool) {
	v = d.sharing(v)
	aux, not, only, given, to := "", false, false, false, false
	// Under a verb that adds nothing of its own ("are due to hold talks"),
	// that verb's clause counts.
	for c := range d.children.of(v) {
		switch w := d.lower(c); d.rel(c) {
		case nlp.Aux, nlp.Cop:
			// "was to meet": what was planned.
			to = to || d.nlp.Lemma[c] == "be" && c+1 < v && d.lower(c+1) == "to" && d.nlp.Head[c+1] == v
			switch w {
			case "will", "wo", "would", "should", "may", "might", "could", "'ll", "’ll", "shall", "must":
				aux = "modal " + w
			default:
				// "will be meeting": the modal counts.
				if !strings.HasPrefix(aux, "modal ") {
					aux = w
				}
			}
		case nlp.Nsubj:
			none := w == "nobody" || w == "none" || w == "neither" || d.with(c, "no") || d.with(c, "neither")
			not = not || none
			if none && aux == "" {
				aux = "did"
			}
		case nlp.Advmod:
			switch w {
			case "not", "n't", "n’t", "never":
				not = true
				only = only || d.lower(min(c+1, int32(d.nlp.Len())-1)) == "only"
			case "only", "just", "until", "necessarily":
				only = true
			case "allegedly", "purportedly", "supposedly":
				return factRule{w, graph.Alleged}, true
			}
		case nlp.Advcl:
			if m := d.child(c, nlp.Mark); m >= 0 && (d.lower(m) == "if" || d.lower(m) == "unless") {
				given = true
			}
		}
	}
	if only || not && d.until(v) {
		return factRule{}, false
	}
	for h, n := v, 0; h >= 0 && n < 3; h, n = d.nlp.Head[h], n+1 {
		if r := d.rel(h); r == nlp.Advcl {
			for c := range d.children.of(h) {
				if w := d.lower(c); d.rel(c) == nlp.Mark && (w == "if" || w == "unless") {
					return factRule{"if", graph.Hypothetical}, true
				}
			}
			break
		} else if r != nlp.Xcomp && r != nlp.Ccomp && r != nlp.Conj {
			break
		}
	}
	switch {
	case not && (aux == "modal will" || aux == "modal wo" || aux == "modal would" || aux == "modal 'll"):
		return factRule{"will not", graph.Refused}, true
	case not && (aux == "did" || aux == "has" || aux == "have" || aux == "had" || aux == "'ve" || aux == "been"):
		return factRule{"did not", graph.Denied}, true
	case not:
		return factRule{}, false
	case given && (aux == "modal will" || aux == "modal would" || aux == "modal 'll" || aux == "modal could"):
		return factRule{"would if", graph.Hypothetical}, true
	case to && d.nlp.XPOS[v] == nlp.TagVB && !strings.HasPrefix(aux, "modal "):
		return factRule{"be to", graph.Scheduled}, true
	case aux == "modal will" || aux == "modal 'll" || aux == "modal ’ll" || aux == "modal shall":
		return factRule{"will", graph.Scheduled}, true
	case aux == "modal should" || aux == "modal must":
		return factRule{"should", graph.Proposed}, true
	case aux == "modal may" || aux == "modal might" || aux == "modal could":
		return factRule{"may", graph.Hypothetical}, true
	case aux == "modal would":
		if h := d.nlp.Head[v]; h >= 0 && d.rel(v) == nlp.Ccomp && x.ontology.Listed("say", d.nlp.Lemma[h]) {
			return factRule{"said it would", graph.Scheduled}, true
		}
	}
	// What governs the verb.
	for n := 0; n < 2; n++ {
		h := d.nlp.Head[v]
		if h < 0 {
			break
		}
		// "is set to meet", whatever the tree calls it.
		l := d.nlp.Lemma[h]
		planned := intending[l] && (d.nlp.XPOS[h] == nlp.TagVBN || d.nlp.UPOS[h] == nlp.PosAdj) || l == "likely"
		if d.rel(v) != nlp.Xcomp && !(planned && d.rel(v) == nlp.Advcl && d.with(v, "to")) {
			break
		}
		if l == "have" {
			for c := range d.children.of(h) {
				if d.rel(c) == nlp.Advmod && d.lower(c) == "yet" {
					return factRule{"yet to", graph.Denied}, true
				}
			}
		}
		if x.negated(d, h) {
			return factRule{}, false
		}
		if planned || l == "plan" || l == "intend" {
			return factRule{"due to", graph.Scheduled}, true
		}
		v = h
	}
	return factRule{}, false
}

// sharing returns the verb whose auxiliaries hold for verb v as well: of "will
// eat with the envoy and meet the king", the first.
func (d *document) sharing(v int32) int32 {
	for n := 0; n < 3 && d.rel(v) == nlp.Conj && d.nlp.XPOS[v] == nlp.TagVB && d.child(v, nlp.Aux) < 0 && d.child(v, nlp.Mark) < 0 && d.child(v, nlp.Nsubj) < 0; n++ {
		h := d.nlp.Head[v]
		if h < 0 || d.nlp.XPOS[h] != nlp.TagVB || h > v {
			break
		}
		v = h
	}
	return v
}

// farUntil is the greatest number of tokens between a verb and its "until".
const farUntil = 10

// until reports whether something goes with verb v until when it is not so:
// "did not meet until May".
func (d *document) until(v int32) bool {
	end := d.nlp.Sentences[d.sentenceOf[v]].End
	for t := v + 1; t < min(end, v+farUntil) && d.nlp.UPOS[t] != nlp.PosPunct && d.nlp.UPOS[t] != nlp.PosVerb; t++ {
		if w := d.lower(t); w == "until" || w == "till" {
			return true
		}
	}
	return false
}

// ongoing reports whether the sighting tells of what goes on at the time of
// publication: "are meeting", "is visiting", "is on a visit to".
func (d *document) ongoing(s *sighting) bool {
	if rel := d.relation(s.date.edtf); s.date.said() && rel != "today" && rel != "around" {
		return false
	}
	v := s.token
	if !s.verb {
		if v = s.support; v < 0 {
			return false
		}
	}
	if d.nlp.XPOS[v] != nlp.TagVBG {
		return false
	}
	for c := range d.children.of(v) {
		if d.rel(c) == nlp.Aux {
			switch d.lower(c) {
			case "is", "are", "'s", "’s", "'re", "’re", "am":
				return d.child(v, nlp.Mark) < 0
			}
		}
	}
	return false
}

// wishes are verbs whose object or clause is what somebody would like to
// happen.
var wishes = map[string]bool{"invite": true, "urge": true, "propose": true, "suggest": true, "offer": true, "hope": true, "want": true, "seek": true, "request": true, "wish": true, "mull": true, "consider": true, "demand": true}

// withdrawals are verbs that, with "out" or "from", end what was planned.
var withdrawals = map[string]bool{"pull": true, "back": true, "withdraw": true, "drop": true, "bow": true}

// wishFact finds a verb of wishing over the encounter, through objects and
// clauses only, and "pulled out of the talks".
func (x *Extractor) wishFact(d *document, s *sighting) (factRule, bool) {
	at := s.token
	for n := 0; n < 4; n++ {
		h := d.nlp.Head[at]
		if h < 0 {
			return factRule{}, false
		}
		r := d.rel(at)
		p := ""
		if r == nlp.Obl {
			p = d.preposition(at)
		}
		if withdrawals[d.nlp.Lemma[h]] && (p == "from" || p == "of" || p == "out") && d.nlp.UPOS[h] == nlp.PosVerb {
			return factRule{"pull out", graph.Cancelled}, true
		}
		switch {
		case r == nlp.Obj, r == nlp.Xcomp, r == nlp.Ccomp && n > 0 || r == nlp.Ccomp && s.verb, r == nlp.Obl && (p == "for" || p == "to" || p == "in"):
		default:
			return factRule{}, false
		}
		if wishes[d.nlp.Lemma[h]] && d.nlp.UPOS[h] == nlp.PosVerb {
			if x.negated(d, h) {
				return factRule{}, false
			}
			if x.perhaps(d, h) {
				return factRule{"may wish", graph.Hypothetical}, true
			}
			return factRule{"wish", graph.Proposed}, true
		}
		if d.nlp.UPOS[h] == nlp.PosVerb && n > 0 && r == nlp.Ccomp {
			return factRule{}, false
		}
		at = h
	}
	return factRule{}, false
}
