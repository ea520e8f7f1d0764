package extract

import (
	"cmp"
	"slices"

	"parley/graph"
)

// A finding is what an article says of one encounter: sightings joined.
type finding struct {
	sightings []*sighting // in text order
	best      *sighting   // the one that tells most
	family    family
	kinds     [numEncounterKinds]float64
	party     []chosen
	hosts     []chosen
	places    []chosen
	fact      graph.Factuality
	facts     [numFacts]float64
	date      dating
	source    sourcing
	prob      float64
	// repeats is how probable it is that it tells of a stronger finding.
	repeats float64
	// rivals counts stronger findings of the family that share participants.
	rivals int
}

// findConsult finds the encounters of a document.
func (x *Extractor) findConsult(d *document) []finding {
	return slices.DeleteFunc(x.findings(x.models, d), func(f finding) bool { return !f.told() })
}

// findings returns what the models make of a document, improbable encounters
// among them.
func (x *Extractor) findings(m *models, d *document) []finding {
	fs := m.join(d, x.judge(m, d, x.sight(d)))
	m.leaveAlone(d, fs)
	m.judgeReports(d, fs)
	attend(d, fs)
	return fs
}

// judge fills in what the models say of the sightings of a document, and
// returns those that may be encounters.
func (x *Extractor) judge(m *models, d *document, ss []sighting) []sighting {
	for k := range ss {
		m.judgeParts(d, &ss[k])
	}
	ss = slices.DeleteFunc(ss, func(s sighting) bool { return s.gate < minGate })
	for k := range ss {
		m.judgeSecond(d, ss, k)
	}
	for k := range ss {
		m.judgePairs(d, ss, k)
	}
	for k := range ss {
		ss[k].settleParts(d)
	}
	var kept []sighting
	for k := range ss {
		s := &ss[k]
		m.judgeKind(d, s)
		if s.score() < minSighting || d.asked(s.sentence) {
			continue
		}
		x.judgeDate(m, d, s)
		m.judgeFact(d, s)
		x.settleFact(d, s)
		x.judgeSource(m, d, s)
		kept = append(kept, *s)
	}
	return kept
}

// The least probability of a report that is told: of one that the article gives
// on its own account, and of one that it gives as somebody's word, of which it
// is as useful to know who says it.
const (
	reportAt     = 0.3
	attributedAt = 0.2
)

// told reports whether the finding is probable enough to be told.
func (f *finding) told() bool {
	if f.source.text != "" {
		return f.prob >= attributedAt
	}
	return f.prob >= reportAt
}

// judgeReports fills in how probable it is that each finding is a report.
func (m *models) judgeReports(d *document, fs []finding) {
	var p, q []float64
	for k := range fs {
		p = m.reports.Predict(fs[k].reportFeatures(d), p)
		q = m.last.Predict(reportFields(d, fs, k), q)
		fs[k].prob = (p[1] + q[1]) / 2
	}
	// Encounters that the same words tell apart stand or fall together.
	for k := range fs {
		for i := range fs {
			if a, b := &fs[k], &fs[i]; a.best.apart && b.best.apart && a.best.token == b.best.token {
				a.prob = max(a.prob, b.prob)
			}
		}
	}
}

// join puts the sightings of one encounter together, the surest first.
func (m *models) join(d *document, ss []sighting) []finding {
	var p []float64
	return joinBy(d, split(d, ss), func(d *document, f *finding, s *sighting) float64 {
		p = m.joins.Predict(joinFields(d, f, s), p)
		return p[1]
	})
}

// joinBy joins sightings; same says how probable it is that one that may tell
// of a finding's encounter does.
func joinBy(d *document, ss []sighting, same func(*document, *finding, *sighting) float64) []finding {
	order := make([]int, 0, len(ss))
	for i := range ss {
		if len(ss[i].party) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(d, &ss[b]), weight(d, &ss[a])) })
	var fs []finding
	for _, i := range order {
		s := &ss[i]
		at, top := -1, 0.0
		for k := range fs {
			if joinable(d, &fs[k], s) {
				p := 1.0
				if !fs[k].carries(s) {
					p = same(d, &fs[k], s)
				}
				if p > top {
					at, top = k, p
				}
			}
		}
		joins := joinAt
		if s.family() == visit {
			joins = joinVisitAt
		}
		if top < joins {
			fs = append(fs, finding{best: s, family: s.family(), kinds: s.kinds, facts: s.fact, date: s.date, source: s.source, repeats: top,
				party: slices.Clone(s.party), hosts: slices.Clone(s.hosts), places: slices.Clone(s.places)})
			at = len(fs) - 1
		}
		fs[at].add(s)
	}
	for i := range fs {
		f := &fs[i]
		slices.SortStableFunc(f.sightings, func(a, b *sighting) int { return int(a.token - b.token) })
		f.fact = bestFact(&f.facts)
	}
	fs = settle(d, fs)
	for i := range fs {
		for k := range i {
			if fs[k].family == fs[i].family && overlap(fs[k].party, fs[i].party) > 0 {
				fs[i].rivals++
			}
		}
	}
	slices.SortStableFunc(fs, func(a, b finding) int { return int(a.best.token - b.best.token) })
	return fs
}

// weight orders sightings by how much they tell: sure ones with more
// participants first.
func weight(d *document, s *sighting) float64 {
	w := s.score() + 0.3*float64(min(len(s.party), 2))
	if s.family() == visit && len(s.places) > 0 {
		w += 0.3
	}
	if d.inTitle(s.token) {
		w -= 0.35
	}
	return w
}

// alsoSure is the least probability of a further participant whom only another
// sighting than the best names.
const alsoSure = 0.8

// add joins s to the finding.
func (f *finding) add(s *sighting) {
	f.sightings = append(f.sightings, s)
	if f.best == s {
		return
	}
	switch {
	case f.family != encounter || f.best.apart:
	case len(f.party) < 2:
		f.party = union(f.party, s.party)
	default:
		f.party = union(f.party, slices.DeleteFunc(slices.Clone(s.party), func(c chosen) bool { return c.prob < alsoSure }))
	}
	if len(f.places) == 0 {
		f.places = slices.Clone(s.places)
	}
	if len(f.hosts) == 0 {
		f.hosts = slices.Clone(s.hosts)
	}
	if !f.date.said() && (s.date.said() || f.date.timex < 0) {
		f.date = s.date
	}
	if f.source.text == "" {
		f.source = s.source
	}
	for i := range f.kinds {
		f.kinds[i] += 0.5 * s.kinds[i]
	}
	for i := range f.facts {
		f.facts[i] += 0.3 * s.score() * s.fact[i]
	}
}

func union(a, b []chosen) []chosen {
	for _, c := range b {
		if !includes(a, c.entity) {
			a = append(a, c)
		}
	}
	return a
}

// includes reports whether entity e is among the chosen.
func includes(cs []chosen, e int32) bool {
	return slices.ContainsFunc(cs, func(c chosen) bool { return c.entity == e })
}

func overlap(a, b []chosen) int {
	n := 0
	for _, c := range a {
		if includes(b, c.entity) {
			n++
		}
	}
	return n
}
