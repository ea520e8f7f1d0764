package store

import (
	"errors"
	"iter"
)

// An engine is the ordered key-value store under the graph: one that can read
// in snapshots and write a batch whole or not at all. Badger is the embedded
// one (badger.go), and nothing else in this package knows it. Another engine,
// a distributed one, would stand here.
type engine interface {
	// view returns a snapshot of everything written before the call.
	view() view
	// write makes all changes, or none. A batch over the engine's limits is
	// errTooBig. What was written is durable after the next sync.
	write(batch []change) error
	sync() error
	close() error
}

// A view reads one state of the engine. It is safe for concurrent use.
type view interface {
	// get returns the value of key and a number that no other value of the
	// key ever had; nil when there is none. The caller may keep the value.
	get(key []byte) (value []byte, version uint64, err error)
	// scan yields keys and values in [from, to), from the last to the first
	// when backward. Both die with the next step of the loop; values are nil
	// when keysOnly.
	scan(from, to []byte, backward, keysOnly bool) iter.Seq2[entry, error]
	close()
}

// An entry is a stored key and value.
type entry struct{ key, value []byte }

// A change sets a key, or deletes it when value is nil.
type change struct{ key, value []byte }

// errTooBig means that a batch exceeds what the engine can write at once.
var errTooBig = errors.New("batch too big")
