package extract

import (
	"strings"

	"parley/extract/nlp"
)

// maxPath is the greatest number of steps of a path that is told in words.
const maxPath = 7

// A path is the way through the parse from a trigger to a mention.
type path struct {
	full    string // every step with its relation: "<obj>nsubj"
	short   string // without coordination and apposition
	prep    string // the preposition at the mention's end
	up      int
	down    int
	clauses int // verbs crossed
	ok      bool
}

// pathTo finds the way from token a to token b of one sentence.
func (x *Extractor) pathTo(d *document, a, b int32) path {
	var up, down [24]int32
	nu, nd := 0, 0
	for t := a; t >= 0 && nu < len(up); t = d.nlp.Head[t] {
		up[nu] = t
		nu++
	}
	meet := -1
	for t := b; t >= 0 && nd < len(down); t = d.nlp.Head[t] {
		for k := range nu {
			if up[k] == t {
				meet = k
				break
			}
		}
		if meet >= 0 {
			break
		}
		down[nd] = t
		nd++
	}
	p := path{up: meet, down: nd}
	if meet < 0 {
		return p
	}
	p.ok = true
	p.prep = d.preposition(b)
	if p.prep == "" {
		// "with A and B": the preposition stands at A.
		for t := b; d.rel(t) == nlp.Conj || d.rel(t) == nlp.Appos || d.rel(t) == nlp.Flat || d.rel(t) == nlp.Compound; {
			t = d.nlp.Head[t]
			if p.prep = d.preposition(t); p.prep != "" || t == a {
				break
			}
		}
	}
	var full, short strings.Builder
	node := func(t int32) {
		if d.nlp.UPOS[t] == nlp.PosVerb {
			p.clauses++
			switch l := d.nlp.Lemma[t]; {
			case x.ontology.Listed("say", l):
				short.WriteByte('S')
				full.WriteByte('S')
			case x.ontology.Listed("light", l):
				short.WriteByte('L')
				full.WriteByte('L')
			}
		}
	}
	for k := range meet {
		r := d.nlp.Deprel[up[k]]
		full.WriteByte('<')
		full.WriteString(r.String())
		if u := r.Universal(); u != nlp.Conj && u != nlp.Appos && u != nlp.Flat {
			short.WriteByte('<')
			short.WriteString(u.String())
		}
		node(up[k+1])
	}
	for k := nd - 1; k >= 0; k-- {
		r := d.nlp.Deprel[down[k]]
		full.WriteByte('>')
		full.WriteString(r.String())
		u := r.Universal()
		if u != nlp.Conj && u != nlp.Appos && u != nlp.Flat {
			short.WriteByte('>')
			short.WriteString(u.String())
			if u == nlp.Obl || u == nlp.Nmod {
				short.WriteByte(':')
				short.WriteString(d.preposition(down[k]))
			}
		}
		if k > 0 {
			node(down[k])
		}
	}
	p.full, p.short = full.String(), short.String()
	return p
}

// steps returns how many steps of the tree lie between two tokens of one
// sentence.
func (x *Extractor) steps(d *document, a, b int32) int {
	depth := func(t int32) (n int) {
		for ; t >= 0; t = d.nlp.Head[t] {
			n++
		}
		return n
	}
	da, db, n := depth(a), depth(b), 0
	for a != b && a >= 0 && b >= 0 {
		if da >= db {
			a, da = d.nlp.Head[a], da-1
		} else {
			b, db = d.nlp.Head[b], db-1
		}
		n++
	}
	return n
}
