package store

import (
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
// Resolve is never called concurrently. It must not keep state or read after
// it returns. When it fails, nothing of the transaction is kept, its own
// state included, so it must hold nothing in memory that the state does not.
type Resolver interface {
	Resolve(ctx context.Context, state KV, read Reader, c graph.Change) (graph.Delta, error)
}

// KV is the resolver's own working state: a small ordered key-value space
// inside the store, written in the same transaction as the articles. Reads
// see the transaction's own writes. A key is 1 to 1,000 bytes, a value may
// have any length; both belong to the callee after a call and to the caller
// after a return.
//
// KV and [Reader] are aliases of plain interface types, so that a resolver
// that spells the same methods need not import this package.
type KV = interface {
	// Get returns the value of key, or nil and no error when there is none.
	Get(key []byte) ([]byte, error)
	// Put sets the value of key.
	Put(key, value []byte) error
	// Delete removes key; a missing one is no error.
	Delete(key []byte) error
	// Scan yields all pairs of key and value whose key has the prefix, in key
	// order. The space must not be written while the loop runs.
	Scan(prefix []byte) iter.Seq2[[2][]byte, error]
}

// Reader gives a resolver the stored articles, by article key, as they are
// with the change already made. An article that is not stored is
// [graph.ErrNotFound].
type Reader = interface {
	Extraction(article string) (graph.Extraction, error)
	Article(key string) (graph.Article, error)
	// Decisions returns all decisions, in the order of Seq.
	Decisions() ([]graph.Decision, error)
}
