package extract

import (
	"parley/extract/nlp"
)

// A dateReach is how a temporal expression and a trigger of one sentence hang
// together: the kinds of step that lead from each up to the word that holds
// both, and that word.
type dateReach struct {
	time    string // from the expression
	trigger string
	top     int32 // -1 where the two are in different trees
	// says is true where the expression hangs on a verb of saying that is not
	// the trigger's own.
	says bool
}

// maxReach is the greatest number of kinds of step that a reach tells apart.
const maxReach = 3

// reach finds how the expression hangs together with the trigger. Where a verb
// carries the trigger ("hold talks"), the way starts from that verb.
func (x *Extractor) reach(d *document, s *sighting, t *timex) dateReach {
	from := s.token
	if s.support >= 0 {
		from = s.support
	}
	r := dateReach{top: -1}
	for h, n := from, 0; h >= 0 && n < 24; h, n = d.nlp.Head[h], n+1 {
		if d.holds(h, t.head) {
			r.top = h
			break
		}
	}
	if r.top < 0 {
		return r
	}
	r.trigger = d.stepsUp(from, r.top)
	r.time = d.stepsUp(t.head, r.top)
	for h, n := d.nlp.Head[t.head], 0; h >= 0 && n < 6; h, n = d.nlp.Head[h], n+1 {
		if d.nlp.UPOS[h] == nlp.PosVerb {
			r.says = h != s.token && h != s.support && x.ontology.Listed("say", d.nlp.Lemma[h])
			break
		}
	}
	return r
}

// holds reports whether token h is t or stands above it.
func (d *document) holds(h, t int32) bool {
	for n := 0; t >= 0 && n < 24; t, n = d.nlp.Head[t], n+1 {
		if t == h {
			return true
		}
	}
	return false
}

// stepsUp writes the kinds of step from token t up to top, equal neighbors
// once: n within a noun phrase, o to the verb of an object or adjunct, s of a
// subject, c from a clause that is said or thought, x from an infinitive, a
// from a clause beside the main one, r from one about a noun, k from a
// conjunct, p from what stands apart.
func (d *document) stepsUp(t, top int32) string {
	var b []byte
	for ; t != top && len(b) < maxReach; t = d.nlp.Head[t] {
		var c byte
		switch d.rel(t) {
		case nlp.Nsubj, nlp.Csubj:
			c = 's'
		case nlp.Obj, nlp.Obl, nlp.Iobj, nlp.Advmod:
			c = 'o'
		case nlp.Ccomp:
			c = 'c'
		case nlp.Xcomp:
			c = 'x'
		case nlp.Advcl:
			c = 'a'
		case nlp.Acl:
			c = 'r'
		case nlp.Conj:
			c = 'k'
		case nlp.Parataxis:
			c = 'p'
		default:
			c = 'n'
		}
		if len(b) == 0 || b[len(b)-1] != c {
			b = append(b, c)
		}
	}
	return string(b)
}

// verbBefore names the last verb before the expression, or the first one
// behind it where none is before: the trigger's, one of saying, or another.
func (x *Extractor) verbBefore(d *document, s *sighting, t *timex) string {
	sentence := d.nlp.Sentences[t.sentence]
	name := func(i int32, side string) string {
		switch {
		case i == s.token, i == s.support:
			return "own" + side
		case x.ontology.Listed("say", d.nlp.Lemma[i]):
			return "says" + side
		}
		return "other" + side
	}
	for i := t.tokens.First - 1; i >= sentence.First; i-- {
		if i == s.token || d.nlp.UPOS[i] == nlp.PosVerb {
			return name(i, "")
		}
	}
	for i := t.tokens.End; i < sentence.End; i++ {
		if i == s.token || d.nlp.UPOS[i] == nlp.PosVerb {
			return name(i, " behind")
		}
	}
	return "none"
}
