package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// coordinateAt is the least probability of a part for one who stands in a
// coordination with a participant.
const coordinateAt = 0.15

// coordinate adds the persons who stand in one coordination with a participant
// who is a person: of "was received by A and B" both receive, though the
// models see a direct way only to the first.
func (s *sighting) coordinate(d *document) {
	for i := 0; i < len(s.party); i++ {
		c := s.party[i]
		if d.entities[c.entity].kind != graph.Person || d.sentenceOf[d.mentions[c.mention].head] != s.sentence {
			continue
		}
		for _, p := range s.parts {
			if p.cand < 0 || d.entities[p.entity].kind != graph.Person || p.prob[partyPart] < coordinateAt ||
				slices.ContainsFunc(s.party, func(o chosen) bool { return o.entity == p.entity }) || !d.enumerated(d.mentions[c.mention].head, d.mentions[p.mention].head) {
				continue
			}
			s.party = append(s.party, chosen{p.entity, p.mention, p.prob[partyPart]})
		}
	}
}

// coordinated reports whether two tokens are conjuncts of one coordination.
func (d *document) coordinated(a, b int32) bool {
	return d.firstConjunct(a) == d.firstConjunct(b)
}

// firstConjunct returns the first member of the coordination that token t is a
// conjunct of, or t itself.
func (d *document) firstConjunct(t int32) int32 {
	for d.rel(t) == nlp.Conj && d.nlp.Head[t] >= 0 {
		t = d.nlp.Head[t]
	}
	return t
}

// enumerated reports whether two tokens, or the nouns that they belong to,
// stand in one coordination.
func (d *document) enumerated(a, b int32) bool {
	x, n := d.coordination(a)
	y, m := d.coordination(b)
	return x == y && n+m > 0
}

// coordination returns the first member of the coordination that a token is in,
// alone or as part of a noun's name or apposition, and the number of members
// on the way up to it.
func (d *document) coordination(at int32) (first int32, steps int) {
	for n := 0; n < 12; n++ {
		h := d.nlp.Head[at]
		if h < 0 || d.nlp.UPOS[h] != nlp.PosPropn && d.nlp.UPOS[h] != nlp.PosNoun && d.nlp.UPOS[h] != nlp.PosPron {
			break
		}
		switch d.rel(at) {
		case nlp.Conj:
			steps++
		case nlp.Flat, nlp.Compound, nlp.Appos:
		default:
			return at, steps
		}
		at = h
	}
	return at, steps
}
