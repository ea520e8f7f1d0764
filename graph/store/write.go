package store

import (
	"context"
	"errors"
	"fmt"

	"parley/graph"
)

// An Input is an article to store, who published it, and what it says.
type Input struct {
	Article    graph.Article
	Outlet     graph.Outlet // zero when Article.Outlet is empty
	Extraction graph.Extraction
	// Again stores the extraction also when the text is the one stored: a
	// better extractor read it again.
	Again bool
}

// An Outcome says what became of an article.
type Outcome string

// Outcomes of storing an article.
const (
	Added     Outcome = "ADDED"
	Unchanged Outcome = "UNCHANGED" // the same text was there
	Replaced  Outcome = "REPLACED"  // another text was there
	// Withheld: the article is retracted, and stays so. Nothing was stored.
	Withheld Outcome = "WITHHELD"
)

// A PutResult says what storing an article did.
type PutResult struct {
	ID      string // of the article
	Outcome Outcome
	// EventsCreated and EventsUpdated count the events of the transaction
	// that stored the article; in a batch they stand with its last article.
	EventsCreated, EventsUpdated int
	Revision                     uint64
}

// Put stores an article with all that follows from it, in one transaction.
// The same key and text again is a no-op; another text replaces the old.
func (s *Store) Put(ctx context.Context, a graph.Article, o graph.Outlet, x graph.Extraction) (PutResult, error) {
	r, err := s.PutBatch(ctx, []Input{{Article: a, Outlet: o, Extraction: x}})
	if err != nil {
		return PutResult{}, err
	}
	return r[0], nil
}

const (
	// batchArticles and batchBytes are about what one transaction takes: with
	// 150 keys an article it stays within Badger's limits, and larger ones
	// were no faster.
	batchArticles = 64
	batchBytes    = 1 << 20
)

// PutBatch stores articles in their order, several to a transaction. The
// graph is the same as with Put one by one. Each article is stored whole or
// not at all; on an error the results of the articles before it are returned.
func (s *Store) PutBatch(ctx context.Context, in []Input) ([]PutResult, error) {
	for i := range in {
		if err := in[i].check(); err != nil {
			return nil, fmt.Errorf("store article %q: %w", in[i].Article.Key, err)
		}
	}
	results := make([]PutResult, 0, len(in))
	for len(in) > 0 {
		n, size := 0, 0
		keys := map[string]bool{}
		for n < len(in) && n < batchArticles && (n == 0 || size < batchBytes) && !keys[in[n].Article.Key] {
			keys[in[n].Article.Key] = true
			size += len(in[n].Article.Text)
			n++
		}
		r, err := s.putSome(ctx, in[:n])
		results = append(results, r...)
		if err != nil {
			return results, err
		}
		in = in[n:]
	}
	return results, nil
}

// putSome stores articles of different keys in one transaction.
func (s *Store) putSome(ctx context.Context, in []Input) ([]PutResult, error) {
	t, err := s.begin()
	if err != nil {
		return nil, err
	}
	defer s.end(t)
	results := make([]PutResult, len(in))
	var c filedChange
	for i := range in {
		outcome, err := t.prepare(&in[i], &c)
		if err != nil {
			return nil, fmt.Errorf("store article %q: %w", in[i].Article.Key, err)
		}
		results[i] = PutResult{ID: in[i].Article.ID(), Outcome: outcome, Revision: uint64(t.sums.Revision)}
	}
	if len(c.add) == 0 {
		return results, nil
	}
	if err := t.apply(ctx, &c, nil); err != nil {
		return nil, fmt.Errorf("store %s: %w", describe(in), err)
	}
	if err := t.commit(ctx); err != nil {
		return nil, fmt.Errorf("store %s: %w", describe(in), err)
	}
	s.publish(t.changes)
	last := &results[len(results)-1]
	for _, ch := range t.changes {
		if graph.IDKind(ch.ID) == graph.EventID {
			switch ch.Kind {
			case graph.Created:
				last.EventsCreated++
			case graph.Updated:
				last.EventsUpdated++
			}
		}
	}
	for i := range results {
		if results[i].Outcome == Added || results[i].Outcome == Replaced {
			results[i].Revision = t.rev
		}
	}
	return results, nil
}

func describe(in []Input) string {
	if len(in) == 1 {
		return fmt.Sprintf("article %q", in[0].Article.Key)
	}
	return fmt.Sprintf("%d articles from %q", len(in), in[0].Article.Key)
}

// check refuses what could not be read back.
func (in *Input) check() error {
	a, x := &in.Article, &in.Extraction
	switch {
	case a.Key == "":
		return errors.New("no key")
	case a.Outlet != "" && in.Outlet.ID != a.Outlet:
		return fmt.Errorf("outlet is %q and the article's is %q", in.Outlet.ID, a.Outlet)
	case a.Retracted:
		return errors.New("it is retracted: store it and decide")
	case x.Article != "" && x.Article != a.Key:
		return fmt.Errorf("extraction is of article %q", x.Article)
	}
	seen := make(map[string]bool, len(x.Entities)+len(x.Reports))
	for i := range x.Entities {
		if id := x.Entities[i].ID; id == "" || seen[id] {
			return fmt.Errorf("local entity %d has no id of its own: %q", i, id)
		}
		seen[x.Entities[i].ID] = true
	}
	for i := range x.Reports {
		r := &x.Reports[i]
		if r.ID == "" || seen[r.ID] {
			return fmt.Errorf("report %d has no id of its own: %q", i, r.ID)
		}
		seen[r.ID] = true
		for _, p := range r.Participants {
			if p.Entity < 0 || p.Entity >= len(x.Entities) {
				return fmt.Errorf("report %d has a participant %d of %d local entities", i, p.Entity, len(x.Entities))
			}
		}
		if r.Place >= len(x.Entities) {
			return fmt.Errorf("report %d has place %d of %d local entities", i, r.Place, len(x.Entities))
		}
	}
	return nil
}

// A filedChange is what a transaction adds and removes.
type filedChange struct {
	add, remove []*filing
	facts       []localFacts // of add
	// retracted are those of remove that stay, as withdrawn.
	retracted []*filing
}

// prepare compares an article with what is stored and adds it to the change.
func (t *tx) prepare(in *Input, c *filedChange) (Outcome, error) {
	f := newFiling(in)
	f.head.Article.Corrected = in.Article.Corrected
	facts := localFacts{Retrieved: t.now.UnixMilli(), Revision: int64(t.rev), Version: 1}
	facts.count(f.extraction)
	_, err := readHead(t, f.id)
	if errors.Is(err, graph.ErrNotFound) {
		c.add, c.facts = append(c.add, f), append(c.facts, facts)
		return Added, nil
	}
	if err != nil {
		return "", err
	}
	old, err := readFiling(t, f.id)
	if err != nil {
		return "", err
	}
	was := old.article()
	same := was.Hash() == in.Article.Hash()
	switch {
	case was.Retracted:
		return Withheld, nil
	case same && (!in.Again || string(encode(nil, old.extraction)) == string(encode(nil, f.extraction))):
		return Unchanged, nil
	}
	oldFacts, err := readLocalFacts(t, f.id)
	if err != nil {
		return "", err
	}
	f.head.Article.Corrected = was.Corrected || !same || in.Article.Corrected
	facts.Version, facts.Gone = oldFacts.Version+1, oldFacts.Gone
	if same {
		facts.Retrieved = oldFacts.Retrieved
	}
	c.add, c.facts, c.remove = append(c.add, f), append(c.facts, facts), append(c.remove, old)
	return Replaced, nil
}

// apply files the change, has it resolved, and brings the graph up to date.
// decisions are those in force on identity when they changed.
func (t *tx) apply(ctx context.Context, c *filedChange, decisions []graph.Decision) error {
	gc := graph.Change{Decisions: decisions}
	staying := map[string]bool{} // ids that the added articles use again
	added, counts := map[string]link{}, map[string]int{}
	for _, f := range c.remove {
		facts, err := readLocalFacts(t, f.id)
		if err != nil {
			return err
		}
		if err := t.unfile(f, facts); err != nil {
			return err
		}
		t.del(changeKey(uint64(facts.Revision), f.id))
		gc.Remove = append(gc.Remove, graph.ArticleExtraction{Article: f.article(), Extraction: *f.extraction})
	}
	for i, f := range c.add {
		if err := t.file(f, c.facts[i]); err != nil {
			return err
		}
		kind := graph.Created
		if c.facts[i].Version > 1 {
			kind = graph.Updated
		}
		if err := t.log(kind, f.id, ""); err != nil {
			return err
		}
		gc.Add = append(gc.Add, graph.ArticleExtraction{Article: f.article(), Extraction: *f.extraction})
		for n := range f.extraction.Entities {
			l := &f.extraction.Entities[n]
			staying[l.ID] = true
			added[l.ID] = link{article: f.id, index: n}
			counts[l.ID] = len(l.Mentions)
		}
		for n := range f.extraction.Reports {
			staying[f.extraction.Reports[n].ID] = true
		}
	}
	for _, f := range c.remove {
		for _, id := range f.ids() {
			if !staying[id] {
				t.owned[id] = f.id
			}
		}
	}
	d, err := t.s.resolver.Resolve(ctx, resolverState{t}, resolverReader{t}, gc)
	if err != nil {
		return fmt.Errorf("resolve: %w", err)
	}
	if err := t.applyLinks(&d, added, counts); err != nil {
		return err
	}
	if err := t.applyEntities(&d); err != nil {
		return err
	}
	if err := t.applyEvents(&d); err != nil {
		return err
	}
	if err := t.changeKinds(); err != nil {
		return err
	}
	for _, f := range c.remove {
		for _, id := range f.ids() {
			if staying[id] {
				continue
			}
			if err := t.unset(recordKey(kindLink, id)); err != nil {
				return err
			}
			if err := t.forget(id, f.id); err != nil {
				return err
			}
		}
	}
	for i, f := range c.add {
		if gone := t.goneOf[f.id]; len(gone) > 0 {
			c.facts[i].Gone = append(c.facts[i].Gone, gone...)
			t.put(articleKey(f.id, localPart), encode(nil, &c.facts[i]))
		}
	}
	return nil
}
