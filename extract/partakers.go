package extract

import (
	"cmp"
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// An entityPart is the case of an entity for each part in a trigger's event:
// the best that one of its mentions has.
type entityPart struct {
	entity  int32
	mention int32 // the one with the best case for taking part
	cand    int32 // the candidate that it is, or -1 of an entity that the sentence does not name
	prob    [numParts]float64
	other   float64 // the case of the next best mention for partyPart
	gold    part    // in training
}

func entityParts(d *document, cs []candidate) []entityPart {
	var out []entityPart
	for i := range cs {
		e := d.mentions[cs[i].mention].entity
		k := slices.IndexFunc(out, func(p entityPart) bool { return p.entity == e })
		if k < 0 {
			out = append(out, entityPart{entity: e, mention: cs[i].mention, cand: int32(i), prob: cs[i].prob})
			continue
		}
		p := &out[k]
		p.other = max(p.other, min(p.prob[partyPart], cs[i].prob[partyPart]))
		if cs[i].prob[noPart] < p.prob[noPart] {
			p.mention, p.cand, p.prob = cs[i].mention, int32(i), cs[i].prob
		}
	}
	return out
}

// maxAbsent is how many entities that a trigger's sentence does not name are
// looked at.
const maxAbsent = 6

// absent lists the entities that may take part though neither the trigger's
// sentence nor the one before it names them ("The meeting lasted an hour"):
// those named most and nearest.
func absent(d *document, s *sighting) []entityPart {
	type rank struct {
		part  entityPart
		score float64
	}
	var rs []rank
	for e := range d.entities {
		x := &d.entities[e]
		if x.kind == graph.Place && x.country == "" || x.typ == nlp.Norp || x.names == 0 ||
			slices.ContainsFunc(s.cands, func(c candidate) bool { return d.mentions[c.mention].entity == int32(e) }) {
			continue
		}
		near, best := int32(1<<20), int32(-1)
		for _, m := range x.mentions {
			n := s.sentence - d.sentenceOf[d.mentions[m].head]
			if n < 0 {
				n = 1 - 2*n
			}
			if n < near {
				near, best = n, m
			}
		}
		if near > 12 && len(x.mentions) < 3 {
			continue
		}
		score := (1 + float64(len(x.mentions))) / (3 + float64(near))
		if x.kind == graph.Person {
			score *= 1.5
		}
		rs = append(rs, rank{entityPart{entity: int32(e), mention: best, cand: -1, prob: [numParts]float64{noPart: 1}}, score})
	}
	slices.SortStableFunc(rs, func(a, b rank) int { return cmp.Compare(b.score, a.score) })
	var out []entityPart
	for _, r := range rs[:min(len(rs), maxAbsent)] {
		out = append(out, r.part)
	}
	return out
}

// secondFeatures describes an entity among the candidates of a trigger by what
// the first model says of it and of the others: a country takes part when
// nobody is named for it.
func (s *sighting) secondFeatures(d *document, n int) []learn.Key {
	var f learn.Features
	p := &s.parts[n]
	e := &d.entities[p.entity]
	m := &d.mentions[p.mention]
	typ := d.partType(m)
	group := "N" + string(s.types[0].Type)
	if s.verb {
		group = "V" + string(s.types[0].Type)
	}
	f.Add("bias")
	f.Add("type", typ, group)
	f.Add("form", string(m.form), typ)
	for part := range numParts {
		steps(&f, "p"+string(rune('0'+part)), p.prob[part], "")
		steps(&f, "pt"+string(rune('0'+part)), p.prob[part], typ)
	}
	f.AddInt("bin", int(p.prob[partyPart]*10), group)
	rank, persons, bodies, same, top, sum := 0, 0, 0, 0, 0.0, 0.0
	for k := range s.parts {
		o := &s.parts[k]
		if k == n {
			continue
		}
		q := o.prob[partyPart]
		oe := &d.entities[o.entity]
		if q > p.prob[partyPart] {
			rank++
		}
		top = max(top, q)
		sum += q
		if q < 0.5 {
			continue
		}
		if oe.kind == graph.Person {
			persons++
		} else {
			bodies++
		}
		if e.country != "" && oe.country == e.country {
			same++
		}
	}
	here := "before"
	if d.sentenceOf[m.head] == s.sentence {
		here = "here"
	}
	f.Add(here, typ)
	f.AddInt("rank", min(rank, 4), typ)
	f.AddInt("rank here", min(rank, 4), here)
	f.AddInt("rank lemma", min(rank, 3), s.lemma)
	steps(&f, "other", top, typ)
	steps(&f, "others", min(sum/4, 1), typ)
	f.AddInt("persons", min(persons, 3), typ, here)
	f.AddInt("persons bin", min(persons, 3)*10+int(p.prob[partyPart]*5), typ)
	f.AddInt("bodies", min(bodies, 3), typ, here)
	f.AddInt("country", min(same, 1), typ)
	f.AddInt("country bin", min(same, 1)*10+int(p.prob[partyPart]*5), typ)
	f.AddIf(m.within >= 0, "within", typ)
	f.AddInt("often", min(len(e.mentions), 6), typ)
	return f.Keys
}
