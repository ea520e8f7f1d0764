package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// Who is somewhere on business visits it: "is in Oslo for talks", "while in
// Norland". The trigger is the verb "be" before the place, or the preposition of a
// place behind "while".

// A stay is where somebody is, as words say.
type stay struct {
	place     int32 // the head of its name, or "here"
	predicate int32 // the word whose subject is there
}

// stays reports whether token t, a form of "be" or a preposition, says that
// somebody is at a place.
func (d *document) stays(t int32) (stay, bool) {
	h := d.nlp.Head[t]
	if h < 0 {
		return stay{}, false
	}
	switch d.rel(t) {
	case nlp.Cop:
		if w := d.lower(h); d.nlp.UPOS[h] == nlp.PosAdv {
			return stay{h, h}, w == "here" || w == "there"
		}
		if m := d.placeBehind(t); m >= 0 {
			return stay{d.mentions[m].head, h}, true // also where the tree has "is for talks"
		}
		return stay{h, h}, d.preposition(h) == "to" && d.namesPlace(h)
	case nlp.Case:
		return stay{h, h}, d.lower(t) == "in" && d.meanwhile(t) && d.namesPlace(h)
	}
	return stay{}, false
}

// namesPlace reports whether token t is the head of a place's name.
func (d *document) namesPlace(t int32) bool {
	m := d.nameOf(t)
	return m >= 0 && kindOf(d.mentions[m].typ) == graph.Place
}

// placeBehind returns the mention of a place that stands right behind token t and
// "in" or "at": "is currently in Oslo"; -1 when none does.
func (d *document) placeBehind(t int32) int32 {
	end := d.nlp.Sentences[d.sentenceOf[t]].End
	i := t + 1
	for i < end && i < t+3 && d.nlp.UPOS[i] == nlp.PosAdv {
		i++
	}
	if i+1 >= end || d.lower(i) != "in" && d.lower(i) != "at" {
		return -1
	}
	if i++; d.lower(i) == "the" && i+1 < end {
		i++
	}
	m := d.mentionAt[i]
	if m < 0 || d.mentions[m].adjectival || d.mentions[m].form != graph.NamedMention || kindOf(d.mentions[m].typ) != graph.Place {
		return -1
	}
	return m
}

// meanwhile reports whether the preposition at token t stands behind "while": where
// somebody is as he does something.
func (d *document) meanwhile(t int32) bool {
	return t > d.nlp.Sentences[d.sentenceOf[t]].First && d.lower(t-1) == "while"
}

// stayers appends who is at a place by the predicate at token h.
func (d *document) stayers(fs []filler, h int32) []filler {
	if s := d.subject(h); s >= 0 {
		return append(fs, filler{d.antecedent(h, s), agentSlot})
	}
	over := d.nlp.Head[h]
	if over < 0 {
		return fs
	}
	switch d.rel(h) {
	case nlp.Advcl, nlp.Obl, nlp.Conj, nlp.Xcomp:
		return d.agents(fs, over, 1)
	case nlp.Nmod:
		if over < h && d.nameOf(over) >= 0 {
			return append(fs, filler{over, agentSlot}) // the tree has lost the verb
		}
	}
	return fs
}
