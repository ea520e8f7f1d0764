package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"

	"parley/graph"
)

// A source gives payloads by key: a snapshot, or a transaction with its own
// writes.
type source interface {
	// payload returns the payload of key, nil when there is none, and a
	// version that names it; 0 for one that is not stored yet.
	payload(key []byte) (payload []byte, version uint64, err error)
	// decoded returns what the cache has of the value of key, else its payload
	// as payload does. A cached value was checked when it was read first.
	decoded(key []byte) (v any, payload []byte, version uint64, err error)
	// remember lets decoded find v without reading the key again.
	remember(key []byte, v any)
	// scan yields the payloads of [from, to), see view.scan.
	scan(from, to []byte, backward, keysOnly bool) iter.Seq2[entry, error]
	cache() *cache
}

// scanPrefix yields all entries whose key has the prefix.
func scanPrefix(s source, prefix []byte, keysOnly bool) iter.Seq2[entry, error] {
	return s.scan(prefix, after(prefix), false, keysOnly)
}

// fetch opens the value of key in v, joining its chunks.
func fetch(v view, key, value []byte) ([]byte, error) {
	form, p, err := unseal(key, value)
	if err != nil || form == formPlain {
		return p, err
	}
	f := fields{b: p}
	n := int(f.uvarint())
	sum := binary.BigEndian.Uint32(f.take(4))
	if f.err != nil {
		return nil, damaged(key, f.err)
	}
	var whole []byte
	for i := range n {
		ck := chunkKey(key, i)
		raw, _, err := v.get(ck)
		if err != nil {
			return nil, err
		}
		if raw == nil {
			return nil, damaged(key, fmt.Errorf("chunk %d of %d is missing", i, n))
		}
		_, part, err := unseal(ck, raw)
		if err != nil {
			return nil, err
		}
		whole = append(whole, part...)
	}
	if checksum(key, whole) != sum {
		return nil, damaged(key, fmt.Errorf("checksum of %d chunks does not match", n))
	}
	return whole, nil
}

// record reads and decodes the record at key. The result is shared with other
// readers of the same version.
func record[T any](s source, k key) (*T, error) {
	had, p, version, err := s.decoded(k)
	if err != nil {
		return nil, err
	}
	if had != nil {
		s.remember(k, had)
		return had.(*T), nil
	}
	if p == nil {
		return nil, graph.ErrNotFound
	}
	v, err := decode[T](p)
	if err != nil {
		return nil, damaged(k, err)
	}
	if version != 0 {
		s.cache().put(string(k), version, &v, 3*len(p))
	}
	return &v, nil
}

// decodedFrom is the decoded method of a source over a view.
func decodedFrom(v view, c *cache, k []byte) (any, []byte, uint64, error) {
	raw, version, err := v.get(k)
	if err != nil || raw == nil {
		return nil, nil, 0, err
	}
	if had, ok := c.get(string(k), version); ok {
		return had, nil, version, nil
	}
	p, err := fetch(v, k, raw)
	return nil, p, version, err
}

// head is the part of an article that lists and look-ups need: all but the
// text, and the outlet as this article gives it.
type head struct {
	Article graph.Article
	Outlet  graph.Outlet
}

// localFacts are what this store alone knows of an article.
type localFacts struct {
	Retrieved int64 // Unix milliseconds
	Revision  int64 // of the store when the article last changed
	Version   int   // 1 when new, one more with each change
	// Gone are the events that went with its text, of ids that came from it:
	// their removal is told from here, so that nothing else names them.
	Gone []string
	// Mentions and Claims are what it adds to the totals.
	Mentions, Claims int
	// Reports are the ids of its reports, for search, which need not read the
	// extraction for them.
	Reports []string
}

func readHead(s source, id string) (*head, error) {
	return record[head](s, articleKey(id, headPart))
}

// readArticle returns the article of an id, its text included.
func readArticle(s source, id string) (graph.Article, error) {
	h, err := readHead(s, id)
	if err != nil {
		return graph.Article{}, err
	}
	a := h.Article
	text, _, err := s.payload(articleKey(id, textPart))
	if err != nil {
		return graph.Article{}, err
	}
	a.Text = string(text)
	return a, nil
}

func readExtraction(s source, id string) (*graph.Extraction, error) {
	return record[graph.Extraction](s, articleKey(id, extractionPart))
}

// A link is what an id belongs to: a local entity to a signature (then with
// its place in the article), a signature to an entity, a report to an event,
// a record that was merged away to its successor.
type link struct {
	to      string
	article string // id of the article of a local entity
	index   int
}

func (l link) payload() []byte {
	return binary.AppendUvarint(appendID(appendID(nil, l.to), l.article), uint64(l.index))
}

func readLink(s source, id string) (link, error) {
	p, _, err := s.payload(recordKey(kindLink, id))
	if err != nil || p == nil {
		return link{}, err
	}
	f := fields{b: p}
	l := link{f.id(), f.id(), int(f.uvarint())}
	return l, f.err
}

// resolve follows the links of an id to the record that it stands for now.
func resolve(s source, k kind, id string) (string, error) {
	for range 64 {
		p, _, err := s.payload(recordKey(k, id))
		if err != nil {
			return "", err
		}
		if p != nil {
			return id, nil
		}
		l, err := readLink(s, id)
		if err != nil {
			return "", err
		}
		if l.to == "" || l.to == id {
			return "", graph.ErrNotFound
		}
		id = l.to
	}
	return "", fmt.Errorf("%w: links of %s go in a circle", ErrDamaged, id)
}

func readEntity(s source, id string) (*graph.Entity, error) {
	return record[graph.Entity](s, recordKey(kindEntity, id))
}

// eventRecord is an event with its brief before it.
func eventPayload(e *graph.Event, b *brief) []byte {
	bp := appendBrief(nil, b)
	p := append(binary.AppendUvarint(nil, uint64(len(bp))), bp...)
	return encode(p, e)
}

func splitEvent(p []byte) (briefPart, eventPart []byte, err error) {
	n, k := binary.Uvarint(p)
	if k <= 0 || n > uint64(len(p)-k) {
		return nil, nil, fmt.Errorf("%w: malformed event", ErrDamaged)
	}
	return p[k : k+int(n)], p[k+int(n):], nil
}

// readEvent returns the event of an id and its brief.
func readEvent(s source, id string) (*graph.Event, *brief, error) {
	type both struct {
		event graph.Event
		brief brief
	}
	k := recordKey(kindEvent, id)
	had, p, version, err := s.decoded(k)
	if err != nil {
		return nil, nil, err
	}
	if had != nil {
		s.remember(k, had)
		v := had.(*both)
		return &v.event, &v.brief, nil
	}
	if p == nil {
		return nil, nil, graph.ErrNotFound
	}
	bp, ep, err := splitEvent(p)
	if err != nil {
		return nil, nil, damaged(k, err)
	}
	f := fields{b: bp}
	v := both{brief: f.brief(id)}
	if f.err != nil {
		return nil, nil, damaged(k, f.err)
	}
	if v.event, err = decode[graph.Event](ep); err != nil {
		return nil, nil, damaged(k, err)
	}
	if version != 0 {
		s.cache().put(string(k), version, &v, 3*len(p))
	}
	return &v.event, &v.brief, nil
}

// readDecisions returns all decisions in the order of Seq.
func readDecisions(s source) ([]graph.Decision, error) {
	var all []graph.Decision
	for e, err := range scanPrefix(s, newKey(kindDecision), false) {
		if err != nil {
			return nil, err
		}
		d, err := decode[graph.Decision](e.value)
		if err != nil {
			return nil, damaged(bytes.Clone(e.key), err)
		}
		all = append(all, d)
	}
	return all, nil
}

// inForce returns the decisions that no later one undoes, undoing ones left
// out. An undone undo brings back what it undid.
func inForce(all []graph.Decision) []graph.Decision {
	undone := map[string]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		if d := all[i]; d.Kind == graph.UndoDecision && !undone[d.ID] {
			for _, id := range d.IDs {
				undone[id] = true
			}
		}
	}
	force := []graph.Decision{}
	for _, d := range all {
		if !undone[d.ID] && d.Kind != graph.UndoDecision {
			force = append(force, d)
		}
	}
	return force
}

// onIdentity returns those of the decisions that resolution takes into account.
func onIdentity(force []graph.Decision) []graph.Decision {
	ds := []graph.Decision{}
	for _, d := range force {
		if d.Kind != graph.RetractDecision && d.Kind != graph.RestoreDecision {
			ds = append(ds, d)
		}
	}
	return ds
}
