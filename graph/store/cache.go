package store

import (
	"container/list"
	"hash/maphash"
	"sync"
)

// A cache keeps decoded values by key and version, the least recently used
// dropped first. A version names one value of a key for good, so an entry is
// never stale and snapshots of different age share the cache. What comes out
// is shared: it must not be changed.
type cache struct {
	seed   maphash.Seed
	shards [16]cacheShard
}

type cacheShard struct {
	mu      sync.Mutex
	entries map[cacheKey]*list.Element
	order   list.List // most recent first
	bytes   int
	limit   int
}

type cacheKey struct {
	key     string
	version uint64
}

type cacheEntry struct {
	key   cacheKey
	value any
	bytes int
}

// newCache returns a cache of about limit bytes.
func newCache(limit int) *cache {
	c := &cache{seed: maphash.MakeSeed()}
	for i := range c.shards {
		c.shards[i].entries = map[cacheKey]*list.Element{}
		c.shards[i].limit = limit / len(c.shards)
	}
	return c
}

func (c *cache) shard(k cacheKey) *cacheShard {
	return &c.shards[maphash.String(c.seed, k.key)%uint64(len(c.shards))]
}

func (c *cache) get(key string, version uint64) (any, bool) {
	k := cacheKey{key, version}
	s := c.shard(k)
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[k]
	if !ok {
		return nil, false
	}
	s.order.MoveToFront(e)
	return e.Value.(*cacheEntry).value, true
}

// put keeps a value of about the given size.
func (c *cache) put(key string, version uint64, value any, bytes int) {
	k := cacheKey{key, version}
	s := c.shard(k)
	bytes += len(key) + 128
	if bytes > s.limit {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.entries[k]; ok {
		return
	}
	s.entries[k] = s.order.PushFront(&cacheEntry{k, value, bytes})
	for s.bytes += bytes; s.bytes > s.limit; {
		last := s.order.Back()
		old := s.order.Remove(last).(*cacheEntry)
		delete(s.entries, old.key)
		s.bytes -= old.bytes
	}
}
