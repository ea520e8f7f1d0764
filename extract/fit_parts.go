package extract

import (
	"parley/extract/internal/learn"
)

// fitParts trains the model of parts. An entity that takes part often stands
// several times in a sentence ("A said he met B"), and only one of its mentions
// holds the part: after a first fit, only the mention that it likes best is
// kept as an example (multiple-instance learning).
func fitParts(t trainingSet) *learn.Model {
	var m *learn.Model
	for round := range 3 {
		var es []learn.Example
		for a, k := range t.told() {
			es = appendParts(es, a.d, &a.sightings[k], m)
		}
		o := learn.Options{L2: 2e-3}
		if round < 2 {
			o.Epochs = 7
		}
		m = learn.Fit(int(numParts), es, o)
	}
	return m
}

// appendParts adds the candidates of a sighting to the examples, leaving out
// the mentions of its participants that the model m likes less than another
// mention of theirs.
func appendParts(es []learn.Example, d *document, s *sighting, m *learn.Model) []learn.Example {
	type choice struct {
		at    int
		score float64
	}
	best := map[int32]choice{}
	for i := range s.cands {
		c := &s.cands[i]
		if c.gold == noPart {
			continue
		}
		score := 1.0
		if c.reporter {
			score = 0.5
		}
		if m != nil {
			score = m.Predict(c.keys, nil)[c.gold]
		}
		e := d.mentions[c.mention].entity
		if b, ok := best[e]; !ok || score > b.score || m == nil && score == b.score && nearer(d, s, c, &s.cands[b.at]) {
			best[e] = choice{i, score}
		}
	}
	for i := range s.cands {
		c := &s.cands[i]
		if b, ok := best[d.mentions[c.mention].entity]; ok && b.at != i {
			continue
		}
		es = append(es, learn.Example{Keys: c.keys, Class: int(c.gold)})
	}
	return es
}

// nearer reports whether candidate a stands nearer to the trigger than b.
func nearer(d *document, s *sighting, a, b *candidate) bool {
	far := func(c *candidate) int32 {
		n := d.mentions[c.mention].head - s.token
		return max(n, -n)
	}
	return far(a) < far(b)
}

// fitSecond trains the model of entities among others.
func fitSecond(t trainingSet) *learn.Model {
	var es []learn.Example
	for a, k := range t.told() {
		s := &a.sightings[k]
		for n := range s.parts {
			if s.parts[n].cand >= 0 {
				es = append(es, learn.Example{Keys: s.secondFeatures(a.d, n), Class: int(s.parts[n].gold)})
			}
		}
	}
	return learn.Fit(int(numParts), es, learn.Options{})
}

// fitForest grows the forest of entities among others.
func fitForest(t trainingSet) *learn.Forest {
	var rows [][]float32
	var labels []int
	for a, k := range t.told() {
		s := &a.sightings[k]
		for n := range s.parts {
			rows, labels = append(rows, partFields(a.d, a.sightings, k, n)), append(labels, int(s.parts[n].gold))
		}
	}
	return learn.Grow(int(numParts), rows, labels, learn.ForestOptions{})
}
