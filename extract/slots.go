package extract

import "parley/extract/nlp"

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
	if t.verb {
		fs = d.agents(fs, t.token, 0)
	} else {
		fs = d.owners(fs, t.token, 0)
	}
	// The partners stand at the trigger or at the verb that carries it.
	fs = d.partners(fs, t.token, t.verb)
	if !t.verb && t.support >= 0 {
		fs = d.partners(fs, t.support, false)
	}
	return fs
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
	for c := range d.children.of(v) {
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
		if o := d.child(h, nlp.Obj); o >= 0 && o < v && d.infinitive(v) && d.nlp.Lemma[h] != "promise" {
			return found(o, objectSlot)
		}
		return d.agents(fs, h, depth+1)
	}
	return fs
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
		case r == nlp.NmodPoss:
			fs = append(fs, filler{c, agentSlot})
		case r == nlp.Compound && d.mentionAt[c] >= 0 && depth == 0:
			fs = append(fs, filler{c, compoundSlot})
		}
	}
	if len(fs) > k {
		return fs
	}
	h := d.nlp.Head[n]
	if h < 0 {
		return fs
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
			case "with", "to":
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
func (d *document) slotOf(fs []filler, at int32) (s slot, inside bool) {
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
