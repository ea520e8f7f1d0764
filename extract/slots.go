package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// A slot is a place that the grammar gives to those who take part in a
// trigger's event.
type slot string

// The slots. Of the agents the name tells how they were found.
const (
	noSlot       slot = ""
	agentSlot    slot = "agent"      // its own subject or possessor
	controlSlot  slot = "controller" // of the verb over an infinitive: "A agreed to meet B"
	objectSlot   slot = "controlled" // the object of that verb: "C sent A to meet B"
	carrierSlot  slot = "carrier"    // subject of the verb over an event noun: "A held talks with B"
	headSlot     slot = "head"       // what a clause describes: "A, who met B"
	passiveSlot  slot = "passive"    // "A was received by B"
	bySlot       slot = "by"
	partnerSlot  slot = "partner" // object, "with" or "to"
	betweenSlot  slot = "between"
	compoundSlot slot = "compound" // "the Norland talks"
)

// class folds the slots of agents into one.
func (s slot) class() slot {
	switch s {
	case controlSlot, objectSlot, carrierSlot, headSlot, passiveSlot:
		return agentSlot
	case bySlot:
		return partnerSlot
	}
	return s
}

// A filler is the head token of what fills a slot.
type filler struct {
	token int32
	slot  slot
}

// fillers lists what fills the slots of a trigger.
func (d *document) fillers(t *trigger) []filler {
	var fs []filler
	switch {
	case t.lemma == "be":
		return d.stayers(fs, t.stay.predicate)
	case t.types[0].Type == graph.Visit && t.verb && sending[t.lemma]:
		return d.sent(fs, t.token)
	case t.verb:
		fs = d.agents(fs, t.token, 0)
	default:
		fs = d.owners(fs, t.token, 0)
	}
	// The partners stand at the trigger or at the verb that carries it.
	fs = d.partners(fs, t.token, t.verb)
	if !t.verb && t.support >= 0 {
		fs = d.partners(fs, t.support, false)
	}
	if t.types[0].Type == graph.Visit {
		return fs
	}
	if !slices.ContainsFunc(fs, func(f filler) bool { return f.slot == partnerSlot || f.slot == betweenSlot }) {
		fs = d.follower(fs, t.token)
	}
	if t.verb {
		return d.described(fs, t.token)
	}
	return d.addressed(d.describers(fs, t.token), t.token)
}

// agents appends who does what verb v says, looking upwards for the subject
// that it shares with another verb.
func (d *document) agents(fs []filler, v int32, depth int) []filler {
	if depth > 4 {
		return fs
	}
	found := func(t int32, s slot) []filler {
		if depth > 0 && s == agentSlot {
			s = controlSlot
		}
		return append(fs, filler{t, s})
	}
	whom := d.opener(v, "whom") // who is met stands before it: "A, whom B met"
	for c := range d.children.of(v) {
		if c < whom {
			continue
		}
		switch d.nlp.Deprel[c] {
		case nlp.NsubjPass:
			return found(d.antecedent(v, c), passiveSlot)
		case nlp.Nsubj:
			return found(d.antecedent(v, c), agentSlot)
		}
	}
	h := d.nlp.Head[v]
	if h < 0 {
		return fs
	}
	verb := d.nlp.UPOS[h] == nlp.PosVerb || d.nlp.UPOS[h] == nlp.PosAdj || d.nlp.UPOS[h] == nlp.PosAux
	switch d.rel(v) {
	case nlp.Conj:
		if verb {
			return d.agents(fs, h, depth)
		}
	case nlp.Acl:
		if !d.infinitive(v) {
			return found(h, headSlot) // "officials meeting with A"
		}
		return d.owners(fs, h, depth+1) // "his decision to meet A"
	case nlp.Xcomp, nlp.Advcl, nlp.Ccomp:
		if !verb {
			return d.owners(fs, h, depth+1)
		}
		o := d.child(h, nlp.Obj)
		if o < 0 {
			o = d.child(h, nlp.Iobj)
		}
		if o >= 0 && o < v && (d.infinitive(v) && d.nlp.Lemma[h] != "promise" || d.gerundOf(v) && d.nameOf(o) >= 0) {
			return found(o, objectSlot)
		}
		return d.agents(fs, h, depth+1)
	}
	return fs
}

// opener returns the first of the words that depends on verb v and stands before it, or
// -1: "which" of "the talks which A held".
func (d *document) opener(v int32, words ...string) int32 {
	for c := range d.children.of(v) {
		if c < v && slices.Contains(words, d.lower(c)) {
			return c
		}
	}
	return -1
}

// infinitive reports whether verb v is one with "to".
func (d *document) infinitive(v int32) bool {
	for c := range d.children.of(v) {
		if r := d.rel(c); (r == nlp.Mark || r == nlp.Aux) && d.lower(c) == "to" {
			return true
		}
	}
	return false
}

// gerundOf reports whether verb v is a gerund behind a preposition that makes
// the object of the verb over it the one who acts: "warned A against meeting
// B", "accused A of meeting B".
func (d *document) gerundOf(v int32) bool {
	if d.nlp.XPOS[v] != nlp.TagVBG {
		return false
	}
	for c := range d.children.of(v) {
		if r := d.rel(c); r == nlp.Mark || r == nlp.Case {
			switch d.lower(c) {
			case "against", "from", "into", "of", "for":
				return true
			}
		}
	}
	return false
}

// ownSubject returns the subject of word v, active or passive, but none of a clause
// around it ("nsubj:outer"), or -1.
func (d *document) ownSubject(v int32) int32 {
	for c := range d.children.of(v) {
		if r := d.nlp.Deprel[c]; r == nlp.Nsubj || r == nlp.NsubjPass {
			return c
		}
	}
	return -1
}

// antecedent returns what subject c of verb v stands for: that which the
// clause describes where c is "who", "which" or "that".
func (d *document) antecedent(v, c int32) int32 {
	if d.nlp.Deprel[v] == nlp.AclRelcl && d.nlp.Head[v] >= 0 {
		switch d.lower(c) {
		case "who", "which", "that", "whom":
			return d.nlp.Head[v]
		}
	}
	return c
}

// owners appends whose event the noun n is: its possessor, or the subject of
// the verb over it.
func (d *document) owners(fs []filler, n int32, depth int) []filler {
	if depth > 4 {
		return fs
	}
	k := len(fs)
	for c := range d.children.of(n) {
		switch r := d.nlp.Deprel[c]; {
		case r == nlp.NmodPoss && !d.inTime(c): // not "next month's summit"
			fs = append(fs, filler{c, agentSlot})
		case r == nlp.Nsubj && depth == 0 && (d.preposition(n) == "in" || d.preposition(n) != "" && d.child(n, nlp.Cop) >= 0): // "A and B are in talks"
			fs = append(fs, filler{d.antecedent(n, c), agentSlot})
		}
	}
	if len(fs) > k {
		return fs
	}
	for c := range d.children.of(n) {
		if m := d.mentionAt[c]; m >= 0 && depth == 0 && d.nlp.Deprel[c] == nlp.Compound && !d.city(m) {
			fs = append(fs, filler{c, compoundSlot})
		}
	}
	k = len(fs)
	h := d.nlp.Head[n]
	if h < 0 {
		return fs
	}
	if p := d.preposition(n); depth == 0 && (p == "during" || p == "at") && d.named(h) {
		switch d.rel(n) {
		case nlp.Nmod, nlp.Obl, nlp.Appos: // "A and B during talks", below a picture
			return append(fs, filler{d.firstConjunct(h), agentSlot})
		}
	}
	if by := d.subject(h); by >= 0 && d.child(h, nlp.Cop) >= 0 && d.preposition(h) != "" && d.rel(n) != nlp.Conj {
		return append(fs, filler{d.antecedent(h, by), carrierSlot}) // "A is in Oslo for talks"
	}
	switch r := d.rel(n); r {
	case nlp.Conj, nlp.Nmod, nlp.Appos:
		if d.nlp.UPOS[h] == nlp.PosNoun {
			return d.owners(fs, h, depth+1)
		}
	case nlp.Obj, nlp.Obl, nlp.Xcomp:
		if u := d.nlp.UPOS[h]; u != nlp.PosVerb && u != nlp.PosAdj && u != nlp.PosAux {
			return fs
		}
		fs = d.agents(fs, h, depth+1)
		for i := k; i < len(fs); i++ {
			if s := fs[i].slot; s == agentSlot || s == controlSlot {
				fs[i].slot = carrierSlot
			}
		}
	}
	return fs
}

// partners appends whom the word w is with.
func (d *document) partners(fs []filler, w int32, verb bool) []filler {
	for c := range d.children.of(w) {
		switch d.rel(c) {
		case nlp.Obj, nlp.Iobj:
			if verb {
				fs = append(fs, filler{c, partnerSlot})
			}
		case nlp.Obl, nlp.Nmod:
			switch d.preposition(c) {
			case "with", "to", "including":
				fs = append(fs, filler{c, partnerSlot})
			case "between", "among", "of":
				fs = append(fs, filler{c, betweenSlot})
			case "by":
				fs = append(fs, filler{c, bySlot})
			}
		}
	}
	return fs
}

// slotOf returns the slot that the token fills, and whether it is only inside
// of what fills it ("officials of A").
//
// Who stands in a list with those who fill it fills it too, also where the tree
// of the list is wrong.
func (d *document) slotOf(fs []filler, at int32) (s slot, inside bool) {
	for n := 0; n < 6; n++ {
		if s, inside = d.slotIn(fs, at); s != noSlot {
			return s, inside
		}
		if at = d.listedBefore(at); at < 0 {
			break
		}
	}
	return noSlot, false
}

// listedBefore returns the head of the name that stands before that of token at in
// a list, or -1.
func (d *document) listedBefore(at int32) int32 {
	m := d.mentionAt[at]
	if m < 1 || d.mentions[m].entity < 0 || d.mentions[m].within >= 0 || d.mentions[m].adjectival {
		return -1
	}
	for o := m - 1; o >= 0 && o > m-4; o-- {
		p := &d.mentions[o]
		if p.entity < 0 || p.within >= 0 || p.adjectival || p.typ != d.mentions[m].typ {
			continue
		}
		if d.sideBySide(chosen{mention: o}, chosen{mention: m}) {
			return p.head
		}
		return -1
	}
	return -1
}

// slotIn returns the slot that the tree gives to the token.
func (d *document) slotIn(fs []filler, at int32) (s slot, inside bool) {
	m := d.mentionAt[at]
	whole := m >= 0 && d.mentions[m].within < 0
	for t, n := at, 0; t >= 0 && n < 6; t, n = d.nlp.Head[t], n+1 {
		for _, f := range fs {
			if f.token == t {
				return f.slot, inside
			}
		}
		switch d.rel(t) {
		case nlp.Conj, nlp.Appos, nlp.Flat:
		case nlp.Compound, nlp.Nmod, nlp.Amod:
			if p := d.preposition(t); p == "including" || p == "like" {
				break // one of those who fill it
			}
			// A title over the name is no other's.
			if h := d.nlp.Head[t]; !whole || h < 0 || !d.titled[h] {
				inside = true
			}
		default:
			return noSlot, false
		}
	}
	return noSlot, false
}
