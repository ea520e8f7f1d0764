package store

import "math/bits"

// An overlay is the writes of a transaction in key order: a skip list, so that
// the resolver's scans can run over what it wrote a moment ago. Badger sorts
// all pending writes anew for every iterator, which is quadratic here.
type overlay struct {
	head  overlayNode
	seed  uint64
	count int
	bytes int
	// prev is the path of the last search, for an insert right after it.
	prev [overlayLevels]*overlayNode
}

const overlayLevels = 16

type overlayNode struct {
	key   string
	value []byte // nil: deleted
	next  []*overlayNode
}

func newOverlay() *overlay {
	return &overlay{head: overlayNode{next: make([]*overlayNode, overlayLevels)}, seed: 0x9e3779b97f4a7c15}
}

// seek returns the first node at or after key.
func (o *overlay) seek(key string) *overlayNode {
	n := &o.head
	for level := overlayLevels - 1; level >= 0; level-- {
		for n.next[level] != nil && n.next[level].key < key {
			n = n.next[level]
		}
		o.prev[level] = n
	}
	return n.next[0]
}

// get returns what the overlay says of key: its value, nil when it is deleted.
func (o *overlay) get(key []byte) (value []byte, ok bool) {
	if n := o.seek(string(key)); n != nil && n.key == string(key) {
		return n.value, true
	}
	return nil, false
}

// put sets key; a nil value deletes it.
func (o *overlay) put(key, value []byte) {
	n := o.seek(string(key))
	if n != nil && n.key == string(key) {
		o.bytes += len(value) - len(n.value)
		n.value = value
		return
	}
	// One node in four rises a level; xorshift64 suffices and is the same in
	// every run.
	o.seed ^= o.seed << 13
	o.seed ^= o.seed >> 7
	o.seed ^= o.seed << 17
	height := min(1+bits.TrailingZeros64(o.seed|1<<60)/2, overlayLevels)
	n = &overlayNode{key: string(key), value: value, next: make([]*overlayNode, height)}
	for level := range height {
		n.next[level] = o.prev[level].next[level]
		o.prev[level].next[level] = n
	}
	o.count++
	o.bytes += len(key) + len(value)
}
