package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// joinable reports whether s may tell of the encounter of f: they are of one
// family, share participants, and, of visits, a place.
func joinable(d *document, f *finding, s *sighting) bool {
	if f.family != s.family() || overlap(f.party, s.party) == 0 || conflicting(d, f, s) {
		return false
	}
	if slices.ContainsFunc(f.sightings, func(o *sighting) bool { return o.token == s.token }) {
		return false
	}
	if f.family == visit {
		return len(f.places) == 0 || len(s.places) == 0 || samePlaces(d, f.places, s.places)
	}
	return min(len(f.party), len(s.party)) == 1 || overlap(f.party, s.party) > 1
}

// conflicting reports whether words, dates or factualities keep f and s apart.
func conflicting(d *document, f *finding, s *sighting) bool {
	if d.earlier(s.token) != d.earlier(f.best.token) && !(d.ownDate(s) && d.ownDate(f.best) && f.date.edtf == s.date.edtf) {
		return true
	}
	if s.date.said() && !f.date.said() && s.sentence > f.best.sentence && d.introduces(s) {
		return true
	}
	if f.family == encounter && (f.best.received(s) || s.received(f.best)) {
		return true
	}
	if f.date.said() && s.date.said() {
		a, b := graph.Date{EDTF: f.date.edtf}, graph.Date{EDTF: s.date.edtf}
		if !a.Compatible(b) {
			return true
		}
	}
	a, b := bestFact(&f.facts), bestFact(&s.fact)
	if (a == graph.Held) != (b == graph.Held) {
		i, j := factIndex(a), factIndex(b)
		return f.best.fact[i] > 0.75 && s.fact[j] > 0.75 && !(f.date.timex >= 0 && f.date.edtf == s.date.edtf)
	}
	return false
}

// received reports whether somebody else is who acts in o, towards both parties
// of s, whom the grammar of s names: "The two met"; "Berg welcomed the two".
func (s *sighting) received(o *sighting) bool {
	if len(s.party) != 2 || len(o.party) < 3 || overlap(s.party, o.party) < 2 {
		return false
	}
	for _, c := range s.party {
		if s.standingOf(c.mention).slot == noSlot {
			return false
		}
	}
	return slices.ContainsFunc(o.party, func(c chosen) bool {
		return o.standingOf(c.mention).slot.class() == agentSlot && !includes(s.party, c.entity)
	})
}

// ownDate reports whether the sentence of a sighting tells its date.
func (d *document) ownDate(s *sighting) bool {
	return s.date.said() && d.times[s.date.timex].sentence == s.sentence
}

// earlierIn reports whether sentence n tells of something that came before
// another of its kind: its dates are not those of the other.
func (d *document) earlierIn(n int32) bool {
	for t := d.nlp.Sentences[n].First; t < d.nlp.Sentences[n].End; t++ {
		if d.earlier(t) {
			return true
		}
	}
	return false
}

// earlier reports whether a word beside the trigger says that its event came
// before another of its kind: "a previous visit", "had met earlier".
func (d *document) earlier(t int32) bool {
	for c := range d.children.of(t) {
		switch d.lower(c) {
		case "previous", "previously", "prior":
			return true
		case "earlier":
			return d.rel(c) == nlp.Amod && d.child(c, nlp.Obl) < 0
		}
	}
	return false
}

// introduces reports whether a noun speaks of its event as of one of several:
// "the latest contact", "another meeting".
func (d *document) introduces(s *sighting) bool {
	return !s.verb && d.with(s.token, "latest", "last", "first", "second", "third", "another")
}

// carries reports whether one of the words of f carries that of s, as "held"
// does "talks", or the other way round: they tell of one encounter.
func (f *finding) carries(s *sighting) bool {
	return slices.ContainsFunc(f.sightings, func(o *sighting) bool { return o.support == s.token || s.support == o.token })
}

// joinAt and joinVisitAt are the least probabilities with which a sighting joins a
// finding. Who visits a place is mostly there once; those who meet meet often.
const (
	joinAt      = 0.65
	joinVisitAt = 0.35
)

// definite reports whether the trigger speaks of something known: "the
// meeting", "their talks".
func definite(d *document, s *sighting) bool {
	if s.verb {
		return false
	}
	if w := d.determiner(s.token); w != "" {
		return pointing(w)
	}
	for c := range d.children.of(s.token) {
		if d.nlp.Deprel[c] == nlp.NmodPoss {
			return true
		}
	}
	return false
}

// samePlaces reports whether two lists of places have one in common, a city
// standing for its country.
func samePlaces(d *document, a, b []chosen) bool {
	for _, p := range a {
		for _, q := range b {
			if p.entity == q.entity || d.placeWithin(p.entity, q.entity) || d.placeWithin(q.entity, p.entity) {
				return true
			}
		}
	}
	return false
}

// placeWithin reports whether place a is a city of country b.
func (d *document) placeWithin(a, b int32) bool {
	country := d.entities[b].country
	if country == "" || d.entities[a].country != "" {
		return false
	}
	for _, p := range lexicon.City(d.entities[a].key) {
		if p.Country == country {
			return true
		}
	}
	return false
}
