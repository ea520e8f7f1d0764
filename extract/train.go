package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
	"parley/graph"
)

// Train fits the models of encounters to annotated articles and returns them
// as the file that the package embeds. It is deterministic.
func Train(ctx context.Context, o Options, gold []GoldArticle) ([]byte, error) {
	x, err := newUntrained(o)
	if err != nil {
		return nil, err
	}
	set, err := x.prepare(ctx, gold)
	if err != nil {
		return nil, err
	}
	m := x.fit(set)
	m.calibration = calibration(x.crossValidate(set))
	return m.append()
}

// newUntrained returns an extractor without the models of encounters.
func newUntrained(o Options) (*Extractor, error) {
	x := &Extractor{ontology: o.Ontology, pipeline: o.Pipeline}
	if x.ontology == nil {
		x.ontology = graph.DefaultOntology()
	}
	if x.pipeline == nil {
		p, err := nlp.New()
		if err != nil {
			return nil, fmt.Errorf("new extractor: %w", err)
		}
		x.pipeline = p
	}
	x.consult = newConsultWords(x.ontology)
	return x, nil
}

// A training article: read, with its sightings aligned to the annotation.
type trainingArticle struct {
	gold      *GoldArticle
	d         *document
	sightings []sighting
	// of is the index of the annotated report that the sighting tells of, or
	// noReport, or maybeReport where the annotation does not say.
	of []int
}

const (
	noReport    = -1
	maybeReport = -2
)

func (x *Extractor) prepare(ctx context.Context, gold []GoldArticle) ([]trainingArticle, error) {
	set := make([]trainingArticle, len(gold))
	for i := range gold {
		d, err := x.read(ctx, &gold[i].Article)
		if err != nil {
			return nil, fmt.Errorf("prepare %s: %w", gold[i].Article.Key, err)
		}
		set[i] = trainingArticle{gold: &gold[i], d: d, sightings: x.sight(d)}
		x.align(&set[i])
	}
	return set, nil
}

// align finds which sighting each annotated report is, by its evidence and
// trigger, and labels the candidates.
func (x *Extractor) align(a *trainingArticle) {
	d := a.d
	a.of = make([]int, len(a.sightings))
	for i := range a.of {
		a.of[i] = noReport
	}
	for n := range a.gold.Reports {
		g := &a.gold.Reports[n]
		from, to, ok := d.locate(g.Evidence, g.Trigger)
		if !ok {
			continue
		}
		best := -1
		for i := range a.sightings {
			at := d.nlp.Spans[a.sightings[i].token]
			if at.Start < to && at.End > from && (best < 0 || a.sightings[best].weak && !a.sightings[i].weak) {
				best = i
			}
		}
		if best >= 0 && a.of[best] == noReport {
			a.of[best] = n
		}
	}
	for i := range a.sightings {
		s := &a.sightings[i]
		if n := a.of[i]; n >= 0 {
			x.label(d, s, &a.gold.Reports[n])
			continue
		}
		for n := range a.gold.Reports {
			if x.maybe(d, s, &a.gold.Reports[n]) {
				a.of[i] = maybeReport
				break
			}
		}
	}
}

// locate returns the bytes of the trigger within the evidence.
func (d *document) locate(evidence, trigger string) (from, to int32, ok bool) {
	at := strings.Index(d.article.Text, evidence)
	if at >= 0 {
		at += d.body
	} else if at = strings.Index(d.article.Title, evidence); at < 0 {
		return 0, 0, false
	}
	k := strings.Index(evidence, trigger)
	if k < 0 || trigger == "" {
		return int32(at), int32(at + len(evidence)), true
	}
	return int32(at + k), int32(at + k + len(trigger)), true
}

// label says which candidates take part in the annotated report.
func (x *Extractor) label(d *document, s *sighting, g *GoldReport) {
	in := func(es []GoldEntity, e int32) bool {
		return slices.ContainsFunc(es, func(g GoldEntity) bool { return g.matches(x, d, e) })
	}
	for i := range s.cands {
		c := &s.cands[i]
		e := d.mentions[c.mention].entity
		switch {
		case in(g.Participants, e):
			c.gold = partyPart
		case in(g.Hosts, e):
			c.gold = hostPart
		case in(g.Where, e) || in(g.Place, e):
			c.gold = placePart
		}
	}
}

// maybe reports whether an unlabeled sighting may tell of an annotated
// report: its sentence names enough of the participants.
func (x *Extractor) maybe(d *document, s *sighting, g *GoldReport) bool {
	if (g.Type == "VISIT") != slices.ContainsFunc(s.types, func(t graph.Trigger) bool { return t.Type == graph.Visit }) {
		return false
	}
	need := min(2, len(g.Participants))
	for _, p := range g.Participants {
		for i := range s.cands {
			m := &d.mentions[s.cands[i].mention]
			if d.sentenceOf[m.head] == s.sentence && p.matches(x, d, m.entity) {
				need--
				break
			}
		}
	}
	return need <= 0
}

func goldKind(t string) encounterKind {
	switch t {
	case "MEET":
		return meetKind
	case "VISIT":
		return visitKind
	case "CALL":
		return callKind
	}
	return talksKind
}

// folds is the number of parts of a cross-validation.
const folds = 5

// innerFolds is the number of parts in which fitting makes the outputs of one
// model that the next one reads.
const innerFolds = 5

// fit trains all models on the articles. Models that read what others say
// are trained on what those say of articles they were not trained on.
func (x *Extractor) fit(set []trainingArticle) *models {
	m := &models{parts: fitParts(set, nil)}
	held := make([]*learn.Model, innerFolds)
	for f := range innerFolds {
		held[f] = fitParts(set, func(i int) bool { return i%innerFolds != f })
	}
	for i := range set {
		part := &models{parts: held[i%innerFolds]}
		for k := range set[i].sightings {
			part.judgeParts(set[i].d, &set[i].sightings[k])
		}
	}
	m.second = x.fitSecond(set, nil)
	for f := range innerFolds {
		part := &models{second: x.fitSecond(set, func(i int) bool { return i%innerFolds != f })}
		for i := f; i < len(set); i += innerFolds {
			for k := range set[i].sightings {
				s := &set[i].sightings[k]
				first := slices.Clone(s.parts)
				part.judgeSecond(set[i].d, s)
				s.revised, s.parts = s.parts, first
			}
		}
	}
	for i := range set {
		for k := range set[i].sightings {
			set[i].sightings[k].parts = set[i].sightings[k].revised
		}
	}
	m.kinds = fitKinds(set, nil)
	m.dates = x.fitDates(set, nil)
	for i := range set {
		for k := range set[i].sightings {
			set[i].sightings[k].date = dating{timex: -1}
		}
	}
	for f := range innerFolds {
		outside := func(i int) bool { return i%innerFolds != f }
		part := &models{kinds: fitKinds(set, outside), dates: x.fitDates(set, outside)}
		for i := f; i < len(set); i += innerFolds {
			for k := range set[i].sightings {
				s := &set[i].sightings[k]
				part.judgeKind(set[i].d, s)
				x.judgeDate(part, set[i].d, s)
			}
		}
	}
	m.facts = fitFacts(set, nil)
	m.sources = x.fitSources(set, nil)
	for f := range innerFolds {
		outside := func(i int) bool { return i%innerFolds != f }
		part := &models{facts: fitFacts(set, outside), sources: x.fitSources(set, outside)}
		for i := f; i < len(set); i += innerFolds {
			for k := range set[i].sightings {
				s := &set[i].sightings[k]
				if s.score() < minSighting {
					continue
				}
				part.judgeFact(set[i].d, s)
				x.judgeSource(part, set[i].d, s)
			}
		}
	}
	m.reports = x.fitReports(set)
	return m
}

// fitParts trains the model of parts. An entity that takes part often stands
// several times in a sentence ("A said he met B"), and only one of its mentions
// holds the part: after a first fit, only the mention that it likes best is
// kept as an example (multiple-instance learning).
func fitParts(set []trainingArticle, keep func(int) bool) *learn.Model {
	var m *learn.Model
	for round := range 3 {
		var es []learn.Example
		for i := range set {
			if keep != nil && !keep(i) {
				continue
			}
			for k := range set[i].sightings {
				if set[i].of[k] >= 0 {
					es = appendParts(es, set[i].d, &set[i].sightings[k], m)
				}
			}
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

func (x *Extractor) fitSecond(set []trainingArticle, keep func(int) bool) *learn.Model {
	var es []learn.Example
	for i := range set {
		if keep != nil && !keep(i) {
			continue
		}
		a := &set[i]
		for k := range a.sightings {
			if a.of[k] < 0 {
				continue
			}
			s := &a.sightings[k]
			for n := range s.parts {
				e := learn.Example{Keys: s.secondFeatures(a.d, n)}
				for _, c := range s.cands {
					if a.d.mentions[c.mention].entity == s.parts[n].entity {
						e.Class = int(c.gold)
					}
				}
				es = append(es, e)
			}
		}
	}
	return learn.Fit(int(numParts), es, learn.Options{})
}

func fitKinds(set []trainingArticle, keep func(int) bool) *learn.Model {
	var es []learn.Example
	for i := range set {
		if keep != nil && !keep(i) {
			continue
		}
		a := &set[i]
		for k := range a.sightings {
			e := learn.Example{Keys: a.sightings[k].kindFeatures(a.d)}
			switch n := a.of[k]; {
			case n == maybeReport:
				continue
			case n >= 0:
				e.Class = int(goldKind(a.gold.Reports[n].Type))
			}
			es = append(es, e)
		}
	}
	return learn.Fit(int(numEncounterKinds), es, learn.Options{})
}

func fitFacts(set []trainingArticle, keep func(int) bool) *learn.Model {
	var es []learn.Example
	for i := range set {
		if keep != nil && !keep(i) {
			continue
		}
		a := &set[i]
		for k := range a.sightings {
			if n := a.of[k]; n >= 0 {
				es = append(es, learn.Example{Keys: a.sightings[k].factFeatures(a.d), Class: factIndex(a.gold.Reports[n].Factuality[0])})
			}
		}
	}
	return learn.Fit(numFacts, es, learn.Options{})
}

func (x *Extractor) fitDates(set []trainingArticle, keep func(int) bool) *learn.Model {
	var cs []learn.Choice
	for i := range set {
		if keep != nil && !keep(i) {
			continue
		}
		a := &set[i]
		for k := range a.sightings {
			if n := a.of[k]; n >= 0 {
				cs = append(cs, x.dateChoice(a.d, &a.sightings[k], &a.gold.Reports[n]))
			} else if n == maybeReport {
				if g := x.onlyReport(a, &a.sightings[k]); g != nil {
					c := x.dateChoice(a.d, &a.sightings[k], g)
					c.Weight = maybeWeight
					cs = append(cs, c)
				}
			}
		}
	}
	return learn.FitRank(cs, learn.Options{})
}

// maybeWeight is what a sighting counts that the annotation does not point at,
// but that can only tell of one annotated report.
const maybeWeight = 0.5

// onlyReport returns the one report that a sighting may tell of, or nil.
func (x *Extractor) onlyReport(a *trainingArticle, s *sighting) *GoldReport {
	var only *GoldReport
	for n := range a.gold.Reports {
		if x.maybe(a.d, s, &a.gold.Reports[n]) {
			if only != nil {
				return nil
			}
			only = &a.gold.Reports[n]
		}
	}
	return only
}

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

func (x *Extractor) fitSources(set []trainingArticle, keep func(int) bool) *learn.Model {
	var cs []learn.Choice
	for i := range set {
		if keep != nil && !keep(i) {
			continue
		}
		a := &set[i]
		for k := range a.sightings {
			if n := a.of[k]; n >= 0 {
				cs = append(cs, x.sourceChoice(a.d, &a.sightings[k], &a.gold.Reports[n]))
			}
		}
	}
	return learn.FitRank(cs, learn.Options{})
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

// fitReports trains the last decision on findings that were made with models
// that did not see their articles.
func (x *Extractor) fitReports(set []trainingArticle) *learn.Model {
	var es []learn.Example
	for i := range set {
		a := &set[i]
		fs := x.findingsOf(a)
		right := x.rightFindings(a, fs)
		for k := range fs {
			e := learn.Example{Keys: fs[k].reportFeatures(a.d)}
			if right[k] >= 0 {
				e.Class = 1
			}
			es = append(es, e)
		}
	}
	return learn.Fit(2, es, learn.Options{L2: 1e-3})
}

// findingsOf joins the judged sightings of a training article.
func (x *Extractor) findingsOf(a *trainingArticle) []finding {
	var kept []sighting
	for k := range a.sightings {
		if a.sightings[k].score() >= minSighting {
			kept = append(kept, a.sightings[k])
		}
	}
	return join(a.d, kept)
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
