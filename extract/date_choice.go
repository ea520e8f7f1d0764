package extract

import (
	"slices"

	"parley/extract/nlp"
	"parley/graph"
)

// dateWeights say how much speaks for each expression of a document, and for no
// date.
type dateWeights struct {
	none  float64
	times []float64 // of document.times
	// own are the sentences whose expressions are the encounter's own.
	own []int32
}

func newDateWeights(d *document) dateWeights {
	return dateWeights{times: make([]float64, len(d.times))}
}

// add counts what the ranker says of a sighting's date.
func (w *dateWeights) add(c datedBy, weight float64) {
	if c.timex < 0 {
		w.none += weight * c.prob
	} else {
		w.times[c.timex] += weight * c.prob
	}
}

// ownSentences lists the sentences that tell when the sighting's encounter
// takes place if they tell any date: its own, and the one before where the two
// are about one happening ("the summit opened on Monday. On the sidelines of
// the summit, ...").
func (x *Extractor) ownSentences(d *document, s *sighting) []int32 {
	own := []int32{s.sentence}
	if s.sentence == 0 {
		return own
	}
	here, before := d.nlp.Sentences[s.sentence], d.nlp.Sentences[s.sentence-1]
	for i := here.First; i < here.End; i++ {
		l := d.nlp.Lemma[i]
		if d.nlp.UPOS[i] != nlp.PosNoun || len(x.consult.nouns[l]) == 0 || d.determiner(i) != "the" {
			continue
		}
		for k := before.First; k < before.End; k++ {
			if d.nlp.Lemma[k] == l && d.nlp.UPOS[k] == nlp.PosNoun {
				return append(own, s.sentence-1)
			}
		}
	}
	return own
}

const (
	// borrowing is what speaks for another date counts for one that agrees
	// with it.
	borrowing = 0.95
	// ownShare is the share in the case for the days near publication from
	// which on a date within them is told, if the encounter's own sentences
	// tell it.
	ownShare = 0.4
)

// choose returns the date that is most probably right. Dates that say the same
// but for precision speak for each other; so the days near publication, which
// have no weight of their own, stand for all that may be meant within them.
// ahead says on which side of publication they are looked for.
func (w *dateWeights) choose(d *document, ahead bool) dating {
	out := dating{timex: -1, prob: w.none}
	top := w.none
	for i := range d.times {
		t := &d.times[i]
		if w.times[i] == 0 && !t.near {
			continue
		}
		told, agreeing := w.speakFor(d, i)
		// Between equals, what was said most plainly.
		score := told + borrowing*agreeing + w.times[i]*1e-3
		if day, _ := d.published(); t.near && (t.to > day) != ahead {
			score *= 0.99
		}
		if score > top {
			top = score
			out = dating{timex: int32(i), edtf: t.date.EDTF, prob: told + agreeing, inferred: t.sentence < 0}
		}
	}
	if out.timex >= 0 && d.times[out.timex].near {
		out = w.narrowed(d, out)
	}
	return out
}

// speakFor adds up what speaks for the date of expression i, and for dates that
// agree with it.
func (w *dateWeights) speakFor(d *document, i int) (told, agreeing float64) {
	t := &d.times[i]
	for k, v := range w.times {
		switch u := &d.times[k]; {
		case v == 0 || k != i && !sameDays(t.from, t.to, u.from, u.to):
		case k == i || !t.near && t.from == u.from && t.to == u.to:
			told += v
		default:
			agreeing += v
		}
	}
	return told, agreeing
}

// narrowed returns the best date within the days near publication that the
// encounter's own sentences tell, if much of the case for those days is its.
func (w *dateWeights) narrowed(d *document, near dating) dating {
	out, best := near, ownShare*near.prob
	around := &d.times[near.timex]
	for i := range d.times {
		t := &d.times[i]
		if w.times[i] == 0 || t.from < around.from || t.to > around.to || !slices.Contains(w.own, t.sentence) {
			continue
		}
		if told, _ := w.speakFor(d, i); told+w.times[i]*1e-3 > best {
			best = told + w.times[i]*1e-3
			out = dating{timex: int32(i), edtf: t.date.EDTF, prob: told}
		}
	}
	return out
}

// sameDays reports whether two ranges of days are the same date, told more or
// less precisely: equal, or one inside the other and one step apart.
func sameDays(af, at, bf, bt graph.Day) bool {
	if af == bf && at == bt {
		return true
	}
	if !(af <= bf && bt <= at || bf <= af && at <= bt) {
		return false
	}
	d := dateStep(at-af) - dateStep(bt-bf)
	return d <= 1 && d >= -1
}

// dateStep returns the step of precision of a range by its length.
func dateStep(length graph.Day) int {
	switch n := int(length) + 1; {
	case n <= 1:
		return 0
	case n <= 11:
		return 1
	case n <= 31:
		return 2
	case n <= 92:
		return 3
	}
	return 4
}
