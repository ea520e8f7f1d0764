package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// joinFields describes a sighting and a finding to the forest that decides
// whether the one tells of the other.
func joinFields(d *document, fd *finding, s *sighting) fields {
	var f fields
	b := fd.best
	f.flag(fd.family == visit)
	n := overlap(fd.party, s.party)
	f.count(n)
	f.count(len(fd.party))
	f.count(len(s.party))
	f.flag(n == len(fd.party) && n == len(s.party))
	f.flag(n == min(len(fd.party), len(s.party)))
	f.count(min(len(fd.places), 2))
	f.count(min(len(s.places), 2))
	f.flag(samePlaces(d, fd.places, s.places))
	f.flag(b.lemma == s.lemma)
	same, best := 0.0, 0.0
	for k := meetKind; k < numEncounterKinds; k++ {
		same += b.kinds[k] / max(b.score(), 0.01) * s.kinds[k] / max(s.score(), 0.01)
		best = max(best, s.kinds[k])
	}
	f.num(same)
	f.num(b.kinds[callKind] / max(b.score(), 0.01))
	f.num(s.kinds[callKind] / max(s.score(), 0.01))
	f.num(b.kinds[talksKind] / max(b.score(), 0.01))
	f.num(s.kinds[talksKind] / max(s.score(), 0.01))
	f.logit(b.score())
	f.logit(s.score())
	f.logit(s.gate)
	alike := 0.0
	for i := range fd.facts {
		alike += b.fact[i] * s.fact[i]
	}
	f.num(alike)
	f.num(b.fact[0])
	f.num(s.fact[0])
	f.num(b.fact[0] - s.fact[0])
	f.flag(fd.date.said())
	f.flag(s.date.said())
	compatible := 0
	if fd.date.said() && s.date.said() {
		compatible = -1
		if fd.date.edtf == s.date.edtf {
			compatible = 2
		} else if (graph.Date{EDTF: fd.date.edtf}).Compatible(graph.Date{EDTF: s.date.edtf}) {
			compatible = 1
		}
	}
	f.count(compatible)
	f.flag(fd.date.timex >= 0 && fd.date.timex == s.date.timex)
	gap := int(s.sentence - b.sentence)
	f.count(min(max(gap, -20), 20))
	f.count(min(max(gap, -gap), 20))
	near := 20
	for _, o := range fd.sightings {
		g := int(s.sentence - o.sentence)
		near = min(near, max(g, -g))
	}
	f.count(near)
	f.count(len(fd.sightings))
	for _, o := range []*sighting{b, s} {
		f.flag(o.verb)
		f.flag(o.weak)
		f.flag(definite(d, o))
		f.flag(d.inTitle(o.token))
		f.flag(d.nlp.XPOS[o.token] == nlp.TagNNS)
		f.flag(d.distinct(o.token))
		f.flag(o.verb && d.subject(o.token) < 0)
	}
	worst := 1.0
	for _, c := range s.party {
		worst = min(worst, c.prob)
	}
	f.num(worst)
	return f
}

// distinct reports whether a word beside the trigger sets its event off from
// others: "another meeting", "met again", "last year's summit".
func (d *document) distinct(t int32) bool {
	return d.with(t, "another", "second", "third", "fourth", "last", "next", "previous", "previously", "earlier", "later", "again", "also", "separate", "separately", "first", "other", "further", "recently", "future", "past", "recent", "upcoming", "subsequent", "subsequently", "new", "additional", "more")
}

// fitJoins grows the forest that joins sightings. Annotators mark one place of
// the text for each encounter: a sighting that stands there is an encounter of
// its own, and one that names an annotated pair elsewhere repeats it.
func fitJoins(t trainingSet) *learn.Forest {
	var rows [][]float32
	var labels []int
	for a := range t.each() {
		own := map[int32]int{}
		var kept []sighting
		for k := range a.sightings {
			if a.sightings[k].score() >= minSighting {
				own[a.sightings[k].token] = a.of[k]
				kept = append(kept, a.sightings[k])
			}
		}
		joinBy(a.d, split(a.d, kept), func(d *document, f *finding, s *sighting) float64 {
			n := own[s.token]
			if n == noReport {
				return 1
			}
			rows, labels = append(rows, joinFields(d, f, s)), append(labels, 0)
			if n >= 0 {
				return 0
			}
			labels[len(labels)-1] = 1
			return 1
		})
	}
	return learn.Grow(2, rows, labels, learn.ForestOptions{Rounds: 60, Depth: 3, Rate: 0.08, Least: 3})
}
