package extract

import (
	"context"
	"fmt"
	"io"
	"slices"

	"parley/graph"
)

// EvaluateStages writes how well dates, factuality and sources are found where
// the trigger and who takes part are known: by cross-validation over the
// annotated reports whose trigger is one of ours. Where log is not nil, it gets
// a line for every mistake.
func EvaluateStages(ctx context.Context, o Options, gold []GoldArticle, w, log io.Writer) error {
	x, err := newUntrained(o)
	if err != nil {
		return err
	}
	set, err := x.prepare(ctx, gold)
	if err != nil {
		return err
	}
	for i := range set {
		a := &set[i]
		for k := range a.sightings {
			if n := a.of[k]; n >= 0 {
				a.sightings[k].know(a.d, &a.gold.Reports[n])
			}
		}
	}
	e := stageScores{log: log}
	if e.log == nil {
		e.log = io.Discard
	}
	cross := func(fit func(t trainingSet) *models, judge func(*models, *trainingArticle, *sighting)) {
		for f := range innerFolds {
			m := fit(trainingSet{set, f})
			for i := f; i < len(set); i += innerFolds {
				for k := range set[i].sightings {
					if set[i].of[k] >= 0 {
						judge(m, &set[i], &set[i].sightings[k])
					}
				}
			}
		}
	}
	cross(func(t trainingSet) *models { return &models{dates: x.fitDates(t)} },
		func(m *models, a *trainingArticle, s *sighting) { x.judgeDate(m, a.d, s) })
	cross(func(t trainingSet) *models {
		return &models{facts: fitFacts(t), sources: x.fitSources(t)}
	}, func(m *models, a *trainingArticle, s *sighting) {
		m.judgeFact(a.d, s)
		x.settleFact(a.d, s)
		x.judgeSource(m, a.d, s)
	})
	for i := range set {
		a := &set[i]
		for k := range a.sightings {
			if n := a.of[k]; n >= 0 && !a.gold.Reports[n].Optional {
				e.count(a.d, &a.sightings[k], &a.gold.Reports[n])
			}
		}
	}
	e.write(w)
	return nil
}

// know takes over from the annotation who takes part and of which kind the
// encounter is.
func (s *sighting) know(d *document, g *GoldReport) {
	s.kinds[goldKind(g.Type)] = 1
	s.party, s.hosts, s.places = nil, nil, nil
	for i := range s.cands {
		c := &s.cands[i]
		v := chosen{d.mentions[c.mention].entity, c.mention, 1}
		to := map[part]*[]chosen{partyPart: &s.party, hostPart: &s.hosts, placePart: &s.places}[c.gold]
		if to != nil && !includes(*to, v.entity) {
			*to = append(*to, v)
		}
	}
}

// stageScores counts what [EvaluateStages] finds.
type stageScores struct {
	log io.Writer

	n, dates       int
	dateKinds      map[string]int // right, differ, missing, spurious
	facts          map[[2]graph.Factuality]int
	sourceGold     int
	sourceSystem   int
	sourceRight    int
	sourceSpurious int
	sourceReach    int // annotated ones among the candidates
}

func (e *stageScores) count(d *document, s *sighting, g *GoldReport) {
	if e.facts == nil {
		e.facts, e.dateKinds = map[[2]graph.Factuality]int{}, map[string]int{}
	}
	e.n++
	line := func(kind string, got, want any) {
		fmt.Fprintf(e.log, "%s\t%s\t%s\tgot %v\twant %v\t%s\t%s\n", kind, d.article.Key, d.article.Published, got, want, d.nlp.Word(s.token), oneLine(d.nlp.TextOf(d.nlp.Sentences[s.sentence])))
	}
	kind := "differ"
	for _, want := range g.Dates {
		if want == "" && s.date.edtf == "" || want != "" && s.date.edtf != "" && sameDate(want, s.date.edtf) {
			kind = "right"
		}
	}
	switch {
	case kind == "right":
		e.dates++
	case s.date.edtf == "":
		kind = "missing"
	case g.Dates[0] == "":
		kind = "spurious"
	}
	e.dateKinds[kind]++
	if kind != "right" {
		line("date "+kind, s.date.edtf, g.Dates)
	}
	fact := bestFact(&s.fact)
	want := g.Factuality[0]
	if slices.Contains(g.Factuality, fact) {
		want = fact
	}
	e.facts[[2]graph.Factuality{want, fact}]++
	if want != fact {
		line("fact", fact, want)
	}
	right := sameSource(s.source.text, g.AttributedTo)
	switch {
	case g.AttributedTo != "" && right:
		e.sourceRight++
	case g.AttributedTo != "" || s.source.text != "":
		line("source", s.source.text, g.AttributedTo)
	}
	if g.AttributedTo != "" {
		e.sourceGold++
		if slices.ContainsFunc(s.source.all, func(o sourcing) bool { return sameSource(o.text, g.AttributedTo) }) {
			e.sourceReach++
		}
	}
	if s.source.text != "" {
		e.sourceSystem++
		if g.AttributedTo == "" {
			e.sourceSpurious++
		}
	}
}

// coarse folds factualities as the bench does.
func coarse(f graph.Factuality) int {
	switch f {
	case graph.Held, graph.Ongoing:
		return 0
	case graph.Scheduled, graph.Proposed, graph.Postponed:
		return 1
	case graph.Cancelled, graph.Refused, graph.Denied:
		return 2
	}
	return 3
}

func (e *stageScores) write(w io.Writer) {
	share := func(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
	f1 := func(right, system, gold int) float64 { return share(2*right, system+gold) }
	fmt.Fprintf(w, "annotated sightings  %d\n", e.n)
	fmt.Fprintf(w, "date accuracy        %.3f  (differ %d, missing %d, spurious %d)\n", share(e.dates, e.n), e.dateKinds["differ"], e.dateKinds["missing"], e.dateKinds["spurious"])
	fmt.Fprintf(w, "attribution          P %.3f R %.3f F1 %.3f  (of %d found, %d where the annotation has none; %.3f among the candidates)\n", share(e.sourceRight, e.sourceSystem), share(e.sourceRight, e.sourceGold), f1(e.sourceRight, e.sourceSystem, e.sourceGold), e.sourceSystem, e.sourceSpurious, share(e.sourceReach, e.sourceGold))
	var table [4][4]int
	right := 0
	for k, n := range e.facts {
		table[coarse(k[0])][coarse(k[1])] += n
		if coarse(k[0]) == coarse(k[1]) {
			right += n
		}
	}
	macro := 0.0
	for c := range 4 {
		gold, system := 0, 0
		for o := range 4 {
			gold, system = gold+table[c][o], system+table[o][c]
		}
		macro += f1(table[c][c], system, gold) / 4
	}
	fmt.Fprintf(w, "factuality           macro F1 %.3f accuracy %.3f\n", macro, share(right, e.n))
	fmt.Fprintf(w, "%-12s", "gold \\ found")
	for _, c := range factualities {
		fmt.Fprintf(w, " %8.8s", c)
	}
	fmt.Fprintln(w)
	for _, g := range factualities {
		fmt.Fprintf(w, "%-12s", g)
		for _, c := range factualities {
			fmt.Fprintf(w, " %8d", e.facts[[2]graph.Factuality{g, c}])
		}
		fmt.Fprintln(w)
	}
}
