package extract

import (
	"slices"

	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// settle corrects the findings of an article by each other: a country is not
// its own partner nor its own guest, it stands for nobody where one of its
// people is named, and who meets "during his visit" does so when the visit is.
func settle(d *document, fs []finding) []finding {
	for i := range fs {
		// Who is quoted elsewhere speaking of it is not who says that it took
		// place.
		fs[i].source = fs[i].best.source
		fs[i].settleDate(d)
		switch f := &fs[i]; {
		case f.fact != graph.Held:
		case d.ongoing(f.best):
			f.fact = graph.Ongoing
		case f.source.cue >= 0 && disputed[d.nlp.Lemma[f.source.cue]]:
			f.fact = graph.Alleged
		}
	}
	for i := range fs {
		if f := &fs[i]; f.family == visit {
			f.party = slices.DeleteFunc(f.party, func(c chosen) bool {
				return len(f.party) > 1 && d.entities[c.entity].kind != graph.Person && slices.ContainsFunc(f.places, func(p chosen) bool { return d.sameCountry(c.entity, p.entity) })
			})
		}
	}
	fs = slices.DeleteFunc(fs, func(f finding) bool {
		return f.family == encounter && len(f.party) > 1 && !slices.ContainsFunc(f.party[1:], func(c chosen) bool { return !d.sameCountry(c.entity, f.party[0].entity) })
	})
	named := slices.Clone(fs)
	fs = slices.DeleteFunc(fs, func(f finding) bool {
		return slices.ContainsFunc(named, func(o finding) bool { return d.standsFor(&f, &o) })
	})
	for i := range fs {
		for k := range fs {
			if f, o := &fs[i], &fs[k]; f.date.timex < 0 && o.date.timex >= 0 && f.family == encounter && o.family == visit && overlap(o.party, f.party) > 0 && f.during(d, o) {
				f.date = o.date
			}
		}
	}
	return fs
}

// disputed are verbs of saying that leave open whether it is true.
var disputed = map[string]bool{"allege": true, "purport": true, "speculate": true}

// sameCountry reports whether a and b, neither of them a person, are one
// country or a country and a city in it.
func (d *document) sameCountry(a, b int32) bool {
	x, y := d.countryOf(a), d.countryOf(b)
	return x != "" && x == y
}

func (d *document) countryOf(e int32) string {
	x := &d.entities[e]
	if x.kind != graph.Place || x.country != "" {
		if x.kind == graph.Person {
			return ""
		}
		return x.country
	}
	for _, p := range lexicon.City(x.key) {
		return p.Country
	}
	return ""
}

// standsFor reports whether a country in f, beside one person, stands for a
// person of that country who meets the same person in o.
func (d *document) standsFor(f, o *finding) bool {
	if f.family != encounter || o.family != encounter || len(f.party) != 2 || f.date.timex >= 0 && o.date.timex >= 0 && f.date.edtf != o.date.edtf {
		return false
	}
	a, b := f.party[0].entity, f.party[1].entity
	if d.entities[a].kind != graph.Person {
		a, b = b, a
	}
	if d.entities[a].kind != graph.Person || d.entities[b].kind == graph.Person || d.entities[b].country == "" {
		return false
	}
	with, person := false, false
	for _, c := range o.party {
		e := &d.entities[c.entity]
		with = with || c.entity == a
		person = person || c.entity != a && e.kind == graph.Person && e.country == d.entities[b].country
	}
	return with && person
}

// during reports whether a sentence that tells of f says that it happens during
// o, a visit.
func (f *finding) during(d *document, o *finding) bool {
	for _, s := range o.sightings {
		if !s.verb && d.preposition(s.token) == "during" && slices.ContainsFunc(f.sightings, func(t *sighting) bool { return t.sentence == s.sentence }) {
			return true
		}
	}
	return false
}

// How the sightings of one encounter decide on its date: what another sighting
// than the best counts, and how much the best one's not being dated does.
const (
	otherSighting = 0.3
	bestUndated   = 1.5
)

// settleDate chooses the date for which all sightings together make the best
// case, where dates that say the same but for precision support each other.
func (f *finding) settleDate(d *document) {
	weights := make([]float64, len(d.times))
	none := 0.0
	for _, s := range f.sightings {
		weight := s.score()
		if s != f.best {
			weight *= otherSighting
		}
		for _, c := range s.date.all {
			switch {
			case c.timex >= 0:
				weights[c.timex] += weight * c.prob
			case s == f.best:
				none = bestUndated * weight * c.prob
			}
		}
	}
	type span struct{ from, to graph.Day }
	spans := make([]span, len(d.times))
	for i, w := range weights {
		if w > 0 {
			spans[i].from, spans[i].to, _ = d.times[i].date.Bounds()
			if !d.may(f.fact, spans[i].to) {
				weights[i] = 0
			}
		}
	}
	f.date = dating{timex: -1, prob: none}
	for i, w := range weights {
		if w == 0 {
			continue
		}
		sum := w * 1e-3 // between equals, what was said most plainly
		for k, v := range weights {
			if v > 0 && sameDays(spans[i].from, spans[i].to, spans[k].from, spans[k].to) {
				sum += v
			}
		}
		if sum > f.date.prob {
			f.date = dating{timex: int32(i), edtf: d.times[i].date.EDTF, prob: sum, inferred: d.times[i].sentence < 0}
		}
	}
}

// may reports whether what has the factuality may end on the day: what is
// still to come does not lie before the day of publication.
func (d *document) may(fact graph.Factuality, to graph.Day) bool {
	day, ok := d.published()
	return !ok || fact != graph.Scheduled && fact != graph.Proposed || to >= day
}
