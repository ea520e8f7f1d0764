package extract

import (
	"slices"

	"parley/extract/nlp"
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
		if f := &fs[i]; f.family == encounter {
			f.party = slices.DeleteFunc(slices.Clone(f.party), func(c chosen) bool {
				return slices.ContainsFunc(f.party, func(o chosen) bool { return d.represents(o.entity, c.entity) })
			})
		} else {
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
			f, o := &fs[i], &fs[k]
			if o.date.timex < 0 || !f.undated(o) || overlap(o.party, f.party) == 0 {
				continue
			}
			if f.family == encounter && o.family == visit && f.during(d, o) || f.besideVerb(d, o) {
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

// standsFor reports whether f is o told of countries and bodies: each party of f
// takes part in o too, or is represented there by a person of its own ("Norland
// officials", "the movement").
func (d *document) standsFor(f, o *finding) bool {
	if f.family != encounter || o.family != encounter || len(f.party) != 2 || f.date.said() && o.date.said() && !(graph.Date{EDTF: f.date.edtf}).Compatible(graph.Date{EDTF: o.date.edtf}) {
		return false
	}
	in := func(e int32) bool {
		return includes(o.party, e)
	}
	represented := func(e, but int32) int32 {
		for _, c := range o.party {
			if c.entity != but && d.represents(c.entity, e) {
				return c.entity
			}
		}
		return -1
	}
	a, b := f.party[0].entity, f.party[1].entity
	switch {
	case in(a) && in(b):
		return false
	case in(a):
		return represented(b, a) >= 0
	case in(b):
		return represented(a, b) >= 0
	}
	p := represented(a, -1)
	return p >= 0 && represented(b, p) >= 0
}

// represents reports whether a person is of the country or body e: by their
// country, or because a title of theirs names it ("the Council's envoy Lund").
func (d *document) represents(person, e int32) bool {
	p, x := &d.entities[person], &d.entities[e]
	if p.kind != graph.Person || x.kind == graph.Person {
		return false
	}
	if x.country != "" {
		return p.country == x.country || d.leads(person, e)
	}
	return slices.ContainsFunc(x.mentions, func(m int32) bool {
		w := d.mentions[m].within
		return w >= 0 && d.mentions[w].entity == person
	})
}

// related reports whether one of two entities represents the other.
func (d *document) related(a, b int32) bool { return d.represents(a, b) || d.represents(b, a) }

// leads reports whether a person leads people who act for the country e: "a Norland
// delegation led by A".
func (d *document) leads(person, e int32) bool {
	return slices.ContainsFunc(d.entities[e].mentions, func(i int32) bool {
		h := d.nlp.Head[d.mentions[i].head]
		if h < 0 || !actingBodies[d.nlp.Lemma[h]] {
			return false
		}
		for v := range d.children.of(h) {
			if r := d.rel(v); r != nlp.Acl || d.nlp.Lemma[v] != "lead" && d.nlp.Lemma[v] != "head" {
				continue
			}
			for by := range d.children.of(v) {
				if m := d.nameOf(by); m >= 0 && d.rel(by) == nlp.Obl && d.mentions[m].entity == person {
					return true
				}
			}
		}
		return false
	})
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

// undated reports whether nothing but its nearness to publication dates f,
// where the text dates o: then o may date both.
func (f *finding) undated(o *finding) bool {
	return f.date.timex < 0 || f.date.inferred && o.date.said() && (graph.Date{EDTF: f.date.edtf}).Compatible(graph.Date{EDTF: o.date.edtf})
}

// besideVerb reports whether one clause tells of f and o, with verbs of one tense
// side by side: "visited Oslo and met the mayor".
func (f *finding) besideVerb(d *document, o *finding) bool {
	for _, s := range f.sightings {
		for _, t := range o.sightings {
			if s.verb && t.verb && s.sentence == t.sentence && d.coordinated(s.token, t.token) && d.nlp.XPOS[s.token] == d.nlp.XPOS[t.token] {
				return true
			}
		}
	}
	return false
}

// otherSighting is what another sighting than the best counts where those of
// one encounter decide on its date.
const otherSighting = 0.3

// settleDate chooses the date for which all sightings together make the best
// case.
func (f *finding) settleDate(d *document) {
	w := newDateWeights(d)
	for _, s := range f.sightings {
		w.own = append(w.own, s.date.own...)
		weight := s.score()
		if s != f.best {
			weight *= otherSighting
		}
		for _, c := range s.date.all {
			w.add(c, weight)
		}
	}
	for i, v := range w.times {
		if v > 0 && !d.may(f.fact, d.times[i].to) {
			w.times[i] = 0
		}
	}
	// What is planned is to come, and so was what was called off.
	past := f.fact == graph.Held || f.fact == graph.Ongoing || f.fact == graph.Denied || f.fact == graph.Alleged
	f.date = w.choose(d, !past)
	if f.date.inferred && f.wished() {
		f.date = dating{timex: -1}
	}
}

// wished reports whether the encounter is only wished for, thought of or given up:
// nothing then says that it belongs to the days around publication.
func (f *finding) wished() bool {
	switch f.fact {
	case graph.Proposed, graph.Hypothetical, graph.Refused:
		return true
	}
	return false
}

// may reports whether what has the factuality may end on the day: what is
// still to come does not lie before the day of publication.
func (d *document) may(fact graph.Factuality, to graph.Day) bool {
	day, ok := d.published()
	return !ok || fact != graph.Scheduled && fact != graph.Proposed || to >= day
}
