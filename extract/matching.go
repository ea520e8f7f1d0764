package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// sameDate compares dates as the bench does: equal, or one inside the other
// and at most one step of precision apart.
func sameDate(a, b string) bool {
	af, at, ok := graph.Date{EDTF: a}.Bounds()
	bf, bt, ok2 := graph.Date{EDTF: b}.Bounds()
	if !ok || !ok2 {
		return a == "" && b == ""
	}
	return sameDays(af, at, bf, bt)
}

// sameSource reports whether two names of sources share a content word.
func sameSource(a, b string) bool {
	for w := range strings.FieldsSeq(lexicon.Fold(a)) {
		switch w {
		case "the", "a", "an", "of", "to", "in", "on", "for", "by", "at", "and", "or", "his", "her", "its", "their", "said", "says", "told", "official", "officials", "source", "sources":
			continue
		}
		if slices.Contains(strings.Fields(lexicon.Fold(b)), w) {
			return true
		}
	}
	return a != "" && lexicon.Fold(a) == lexicon.Fold(b)
}

// findingsOf joins the judged sightings of a training article.
func (m *models) findingsOf(a *trainingArticle) []finding {
	var kept []sighting
	for k := range a.sightings {
		if a.sightings[k].score() >= minSighting {
			kept = append(kept, a.sightings[k])
		}
	}
	return m.join(a.d, kept)
}

// rightFindings returns for each finding the annotated report that it
// matches by the bench's rule, or -1. A report is matched once, by the
// finding that fits best.
func (x *Extractor) rightFindings(a *trainingArticle, fs []finding) []int {
	right := make([]int, len(fs))
	for i := range right {
		right[i] = -1
	}
	for n := range a.gold.Reports {
		g := &a.gold.Reports[n]
		best, top := -1, 0.0
		for k := range fs {
			if right[k] >= 0 {
				continue
			}
			if v := x.fits(a.d, g, &fs[k]); v > top {
				best, top = k, v
			}
		}
		if best >= 0 {
			right[best] = n
		}
	}
	return right
}

// fits says how well a finding fits an annotated report, 0 when it is
// another event.
func (x *Extractor) fits(d *document, g *GoldReport, f *finding) float64 {
	if (g.Type == "VISIT") != (f.family == visit) {
		return 0
	}
	n := 0
	for _, p := range g.Participants {
		if slices.ContainsFunc(f.party, func(c chosen) bool { return p.matches(x, d, c.entity) }) {
			n++
		}
	}
	if n == 0 || f.family == encounter && n < min(2, len(g.Participants)) {
		return 0
	}
	if f.family == visit && len(g.Where) > 0 && !x.reaches(d, g, f) {
		return 0
	}
	v := 2 * float64(n) / float64(len(g.Participants)+len(f.party))
	for _, date := range g.Dates {
		if date == "" && f.date.timex < 0 || date != "" && f.date.timex >= 0 && sameDate(date, f.date.edtf) {
			v += 0.2
			break
		}
	}
	if (g.Factuality[0] == graph.Held) == (f.fact == graph.Held) {
		v += 0.1
	}
	return v
}

func (x *Extractor) reaches(d *document, g *GoldReport, f *finding) bool {
	for _, c := range slices.Concat(f.places, f.hosts) {
		for _, w := range g.Where {
			if w.matches(x, d, c.entity) {
				return true
			}
			for _, k := range w.keys {
				for _, p := range lexicon.City(k) {
					if p.Country == d.entities[c.entity].country {
						return true
					}
				}
				if code, ok := lexicon.FindCountryCode(k); ok {
					for _, p := range lexicon.City(d.entities[c.entity].key) {
						if p.Country == code {
							return true
						}
					}
				}
			}
		}
	}
	return false
}
