package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// A training article: read, with its sightings aligned to the annotation.
type trainingArticle struct {
	gold      *GoldArticle
	d         *document
	sightings []sighting
	found     []finding // as they were joined
	// of is the index of the annotated report that the sighting tells of, or
	// noReport, or maybeReport where the annotation does not say.
	of []int
	// also holds the further reports that a sighting tells of.
	also map[int][]int
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
	a.of, a.also = make([]int, len(a.sightings)), map[int][]int{}
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
		switch {
		case best < 0:
		case a.of[best] == noReport:
			a.of[best] = n
		default:
			a.also[best] = append(a.also[best], n)
		}
	}
	for i := range a.sightings {
		s := &a.sightings[i]
		if a.of[i] >= 0 {
			for c := range s.cands {
				s.cands[c].gold = x.partIn(a, i, d.mentions[s.cands[c].mention].entity)
			}
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

// partOf returns the part that an entity has in the annotated report.
func (g *GoldReport) partOf(x *Extractor, d *document, e int32) part {
	in := func(es []GoldEntity) bool {
		return slices.ContainsFunc(es, func(g GoldEntity) bool { return g.matches(x, d, e) })
	}
	switch {
	case in(g.Participants):
		return partyPart
	case in(g.Hosts):
		return hostPart
	case in(g.Where) || in(g.Place):
		return placePart
	}
	return noPart
}

// partIn returns the part that an entity has in the reports that sighting k
// tells of.
func (x *Extractor) partIn(a *trainingArticle, k int, e int32) part {
	p := a.gold.Reports[a.of[k]].partOf(x, a.d, e)
	for _, n := range a.also[k] {
		if p == noPart {
			p = a.gold.Reports[n].partOf(x, a.d, e)
		}
	}
	return p
}

// labelParts says which entities take part in the report that sighting k tells
// of.
func (x *Extractor) labelParts(a *trainingArticle, k int) {
	if a.of[k] < 0 {
		return
	}
	s := &a.sightings[k]
	for n := range s.parts {
		p := &s.parts[n]
		if p.cand >= 0 {
			p.gold = s.cands[p.cand].gold
		} else if p.gold = x.partIn(a, k, p.entity); p.gold != partyPart {
			p.gold = noPart
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
