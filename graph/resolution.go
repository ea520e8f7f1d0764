package graph

import "iter"

// Resolution is incremental: the store calls the resolver inside the write
// transaction that adds or removes articles, hands it the [Change], and
// applies the [Delta] that comes back to its records and indexes. The result
// must be the same as resolving everything at once.

// An ArticleExtraction is an article with what it says.
type ArticleExtraction struct {
	Article    Article
	Extraction Extraction
}

// A Change is what resolution has to take into account.
type Change struct {
	Add    []ArticleExtraction // new, put back, or the new text of a changed one
	Remove []ArticleExtraction // retracted, or the old text of a changed one
	// Decisions are all identity decisions in force, in order, when they
	// changed; nil when they did not.
	Decisions []Decision
}

// A Link says to what a part of an extraction belongs now. To is empty when
// the part is gone.
type Link struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// A Delta is what a change does to the graph. All lists are sorted by id.
type Delta struct {
	// Signatures links the local entities of the change to signatures.
	Signatures []Link
	// Members links signatures to entities, where that changed.
	Members []Link
	// Entities are the new state of entities that changed.
	Entities []Entity
	// RemovedEntities links ids that are no entity any more to the entity
	// that they resolve to now, or to nothing.
	RemovedEntities []Link
	// Reports links reports to events, where that changed.
	Reports []Link
	// Events are the new state of events that changed in any way, the ids of
	// their participants included.
	Events        []Event
	RemovedEvents []Link
	// Copies links an article's key to the key of the article of which it is
	// a copy, where that changed.
	Copies []Link
}

// A ResolverState is the resolver's own ordered key-value namespace inside the
// write transaction: the resolver keeps there what it must remember of former
// changes, and nobody else reads it. Keys and values are the resolver's to
// keep: they are copied on the way in and out.
type ResolverState = interface {
	// Get returns the value of key, or nil, nil when there is none.
	Get(key []byte) ([]byte, error)
	Put(key, value []byte) error
	// Delete removes key; it is no error when key is absent.
	Delete(key []byte) error
	// Scan yields the keys (at 0) that start with prefix and their values (at
	// 1) in key order, with the writes made before the scan started. The
	// caller may not write while it scans.
	Scan(prefix []byte) iter.Seq2[[2][]byte, error]
}

// A ResolverReader is what the resolver reads of the graph inside the write
// transaction, after the articles of the change were written.
type ResolverReader = interface {
	// Extraction returns what the article of the key says, or [ErrNotFound]
	// when the graph holds none (a retracted one included).
	Extraction(articleKey string) (Extraction, error)
	Article(key string) (Article, error)
	// Decisions returns all identity decisions in force, in order.
	Decisions() ([]Decision, error)
}
