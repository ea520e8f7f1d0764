package extract

import (
	"context"
	"fmt"
	"iter"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
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
	m.calibration = calibration(x.judged(set))
	return m.append()
}

// judged returns the findings that fit left, every one judged by a last
// decision that was fitted to the other folds.
func (x *Extractor) judged(set []trainingArticle) []Judged {
	var all []Judged
	for f := range innerFolds {
		m := new(models)
		m.reports, m.last = x.fitReports(trainingSet{set, f})
		for i := f; i < len(set); i += innerFolds {
			a := &set[i]
			m.judgeReports(a.d, a.found)
			for k, n := range x.rightFindings(a, a.found) {
				all = append(all, Judged{a.found[k].prob, n >= 0})
			}
		}
	}
	return all
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

// folds is the number of parts of a cross-validation.
const folds = 5

// innerFolds is the number of parts in which fitting makes the outputs of one
// model that the next one reads.
const innerFolds = 5

// A trainingSet is the articles that a model is fitted to: all but those of
// one inner fold.
type trainingSet struct {
	articles []trainingArticle
	out      int // the fold left out, or -1
}

// each ranges over the articles.
func (t trainingSet) each() iter.Seq[*trainingArticle] {
	return func(yield func(*trainingArticle) bool) {
		for i := range t.articles {
			if (t.out < 0 || i%innerFolds != t.out) && !yield(&t.articles[i]) {
				return
			}
		}
	}
}

// sightings ranges over all sightings by article and index.
func (t trainingSet) sightings() iter.Seq2[*trainingArticle, int] {
	return func(yield func(*trainingArticle, int) bool) {
		for a := range t.each() {
			for k := range a.sightings {
				if !yield(a, k) {
					return
				}
			}
		}
	}
}

// told ranges over the sightings that tell of an annotated report.
func (t trainingSet) told() iter.Seq2[*trainingArticle, int] {
	return func(yield func(*trainingArticle, int) bool) {
		for a, k := range t.sightings() {
			if a.of[k] >= 0 && !yield(a, k) {
				return
			}
		}
	}
}

// A stage fits some of the models, and applies them to an article.
type stage struct {
	fit   func(*models, trainingSet)
	apply func(*models, *trainingArticle)
}

// stages are the models in the order in which they read each other's answers.
func (x *Extractor) stages() []stage {
	return []stage{
		{func(m *models, t trainingSet) { m.gate, m.parts = fitGate(t), fitParts(t) }, func(m *models, a *trainingArticle) {
			for k := range a.sightings {
				m.judgeParts(a.d, &a.sightings[k])
				x.labelParts(a, k)
			}
		}},
		{func(m *models, t trainingSet) { m.second, m.forest = fitSecond(t), fitForest(t) }, func(m *models, a *trainingArticle) {
			for k := range a.sightings {
				m.judgeSecond(a.d, a.sightings, k)
			}
		}},
		{func(m *models, t trainingSet) { m.pairs = fitPairs(t) }, func(m *models, a *trainingArticle) {
			for k := range a.sightings {
				m.judgePairs(a.d, a.sightings, k)
			}
			for k := range a.sightings {
				a.sightings[k].settleParts(a.d)
				a.sightings[k].date = dating{timex: -1}
			}
		}},
		{func(m *models, t trainingSet) {
			m.kinds, m.dates = fitKinds(t), x.fitDates(t)
		}, func(m *models, a *trainingArticle) {
			for k := range a.sightings {
				m.judgeKind(a.d, &a.sightings[k])
				x.judgeDate(m, a.d, &a.sightings[k])
			}
		}},
		{func(m *models, t trainingSet) { m.facts, m.sources = fitFacts(t), x.fitSources(t) }, func(m *models, a *trainingArticle) {
			for k := range a.sightings {
				if s := &a.sightings[k]; s.score() >= minSighting {
					m.judgeFact(a.d, s)
					x.settleFact(a.d, s)
					x.judgeSource(m, a.d, s)
				}
			}
		}},
		{func(m *models, t trainingSet) { m.joins = fitJoins(t) }, func(m *models, a *trainingArticle) { a.found = m.findingsOf(a) }},
		{func(m *models, t trainingSet) { m.alone = x.fitAlone(t) }, func(m *models, a *trainingArticle) { m.leaveAlone(a.d, a.found) }},
	}
}

// fitOnce trains all models on the articles. Models that read what others say
// are trained on what those say of articles they were not trained on (stacked
// generalization, Wolpert 1992).
func (x *Extractor) fitOnce(set []trainingArticle) *models {
	m := new(models)
	for _, s := range x.stages() {
		s.fit(m, trainingSet{set, -1})
		var held [innerFolds]models
		for f := range held {
			s.fit(&held[f], trainingSet{set, f})
		}
		for i := range set {
			s.apply(&held[i%innerFolds], &set[i])
		}
	}
	m.reports, m.last = x.fitReports(trainingSet{set, -1})
	return m
}

// kindOf returns the kind of encounter that sighting k is, and whether the
// annotation says.
func (a *trainingArticle) kindOf(k int) (encounterKind, bool) {
	switch n := a.of[k]; {
	case n == maybeReport:
		return notEncounter, false
	case n >= 0:
		return goldKind(a.gold.Reports[n].Type), true
	}
	return notEncounter, true
}

func fitGate(t trainingSet) *learn.Model {
	var es []learn.Example
	for a, k := range t.sightings() {
		if kind, ok := a.kindOf(k); ok {
			es = append(es, learn.Example{Keys: a.sightings[k].context, Class: int(kind)})
		}
	}
	return learn.Fit(int(numEncounterKinds), es, learn.Options{})
}

func fitKinds(t trainingSet) *learn.Model {
	var es []learn.Example
	for a, k := range t.sightings() {
		if kind, ok := a.kindOf(k); ok {
			es = append(es, learn.Example{Keys: a.sightings[k].kindFeatures(a.d), Class: int(kind)})
		}
	}
	return learn.Fit(int(numEncounterKinds), es, learn.Options{})
}

func fitFacts(t trainingSet) *learn.Model {
	var es []learn.Example
	for a, k := range t.told() {
		es = append(es, learn.Example{Keys: a.sightings[k].factFeatures(a.d), Class: factIndex(a.gold.Reports[a.of[k]].Factuality[0])})
	}
	return learn.Fit(numFacts, es, learn.Options{})
}

func (x *Extractor) fitDates(t trainingSet) *learn.Model {
	var cs []learn.Choice
	for a, k := range t.sightings() {
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
	return learn.FitRank(cs, learn.Options{L2: 1e-4, Drop: 0.7})
}

// maybeWeight is what a sighting counts that the annotation does not point at,
// but that can only tell of one annotated report.
const maybeWeight = 0.2

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

func (x *Extractor) fitSources(t trainingSet) *learn.Model {
	var cs []learn.Choice
	for a, k := range t.told() {
		if _, ok := a.d.signedBy(a.sightings[k].token); ok {
			continue
		}
		cs = append(cs, x.sourceChoice(a.d, &a.sightings[k], &a.gold.Reports[a.of[k]]))
	}
	return learn.FitRank(cs, learn.Options{})
}

// fitReports trains the last decision on findings that were made with models
// that did not see their articles.
func (x *Extractor) fitReports(t trainingSet) (*learn.Model, *learn.Forest) {
	var es []learn.Example
	var rows [][]float32
	var labels []int
	for a := range t.each() {
		fs := a.found
		right := x.rightFindings(a, fs)
		for k := range fs {
			e := learn.Example{Keys: fs[k].reportFeatures(a.d)}
			if right[k] >= 0 {
				e.Class = 1
			}
			es = append(es, e)
			rows, labels = append(rows, reportFields(a.d, fs, k)), append(labels, e.Class)
		}
	}
	return learn.Fit(2, es, learn.Options{L2: 2e-3}), learn.Grow(2, rows, labels, learn.ForestOptions{})
}
