package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"parley/extract"
	"parley/extract/article"
	"parley/graph"
	"parley/graph/store"
)

// A pipeline reads articles, extracts what they say on several workers and
// stores them in the order they came. Articles that are stored already with
// the same text are not read again.
type pipeline struct {
	store     *store.Store // nil for a dry run
	extractor *extract.Extractor
	workers   int
	// batch is how many articles share a transaction; each is still in whole
	// or not at all.
	batch int
	// bad is told of each article that could not be taken, and goes on.
	bad func(error)
	// done is told after each batch is stored; may be nil.
	done func(counts)
	// force reads articles again that are stored unchanged.
	force bool
}

// counts are what a run came to.
type counts struct {
	Read, Stored, Unchanged, Failed int
	EventsCreated, EventsUpdated    int
}

// work is one article on its way through the pipeline.
type work struct {
	item  article.Item
	x     graph.Extraction
	same  bool // stored already, unchanged
	err   error
	ready chan struct{}
}

// run takes items to the store. It returns an error only when nothing more
// can be stored; what is wrong with single articles goes to bad.
func (p *pipeline) run(ctx context.Context, items iter.Seq2[article.Item, error]) (counts, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	todo := make(chan *work)
	order := make(chan *work, 4*p.workers) // bounds how far reading runs ahead
	var wg sync.WaitGroup
	for range p.workers {
		wg.Go(func() {
			for w := range todo {
				p.extract(ctx, w)
			}
		})
	}
	var read, failed int
	wg.Go(func() {
		defer close(todo)
		defer close(order)
		read, failed = p.feed(ctx, items, todo, order)
	})
	n, err := p.keep(ctx, order)
	if err != nil {
		cancel(err)
		for range order { // let the feeder see that it is over
		}
	}
	wg.Wait()
	n.Read = read
	n.Failed += failed
	if err == nil {
		err = context.Cause(ctx)
	}
	return n, err
}

// feed hands out the items, and tells of those that cannot be read.
func (p *pipeline) feed(ctx context.Context, items iter.Seq2[article.Item, error], todo, order chan<- *work) (read, failed int) {
	seen := map[string]seenArticle{}
	for item, err := range items {
		if ctx.Err() != nil {
			return read, failed
		}
		if err != nil {
			failed++
			p.bad(err)
			continue
		}
		read++
		hash := item.Article.Hash()
		if first, twice := seen[item.Article.Key]; twice {
			if first.hash != hash {
				failed++
				p.bad(fmt.Errorf("%s: the key %q was read before, with another text, at %s; give one of them another id", item.Place, item.Article.Key, first.place))
			}
			continue
		}
		seen[item.Article.Key] = seenArticle{hash, item.Place}
		w := &work{item: item, ready: make(chan struct{})}
		select {
		case order <- w:
		case <-ctx.Done():
			return read, failed
		}
		select {
		case todo <- w:
		case <-ctx.Done():
			w.err = ctx.Err()
			close(w.ready)
			return read, failed
		}
	}
	return read, failed
}

type seenArticle struct{ hash, place string }

func (p *pipeline) extract(ctx context.Context, w *work) {
	defer close(w.ready)
	if p.store != nil && !p.force {
		same, err := p.has(&w.item.Article)
		if err != nil || same {
			w.same, w.err = same, err
			return
		}
	}
	w.x, w.err = p.extractor.Extract(ctx, w.item.Article)
}

// has reports whether the article is stored with the same text.
func (p *pipeline) has(a *graph.Article) (bool, error) {
	snap := p.store.Snapshot()
	defer snap.Close()
	stored, err := snap.Article(a.Key)
	if errors.Is(err, graph.ErrNotFound) {
		return false, nil
	}
	return err == nil && stored.Hash() == a.Hash(), err
}

// keep stores what comes, in order.
func (p *pipeline) keep(ctx context.Context, order <-chan *work) (counts, error) {
	var n counts
	var batch []store.Input
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		if p.store != nil {
			results, err := p.store.PutBatch(ctx, batch)
			if err != nil {
				return err
			}
			for _, r := range results {
				n.EventsCreated += r.EventsCreated
				n.EventsUpdated += r.EventsUpdated
			}
		}
		n.Stored += len(batch)
		batch = batch[:0]
		if p.done != nil {
			p.done(n)
		}
		return nil
	}
	for w := range order {
		select {
		case <-w.ready:
		case <-ctx.Done():
			return n, errors.Join(flush(), context.Cause(ctx))
		}
		switch {
		case w.err != nil && ctx.Err() != nil:
			return n, context.Cause(ctx)
		case w.err != nil:
			n.Failed++
			p.bad(fmt.Errorf("%s: %w", w.item.Place, w.err))
		case w.same:
			n.Unchanged++
		default:
			batch = append(batch, store.Input{Article: w.item.Article, Outlet: w.item.Outlet, Extraction: w.x, Again: p.force})
			if len(batch) >= p.batch {
				if err := flush(); err != nil {
					return n, err
				}
			}
		}
	}
	return n, flush()
}
