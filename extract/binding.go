package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// spokenOf returns the persons whom the clause whose subject the mention is
// names: who says or does it is none of them (principle C of the theory of
// binding, Chomsky 1981). "Berg will visit the north, he said" is another's
// word, and so is "the minister said that Berg would come".
func (r *resolver) spokenOf(m *mention) []int32 {
	d := r.d
	v := d.nlp.Head[m.head]
	if v < 0 || d.rel(m.head) != nlp.Nsubj || d.nlp.UPOS[v] != nlp.PosVerb {
		return nil
	}
	says := r.x.ontology.Listed("say", d.nlp.Lemma[v])
	var es []int32
	for t := d.nlp.Sentences[d.sentenceOf[v]].First; t < d.nlp.Sentences[d.sentenceOf[v]].End; t++ {
		i := d.mentionAt[t]
		if i < 0 || d.mentions[i].head != t || t == m.head || d.mentions[i].form == graph.PronounMention {
			continue
		}
		if e := d.mentions[i].entity; e >= 0 && d.entities[e].kind == graph.Person && !slices.Contains(es, e) && d.under(t, v, says) {
			es = append(es, e)
		}
	}
	return es
}

// under reports whether token t stands in what verb v says, or in another of its
// complements: in whatever its subject is above of. says is true of verbs of saying.
func (d *document) under(t, v int32, says bool) bool {
	closing := says && d.rel(v) == nlp.Parataxis
	below := t
	for h, n := d.nlp.Head[t], 0; h >= 0 && n < 25; below, h, n = h, d.nlp.Head[h], n+1 {
		if h == v {
			switch d.rel(below) {
			case nlp.Ccomp, nlp.Xcomp, nlp.Obj, nlp.Iobj:
				return true
			case nlp.Advcl:
				return below > v || says && d.child(below, nlp.Mark) < 0 // "Berg left, he said", as trees often have it
			case nlp.Obl, nlp.Parataxis:
				return below > v
			}
			return false
		}
		if closing && h == d.nlp.Head[v] && below != v && below < v {
			return true
		}
	}
	return closing && below == d.nlp.Head[v] && t < v
}
