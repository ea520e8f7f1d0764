package extract

import (
	"slices"

	"parley/graph"
)

// split makes sightings of one encounter each of those that tell of several:
// a visit to two places is two visits, and who met two others separately met
// twice. The others follow the first one.
func split(d *document, ss []sighting) []sighting {
	var out []sighting
	for i := range ss {
		s := &ss[i]
		if s.family() == visit {
			out = s.byPlace(d, out)
		} else {
			out = s.byPartner(d, out)
		}
	}
	return out
}

// byPlace appends the visits of s, one for each of the places that stand in
// one coordination.
func (s *sighting) byPlace(d *document, out []sighting) []sighting {
	first := slices.IndexFunc(s.places, func(c chosen) bool { return d.entities[c.entity].kind == graph.Place })
	if first < 0 {
		return append(out, *s)
	}
	joined := func(c chosen) bool {
		return d.entities[c.entity].kind == graph.Place && d.coordinated(d.mentions[c.mention].head, d.mentions[s.places[first].mention].head)
	}
	var stops, rest []chosen
	for _, c := range s.places {
		if joined(c) && !slices.ContainsFunc(stops, func(o chosen) bool {
			return d.placeWithin(o.entity, c.entity) || d.placeWithin(c.entity, o.entity)
		}) {
			stops = append(stops, c)
		} else {
			rest = append(rest, c)
		}
	}
	if len(stops) < 2 {
		return append(out, *s)
	}
	slices.SortStableFunc(stops, func(a, b chosen) int { return int(a.mention - b.mention) })
	for n, c := range stops {
		one := *s
		one.number = n
		one.places = append([]chosen{c}, rest...)
		out = append(out, one)
	}
	return out
}

// byPartner appends the encounters of s, one for each of those in one
// coordination whom somebody outside of it met "separately", or met, or spoke
// to, where each is of another country: leaders are received one by one.
func (s *sighting) byPartner(d *document, out []sighting) []sighting {
	separate := d.separate(s.token)
	if len(s.party) < 3 || !separate && !s.verb {
		return append(out, *s)
	}
	for h, c := range s.party {
		var others []chosen
		for k, o := range s.party {
			if k != h {
				others = append(others, o)
			}
		}
		head := d.mentions[others[0].mention].head
		if d.coordinated(d.mentions[c.mention].head, head) || slices.ContainsFunc(others, func(o chosen) bool { return !d.coordinated(d.mentions[o.mention].head, head) }) {
			continue
		}
		if !separate && !d.abroad(others) {
			continue
		}
		slices.SortStableFunc(others, func(a, b chosen) int { return int(a.mention - b.mention) })
		for n, o := range others {
			one := *s
			one.number = n
			one.party = []chosen{c, o}
			out = append(out, one)
		}
		return out
	}
	return append(out, *s)
}

// abroad reports whether the persons are each of another country.
func (d *document) abroad(cs []chosen) bool {
	for i, c := range cs {
		e := &d.entities[c.entity]
		if e.kind != graph.Person || e.country == "" || slices.ContainsFunc(cs[:i], func(o chosen) bool { return d.entities[o.entity].country == e.country }) {
			return false
		}
	}
	return true
}

// separate reports whether a word beside the trigger says that its encounters
// were several.
func (d *document) separate(t int32) bool {
	return d.with(t, "separate", "separately", "individually", "individual", "one-on-one", "bilateral", "each", "successive")
}
