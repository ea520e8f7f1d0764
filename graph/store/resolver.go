package store

import (
	"bytes"
	"context"
	"iter"

	"parley/graph"
)

// A Resolver decides which local entities are one entity and which reports
// are one event. The store calls it inside the one write transaction that
// adds or removes articles, and applies the [graph.Delta] that comes back to
// its records and indexes. For any order of changes that ends in the same
// articles and decisions, the graph that the deltas add up to must be the
// same; the store gives it no clock and no randomness.
//
// Resolve is never called concurrently. When it fails, nothing of the
// transaction is kept, its own state included, so it must hold nothing in
// memory that the state does not; the same change may be handed to it again,
// in smaller parts.
type Resolver interface {
	Resolve(ctx context.Context, state graph.ResolverState, read graph.ResolverReader, c graph.Change) (graph.Delta, error)
}

// resolverState is the resolver's own keys, see [graph.ResolverState].
type resolverState struct{ t *tx }

func stateKey(k []byte) key { return append(newKey(kindState), k...) }

func (r resolverState) Get(k []byte) ([]byte, error) {
	p, _, err := r.t.payload(stateKey(k))
	return p, err
}

func (r resolverState) Put(k, value []byte) error {
	return r.t.assign(stateKey(k), append([]byte{}, value...))
}

func (r resolverState) Delete(k []byte) error { return r.t.unset(stateKey(k)) }

func (r resolverState) Scan(prefix []byte) iter.Seq2[[2][]byte, error] {
	return func(yield func([2][]byte, error) bool) {
		for e, err := range scanPrefix(r.t, stateKey(prefix), false) {
			if err != nil {
				yield([2][]byte{}, err)
				return
			}
			pair := [2][]byte{bytes.Clone(e.key[1:]), append([]byte{}, e.value...)}
			if !yield(pair, nil) {
				return
			}
		}
	}
}

// resolverReader is what the resolver reads, see [graph.ResolverReader].
type resolverReader struct{ t *tx }

func (r resolverReader) Extraction(key string) (graph.Extraction, error) {
	id := graph.NewID(graph.ArticleID, key)
	h, err := readHead(r.t, id)
	if err != nil {
		return graph.Extraction{}, err
	}
	if h.Article.Retracted {
		return graph.Extraction{}, graph.ErrNotFound
	}
	x, err := readExtraction(r.t, id)
	if err != nil {
		return graph.Extraction{}, err
	}
	return *x, nil
}

func (r resolverReader) Article(key string) (graph.Article, error) {
	return readArticle(r.t, graph.NewID(graph.ArticleID, key))
}

func (r resolverReader) Decisions() ([]graph.Decision, error) {
	all, err := readDecisions(r.t)
	if err != nil {
		return nil, err
	}
	return onIdentity(inForce(all)), nil
}
