package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// A Reach says how far the entities of articles let events find their
// participants, whatever is then made of them.
type Reach struct {
	// Participants are the annotated persons of reports; Found those of them
	// that the sentence of the report's trigger mentions, or the one before it,
	// and Short those found by a pronoun, a role or a name of one word.
	Participants, Found, Short int
	// Given are the mentions of persons in the trigger's sentence by such
	// short forms, and Right those that mean a participant.
	Given, Right int
}

// MeasureReach counts over annotated articles.
func MeasureReach(ctx context.Context, o Options, gold []GoldArticle) (Reach, error) {
	var r Reach
	x, err := newUntrained(o)
	if err != nil {
		return r, err
	}
	for i := range gold {
		d, err := x.read(ctx, &gold[i].Article)
		if err != nil {
			return r, fmt.Errorf("measure reach: %w", err)
		}
		for n := range gold[i].Reports {
			r.add(d, &gold[i].Reports[n])
		}
	}
	return r, nil
}

func (r *Reach) add(d *document, g *GoldReport) {
	from, _, ok := d.locate(g.Evidence, g.Trigger)
	if !ok {
		return
	}
	s := 0
	for s+1 < len(d.nlp.Sentences) && d.nlp.Spans[d.nlp.Sentences[s+1].First].Start <= from {
		s++
	}
	first := d.nlp.Sentences[max(0, s-1)].First
	found, short := make([]bool, len(g.Participants)), make([]bool, len(g.Participants))
	for i := d.firstMention(first); i < int32(len(d.mentions)); i++ {
		m := &d.mentions[i]
		if m.tokens.First >= d.nlp.Sentences[s].End {
			break
		}
		if m.entity < 0 || d.entities[m.entity].kind != graph.Person {
			continue
		}
		brief := m.form != graph.NamedMention || words(m.key) == 1
		right := false
		for k := range g.Participants {
			if g.Participants[k].Type == "PERSON" && g.Participants[k].named(d.entities[m.entity].key) {
				found[k], right = true, true
				short[k] = short[k] || brief
			}
		}
		if brief && m.tokens.First >= d.nlp.Sentences[s].First {
			r.Given++
			if right {
				r.Right++
			}
		}
	}
	for k := range found {
		if g.Participants[k].Type != "PERSON" {
			continue
		}
		r.Participants++
		if found[k] {
			r.Found++
		}
		if found[k] && short[k] {
			r.Short++
		}
	}
}

// named reports whether the annotated person may bear the folded name, as the
// bench's scorer decides it.
func (g *GoldEntity) named(key string) bool {
	b := strings.Fields(key)
	for _, k := range g.keys {
		a := strings.Fields(k)
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		in := func(x, y []string) bool {
			return !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
		}
		if in(a, b) && k == g.keys[0] || in(b, a) || strings.Join(a, "") == strings.Join(b, "") {
			return true
		}
	}
	return false
}
