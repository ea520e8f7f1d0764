package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

// Frames are constructions around a clause that say whether what it tells of
// took place: it is possible, somebody is willing, it was called off later in
// the sentence, it is what somebody went somewhere for.

// above calls f with every word over token t, the word below it and the relation
// between them, until f returns false or n words have been seen.
func (d *document) above(t int32, n int, f func(h, below int32, r nlp.Deprel) bool) {
	for ; n > 0 && d.nlp.Head[t] >= 0; n-- {
		h := d.nlp.Head[t]
		if !f(h, t, d.rel(t)) {
			return
		}
		t = h
	}
}

// carrier returns the verb of the clause that tells of the sighting: the
// trigger itself, or the verb whose object or subject it is; -1 when none.
func (x *Extractor) carrier(d *document, s *sighting) int32 {
	switch {
	case s.verb:
		return s.token
	case s.support >= 0 && d.carried(s.token, s.support):
		return s.support
	}
	return -1
}

// withdrawnFact finds that what was planned came to nothing, said behind it or
// over it: "was to meet her but canceled", "canceled his trip to Oslo, where he
// was to meet her".
func (x *Extractor) withdrawnFact(d *document, s *sighting) (factRule, bool) {
	v := x.carrier(d, s)
	if v < 0 {
		return factRule{}, false
	}
	found := false
	d.above(v, 4, func(h, below int32, r nlp.Deprel) bool {
		switch r {
		case nlp.Acl, nlp.Advcl, nlp.Nmod, nlp.Obl, nlp.Xcomp, nlp.Obj:
		default:
			return false
		}
		// Through a relative clause only: what hangs from the verb itself was
		// read before.
		if d.nlp.UPOS[h] == nlp.PosVerb && (r == nlp.Obj && below != v || r == nlp.Advcl && d.with(below, "where")) {
			found = x.ontology.Listed("cancelled", d.nlp.Lemma[h]) && !x.negated(d, h)
			return false
		}
		return d.nlp.UPOS[h] != nlp.PosVerb || r == nlp.Xcomp
	})
	if found {
		return factRule{"of a cancelled trip", graph.Cancelled}, true
	}
	top := v
	d.above(v, 3, func(h, _ int32, r nlp.Deprel) bool {
		if r == nlp.Xcomp {
			top = h
		}
		return r == nlp.Xcomp
	})
	for c := range d.children.of(top) {
		if d.rel(c) != nlp.Conj || c < s.token || !x.ontology.Listed("cancelled", d.nlp.Lemma[c]) && !(d.nlp.Lemma[c] == "call" && d.particle(c) == "off") {
			continue
		}
		for k := range d.children.of(c) {
			if o := d.child(c, nlp.Obj); d.rel(k) == nlp.Cc && d.lower(k) == "but" && (o < 0 || d.nlp.UPOS[o] == nlp.PosPron) {
				return factRule{"but canceled", graph.Cancelled}, true
			}
		}
	}
	return factRule{}, false
}

// particle returns the particle of verb v in lower case, or "".
func (d *document) particle(v int32) string {
	for c := range d.children.of(v) {
		if d.nlp.Deprel[c] == nlp.CompoundPrt {
			return d.lower(c)
		}
	}
	return ""
}

// possibilities are nouns whose complement is only possible.
var possibilities = map[string]bool{"possibility": true, "chance": true, "likelihood": true, "option": true, "speculation": true}

// openings are nouns of a chance that one has or takes in order to do what follows.
var openings = map[string]bool{"opportunity": true, "chance": true, "occasion": true, "honor": true, "honour": true, "pleasure": true, "privilege": true, "luck": true}

// taken reports whether an occasion was had, and so what it was for was done:
// "had the honor to meet her".
func (x *Extractor) taken(d *document, noun int32) bool {
	v := d.nlp.Head[noun]
	if v < 0 || d.rel(noun) != nlp.Obj || x.negated(d, v) {
		return false
	}
	switch d.nlp.Lemma[v] {
	case "have", "get", "take", "use", "seize":
	default:
		return false
	}
	if _, ok := x.clauseFact(d, v); ok {
		return false
	}
	return x.verbTense(d, v) == when.Past
}

// willing are adjectives and nouns whose complement somebody is ready for.
var willing = map[string]bool{"willing": true, "open": true, "ready": true, "eager": true, "keen": true, "interested": true, "happy": true, "willingness": true, "readiness": true, "desire": true, "interest": true, "invitation": true, "offer": true, "proposal": true, "openness": true, "wish": true}

// abstentions are verbs that, with "against", say that it was not done.
var abstentions = map[string]bool{"decide": true, "opt": true, "choose": true}

// outlookFact reads the words right over the encounter that say that it is
// possible, ruled out, or what somebody is willing to do.
func (x *Extractor) outlookFact(d *document, s *sighting) (factRule, bool) {
	var rule factRule
	d.above(s.token, 4, func(h, below int32, r nlp.Deprel) bool {
		l := d.nlp.Lemma[h]
		p := ""
		if r == nlp.Obl || r == nlp.Nmod {
			p = d.preposition(below)
		}
		mark := d.child(below, nlp.Mark)
		switch {
		case d.mentionAt[h] >= 0 && d.nlp.UPOS[h] != nlp.PosVerb:
			return false
		case l == "rule" && d.particle(h) == "out" && (r == nlp.Obj || r == nlp.NsubjPass):
			rule = factRule{"ruled out", graph.Refused}
			if x.negated(d, h) {
				rule = factRule{"not ruled out", graph.Hypothetical}
			}
		case abstentions[l] && (p == "against" || mark >= 0 && d.lower(mark) == "against") && !x.negated(d, h):
			rule = factRule{"decided against", graph.Refused}
		case openings[l] && r == nlp.Acl && x.taken(d, h):
			rule = factRule{"had the chance to", graph.Held}
		case possibilities[l] && (r == nlp.Nmod || r == nlp.Acl) && (d.rel(h) != nlp.Obj || !x.negated(d, d.nlp.Head[h])):
			rule = factRule{"possibility", graph.Hypothetical}
		case r == nlp.Nsubj && (l == "possible" || l == "conceivable") && d.child(h, nlp.Cop) >= 0 && !x.negated(d, h):
			rule = factRule{"is possible", graph.Hypothetical}
		case willing[l] && d.nlp.UPOS[h] != nlp.PosVerb && (r == nlp.Xcomp || r == nlp.Acl || r == nlp.Advcl || r == nlp.Ccomp || p == "to" || p == "for" || p == "in"):
			if x.negated(d, h) {
				return false
			}
			rule = factRule{"willing", graph.Proposed}
			if x.perhaps(d, h) {
				rule = factRule{"may be willing", graph.Hypothetical}
			}
		case l == "look" && (r == nlp.Advcl || r == nlp.Xcomp || p == "to") && d.with(h, "forward"):
			rule = factRule{"look forward", graph.Proposed}
		case r == nlp.Obj || r == nlp.Xcomp || r == nlp.Advcl && d.nlp.UPOS[h] != nlp.PosVerb || r == nlp.Nmod && intents[l]:
			return d.nlp.UPOS[h] == nlp.PosVerb && x.ontology.Listed("light", l)
		}
		return false
	})
	return rule, rule.fact != ""
}

// with reports whether one of the words depends on token t.
func (d *document) with(t int32, words ...string) bool {
	for c := range d.children.of(t) {
		if slices.Contains(words, d.lower(c)) {
			return true
		}
	}
	return false
}

// perhaps reports whether an auxiliary or an adverb says that what token t says
// may be so.
func (x *Extractor) perhaps(d *document, t int32) bool {
	for c := range d.children.of(t) {
		switch d.lower(c) {
		case "may", "might", "could", "perhaps", "maybe", "possibly":
			return c < t && (d.rel(c) == nlp.Aux || d.rel(c) == nlp.Advmod)
		}
	}
	return false
}

// motions are verbs of going somewhere, whose purpose is done there.
var motions = map[string]bool{"go": true, "travel": true, "fly": true, "come": true, "visit": true, "arrive": true, "return": true, "drive": true, "journey": true, "cross": true, "land": true}

// journeys are nouns of going somewhere.
var journeys = map[string]bool{"trip": true, "visit": true, "journey": true, "flight": true, "tour": true}

// purposeFact says that what somebody went somewhere for was done there: "flew
// to Oslo to meet her", "made a trip to meet her".
func (x *Extractor) purposeFact(d *document, s *sighting) (factRule, bool) {
	if !s.verb || d.nlp.XPOS[s.token] != nlp.TagVB || !d.with(s.token, "to") {
		return factRule{}, false
	}
	h := d.nlp.Head[s.token]
	if h < 0 {
		return factRule{}, false
	}
	switch r := d.rel(s.token); {
	case motions[d.nlp.Lemma[h]] && d.nlp.UPOS[h] == nlp.PosVerb && (r == nlp.Advcl || r == nlp.Xcomp):
	case journeys[d.nlp.Lemma[h]] && r == nlp.Acl && d.rel(h) == nlp.Obj:
		h = d.nlp.Head[h]
	default:
		return factRule{}, false
	}
	if h < 0 || x.negated(d, h) {
		return factRule{}, false
	}
	if r, ok := x.clauseFact(d, h); ok {
		return r, true
	}
	if d.nlp.XPOS[h] == nlp.TagVBD {
		return factRule{"went to", graph.Held}, true
	}
	return factRule{}, false
}

// setOutFact reads who is asked to come, and what somebody sets out for.
func setOutFact(d *document, s *sighting) (factRule, bool) {
	switch {
	case s.verb && s.lemma == "invite":
		return factRule{"invited", graph.Proposed}, true
	case d.headingFor(s):
		return factRule{"heads for", graph.Scheduled}, true
	}
	return factRule{}, false
}

// headingFor reports whether an event noun is what somebody sets out for: "heads to
// Oslo for talks", "is leaving for a meeting". In headlines taggers take "heads" for
// a noun.
func (d *document) headingFor(s *sighting) bool {
	h := d.nlp.Head[s.token]
	if s.verb || h < 0 || d.preposition(s.token) != "for" {
		return false
	}
	switch d.nlp.Lemma[h] {
	case "head", "leave", "depart", "fly", "travel", "go":
	default:
		return false
	}
	switch d.nlp.XPOS[h] {
	case nlp.TagVBZ, nlp.TagVBP:
		return true
	case nlp.TagVBG:
		return d.child(h, nlp.Aux) >= 0
	case nlp.TagNNS:
		return d.inTitle(h)
	}
	return false
}

// attendant are prepositions before an event noun that goes with the clause: it
// is when the clause's is.
var attendant = map[string]bool{"during": true, "on": true, "at": true, "in": true}

// attendantFact says that an encounter that goes with a clause is to come when
// the clause's is: "she will speak at a dinner with him", "is expected to be
// joined on her visit".
func (x *Extractor) attendantFact(d *document, s *sighting) (factRule, bool) {
	v := d.nlp.Head[s.token]
	used := d.rel(s.token) == nlp.Obj && d.nlp.Lemma[max(v, 0)] == "use"
	if s.verb || v < 0 || !used && (d.rel(s.token) != nlp.Obl || !attendant[d.preposition(s.token)]) {
		return factRule{}, false
	}
	if rel := d.relation(s.date.edtf); s.date.said() && (rel == "past" || rel == "around") {
		return factRule{}, false
	}
	if r, ok := x.clauseFact(d, v); ok && r.fact == graph.Scheduled {
		return r, true
	}
	return factRule{}, false
}

// accusing are verbs of saying whose content the article does not vouch for.
var accusing = map[string]bool{"claim": true, "allege": true, "purport": true, "accuse": true}

// allegedFact reports whether the article leaves it to an accuser that the
// encounter took place: "he claimed that she met the envoy".
func (x *Extractor) allegedFact(d *document, s *sighting) bool {
	for _, c := range x.sourceCues(d) {
		if c.sentence == s.sentence && accusing[d.nlp.Lemma[c.token]] && d.tells(c.token, s) && !x.negated(d, c.token) && !d.presupposed(s.token, c.token) {
			return true
		}
	}
	return false
}

// presupposed reports whether the token stands in a clause of time or a
// relative clause below verb v, which is taken for granted: "claimed that she
// did nothing wrong when she called him".
func (d *document) presupposed(t, v int32) bool {
	found := false
	d.above(t, 10, func(h, below int32, r nlp.Deprel) bool {
		found = found || h != v && (r == nlp.Acl && d.nlp.Deprel[below] != nlp.Acl || r == nlp.Advcl && d.circumstance(below))
		return h != v
	})
	return found && v < t
}
