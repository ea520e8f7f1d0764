package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"parley/graph"
)

// A Decided is a stored decision with what it changed.
type Decided struct {
	Decision graph.Decision
	Changes  []graph.ChangeRecord // entities and events, by id
	Revision uint64
}

// Decide stores a decision and brings the graph up to date with it. Its Seq
// and ID are given by the store, unless it has a Seq later than all stored:
// so a dump's decisions load as they were. Ids may be of any age; what they
// stand for must exist ([graph.ErrNotFound]). Retracting a retracted article,
// or restoring one in use, is [ErrState].
func (s *Store) Decide(ctx context.Context, d graph.Decision) (Decided, error) {
	t, err := s.begin()
	if err != nil {
		return Decided{}, err
	}
	defer s.end(t)
	out, err := t.decide(ctx, d)
	if err != nil {
		return Decided{}, fmt.Errorf("decide %s: %w", d.Kind, err)
	}
	s.publish(t.changes)
	return out, nil
}

// Retract withdraws an article: nothing that it says counts any more, and no
// key but its own record and the decision names it.
func (s *Store) Retract(ctx context.Context, key, reason string) (Decided, error) {
	return s.Decide(ctx, graph.Decision{Kind: graph.RetractDecision, Article: key, Reason: reason})
}

// Restore puts a retracted article back.
func (s *Store) Restore(ctx context.Context, key, reason string) (Decided, error) {
	return s.Decide(ctx, graph.Decision{Kind: graph.RestoreDecision, Article: key, Reason: reason})
}

func (t *tx) decide(ctx context.Context, d graph.Decision) (Decided, error) {
	before, err := readDecisions(t)
	if err != nil {
		return Decided{}, err
	}
	if err := t.checkDecision(&d, before); err != nil {
		return Decided{}, err
	}
	if d.Seq <= t.sums.LastDecision {
		d.Seq, d.ID = t.sums.LastDecision+1, ""
	}
	t.sums.LastDecision = d.Seq
	if d.ID == "" {
		d.ID = graph.NewID(graph.DecisionID, string(d.Kind), strconv.Itoa(d.Seq))
	}
	t.set(newKey(kindDecision).num(int64(d.Seq)), encode(nil, &d))
	all := append(slices.Clone(before), d)

	var c filedChange
	for _, id := range articlesOf(&d, before) {
		if err := t.turnArticle(id, inForce(before), inForce(all), &c); err != nil {
			return Decided{}, err
		}
	}
	was, now := onIdentity(inForce(before)), onIdentity(inForce(all))
	same := slices.EqualFunc(was, now, func(a, b graph.Decision) bool { return a.ID == b.ID })
	if same {
		now = nil
	}
	if !same || len(c.add)+len(c.remove) > 0 {
		if err := t.apply(ctx, &c, now); err != nil {
			return Decided{}, err
		}
	}
	if err := t.withdraw(&c, d.ID); err != nil {
		return Decided{}, err
	}
	if err := t.commit(ctx); err != nil {
		return Decided{}, err
	}
	return Decided{d, t.changes, t.rev}, nil
}

// checkDecision refuses a decision about what is not there. It runs before
// anything is written.
func (t *tx) checkDecision(d *graph.Decision, before []graph.Decision) error {
	need := 1
	switch d.Kind {
	case graph.RetractDecision, graph.RestoreDecision:
		h, err := readHead(t, graph.NewID(graph.ArticleID, d.Article))
		if err != nil {
			return fmt.Errorf("article %q: %w", d.Article, err)
		}
		if h.Article.Retracted == (d.Kind == graph.RetractDecision) {
			return fmt.Errorf("article %q: %w", d.Article, ErrState)
		}
		return nil
	case graph.UndoDecision:
		if len(d.IDs) != 1 || !slices.ContainsFunc(before, func(b graph.Decision) bool { return b.ID == d.IDs[0] }) {
			return fmt.Errorf("decision %v: %w", d.IDs, graph.ErrNotFound)
		}
		return nil
	case graph.MergeDecision, graph.DistinctDecision:
		need = 2
	case graph.SplitDecision:
	default:
		return errors.New("unknown kind of decision")
	}
	if len(d.IDs) < need {
		return fmt.Errorf("%d ids given, %d needed", len(d.IDs), need)
	}
	if d.Seq > t.sums.LastDecision && d.ID != "" {
		return nil // from a dump: what it is about may have gone since
	}
	for _, id := range d.IDs {
		if _, err := resolve(t, kindEntity, id); err != nil {
			return fmt.Errorf("entity %s: %w", id, err)
		}
	}
	return nil
}

// articlesOf returns the ids of the articles whose standing a decision may
// change: its own, or that of the decision which it undoes.
func articlesOf(d *graph.Decision, before []graph.Decision) []string {
	var ids []string
	for d != nil {
		if d.Article != "" {
			ids = append(ids, graph.NewID(graph.ArticleID, d.Article))
		}
		if d.Kind != graph.UndoDecision {
			break
		}
		i := slices.IndexFunc(before, func(b graph.Decision) bool { return b.ID == d.IDs[0] })
		if i < 0 {
			break
		}
		d = &before[i]
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// standingOf is what the decisions in force say of an article.
func standingOf(force []graph.Decision, id string) (retracted bool, reason string) {
	for _, d := range force {
		if d.Article != "" && graph.NewID(graph.ArticleID, d.Article) == id {
			retracted, reason = d.Kind == graph.RetractDecision, d.Reason
		}
	}
	return retracted, reason
}

// turnArticle adds to the change what the decisions now say of an article.
func (t *tx) turnArticle(id string, before, now []graph.Decision, c *filedChange) error {
	h, err := readHead(t, id)
	if err != nil {
		return err
	}
	retracted, reason := standingOf(now, id)
	if retracted == h.Article.Retracted {
		return nil
	}
	f, err := readFiling(t, id)
	if err != nil {
		return err
	}
	facts, err := readLocalFacts(t, id)
	if err != nil {
		return err
	}
	turned := *f
	turnedHead := *f.head
	turned.head = &turnedHead
	turnedHead.Article.Retracted, turnedHead.Article.Reason = retracted, ""
	if retracted {
		turnedHead.Article.Reason = reason
		c.remove, c.retracted = append(c.remove, f), append(c.retracted, &turned)
		// What resolution reads must already be without it.
		return t.assign(articleKey(id, headPart), encode(nil, turned.head))
	}
	facts.Version, facts.Revision, facts.Gone = facts.Version+1, int64(t.rev), nil
	c.add, c.facts = append(c.add, &turned), append(c.facts, facts)
	return nil
}

// withdraw finishes the record of a retracted article. Its removal, and that
// of what only it supported, is told through the decision.
func (t *tx) withdraw(c *filedChange, decision string) error {
	for _, f := range c.retracted {
		facts, err := readLocalFacts(t, f.id)
		if err != nil {
			return err
		}
		facts.Version, facts.Revision, facts.Gone = facts.Version+1, int64(t.rev), append(facts.Gone, t.goneOf[f.id]...)
		if err := t.fileRecord(f, facts); err != nil {
			return err
		}
		t.changes = append(t.changes, graph.ChangeRecord{Revision: t.rev, Kind: graph.Removed, ID: f.id})
	}
	if len(c.retracted) > 0 {
		t.set(changeKey(t.rev, decision), changePayload(graph.Removed))
	}
	return nil
}
