package store

import (
	"cmp"
	"encoding/binary"
	"maps"
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
	classes map[class]int
	// days counts the events that counts by the first day of their date.
	days map[graph.Day]int
	// outlets counts those events by outlet; kept for pairs only.
	outlets map[string]int
	// mentions, articles and namedBy (articles by outlet, "" for none) count
	// where an entity is named.
	mentions, articles int
	namedBy            map[string]int
	// met counts the entities by kind with which it shares events.
	met [4]int
}

// A class is what O(1) counts tell apart.
type class struct {
	kind       graph.EventType
	factuality graph.Factuality
}

func newTotals() *totals {
	return &totals{classes: map[class]int{}, days: map[graph.Day]int{}, outlets: map[string]int{}, namedBy: map[string]int{}}
}

// add counts an event sign times in the totals of list l.
func (t *totals) add(l listName, b *brief, sign int) {
	bump(t.classes, class{b.kind, b.factuality}, sign)
	if !b.counts() {
		return
	}
	if b.dated {
		bump(t.days, b.first, sign)
	}
	if l[0] == listPair {
		for _, o := range b.outlets {
			bump(t.outlets, o, sign)
		}
	}
}

func bump[K comparable](m map[K]int, k K, n int) {
	if m[k] += n; m[k] == 0 {
		delete(m, k)
	}
}

// empty reports whether nothing is left to count.
func (t *totals) empty() bool {
	return len(t.classes) == 0 && t.mentions == 0 && t.articles == 0 && len(t.namedBy) == 0
}

// events counts the events that count where no factuality is asked for.
func (t *totals) events() int {
	n := 0
	for c, k := range t.classes {
		if slices.Contains(graph.DefaultFactuality, c.factuality) {
			n += k
		}
	}
	return n
}

// types counts those events by type, the most frequent first.
func (t *totals) types() []graph.TypeCount {
	by := map[graph.EventType]int{}
	for c, k := range t.classes {
		if slices.Contains(graph.DefaultFactuality, c.factuality) {
			by[c.kind] += k
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
	lo, hi := graph.LastDay+1, noDay
	for d := range t.days {
		lo, hi = min(lo, d), max(hi, d)
	}
	return lo.String(), hi.String()
}

func (t *totals) payload() []byte {
	b := binary.AppendUvarint(nil, t.changed)
	b = binary.AppendUvarint(b, uint64(len(t.classes)))
	for _, c := range slices.SortedFunc(maps.Keys(t.classes), func(a, b class) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.factuality, b.factuality))
	}) {
		b = appendEnum(b, graph.EventTypes, c.kind)
		b = appendEnum(b, graph.Factualities, c.factuality)
		b = binary.AppendVarint(b, int64(t.classes[c]))
	}
	b = binary.AppendUvarint(b, uint64(len(t.days)))
	last := graph.Day(0)
	for _, d := range slices.Sorted(maps.Keys(t.days)) {
		b = binary.AppendVarint(b, int64(d-last))
		b = binary.AppendVarint(b, int64(t.days[d]))
		last = d
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

func appendCounts(b []byte, m map[string]int) []byte {
	b = binary.AppendUvarint(b, uint64(len(m)))
	for _, id := range slices.Sorted(maps.Keys(m)) {
		b = binary.AppendVarint(appendID(b, id), int64(m[id]))
	}
	return b
}

func (f *fields) counts(m map[string]int) {
	for n := f.uvarint(); n > 0 && f.err == nil; n-- {
		id := f.id()
		m[id] = int(f.varint())
	}
}

func (f *fields) totals() *totals {
	t := newTotals()
	t.changed = f.uvarint()
	for n := f.uvarint(); n > 0 && f.err == nil; n-- {
		c := class{readEnum(f, graph.EventTypes), readEnum(f, graph.Factualities)}
		t.classes[c] = int(f.varint())
	}
	last := graph.Day(0)
	for n := f.uvarint(); n > 0 && f.err == nil; n-- {
		last += graph.Day(f.varint())
		t.days[last] = int(f.varint())
	}
	f.counts(t.outlets)
	t.mentions, t.articles = int(f.uvarint()), int(f.uvarint())
	f.counts(t.namedBy)
	for i := range t.met {
		t.met[i] = int(f.uvarint())
	}
	return t
}

// readTotals returns the totals of a list, empty ones when it has none. They
// may be shared with other readers.
func readTotals(s source, l listName) (*totals, error) {
	k := newKey(kindTotal).of(l)
	p, version, err := s.payload(k)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return newTotals(), nil
	}
	if version != 0 {
		if v, ok := s.cache().get(string(k), version); ok {
			return v.(*totals), nil
		}
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
