package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// Who fills the slots of a trigger may be said by what describes it, or by the
// sentence around it.

// withinWords is how many words behind a trigger "with" is looked for.
const withinWords = 8

// follower appends whom the next "with" behind a trigger is about, where the tree
// hangs it elsewhere: "a summit next week with A".
func (d *document) follower(fs []filler, trigger int32) []filler {
	end := min(trigger+1+withinWords, d.nlp.Sentences[d.sentenceOf[trigger]].End)
	for t := trigger + 1; t < end; t++ {
		switch w := d.lower(t); {
		case d.verbal(t) || d.nlp.UPOS[t] == nlp.PosCconj || d.nlp.UPOS[t] == nlp.PosSconj || w == "," || w == ";" || w == ":":
			return fs
		case w == "with" && d.rel(t) == nlp.Case && d.nlp.Head[t] > t:
			return append(fs, filler{d.nlp.Head[t], partnerSlot})
		}
	}
	return fs
}

// named reports whether a token is the head of a name that may act.
func (d *document) named(t int32) bool {
	m := d.nameOf(t)
	return m >= 0 && d.mentions[m].form == graph.NamedMention && d.mentions[m].typ != nlp.Loc && d.mentions[m].typ != nlp.Fac && !d.city(m)
}

// city reports whether a mention is a place that is no country: "the Bergen talks"
// are not those of Bergen.
func (d *document) city(m int32) bool {
	e := d.mentions[m].entity
	return d.mentions[m].typ == nlp.GPE && e >= 0 && d.entities[e].country == ""
}

// described appends whom a verb that describes a noun is done to where that is
// the noun: "the man whom A met", "the members that A has spoken to".
func (d *document) described(fs []filler, v int32) []filler {
	if w := d.opener(v, "whom"); w >= 0 {
		for c := range d.children.of(v) {
			if c < w && d.nlp.Deprel[c] == nlp.Nsubj {
				return append(fs, filler{c, partnerSlot})
			}
		}
	}
	h := d.nlp.Head[v]
	if d.nlp.Deprel[v] != nlp.AclRelcl || h < 0 {
		return fs
	}
	s, o := d.subject(v), d.child(v, nlp.Obj)
	if s < 0 || d.antecedent(v, s) != s || slices.ContainsFunc(fs, func(f filler) bool { return f.slot == partnerSlot && f.token != o }) {
		return fs
	}
	switch {
	case o >= 0:
		if w := d.lower(o); w != "who" && w != "whom" && w != "that" && w != "which" {
			return fs
		}
	case d.with(v, "where", "when", "why", "how"):
		return fs
	}
	return append(fs, filler{h, partnerSlot})
}

// addressed appends to whom something is said in the event that the noun n names:
// "A told B in a phone call".
func (d *document) addressed(fs []filler, n int32) []filler {
	h := d.nlp.Head[n]
	if h < 0 || d.rel(n) != nlp.Obl || d.nlp.UPOS[h] != nlp.PosVerb {
		return fs
	}
	switch d.preposition(n) {
	case "in", "during", "at", "over":
	default:
		return fs
	}
	for c := range d.children.of(h) {
		if r := d.nlp.Deprel[c]; (r.Universal() == nlp.Obj || r == nlp.Iobj) && d.named(c) {
			fs = append(fs, filler{c, partnerSlot})
		}
	}
	return fs
}

// describers appends who takes part in the event that the noun n names by the
// clauses that describe it: "the call that A made to B", "talks held with B",
// "a dinner attended by A", "a meeting which brought together A and B".
func (d *document) describers(fs []filler, n int32) []filler {
	for c := range d.children.of(n) {
		if r := d.nlp.Deprel[c]; r != nlp.AclRelcl && r != nlp.Acl || d.nlp.UPOS[c] != nlp.PosVerb || d.infinitive(c) || d.with(c, "where", "when") {
			continue
		}
		s := d.subject(c)
		if s >= 0 && d.antecedent(c, s) == s && (d.named(s) || d.nlp.UPOS[s] == nlp.PosPron) {
			// Not whose verb it is that the clause's noun is the object of: "C
			// recalled the talks that A had".
			fs = append(slices.DeleteFunc(fs, func(f filler) bool { return f.slot == carrierSlot }), filler{s, agentSlot})
			fs = d.partners(fs, c, false)
			if o := d.child(c, nlp.Obj); o >= 0 && d.with(c, "which") && d.named(o) { // "a call in which A urged B"
				fs = append(fs, filler{o, partnerSlot})
			}
			continue
		}
		if s >= 0 && d.nlp.Deprel[s] == nlp.Nsubj {
			switch d.nlp.Lemma[c] {
			case "include", "involve", "bring", "gather", "feature", "unite":
				if o := d.child(c, nlp.Obj); o >= 0 {
					fs = append(fs, filler{o, betweenSlot})
				}
			}
			continue
		}
		fs = d.partners(fs, c, false)
	}
	return fs
}
