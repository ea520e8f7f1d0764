package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// The least probability of a part for a person, and for a country, that stands
// in a coordination with a participant. Countries are listed at length ("heads
// of state from A, B, C and D"), and nobody lists those who stayed away.
const (
	coordinateAt = 0.15
	countryAt    = 0.04
)

// coordinate adds those who stand in one coordination with a participant,
// persons or countries: of "was received by A and B" both receive, though the
// models see a direct way only to the first.
func (s *sighting) coordinate(d *document) {
	for i := 0; i < len(s.party); i++ {
		c := s.party[i]
		if d.sentenceOf[d.mentions[c.mention].head] != s.sentence {
			continue
		}
		for _, p := range s.parts {
			if p.cand < 0 || !d.peers(c.entity, p.entity) || p.prob[partyPart] < d.coordinateFrom(p.entity) ||
				includes(s.party, p.entity) || !d.enumerated(d.mentions[c.mention].head, d.mentions[p.mention].head) {
				continue
			}
			s.party = append(s.party, chosen{p.entity, p.mention, p.prob[partyPart]})
		}
	}
}

// coordinateFrom returns the least probability of a part for entity e where it
// stands in a coordination with a participant.
func (d *document) coordinateFrom(e int32) float64 {
	if d.entities[e].kind == graph.Person {
		return coordinateAt
	}
	return countryAt
}

// peers reports whether two entities are both persons or both countries.
func (d *document) peers(a, b int32) bool {
	x, y := &d.entities[a], &d.entities[b]
	if x.kind == graph.Person || y.kind == graph.Person {
		return x.kind == y.kind
	}
	return x.country != "" && y.country != ""
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
