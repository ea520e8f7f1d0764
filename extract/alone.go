package extract

import (
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
)

// Some encounters are told of one named participant alone, whose partners the
// text does not name ("met with students"): who else stands in the sentence
// takes no part.

// aloneFields describes finding k, of two parties, to the forest that decides
// whether only the surer one took part.
func aloneFields(d *document, fs []finding, k int) fields {
	f := reportFields(d, fs, k)
	s := fs[k].best
	one, many := 0, 0
	for _, o := range s.fillers {
		if c := o.slot.class(); c != partnerSlot && c != betweenSlot || d.nlp.UPOS[o.token] != nlp.PosNoun {
			continue
		}
		switch m := d.mentionAt[o.token]; {
		case m >= 0 && d.mentions[m].entity >= 0:
		case d.nlp.XPOS[o.token] == nlp.TagNNS:
			many++
		default:
			one++
		}
	}
	f.count(one)
	f.count(many)
	f.flag(s.unnamedPartners(d))
	a, b := fs[k].surer()
	for _, c := range []chosen{a, b} {
		st := s.standingOf(c.mention)
		f.logit(c.prob)
		f.flag(st.here)
		f.flag(st.slot != noSlot)
		f.flag(st.inside)
		f.count(st.clauses)
		f.flag(st.reporter)
		f.flag(st.acting != "")
	}
	// How often the two are told of together.
	others := 0
	for i := range fs {
		if i != k && overlap(fs[i].party, fs[k].party) == 2 {
			others++
		}
	}
	f.count(others)
	both := 0
	for _, o := range fs[k].sightings {
		if overlap(o.party, fs[k].party) == 2 {
			both++
		}
	}
	f.count(both)
	return f
}

// ofTwo reports whether the finding is an encounter of two parties.
func (f *finding) ofTwo() bool { return f.family == encounter && len(f.party) == 2 }

// surer returns the two parties of a finding, the surer one first.
func (f *finding) surer() (a, b chosen) {
	a, b = f.party[0], f.party[1]
	if b.prob > a.prob {
		a, b = b, a
	}
	return a, b
}

// fitAlone grows the forest of parties alone: from findings of two parties of
// which an annotated report has one alone, or both.
func (x *Extractor) fitAlone(t trainingSet) *learn.Forest {
	var rows [][]float32
	var labels []int
	for a := range t.each() {
		for k := range a.found {
			f := &a.found[k]
			if !f.ofTwo() {
				continue
			}
			one, two := false, false
			sure, _ := f.surer()
			for n := range a.gold.Reports {
				g := &a.gold.Reports[n]
				if x.fits(a.d, g, f) == 0 {
					continue
				}
				if len(g.Participants) == 1 {
					one = one || g.Participants[0].matches(x, a.d, sure.entity)
				} else {
					two = true
				}
			}
			if one == two {
				continue
			}
			label := 0
			if one {
				label = 1
			}
			rows, labels = append(rows, aloneFields(a.d, a.found, k)), append(labels, label)
		}
	}
	return learn.Grow(2, rows, labels, learn.ForestOptions{Rounds: 80, Depth: 3, Rate: 0.05, Least: 3})
}

// aloneAt is the least probability with which a party is left alone.
const aloneAt = 0.5

// leaveAlone drops the second party of the findings that tell of one alone.
func (m *models) leaveAlone(d *document, fs []finding) {
	var p []float64
	var alone []int // dropped at the end: each is judged by the others as found
	for k := range fs {
		if !fs[k].ofTwo() {
			continue
		}
		if p = m.alone.Predict(aloneFields(d, fs, k), p); p[1] >= aloneAt {
			alone = append(alone, k)
		}
	}
	for _, k := range alone {
		_, b := fs[k].surer()
		fs[k].party = slices.DeleteFunc(slices.Clone(fs[k].party), func(c chosen) bool { return c.entity == b.entity })
	}
}
