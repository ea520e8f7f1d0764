package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/graph"
)

// A Verification counts what [Store.Verify] looked at.
type Verification struct {
	Articles, Spans, Values int
	Problems                []string // at most 1,000
}

// Verify walks the whole graph and shows that every value is really in its
// article: every sentence, mention, participant, highlight, quantity and
// content has a span whose text is there and says what is stored; every event
// stands on reports of articles in use; and each of its participants, its
// place, its date, type and factuality is what one of them says.
func (s *Store) Verify(ctx context.Context) (Verification, error) {
	sn := s.Snapshot()
	defer sn.Close()
	v := &verifier{sn: sn}
	for a, err := range sn.AllArticles() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return v.out, fmt.Errorf("verify: %w", err)
		}
		if a.Retracted {
			continue
		}
		x, err := sn.Extraction(a.Key)
		if err != nil {
			return v.out, fmt.Errorf("verify article %q: %w", a.Key, err)
		}
		v.article(&a, &x)
	}
	for e, err := range sn.AllEvents() {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = v.event(&e)
		}
		if err != nil {
			return v.out, fmt.Errorf("verify: %w", err)
		}
	}
	return v.out, nil
}

type verifier struct {
	sn  *Snapshot
	out Verification
}

func (v *verifier) problem(format string, args ...any) {
	if len(v.out.Problems) < maxProblems {
		v.out.Problems = append(v.out.Problems, fmt.Sprintf(format, args...))
	}
}

// article checks all spans of an extraction.
func (v *verifier) article(a *graph.Article, x *graph.Extraction) {
	v.out.Articles++
	text := newSpans(a.Title, a.Text)
	span := func(what string, n int, sp graph.Span, want string) {
		v.out.Spans++
		got, ok := text.exact(sp)
		switch {
		case !ok:
			v.problem("article %q: %s %d: span %s %d-%d is not in the text", a.Key, what, n, sp.Field, sp.Start, sp.End)
		case want != "" && got != want:
			v.problem("article %q: %s %d: %q stands where %q should", a.Key, what, n, got, want)
		}
	}
	sentence := func(what string, n, sentence int) {
		if sentence < 0 || sentence >= len(x.Sentences) {
			v.problem("article %q: %s %d: sentence %d of %d", a.Key, what, n, sentence, len(x.Sentences))
		}
	}
	evidence := func(what string, n int, e *graph.Evidence) {
		sentence(what, n, e.Sentence)
		span(what, n, e.Span, "")
		for _, h := range e.Highlights {
			span(what+" highlight", n, h.Span, "")
		}
	}
	for i, s := range x.Sentences {
		span("sentence", i, s, "")
	}
	for i := range x.Entities {
		for _, m := range x.Entities[i].Mentions {
			span("mention of entity", i, m.Span, m.Text)
			sentence("mention of entity", i, m.Sentence)
		}
		for p := range x.Entities[i].Positions {
			evidence("position of entity", i, &x.Entities[i].Positions[p].Evidence)
		}
	}
	for i := range x.Reports {
		r := &x.Reports[i]
		if len(r.Evidence) == 0 {
			v.problem("article %q: report %d has no evidence", a.Key, i)
		}
		for _, p := range r.Participants {
			span("participant of report", i, p.Span, p.Text)
		}
		for e := range r.Evidence {
			evidence("evidence of report", i, &r.Evidence[e])
		}
		for _, q := range r.Quantities {
			span("quantity of report", i, q.Span, q.Text)
		}
		if r.Content != nil {
			span("content of report", i, r.Content.Span, r.Content.Text)
		}
	}
}

// event checks that each value of an event is what one of its reports says.
func (v *verifier) event(e *graph.Event) error {
	var who, places []string
	var dates []graph.Date
	var types []graph.EventType
	var factualities []graph.Factuality
	for _, ref := range e.Reports {
		x, err := v.sn.extraction(ref.Article)
		if errors.Is(err, graph.ErrNotFound) {
			v.problem("event %s: article %q of its reports is not in use", e.ID, ref.Article)
			continue
		}
		if err != nil {
			return err
		}
		if ref.Index < 0 || ref.Index >= len(x.Reports) || x.Reports[ref.Index].ID != ref.ID {
			v.problem("event %s: report %s is not report %d of article %q", e.ID, ref.ID, ref.Index, ref.Article)
			continue
		}
		r := &x.Reports[ref.Index]
		types, factualities = append(types, r.Type), append(factualities, r.Factuality)
		if r.Date != nil {
			dates = append(dates, *r.Date)
		}
		for _, ev := range r.Evidence {
			factualities = append(factualities, ev.Factuality)
			if ev.Date != nil {
				dates = append(dates, *ev.Date)
			}
		}
		for _, p := range r.Participants {
			for _, i := range []int{p.Entity, p.OnBehalfOf} {
				if i >= 0 && i < len(x.Entities) {
					if who, err = v.appendEntity(who, x.Entities[i].ID); err != nil {
						return err
					}
				}
			}
		}
		if r.Place >= 0 && r.Place < len(x.Entities) {
			if places, err = v.appendEntity(places, x.Entities[r.Place].ID); err != nil {
				return err
			}
		}
	}
	for _, p := range e.Participants {
		v.out.Values++
		if !slices.Contains(who, p.Entity) {
			v.problem("event %s: no report names participant %s", e.ID, p.Entity)
		}
	}
	if v.out.Values += 2; !slices.Contains(types, e.Type) {
		v.problem("event %s: no report says %s", e.ID, e.Type)
	}
	if !slices.Contains(factualities, e.Factuality) {
		v.problem("event %s: no report says %s", e.ID, e.Factuality)
	}
	if e.Place != "" {
		if v.out.Values++; !slices.Contains(places, e.Place) {
			v.problem("event %s: no report says that it was in %s", e.ID, e.Place)
		}
	}
	if e.Date != nil {
		// A date may be the common part of two that reports give.
		if v.out.Values++; !slices.ContainsFunc(dates, func(d graph.Date) bool { return d.EDTF == e.Date.EDTF || d.Contains(*e.Date) }) {
			v.problem("event %s: no report gives the date %s", e.ID, e.Date.EDTF)
		}
	}
	return nil
}

func (v *verifier) appendEntity(ids []string, local string) ([]string, error) {
	id, err := resolve(v.sn, kindEntity, local)
	if errors.Is(err, graph.ErrNotFound) {
		return ids, nil
	}
	return append(ids, id), err
}
