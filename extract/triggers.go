package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// A trigger is a word that may tell of an encounter.
type trigger struct {
	token    int32
	phrase   nlp.Range // the words that name it: "phone call", "met with"
	lemma    string    // lower case
	types    []graph.Trigger
	verb     bool
	weak     bool  // under every type
	support  int32 // the verb that carries an event noun ("hold" in "hold talks"), or -1
	stay     stay  // of "be"
	sentence int32
}

// family is the group of types that count as one when reports are told
// apart: an encounter is a visit or it is not.
type family uint8

const (
	encounter family = iota
	visit
)

// findTriggers lists the words that may tell of an encounter, in text order.
func (x *Extractor) findTriggers(d *document) []trigger {
	var ts []trigger
	for i := int32(0); i < int32(d.nlp.Len()); i++ {
		u := d.nlp.UPOS[i]
		if u != nlp.PosVerb && u != nlp.PosNoun && u != nlp.PosPropn && u != nlp.PosAux && u != nlp.PosAdj && u != nlp.PosAdp {
			continue
		}
		if t, ok := x.triggerAt(d, i); ok {
			ts = append(ts, t)
		}
	}
	// "Phone" in "phone call" is part of the call's phrase.
	return slices.DeleteFunc(ts, func(t trigger) bool {
		if r := d.rel(t.token); r != nlp.Compound && r != nlp.Flat && r != nlp.Nmod || t.verb {
			return false
		}
		h := d.nlp.Head[t.token]
		if h < t.token || h > t.token+2 || d.rel(t.token) == nlp.Nmod && h != t.token+1 {
			return false
		}
		return slices.ContainsFunc(ts, func(o trigger) bool { return o.token == h })
	})
}

func (x *Extractor) triggerAt(d *document, i int32) (trigger, bool) {
	t := trigger{token: i, phrase: nlp.Range{First: i, End: i + 1}, support: -1, sentence: d.sentenceOf[i]}
	u := d.nlp.UPOS[i]
	if m := d.mentionAt[i]; m >= 0 && d.mentions[m].form == graph.NamedMention && d.mentions[m].typ != nlp.EventName && d.mentions[m].entity >= 0 {
		return t, false
	}
	t.lemma = d.nlp.Lemma[i]
	if u == nlp.PosPropn || u == nlp.PosAdj {
		t.lemma = d.lower(i)
	}
	if u == nlp.PosAdp || t.lemma == "be" {
		at, ok := d.stays(i)
		if !ok {
			return t, false
		}
		t.lemma, t.stay, u = "be", at, nlp.PosVerb
	}
	t.verb = u == nlp.PosVerb || u == nlp.PosAux
	if t.verb {
		t.types = x.consult.verbs[t.lemma]
		for _, p := range x.ontology.Phrases(t.lemma) {
			if p.Type.Consult() && phraseAt(d, i, p.With) {
				t.types = append([]graph.Trigger{{Type: p.Type}}, t.types...)
				break
			}
		}
	} else {
		t.types = x.consult.nouns[t.lemma]
		if len(t.types) == 0 && u != nlp.PosNoun {
			t.types = x.consult.nouns[d.lower(i)]
		}
	}
	if len(t.types) == 0 || t.lemma == "invite" && !d.invitesTo(i) {
		return t, false
	}
	t.weak = !slices.ContainsFunc(t.types, func(g graph.Trigger) bool { return !g.Weak })
	for c := range d.children.of(i) {
		switch {
		case c < i && !t.verb && d.rel(c) == nlp.Compound && c >= t.phrase.First-1 && d.mentionAt[c] < 0:
			t.phrase.First = min(t.phrase.First, c)
		case c > i && d.nlp.Deprel[c] == nlp.CompoundPrt:
			t.phrase.End = max(t.phrase.End, c+1)
		}
	}
	if !t.verb {
		t.support = x.supportOf(d, i)
	}
	return t, true
}

// phraseAt reports whether the word with, by lemma or form, depends on verb v.
func phraseAt(d *document, v int32, with string) bool {
	for c := range d.children.of(v) {
		if d.nlp.Lemma[c] == with || d.lower(c) == with {
			return true
		}
	}
	return false
}

// supportOf returns the verb that carries event noun i: "hold" in "hold
// talks", "arrived" in "arrived for talks"; -1 when none.
func (x *Extractor) supportOf(d *document, i int32) int32 {
	h := d.nlp.Head[i]
	for n := 0; h >= 0 && n < 3; n++ {
		switch d.rel(i) {
		case nlp.Obj, nlp.Obl, nlp.Nsubj, nlp.Xcomp, nlp.Conj, nlp.Nmod:
		default:
			return -1
		}
		if d.nlp.UPOS[h] == nlp.PosVerb {
			return h
		}
		i, h = h, d.nlp.Head[h]
	}
	return -1
}
