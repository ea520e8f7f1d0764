package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// Some cues are too rare in the annotated articles for a model to learn, and
// plain enough to be rules: the verb that an encounter is the object of, and
// the verb of saying whose clause it is in (which the model of sources weighs
// against others).

// ruleWeight is how much of the probability a rule's factuality gets.
const ruleWeight = 0.85

// settleFact lets a construction that is plain enough say what became of the
// encounter: "cancelled the visit", "are due to meet", "did not meet".
func (x *Extractor) settleFact(d *document, s *sighting) {
	rule, ok := x.ruledFact(d, s)
	if !ok && bestFact(&s.fact) == graph.Held && x.allegedFact(d, s) {
		rule, ok = factRule{"alleged", graph.Alleged}, true
	}
	if !ok {
		return
	}
	for i := range s.fact {
		s.fact[i] *= 1 - ruleWeight
	}
	s.fact[factIndex(rule.fact)] += ruleWeight
}

func (x *Extractor) governedFact(d *document, s *sighting) (graph.Factuality, bool) {
	if s.verb {
		for c := range d.children.of(s.token) {
			if w := d.lower(c); w == "never" && d.rel(c) == nlp.Advmod {
				return graph.Denied, true
			}
		}
	}
	for c := range d.children.of(s.token) {
		if !s.verb && c < s.token && d.lower(c) == "no" {
			return graph.Denied, true // "no such meeting occurred"
		}
	}
	at := s.token
	for n := 0; n < 3; n++ {
		h := d.nlp.Head[at]
		if h < 0 {
			return "", false
		}
		rel, deprel := d.rel(at), d.nlp.Deprel[at]
		switch rel {
		case nlp.Obj, nlp.Ccomp, nlp.Xcomp, nlp.Nmod, nlp.Compound, nlp.Obl:
		case nlp.Nsubj:
			if deprel != nlp.NsubjPass && d.nlp.UPOS[h] == nlp.PosVerb {
				return "", false
			}
		default:
			return "", false
		}
		if d.nlp.UPOS[h] == nlp.PosVerb {
			return x.verbFact(d, h, rel)
		}
		// Through nouns of intent only: "an invitation to visit", "plans for a meeting".
		if rel == nlp.Nmod && !intents[d.nlp.Lemma[h]] && n > 0 || rel == nlp.Obl {
			return "", false
		}
		at = h
	}
	return "", false
}

var intents = map[string]bool{"plan": true, "invitation": true, "offer": true, "proposal": true, "request": true, "date": true, "round": true, "series": true}

// verbFact returns what verb v makes of an encounter that is its object, or
// its clause.
func (x *Extractor) verbFact(d *document, v int32, rel nlp.Deprel) (graph.Factuality, bool) {
	if x.negated(d, v) {
		return "", false
	}
	lemma, particle := d.nlp.Lemma[v], ""
	if x.ontology.Listed("postponed", lemma+"e") {
		lemma += "e" // the lemmatizer cut too much off
	}
	for c := range d.children.of(v) {
		if d.nlp.Deprel[c] == nlp.CompoundPrt {
			particle = d.lower(c)
		}
	}
	object := rel == nlp.Obj || rel == nlp.Nsubj
	switch {
	case lemma == "call" && particle == "off" && object, x.ontology.Listed("cancelled", lemma) && object:
		return graph.Cancelled, true
	case lemma == "put" && particle == "off" && object, x.ontology.Listed("postponed", lemma) && object && lemma != "suspend":
		return graph.Postponed, true
	case lemma == "turn" && particle == "down" && object, x.ontology.Listed("refused", lemma) && lemma != "skip" && lemma != "rule" && (object || rel == nlp.Xcomp):
		return graph.Refused, true
	case x.ontology.Listed("denied", lemma) && lemma != "dismiss" && (object || rel == nlp.Ccomp || rel == nlp.Xcomp):
		return graph.Denied, true
	}
	return "", false
}

// ruledSource returns the cue that syntax gives for the source of the
// encounter: the verb of saying whose clause it stands in or that stands
// behind it, and "according" in its sentence; -1 when there is none.
func (x *Extractor) ruledSource(d *document, s *sighting) int32 {
	if _, cue, ok := x.speaker(d, s); ok {
		return cue
	}
	at := s.token
	for n := 0; n < 6; n++ {
		h := d.nlp.Head[at]
		if h < 0 {
			break
		}
		rel := d.rel(at)
		if d.nlp.UPOS[h] == nlp.PosVerb && (rel == nlp.Ccomp || rel == nlp.Parataxis && h > at) && x.ontology.Listed("say", d.nlp.Lemma[h]) {
			if c := d.subject(h); c >= 0 && sourceNoun(d, c) {
				return h
			}
		}
		if rel == nlp.Acl || rel == nlp.Advcl && d.nlp.UPOS[h] != nlp.PosVerb {
			break
		}
		// The verb of saying may be attached to the clause that it reports:
		// "X met Y, Z said".
		for c := range d.children.of(h) {
			if x.saysAfter(d, c, at) {
				return c
			}
		}
		at = h
	}
	for c := range d.children.of(at) {
		if x.saysAfter(d, c, at) {
			return c
		}
	}
	sentence := d.nlp.Sentences[s.sentence]
	for t := sentence.First; t+1 < sentence.End; t++ {
		if d.lower(t) == "according" && d.lower(t+1) == "to" && x.accordingTo(d, t) >= 0 {
			return t
		}
	}
	return -1
}

// speaker returns who says the quotation that the encounter is told in: the
// subject of the verb of saying in its sentence, else in the one after or
// before it.
func (x *Extractor) speaker(d *document, s *sighting) (subject, cue int32, ok bool) {
	if !d.inQuotation(s.token) {
		return 0, 0, false
	}
	for _, n := range []int32{s.sentence, s.sentence + 1, s.sentence - 1} {
		if n < 0 || int(n) >= len(d.nlp.Sentences) || n != s.sentence && d.nlp.Sentences[n].Len() > 60 {
			continue
		}
		for t := d.nlp.Sentences[n].First; t < d.nlp.Sentences[n].End; t++ {
			if d.nlp.UPOS[t] != nlp.PosVerb || !x.ontology.Listed("say", d.nlp.Lemma[t]) || d.inQuotation(t) {
				continue
			}
			if c := d.subject(t); c >= 0 && sourceNoun(d, c) {
				return c, t, true
			}
		}
	}
	return 0, 0, false
}

// saysAfter reports whether token c is a verb of saying put behind what it
// reports.
func (x *Extractor) saysAfter(d *document, c, at int32) bool {
	if d.rel(c) != nlp.Parataxis || c < at || d.nlp.UPOS[c] != nlp.PosVerb || !x.ontology.Listed("say", d.nlp.Lemma[c]) {
		return false
	}
	s := d.subject(c)
	return s >= 0 && sourceNoun(d, s)
}

// sourceNoun reports whether the subject of a verb of saying can be a source.
func sourceNoun(d *document, c int32) bool {
	if o := d.mentionAt[c]; o >= 0 && d.mentions[o].entity >= 0 {
		return true // a pronoun of which we know whom it means
	}
	switch w := d.lower(c); w {
	case "it", "who", "which", "that", "this", "i", "we", "you", "they", "there", "what":
		return false
	default:
		return !strings.HasSuffix(w, "ing")
	}
}
