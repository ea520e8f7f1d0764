package extract

import "parley/extract/nlp"

// unnamedPartners reports whether those whom somebody met are told of without
// a name ("met with students", "a meeting with elected officials"), so that
// nobody else who is named near the trigger can be among them. Only a plural
// that is told of for the first time counts: "the students" were told of
// before, perhaps by name.
func (s *sighting) unnamedPartners(d *document) bool {
	unnamed := false
	fillers := s.fillers
	if h := d.nlp.Head[s.token]; !s.verb && s.support < 0 && d.rel(s.token) == nlp.Obj && h >= 0 {
		fillers = d.partners(fillers, h, false) // "scheduled a meeting with" them
	}
	for _, f := range fillers {
		if c := f.slot.class(); c != partnerSlot && c != betweenSlot {
			continue
		}
		if p := d.preposition(f.token); p == "of" || p == "to" && !s.verb {
			continue
		}
		if w := d.lower(f.token); w == "that" || w == "which" || d.inTime(f.token) {
			continue
		}
		if d.nlp.UPOS[f.token] != nlp.PosNoun || !d.plural(f.token) {
			return false
		}
		a, b := d.subtree(f.token)
		for k := a; k <= b; k++ {
			if d.inTime(k) {
				continue
			}
			if m := d.mentionAt[k]; m >= 0 && d.mentions[m].entity >= 0 || d.nlp.UPOS[k] == nlp.PosPropn || d.nlp.UPOS[k] == nlp.PosPron {
				return false
			}
		}
		for c := range d.children.of(f.token) {
			if d.rel(c) == nlp.Det && pointing(d.lower(c)) || d.nlp.Deprel[c] == nlp.NmodPoss {
				return false
			}
		}
		unnamed = true
	}
	return unnamed
}

// plural reports whether the noun, or one coordinated with it, is a plural:
// "parent and teacher groups".
func (d *document) plural(noun int32) bool {
	if d.nlp.XPOS[noun] == nlp.TagNNS {
		return true
	}
	for c := range d.children.of(noun) {
		if d.rel(c) == nlp.Conj && d.nlp.XPOS[c] == nlp.TagNNS {
			return true
		}
	}
	// A list whose last word is the noun of all: "parent, teacher and union groups".
	for t := noun + 1; t < min(noun+9, d.nlp.Sentences[d.sentenceOf[noun]].End); t++ {
		switch w := d.lower(t); {
		case d.nlp.XPOS[t] == nlp.TagNNS:
			return true
		case w == "," || w == "and" || w == "or" || d.nlp.UPOS[t] == nlp.PosNoun && d.nlp.XPOS[t] == nlp.TagNN || d.nlp.UPOS[t] == nlp.PosAdj:
		default:
			return false
		}
	}
	return false
}

// chooseAgents selects as parties those of the pool who hold the place of an
// agent, and reports whether anybody does.
func (s *sighting) chooseAgents(d *document) bool {
	for _, i := range s.pool {
		p := &s.parts[i]
		if p.cand < 0 || p.prob[partyPart] < chooseAt || s.cands[p.cand].slot.class() != agentSlot || s.cands[p.cand].inside && d.mentions[p.mention].adjectival {
			continue
		}
		s.party = append(s.party, chosen{p.entity, p.mention, p.prob[partyPart]})
	}
	return len(s.party) > 0
}
