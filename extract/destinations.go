package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// target returns the word by which a sentence says where a visit goes: the object
// of the verb, or what stands behind "to"; -1 when it does not say.
func (d *document) target(t *trigger) int32 {
	if t.lemma == "be" {
		return t.stay.place
	}
	if t.verb {
		switch t.lemma {
		case "visit", "tour":
			if o := d.child(t.token, nlp.Obj); o >= 0 && o > t.token {
				return o
			}
		}
	}
	for c := range d.children.of(t.token) {
		if r := d.rel(c); (r == nlp.Nmod || r == nlp.Obl) && d.preposition(c) == "to" && c > t.token {
			return c
		}
	}
	return -1
}

// An aim is where a sentence says that a visit goes, in tokens.
type aim struct{ head, first, last int32 }

// aim returns where the sentence of a visit says that it goes; its head is -1 of
// another encounter, and where the sentence does not say, or says it by a pronoun.
func (s *sighting) aim(d *document) aim {
	none := aim{head: -1}
	if s.pairs != nil {
		return none
	}
	to := d.target(&s.trigger)
	if to < 0 || d.nlp.UPOS[to] == nlp.PosPron {
		return none
	}
	if m := d.nameOf(to); s.lemma == "be" && m >= 0 {
		return aim{to, d.mentions[m].tokens.First, d.mentions[m].tokens.End - 1} // all else hangs from the place
	}
	first, last := d.subtree(to)
	return aim{to, first, last}
}

// missed reports whether the sentence names the place only elsewhere than where
// it says that the visit goes: "threats against Norland on his trip to the region".
func (a aim) missed(d *document, s *sighting, p *entityPart) bool {
	if a.head < 0 || p.cand < 0 || !s.cands[p.cand].here || d.entities[p.entity].kind != graph.Place {
		return false
	}
	return !slices.ContainsFunc(d.entities[p.entity].mentions, func(m int32) bool {
		return d.mentions[m].head >= a.first && d.mentions[m].head <= a.last
	})
}

// named returns the part of the entity that the goal names and that is no visitor,
// or -1.
func (a aim) named(d *document, s *sighting) int {
	if a.head < 0 {
		return -1
	}
	m := d.nameOf(a.head)
	if m < 0 {
		return -1
	}
	return slices.IndexFunc(s.parts, func(p entityPart) bool {
		return p.cand >= 0 && p.entity == d.mentions[m].entity && !includes(s.party, p.entity)
	})
}

// subordinate reports whether a token stands in a clause of its own that says
// something else than what the trigger says: "a visit after the vote that demanded
// peace in Norland".
func (d *document) subordinate(trigger, at int32) bool {
	for t := range d.apart(trigger, at) {
		switch d.rel(t) {
		case nlp.Acl, nlp.Ccomp, nlp.Advcl:
			return true
		}
	}
	return false
}

// dropOrigins drops from the places of a visit those that somebody leaves for
// another; who leaves a place at home, or returns to one, is no visitor.
func (s *sighting) dropOrigins(d *document) {
	switch s.lemma {
	case "leave", "depart", "departure", "return":
	default:
		return
	}
	origin := func(c chosen) bool {
		p := d.preposition(d.mentions[c.mention].head)
		return p == "from" || p == "" && (s.lemma == "leave" || s.lemma == "depart")
	}
	if slices.ContainsFunc(s.places, func(c chosen) bool { return !origin(c) }) {
		s.places = slices.DeleteFunc(s.places, origin)
	}
	atHome := func(c chosen) bool {
		country := d.countryOf(c.entity)
		return country != "" && slices.ContainsFunc(s.party, func(p chosen) bool { return d.entities[p.entity].country == country })
	}
	if len(s.places) > 0 && !slices.ContainsFunc(s.places, func(c chosen) bool { return !atHome(c) }) {
		s.party, s.places = nil, nil
	}
}
