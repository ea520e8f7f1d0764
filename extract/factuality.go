package extract

import (
	"slices"

	"parley/extract/internal/learn"
	"parley/graph"
)

// factualities are the values that the model tells apart. ONGOING is not
// among them: it is read from the words (see document.ongoing).
var factualities = [...]graph.Factuality{graph.Held, graph.Scheduled, graph.Proposed, graph.Postponed, graph.Cancelled, graph.Refused, graph.Denied, graph.Alleged, graph.Hypothetical}

const numFacts = len(factualities)

func factIndex(f graph.Factuality) int {
	if f == graph.Ongoing {
		f = graph.Held
	}
	return max(0, slices.Index(factualities[:], f))
}

// factFeatures adds to a trigger's context what its date says.
func (s *sighting) factFeatures(d *document) []learn.Key {
	f := learn.Features{Keys: slices.Clone(s.context)}
	pos := "N"
	if s.verb {
		pos = "V"
	}
	when := d.relation(s.date.edtf)
	if !s.date.said() {
		when = "undated"
	}
	f.Add("when", when)
	f.Add("when pos", when, pos)
	f.Add("when tag", when, d.nlp.XPOS[s.token].String())
	if s.support >= 0 {
		f.Add("when support", when, d.nlp.XPOS[s.support].String())
	}
	best := meetKind
	for k := meetKind; k < numEncounterKinds; k++ {
		if s.kinds[k] > s.kinds[best] {
			best = k
		}
	}
	f.AddInt("kind", int(best), pos)
	return f.Keys
}

func (m *models) judgeFact(d *document, s *sighting) {
	copy(s.fact[:], m.facts.Predict(s.factFeatures(d), nil))
}

// bestFact returns the most probable factuality.
func bestFact(p *[numFacts]float64) graph.Factuality {
	best := 0
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	return factualities[best]
}
