package graph

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
