package extract

import (
	"slices"

	"parley/extract/nlp"
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
			out = s.byPartner(d, ss, out)
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

// byPartner appends the encounters of s, one for each of those in one list
// whom somebody outside of it met "separately", or met, or spoke to, where each
// is of another country: leaders are received one by one.
func (s *sighting) byPartner(d *document, ss, out []sighting) []sighting {
	if len(s.party) < 3 {
		return append(out, *s)
	}
	separate := d.separate(s.token)
	plainly := s.verb || d.several(s.token)
	if i := slices.IndexFunc(ss, func(o sighting) bool { return o.support == s.token }); i >= 0 { // "held separate talks": what the noun says
		separate, plainly = separate || d.separate(ss[i].token), d.several(ss[i].token)
	}
	if !separate && !plainly {
		return append(out, *s)
	}
	for h, c := range s.party {
		others := slices.Delete(slices.Clone(s.party), h, h+1)
		slices.SortStableFunc(others, func(a, b chosen) int { return int(a.mention - b.mention) })
		if !d.listOf(others) || d.sideBySide(c, others[0]) || d.sideBySide(others[len(others)-1], c) ||
			!separate && (d.mentions[others[0].mention].head < s.token || !d.abroad(others)) {
			continue
		}
		for n, o := range others {
			one := *s
			one.number, one.apart = n, true
			one.party = []chosen{c, o}
			out = append(out, one)
		}
		return out
	}
	return append(out, *s)
}

// listOf reports whether participants, in text order, are the items of a list.
func (d *document) listOf(cs []chosen) bool {
	for i := 1; i < len(cs); i++ {
		if !d.sideBySide(cs[i-1], cs[i]) {
			return false
		}
	}
	return true
}

// sideBySide reports whether two participants stand side by side in a list: by
// the tree, or by the words between them, which a tree of a long list often
// gets wrong.
func (d *document) sideBySide(a, b chosen) bool {
	m, o := &d.mentions[a.mention], &d.mentions[b.mention]
	if m.tokens == o.tokens {
		return false // "the two presidents"
	}
	if d.coordinated(m.head, o.head) || d.enumerated(m.head, o.head) {
		return true
	}
	if m.tokens.End > o.tokens.First || d.sentenceOf[m.head] != d.sentenceOf[o.head] {
		return false
	}
	apart := false
	for t := m.tokens.End; t < o.tokens.First; t++ {
		switch d.nlp.UPOS[t] {
		case nlp.PosPunct:
			w := d.nlp.Word(t)
			apart = apart || w == "," || w == ";"
		case nlp.PosCconj:
			if d.lower(t) != "and" {
				return false
			}
			apart = true
		case nlp.PosAdj, nlp.PosNoun, nlp.PosPropn, nlp.PosDet, nlp.PosPart:
		case nlp.PosAdp:
			if w := d.lower(t); w != "of" && w != "for" {
				return false
			}
		default:
			return false
		}
	}
	return apart
}

// several reports whether noun t tells of more than one encounter: "meetings",
// but not "talks", which are one.
func (d *document) several(t int32) bool {
	return d.nlp.XPOS[t] == nlp.TagNNS && (d.nlp.Lemma[t] == "meeting" || d.nlp.Lemma[t] == "call" || d.nlp.Lemma[t] == "conversation")
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
