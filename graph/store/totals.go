package store

import (
	"cmp"
	"encoding/binary"
	"slices"

	"parley/graph"
)

// totals are what is known of a list of events without reading it, and, of an
// entity, of its mentions and of who it met. They are sums, so that taking an
// event away is the reverse of adding it.
type totals struct {
	// changed is the revision in which any row of the list last changed: what
	// is computed from the list may be kept until then.
	changed uint64
	classes tally[class]
	// days counts the events that count by the first day of their date.
	days tally[graph.Day]
	// outlets counts those events by outlet; kept for pairs only.
	outlets tally[string]
	// mentions, articles and namedBy (articles by outlet, "" for none) count
	// where an entity is named.
	mentions, articles int
	namedBy            tally[string]
	// met counts the entities by kind with which it shares events.
	met [4]int
}

// A class is what O(1) counts tell apart.
type class struct {
	kind       graph.EventType
	factuality graph.Factuality
}

func (c class) compare(o class) int {
	return cmp.Or(cmp.Compare(c.kind, o.kind), cmp.Compare(c.factuality, o.factuality))
}

// A tally counts keys, in their order and without zeros: read and written far
// faster than a map, which matters for an entity with hundreds of days.
type tally[K comparable] []tallied[K]

type tallied[K comparable] struct {
	key K
	n   int
}

// bump adds n to the count of key.
func bump[K comparable](t *tally[K], key K, n int, compare func(a, b K) int) {
	i, ok := slices.BinarySearchFunc(*t, key, func(e tallied[K], k K) int { return compare(e.key, k) })
	if !ok {
		*t = slices.Insert(*t, i, tallied[K]{key, 0})
	}
	if (*t)[i].n += n; (*t)[i].n == 0 {
		*t = slices.Delete(*t, i, i+1)
	}
}

func newTotals() *totals { return &totals{} }

// add counts an event sign times in the totals of list l.
func (t *totals) add(l listName, b *brief, sign int) {
	bump(&t.classes, class{b.kind, b.factuality}, sign, class.compare)
	if !b.counts() {
		return
	}
	if b.dated {
		bump(&t.days, b.first, sign, cmp.Compare[graph.Day])
	}
	if l[0] == listPair {
		for _, o := range b.outlets {
			bump(&t.outlets, o, sign, cmp.Compare[string])
		}
	}
}

// empty reports whether nothing is left to count.
func (t *totals) empty() bool {
	return len(t.classes) == 0 && t.mentions == 0 && t.articles == 0 && len(t.namedBy) == 0
}

// events counts the events that count where no factuality is asked for.
func (t *totals) events() int {
	n := 0
	for _, c := range t.classes {
		if slices.Contains(graph.DefaultFactuality, c.key.factuality) {
			n += c.n
		}
	}
	return n
}

// types counts those events by type, the most frequent first.
func (t *totals) types() []graph.TypeCount {
	by := map[graph.EventType]int{}
	for _, c := range t.classes {
		if slices.Contains(graph.DefaultFactuality, c.key.factuality) {
			by[c.key.kind] += c.n
		}
	}
	return typeCounts(by)
}

func typeCounts(by map[graph.EventType]int) []graph.TypeCount {
	out := make([]graph.TypeCount, 0, len(by))
	for t, n := range by {
		if n != 0 {
			out = append(out, graph.TypeCount{Type: t, Count: n})
		}
	}
	slices.SortFunc(out, func(a, b graph.TypeCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Type, b.Type))
	})
	return out
}

// span returns the first and last day of those events, "" when none is dated.
func (t *totals) span() (first, last string) {
	if len(t.days) == 0 {
		return "", ""
	}
	return t.days[0].key.String(), t.days[len(t.days)-1].key.String()
}

func (t *totals) payload() []byte {
	b := binary.AppendUvarint(nil, t.changed)
	b = binary.AppendUvarint(b, uint64(len(t.classes)))
	for _, c := range t.classes {
		b = appendEnum(b, graph.EventTypes, c.key.kind)
		b = appendEnum(b, graph.Factualities, c.key.factuality)
		b = binary.AppendVarint(b, int64(c.n))
	}
	b = binary.AppendUvarint(b, uint64(len(t.days)))
	last := graph.Day(0)
	for _, d := range t.days {
		b = binary.AppendVarint(b, int64(d.key-last))
		b = binary.AppendVarint(b, int64(d.n))
		last = d.key
	}
	b = appendCounts(b, t.outlets)
	b = binary.AppendUvarint(b, uint64(t.mentions))
	b = binary.AppendUvarint(b, uint64(t.articles))
	b = appendCounts(b, t.namedBy)
	for _, n := range t.met {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

func appendCounts(b []byte, t tally[string]) []byte {
	b = binary.AppendUvarint(b, uint64(len(t)))
	for _, e := range t {
		b = binary.AppendVarint(appendID(b, e.key), int64(e.n))
	}
	return b
}

// readTally reads a tally of which read reads the keys.
func readTally[K comparable](f *fields, read func() K) tally[K] {
	n := f.uvarint()
	if f.err != nil || n == 0 || n > uint64(len(f.b)) {
		return nil
	}
	t := make(tally[K], n, n+4)
	for i := range t {
		t[i].key = read()
		t[i].n = int(f.varint())
	}
	return t
}

func (f *fields) totals() *totals {
	t := newTotals()
	t.changed = f.uvarint()
	t.classes = readTally(f, func() class {
		return class{readEnum(f, graph.EventTypes), readEnum(f, graph.Factualities)}
	})
	last := graph.Day(0)
	t.days = readTally(f, func() graph.Day {
		last += graph.Day(f.varint())
		return last
	})
	t.outlets = readTally(f, f.id)
	t.mentions, t.articles = int(f.uvarint()), int(f.uvarint())
	t.namedBy = readTally(f, f.id)
	for i := range t.met {
		t.met[i] = int(f.uvarint())
	}
	return t
}

// readTotals returns the totals of a list, empty ones when it has none. They
// may be shared with other readers.
func readTotals(s source, l listName) (*totals, error) {
	k := newKey(kindTotal).of(l)
	had, p, version, err := s.decoded(k)
	if err != nil {
		return nil, err
	}
	if had != nil {
		s.remember(k, had)
		return had.(*totals), nil
	}
	if p == nil {
		return newTotals(), nil
	}
	f := fields{b: p}
	t := f.totals()
	if f.err != nil {
		return nil, damaged(k, f.err)
	}
	if version != 0 {
		s.cache().put(string(k), version, t, 10*len(p))
	}
	return t, nil
}

// graphTotals are the totals of the whole graph, and how many keys of each
// kind there should be, by which a short scan is noticed.
type graphTotals struct {
	Revision                       int64
	Updated                        int64 // Unix milliseconds
	Articles, Corrected            int
	Outlets, Events, Corroborated  int
	Mentions, Claims, LastDecision int
	Entities                       []int // by kind, as kindIndex has them
	Keys                           []int // by kind of key
}

func metaKey(name string) key { return newKey(kindMeta).str(name) }

func readGraphTotals(s source) (graphTotals, error) {
	p, _, err := s.payload(metaKey("totals"))
	if err != nil || p == nil {
		return graphTotals{Entities: make([]int, 4), Keys: make([]int, kindEnd)}, err
	}
	t, err := decode[graphTotals](p)
	for len(t.Keys) < int(kindEnd) {
		t.Keys = append(t.Keys, 0)
	}
	for len(t.Entities) < 4 {
		t.Entities = append(t.Entities, 0)
	}
	return t, err
}
