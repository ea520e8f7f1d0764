package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// "It" and "its" mean a body or a country mostly where grammar says so: the subject
// of the clause over them, of the clause that says them, or of the sentence before
// (subjects in parallel: Lappin and Leass 1994). What grammar leaves open stays open.

// neuter resolves "it" and "its" to the body or country that they mean.
func (r *resolver) neuter(m *mention) []int32 {
	d := r.d
	e := int32(-1)
	switch d.lower(m.head) {
	case "it":
		if r.refers(m.head) {
			e = r.acting(m.head)
		}
	default:
		e = r.owner(m.head)
	}
	if e < 0 {
		return nil
	}
	m.typ = d.entities[e].typ
	return []int32{e}
}

// refers reports whether "it" at token t stands for something, and not for a clause:
// "it is important to meet", "it seems that".
func (r *resolver) refers(t int32) bool {
	d := r.d
	v := d.nlp.Head[t]
	if v < 0 || d.rel(t) != nlp.Nsubj {
		return false
	}
	switch lemma := d.nlp.Lemma[v]; d.nlp.UPOS[v] {
	case nlp.PosVerb:
		return !impersonal[lemma]
	case nlp.PosAdj:
		return willing[lemma] || minded[lemma]
	case nlp.PosNoun:
		return d.preposition(v) == "in" // "it is in talks"
	}
	return false
}

// impersonal are verbs whose subject "it" mostly stands for a clause or for nothing.
var impersonal = map[string]bool{"seem": true, "appear": true, "take": true, "rain": true, "happen": true, "matter": true, "turn": true, "remain": true, "emerge": true, "follow": true, "look": true, "make": true, "mean": true, "come": true}

// minded are adjectives of those who think and act, beside the willing.
var minded = map[string]bool{"able": true, "unable": true, "aware": true, "unaware": true, "unwilling": true, "reluctant": true, "confident": true, "committed": true, "prepared": true}

// acting returns the body or country that is the subject over "it" at token t, or of
// the sentence before; -1 where a person or a thing is, or none.
func (r *resolver) acting(t int32) int32 {
	if s := r.subjectOver(r.d.nlp.Head[t], t); s >= 0 {
		return r.bodyAt(s)
	}
	return r.subjectBefore(t)
}

// subjectOver returns the nearest subject over the word below that stands before token
// t and is not part of what it is over, or -1.
func (r *resolver) subjectOver(below, t int32) int32 {
	d := r.d
	for h, n := d.nlp.Head[below], 0; h >= 0 && n < 6; below, h, n = h, d.nlp.Head[h], n+1 {
		if s := r.subjectOf(h); s >= 0 && s != below && s < t {
			return s
		}
	}
	return -1
}

// owner returns the body or country that "its" at token t means: whose conjunct its
// noun is, or the subject over it.
func (r *resolver) owner(t int32) int32 {
	d := r.d
	noun := d.nlp.Head[t]
	if noun < 0 || d.nlp.Deprel[t] != nlp.NmodPoss {
		return -1
	}
	if h := d.nlp.Head[noun]; d.rel(noun) == nlp.Conj && h >= 0 && h < t {
		if e := r.bodyAt(h); e >= 0 {
			return e // "Norland and its allies"
		}
	}
	if s := r.subjectOver(noun, t); s >= 0 {
		return r.bodyAt(s)
	}
	if d.rel(noun) != nlp.Nsubj {
		return -1
	}
	return r.subjectBefore(t)
}

// subjectOf returns what the subject of the word at token h stands for, or -1.
func (r *resolver) subjectOf(h int32) int32 {
	s := r.d.ownSubject(h)
	if s < 0 {
		return -1
	}
	return r.d.antecedent(h, s)
}

// subjectBefore returns the body or country that is the subject of the sentence
// before that of token t, in its paragraph or before it, or -1.
func (r *resolver) subjectBefore(t int32) int32 {
	d := r.d
	s := d.sentenceOf[t]
	if s == 0 || d.inQuotation(t) {
		return -1
	}
	root := d.rootOf(s - 1)
	if root < 0 {
		return -1
	}
	if b := r.subjectOf(root); b >= 0 {
		return r.bodyAt(b)
	}
	return -1
}

// bodyAt returns the body or country that the mention at token t means, or -1.
func (r *resolver) bodyAt(t int32) int32 {
	d := r.d
	o := d.mentionAt[t]
	if o < 0 || d.mentions[o].adjectival || d.mentions[o].within >= 0 {
		return -1
	}
	e := d.mentions[o].entity
	if e < 0 || d.entities[e].kind == graph.Person || d.entities[e].kind == graph.Place && d.entities[e].country == "" || d.mentions[o].head != t && d.mentions[o].form == graph.NamedMention {
		return -1
	}
	return e
}
