package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// sourceOf names the source of a candidate: a pronoun by the name it stands
// for, a noun with what belongs to it.
func (x *Extractor) sourceOf(d *document, c *sourceCandidate) sourcing {
	s := sourcing{cue: c.cue, entity: -1, tokens: nlp.Range{First: c.name, End: c.name + 1}}
	if o := x.namedSource(d, c.name); o >= 0 {
		m := &d.mentions[o]
		s.entity, s.tokens, s.text = m.entity, m.tokens, d.nlp.TextOf(m.tokens)
		switch name := d.entities[m.entity].name; m.form {
		case graph.PronounMention:
			s.text = name
		case graph.NominalMention:
			s.text += " (" + name + ")" // as written, and whom it means
		}
		s.text = oneLine(s.text)
		return s
	}
	first, last := c.name, c.name
	for k := range d.children.of(c.name) {
		switch d.rel(k) {
		case nlp.Det, nlp.Amod, nlp.Compound, nlp.Nmod, nlp.Nummod, nlp.Flat, nlp.Fixed, nlp.Acl:
			// What goes with it ("a memo obtained by the Bergen Post"), but not
			// when it was said.
			if d.rel(k) == nlp.Acl && x.ontology.Listed("say", d.nlp.Lemma[k]) && d.child(k, nlp.Obl) < 0 {
				continue // "a report said", which the tree took for "a report that was said"
			}
			if a, b := d.subtree(k); b-a < longestPart && !d.inTime(k) {
				first, last = min(first, a), max(last, b)
			}
		}
	}
	if end := d.nlp.Sentences[d.sentenceOf[c.name]].End; last == c.name && d.nlp.UPOS[c.name] == nlp.PosAdj {
		for last+1 < end && (d.nlp.UPOS[last+1] == nlp.PosNoun || d.nlp.UPOS[last+1] == nlp.PosPropn || d.nlp.UPOS[last+1] == nlp.PosAdj) {
			last++ // "a former top diplomat", cut by the tree
		}
	}
	s.tokens = nlp.Range{First: first, End: last + 1}
	s.text = strings.TrimSpace(oneLine(d.nlp.TextOf(s.tokens)))
	return s
}

// longestPart is the greatest number of tokens in what belongs to a source's
// noun.
const longestPart = 12

// subtree returns the first and last token under t.
func (d *document) subtree(t int32) (first, last int32) {
	first, last = t, t
	for c := range d.children.of(t) {
		a, b := d.subtree(c)
		first, last = min(first, a), max(last, b)
	}
	return first, last
}

// namedSource returns the mention that names the source whose noun phrase has
// this head: a person in it before the institution that the person's title
// names ("Northern foreign ministry spokesman Jan Berg"); -1 when none does.
func (x *Extractor) namedSource(d *document, head int32) int32 {
	best := int32(-1)
	consider := func(t int32) {
		o := d.mentionAt[t]
		if o < 0 || d.mentions[o].entity < 0 || x.unnamed(d, o) {
			return
		}
		if best < 0 || d.entities[d.mentions[o].entity].kind == graph.Person && d.entities[d.mentions[best].entity].kind != graph.Person {
			best = o
		}
	}
	consider(head)
	if best >= 0 && d.entities[d.mentions[best].entity].kind == graph.Person {
		return best
	}
	for c := range d.children.of(head) {
		switch r := d.rel(c); {
		case r == nlp.Flat, r == nlp.Appos && c > head && c < head+4:
			consider(c)
		case r == nlp.Appos && c > head && best < 0 && x.isRole(d, head):
			if o := d.mentionAt[c]; o >= 0 && d.mentions[o].typ == nlp.Person {
				consider(c) // "the director of the department of trade, Anna Berg"
			}
		}
	}
	if best >= 0 {
		// What the parser took for the head may be part of a title: the name
		// ends the noun phrase.
		for t := d.mentions[best].tokens.End; int(t) < d.nlp.Len() && t < head+8 && d.sentenceOf[t] == d.sentenceOf[head]; t++ {
			u := d.nlp.UPOS[t]
			if u != nlp.PosNoun && u != nlp.PosPropn && u != nlp.PosAdj && d.nlp.Word(t) != "-" {
				break
			}
			consider(t)
		}
	}
	return best
}

// unnamed reports whether mention o speaks of somebody new, whom it does not
// name: "two senior diplomats", "an official".
func (x *Extractor) unnamed(d *document, o int32) bool {
	m := &d.mentions[o]
	if m.form != graph.NominalMention {
		return false
	}
	if d.nlp.XPOS[m.head] == nlp.TagNNS {
		return true // several, of whom the entity is one
	}
	for c := range d.children.of(m.head) {
		switch d.rel(c) {
		case nlp.Nummod:
			return true
		case nlp.Det:
			if w := d.lower(c); w == "a" || w == "an" || w == "another" || w == "some" {
				return true
			}
		}
	}
	return false
}
