package extract

import (
	"cmp"
	"slices"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
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
	ss := x.judge(x.models, d, x.sight(d))
	fs := x.models.join(d, ss)
	x.models.judgeReports(d, fs)
	return slices.DeleteFunc(fs, func(f finding) bool { return f.prob < reportAt })
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

// reportAt is the least probability of a report that is told.
const reportAt = 0.25

// judgeReports fills in how probable it is that each finding is a report.
func (m *models) judgeReports(d *document, fs []finding) {
	var p, q []float64
	for k := range fs {
		p = m.reports.Predict(fs[k].reportFeatures(d), p)
		q = m.last.Predict(reportFields(d, fs, k), q)
		fs[k].prob = (p[1] + q[1]) / 2
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
		if top < joinAt {
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
	case f.family != encounter:
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
		if !slices.ContainsFunc(a, func(o chosen) bool { return o.entity == c.entity }) {
			a = append(a, c)
		}
	}
	return a
}

func overlap(a, b []chosen) int {
	n := 0
	for _, c := range a {
		if slices.ContainsFunc(b, func(o chosen) bool { return o.entity == c.entity }) {
			n++
		}
	}
	return n
}

// joinable reports whether s may tell of the encounter of f: they are of one
// family, share participants, and, of visits, a place.
func joinable(d *document, f *finding, s *sighting) bool {
	if f.family != s.family() || overlap(f.party, s.party) == 0 || conflicting(d, f, s) {
		return false
	}
	if slices.ContainsFunc(f.sightings, func(o *sighting) bool { return o.token == s.token }) {
		return false
	}
	if f.family == visit {
		return len(f.places) == 0 || len(s.places) == 0 || samePlaces(d, f.places, s.places)
	}
	return min(len(f.party), len(s.party)) == 1 || overlap(f.party, s.party) > 1
}

// conflicting reports whether words, dates or factualities keep f and s apart.
func conflicting(d *document, f *finding, s *sighting) bool {
	if d.earlier(s.token) != d.earlier(f.best.token) && !(f.date.said() && f.date.edtf == s.date.edtf) {
		return true
	}
	if s.date.said() && !f.date.said() && s.sentence > f.best.sentence && d.introduces(s) {
		return true
	}
	if f.date.said() && s.date.said() {
		a, b := graph.Date{EDTF: f.date.edtf}, graph.Date{EDTF: s.date.edtf}
		if !a.Compatible(b) {
			return true
		}
	}
	a, b := bestFact(&f.facts), bestFact(&s.fact)
	if (a == graph.Held) != (b == graph.Held) {
		i, j := factIndex(a), factIndex(b)
		return f.best.fact[i] > 0.75 && s.fact[j] > 0.75 && !(f.date.timex >= 0 && f.date.edtf == s.date.edtf)
	}
	return false
}

// earlier reports whether a word beside the trigger says that its event came
// before another of its kind: "a previous visit", "had met earlier".
func (d *document) earlier(t int32) bool {
	for c := range d.children.of(t) {
		switch d.lower(c) {
		case "previous", "previously", "prior":
			return true
		case "earlier":
			return d.nlp.Head[c] == t && d.child(c, nlp.Obl) < 0 && d.rel(c) == nlp.Amod
		}
	}
	return false
}

// introduces reports whether a noun speaks of its event as of one of several:
// "the latest contact", "another meeting".
func (d *document) introduces(s *sighting) bool {
	if s.verb {
		return false
	}
	for c := range d.children.of(s.token) {
		switch d.lower(c) {
		case "latest", "last", "first", "second", "third", "another":
			return true
		}
	}
	return false
}

// carries reports whether one of the words of f carries that of s, as "held"
// does "talks", or the other way round: they tell of one encounter.
func (f *finding) carries(s *sighting) bool {
	return slices.ContainsFunc(f.sightings, func(o *sighting) bool { return o.support == s.token || s.support == o.token })
}

// joinAt is the least probability with which a sighting joins a finding.
const joinAt = 0.35

// definite reports whether the trigger speaks of something known: "the
// meeting", "their talks".
func definite(d *document, s *sighting) bool {
	if s.verb {
		return false
	}
	for c := range d.children.of(s.token) {
		if d.rel(c) == nlp.Det {
			w := d.lower(c)
			return w == "the" || w == "this" || w == "that"
		}
		if d.nlp.Deprel[c] == nlp.NmodPoss {
			return true
		}
	}
	return false
}

// samePlaces reports whether two lists of places have one in common, a city
// standing for its country.
func samePlaces(d *document, a, b []chosen) bool {
	for _, p := range a {
		for _, q := range b {
			if p.entity == q.entity || d.placeWithin(p.entity, q.entity) || d.placeWithin(q.entity, p.entity) {
				return true
			}
		}
	}
	return false
}

// placeWithin reports whether place a is a city of country b.
func (d *document) placeWithin(a, b int32) bool {
	country := d.entities[b].country
	if country == "" || d.entities[a].country != "" {
		return false
	}
	for _, p := range lexicon.City(d.entities[a].key) {
		if p.Country == country {
			return true
		}
	}
	return false
}

// reportFeatures describes a finding to the model that decides whether it is
// a report.
func (f *finding) reportFeatures(d *document) []learn.Key {
	var k learn.Features
	fam := "encounter"
	if f.family == visit {
		fam = "visit"
	}
	k.Add("bias")
	k.Add("family", fam)
	top, sum := 0.0, 0.0
	for _, s := range f.sightings {
		top = max(top, s.score())
		sum += s.score()
	}
	steps(&k, "top", top, fam)
	steps(&k, "best", f.best.score(), fam)
	k.AddInt("sightings", min(len(f.sightings), 4), fam)
	steps(&k, "sum", min(sum/3, 1), fam)
	persons, worst := 0, 1.0
	shape := ""
	for i, c := range f.party {
		e := &d.entities[c.entity]
		if e.kind == graph.Person {
			persons++
		}
		worst = min(worst, c.prob)
		if i < 2 {
			shape += e.typ.String() + " "
		}
	}
	k.AddInt("parties", min(len(f.party), 4), fam)
	k.AddInt("persons", min(persons, 3), fam)
	k.Add("shape", shape, fam)
	steps(&k, "worst", worst, fam)
	if len(f.party) > 1 {
		steps(&k, "second", f.party[1].prob, fam)
	}
	steps(&k, "first", f.party[0].prob, fam)
	k.AddInt("places", min(len(f.places), 2), fam)
	if len(f.places) > 0 {
		k.Add("place", d.entities[f.places[0].entity].typ.String(), fam)
		steps(&k, "place prob", f.places[0].prob, fam)
	}
	steps(&k, "pair", f.best.pair, fam)
	k.Add("slots", f.best.slots(), fam)
	k.AddIf(d.quoted(f.best.token), "quoted", fam)
	k.AddInt("rivals", min(f.rivals, 4), fam)
	k.AddInt("rivals parties", min(f.rivals, 2)*10+min(len(f.party), 3), fam)
	dated := "undated"
	if f.date.said() {
		dated = "dated"
	}
	k.AddInt("rivals dated", min(f.rivals, 2), fam, dated)
	k.AddIf(definite(d, f.best), "definite", fam)
	k.AddInt("rivals definite", min(f.rivals, 2), fam, map[bool]string{true: "the", false: "a"}[definite(d, f.best)])
	k.Add("lemma", f.best.lemma)
	k.Add("fact", string(f.fact), fam)
	k.AddIf(f.date.said(), "dated", fam)
	k.AddIf(f.source.text != "", "sourced", fam)
	k.AddIf(d.inTitle(f.best.token), "title", fam)
	k.Add("tag", d.nlp.XPOS[f.best.token].String())
	k.AddInt("position", bucket(int(f.best.sentence)), fam)
	return k.Keys
}

// steps adds a feature for every eighth that v exceeds, so that weights add up
// to a monotone curve.
func steps(k *learn.Features, name string, v float64, part string) {
	for i := range 10 {
		if v > float64(i)/10 {
			k.AddInt(name, i, part)
		}
	}
}
