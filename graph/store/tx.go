package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"parley/graph"
)

// A tx is the write transaction: the state before it and what it changes. It
// is used by one goroutine.
type tx struct {
	s    *Store
	base view
	over *overlay
	sums graphTotals
	rev  uint64
	now  time.Time

	chunked map[string]int // number of chunks of the values over chunkSize

	totals   map[listName]*heldTotals
	entities map[string]*heldEntity
	pairs    map[[2]string]bool // of which the met rows may change
	changes  []graph.ChangeRecord
	// owned are the ids of what the articles that go said, with the article;
	// goneOf are those of them that were records and are no more.
	owned    map[string]string
	goneOf   map[string][]string
	kinds    map[string]byte // of entities, as looked up
	rekinded []string        // entities that changed their kind
}

// heldTotals are the totals of a list as the transaction changes them.
type heldTotals struct {
	now    *totals
	before *totals // what the met rows of a pair were made from
	raw    []byte  // as stored, nil when it was not
}

// heldEntity is an entity that the transaction touches, as it was before.
type heldEntity struct {
	before *graph.Entity
	events int
}

// row is a key of an index with its payload.
type row struct {
	key     key
	payload []byte
}

func (s *Store) newTx() (*tx, error) {
	base, err := s.writerView()
	if err != nil {
		return nil, err
	}
	t := &tx{s: s, base: base, over: newOverlay(), now: s.now().UTC(), totals: map[listName]*heldTotals{},
		entities: map[string]*heldEntity{}, pairs: map[[2]string]bool{}, kinds: map[string]byte{}, chunked: map[string]int{}, owned: map[string]string{}, goneOf: map[string][]string{}}
	sums, err := readGraphTotals(t)
	if err != nil {
		t.base.close()
		return nil, err
	}
	t.sums = sums
	t.rev = uint64(sums.Revision) + 1
	return t, nil
}

func (t *tx) cache() *cache { return t.s.cached }

func (t *tx) payload(k []byte) ([]byte, uint64, error) {
	if p, ok := t.over.get(k); ok {
		return p, 0, nil
	}
	raw, version, err := t.base.get(k)
	if err != nil || raw == nil {
		return nil, 0, err
	}
	p, err := fetch(t.base, k, raw)
	return p, version, err
}

func (t *tx) decoded(k []byte) (any, []byte, uint64, error) {
	if p, ok := t.over.get(k); ok {
		return nil, p, 0, nil
	}
	return decodedFrom(t.base, t.cache(), k)
}

func (t *tx) remember([]byte, any) {} // what is read may be written next

// scan merges the transaction's writes into what was stored; forward only.
func (t *tx) scan(from, to []byte, backward, keysOnly bool) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		n := t.over.seek(string(from))
		pending := func(upTo []byte) bool { // yields own writes before upTo
			for ; n != nil && n.key < string(upTo); n = n.next[0] {
				if n.value != nil && !yield(entry{[]byte(n.key), n.value}, nil) {
					return false
				}
			}
			return true
		}
		for e, err := range t.base.scan(from, to, false, keysOnly) {
			if err != nil {
				yield(entry{}, err)
				return
			}
			if !pending(e.key) {
				return
			}
			if n != nil && n.key == string(e.key) {
				continue // replaced or deleted; the next round yields it
			}
			if !keysOnly {
				if e.value, err = fetch(t.base, e.key, e.value); err != nil {
					yield(entry{}, err)
					return
				}
			}
			if !yield(e, nil) {
				return
			}
		}
		pending(to)
	}
}

// set writes a key that was not there, put one that was, and del removes one.
// Which it is decides the number of keys that check expects.
func (t *tx) set(k key, payload []byte) {
	t.sums.Keys[k[0]]++
	t.put(k, payload)
}

func (t *tx) put(k key, payload []byte) {
	if payload == nil {
		payload = []byte{}
	}
	t.over.put(k, payload)
}

func (t *tx) del(k key) {
	t.sums.Keys[k[0]]--
	t.over.put(k, nil)
}

// assign sets k whether or not it was there.
func (t *tx) assign(k key, payload []byte) error {
	old, _, err := t.payload(k)
	if err != nil {
		return err
	}
	if old == nil {
		t.set(k, payload)
	} else if !bytes.Equal(old, payload) {
		t.put(k, payload)
	}
	return nil
}

// unset removes k whether or not it was there.
func (t *tx) unset(k key) error {
	old, _, err := t.payload(k)
	if err == nil && old != nil {
		t.del(k)
	}
	return err
}

// replace turns the rows that a record had into those it has now.
func (t *tx) replace(old, now []row) {
	was := make(map[string][]byte, len(old))
	for _, r := range old {
		was[string(r.key)] = r.payload
	}
	for _, r := range now {
		p, ok := was[string(r.key)]
		switch {
		case !ok:
			t.set(r.key, r.payload)
		case !bytes.Equal(p, r.payload):
			t.put(r.key, r.payload)
		}
		delete(was, string(r.key))
	}
	for _, k := range slices.Sorted(maps.Keys(was)) {
		t.del(key(k))
	}
}

// totalsOf returns the totals of a list for change.
func (t *tx) totalsOf(l listName) (*totals, error) {
	if h, ok := t.totals[l]; ok {
		return h.now, nil
	}
	p, _, err := t.payload(newKey(kindTotal).of(l))
	if err != nil {
		return nil, err
	}
	h := &heldTotals{now: newTotals(), raw: p}
	if p != nil {
		f := fields{b: p}
		if h.now = f.totals(); f.err != nil {
			return nil, damaged(newKey(kindTotal).of(l), f.err)
		}
		if l[0] == listPair {
			f := fields{b: p}
			h.before = f.totals()
		}
	} else if l[0] == listPair {
		h.before = newTotals()
	}
	t.totals[l] = h
	return h.now, nil
}

// hold remembers an entity as it is before the transaction changes it.
func (t *tx) hold(id string) error {
	if _, ok := t.entities[id]; ok {
		return nil
	}
	h := &heldEntity{}
	e, err := readEntity(t, id)
	if err == nil {
		h.before = e
	} else if !errors.Is(err, graph.ErrNotFound) {
		return err
	}
	sums, err := t.totalsOf(entityList(id))
	if err != nil {
		return err
	}
	h.events = sums.events()
	t.entities[id] = h
	return nil
}

// kindOf returns the kind of an entity as a member has it.
func (t *tx) kindOf(id string) (byte, error) {
	if k, ok := t.kinds[id]; ok {
		return k, nil
	}
	e, err := readEntity(t, id)
	if errors.Is(err, graph.ErrNotFound) {
		return 0, fmt.Errorf("resolver: participant %s is no entity", id)
	}
	if err != nil {
		return 0, err
	}
	t.kinds[id] = kindIndex(e.Kind)
	return t.kinds[id], nil
}

// log records what happened to an entity, event or article, in the log and in
// the record's local facts.
func (t *tx) log(kind graph.ChangeKind, id, into string) error {
	t.changes = append(t.changes, graph.ChangeRecord{Revision: t.rev, Kind: kind, ID: id, Into: into})
	if graph.IDKind(id) == graph.ArticleID {
		// An article keeps its own facts; see writeLocal.
		if kind != graph.Removed {
			t.set(changeKey(t.rev, id), changePayload(kind))
		}
		return nil
	}
	f, err := readFacts(t, id)
	if err != nil {
		return err
	}
	if f.changed != 0 {
		t.del(changeKey(f.changed, id))
	}
	now := facts{version: f.version + 1, changed: t.rev, updated: t.now.UnixMilli()}
	if kind == graph.Removed || kind == graph.Merged {
		if a := t.owned[id]; a != "" {
			// Nothing but its own record may name an article that is gone.
			t.goneOf[a] = append(t.goneOf[a], id)
			return t.unset(recordKey(kindFacts, id))
		}
		now.version = 0
	}
	if f.changed == 0 {
		t.set(recordKey(kindFacts, id), now.payload())
	} else {
		t.put(recordKey(kindFacts, id), now.payload())
	}
	t.set(changeKey(t.rev, id), changePayload(kind))
	return nil
}

// forget takes an id that an article will not use again out of the log, where
// it may stand as removed long ago.
func (t *tx) forget(id, article string) error {
	f, err := readFacts(t, id)
	if err != nil || f.changed == 0 || f.version != 0 {
		return err
	}
	t.del(changeKey(f.changed, id))
	t.del(recordKey(kindFacts, id))
	t.goneOf[article] = append(t.goneOf[article], id)
	return nil
}

// facts are what this store alone knows of an entity or event.
type facts struct {
	version int    // 1 when new, one more with each change; 0 when it is gone
	changed uint64 // the revision of the last change
	updated int64  // Unix milliseconds
}

func (f facts) payload() []byte {
	b := binary.AppendUvarint(nil, uint64(f.version))
	return binary.AppendVarint(binary.AppendUvarint(b, f.changed), f.updated)
}

func readFacts(s source, id string) (facts, error) {
	p, _, err := s.payload(recordKey(kindFacts, id))
	if err != nil || p == nil {
		return facts{}, err
	}
	f := fields{b: p}
	v := facts{int(f.uvarint()), f.uvarint(), f.varint()}
	return v, f.err
}

func changeKey(revision uint64, id string) key { return newKey(kindChange).num(int64(revision)).id(id) }

// changePayload does not say into what a record was merged: its link does, and
// is kept up to date.
func changePayload(kind graph.ChangeKind) []byte { return appendText(nil, string(kind)) }

// commit finishes the indexes and writes everything, or nothing.
func (t *tx) commit(ctx context.Context) error {
	if err := t.finish(); err != nil {
		return err
	}
	t.sums.Revision = int64(t.rev)
	t.sums.Updated = t.now.UnixMilli()
	if err := t.assign(metaKey("totals"), nil); err != nil { // counts itself when new
		return err
	}
	if err := t.chunk(); err != nil {
		return err
	}
	t.put(metaKey("totals"), encode(nil, &t.sums))
	if err := ctx.Err(); err != nil {
		return err
	}
	batch := t.seal()
	err := t.s.write(batch)
	t.s.mirrorWrite(batch, err)
	return err
}

// chunk splits values over chunkSize and removes the chunks of values that
// are gone or replaced.
func (t *tx) chunk() error {
	var large []*overlayNode
	for n := t.over.head.next[0]; n != nil; n = n.next[0] {
		if len(n.value) > chunkSize || t.sums.Keys[kindChunk] > 0 && mayBeLarge(kind(n.key[0])) {
			large = append(large, n)
		}
	}
	for _, n := range large {
		k := []byte(n.key)
		was := 0
		raw, _, err := t.base.get(k)
		if err != nil {
			return err
		}
		if len(raw) > envelopeSize && raw[0] == formChunks {
			f := fields{b: raw[envelopeSize:]}
			was = int(f.uvarint())
		}
		now := 0
		if len(n.value) > chunkSize {
			for part := range slices.Chunk(n.value, chunkSize) {
				if now < was {
					t.put(chunkKey(k, now), part)
				} else {
					t.set(chunkKey(k, now), part)
				}
				now++
			}
			t.chunked[n.key] = now
		}
		for ; was > now; was-- {
			t.del(chunkKey(k, was-1))
		}
	}
	return nil
}

func mayBeLarge(k kind) bool {
	return k == kindArticle || k == kindState || k == kindEntity || k == kindEvent || k == kindTotal || k == kindOutlet || k == kindNamed
}

// seal returns the writes as the engine gets them, in key order.
func (t *tx) seal() []change {
	batch := make([]change, 0, t.over.count)
	for n := t.over.head.next[0]; n != nil; n = n.next[0] {
		k := []byte(n.key)
		switch {
		case n.value == nil:
			batch = append(batch, change{key: k})
		case t.chunked[n.key] == 0:
			batch = append(batch, change{k, seal(k, n.value)})
		default:
			whole := binary.AppendUvarint(nil, uint64(t.chunked[n.key]))
			whole = binary.BigEndian.AppendUint32(whole, checksum(k, n.value))
			batch = append(batch, change{k, sealAs(formChunks, k, whole)})
		}
	}
	return batch
}

func (t *tx) close() { t.base.close() }
