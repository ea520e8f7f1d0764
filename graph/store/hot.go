package store

import (
	"hash/maphash"
	"sync"
	"sync/atomic"
)

// hotRows keeps small rows as the latest state of the engine has them, also
// that a key is not there, so that most look-ups need not go down the levels
// of tables. Rows that a write touches are dropped.
//
// A state has a number, the count of writes before it. A row kept by a view
// of state n is right for every state from n on until it is dropped; so views
// of earlier states pass it over, and a view whose state is not the latest
// any more keeps nothing. While a write is under way nobody can say which
// state a new view has: such a view does without.
type hotRows struct {
	mu      sync.Mutex // held to take a view, and to begin and end a write
	writes  int        // under way
	state   atomic.Uint64
	seed    maphash.Seed
	shards  [16]hotShard
	perPart int // bytes a shard may take
}

type hotShard struct {
	mu    sync.RWMutex
	rows  map[string]hotRow
	bytes int
}

type hotRow struct {
	value   []byte // nil: no such key
	version uint64
	since   uint64 // state
}

// maxHotRow is the size of the largest value that is kept, and hotOverhead
// about what a row takes besides its key and value.
const (
	maxHotRow   = 4 << 10
	hotOverhead = 112
)

// newHotRows returns a cache of about limit bytes.
func newHotRows(limit int) *hotRows {
	h := &hotRows{seed: maphash.MakeSeed(), perPart: limit / 16}
	for i := range h.shards {
		h.shards[i].rows = map[string]hotRow{}
	}
	return h
}

// view calls take, which makes a view, and returns the number of its state;
// ok is false when that is not known.
func (h *hotRows) view(take func()) (state uint64, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	take()
	return h.state.Load(), h.writes == 0
}

func (h *hotRows) beginWrite() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.writes++
}

// endWrite drops what the write may have changed.
func (h *hotRows) endWrite(batch []change) {
	h.state.Add(1) // from now on no older view keeps a row
	for _, c := range batch {
		s := h.shard(c.key)
		s.mu.Lock()
		s.drop(string(c.key))
		s.mu.Unlock()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.writes--
}

func (h *hotRows) shard(key []byte) *hotShard {
	return &h.shards[maphash.Bytes(h.seed, key)%uint64(len(h.shards))]
}

func (s *hotShard) drop(key string) {
	if r, ok := s.rows[key]; ok {
		delete(s.rows, key)
		s.bytes -= hotOverhead + len(key) + len(r.value)
	}
}

// get returns the row of a key as a state has it.
func (h *hotRows) get(key []byte, state uint64) (hotRow, bool) {
	s := h.shard(key)
	s.mu.RLock()
	defer s.mu.RUnlock()
	r, ok := s.rows[string(key)]
	return r, ok && r.since <= state
}

// put keeps a row that a view of a state has read. Rows to make room for it
// are taken as they come: Go walks maps from a random place.
func (h *hotRows) put(key, value []byte, version, state uint64) {
	if len(value) > maxHotRow {
		return
	}
	s := h.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.state.Load() != state {
		return
	}
	k := string(key)
	s.drop(k)
	s.rows[k] = hotRow{value[:len(value):len(value)], version, state}
	s.bytes += hotOverhead + len(k) + len(value)
	for old := range s.rows {
		if s.bytes <= h.perPart {
			return
		}
		s.drop(old)
	}
}
