package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// A neighbor is an entity that shares events that fit a filter with another.
type neighbor struct {
	id      string
	kind    byte
	events  int
	outlets int
}

// A walker reads neighbors for searches over several hops, each once.
type walker struct {
	sn     *Snapshot
	filter graph.EventFilter
	plain  bool
	known  map[string][]neighbor
	budget int // neighbors that may still be read
}

// walkBudget bounds the neighbors that one search reads: about 0.2 s.
const walkBudget = 300_000

func (sn *Snapshot) walker(f graph.EventFilter) (*walker, error) {
	p, err := sn.prepare(f)
	if err != nil {
		return nil, err
	}
	return &walker{sn: sn, filter: f, plain: p.plain() && len(p.All) == 0 && len(p.Any) == 0, known: map[string][]neighbor{}, budget: walkBudget}, nil
}

// neighbors returns who shares events with id, by id. Over the budget there
// are none, and spent tells.
func (w *walker) neighbors(ctx context.Context, id string) ([]neighbor, error) {
	if ns, ok := w.known[id]; ok {
		return ns, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if w.spent() {
		return nil, nil
	}
	ns, err := w.read(id)
	if err != nil {
		return nil, err
	}
	w.budget -= len(ns) + 1
	w.known[id] = ns
	return ns, nil
}

func (w *walker) spent() bool { return w.budget <= 0 }

// sharing prepares the walker's filter for the events of an entity.
func (w *walker) sharing(id string) (*eventFilter, error) {
	f, err := w.sn.sharing(id, w.filter)
	if err != nil {
		return nil, err
	}
	f.keep = true
	return f, nil
}

func (w *walker) read(id string) ([]neighbor, error) {
	var ns []neighbor
	if !w.plain {
		f, err := w.sharing(id)
		if err != nil || f.nothing {
			return nil, err
		}
		by, err := w.sn.joints(id, f)
		if err != nil {
			return nil, err
		}
		for other, j := range by {
			ns = append(ns, neighbor{other, j.kind, j.events, len(j.outlets)})
		}
		sortNeighbors(ns)
		return ns, nil
	}
	t, err := readTotals(w.sn, entityList(id))
	if err != nil {
		return nil, err
	}
	name := "met:" + id
	if v, ok := w.sn.cache().get(name, t.changed); ok {
		return v.([]neighbor), nil
	}
	prefix := newKey(kindMet).id(id)
	for e, err := range scanPrefix(w.sn, prefix, false) {
		if err != nil {
			return nil, err
		}
		// As readMet, without what is not needed here.
		k, v := fields{b: e.key[len(prefix):]}, fields{b: e.value}
		n := neighbor{events: int(k.desc()), id: k.id(), kind: v.byte(), outlets: int(v.uvarint())}
		if k.err != nil || v.err != nil {
			return nil, damaged(bytes.Clone(e.key), errKey)
		}
		ns = append(ns, n)
	}
	sortNeighbors(ns)
	w.sn.cache().put(name, t.changed, ns, 64*len(ns))
	return ns, nil
}

func sortNeighbors(ns []neighbor) {
	slices.SortFunc(ns, func(a, b neighbor) int { return cmp.Compare(a.id, b.id) })
}

// maxEdgeEvents bounds the events that an edge lists.
const maxEdgeEvents = 100

// edge describes what two entities share, of the events not before a day.
func (w *walker) edge(source, target string, notBefore graph.Day) (graph.GraphEdge, error) {
	f, err := w.sn.sharing(source, w.filter)
	if err != nil {
		return graph.GraphEdge{}, err
	}
	f.All = append([]string{source, target}, f.All[1:]...)
	var j joint
	e := graph.GraphEdge{ID: edgeID(graph.CoParticipationEdge, source, target), Source: source, Target: target, Kind: graph.CoParticipationEdge}
	for b, err := range w.sn.each(f) {
		if err != nil {
			return graph.GraphEdge{}, err
		}
		if notBefore != noDay && !(b.dated && b.first >= notBefore) {
			continue
		}
		j.add(b)
		if len(e.EventIDs) < maxEdgeEvents {
			e.EventIDs = append(e.EventIDs, b.id)
		}
	}
	j.fill(&e)
	return e, nil
}

func (j *joint) fill(e *graph.GraphEdge) {
	e.Events, e.Outlets, e.Confidence, e.Types = j.events, len(j.outlets), j.confidence, typeCounts(j.types)
	if j.events > 0 {
		e.FirstDate, e.LastDate = j.span()
	}
}

// edgeID is the same whichever end comes first.
func edgeID(kind graph.GraphEdgeKind, a, b string) string {
	p := pairOf(a, b)
	return graph.NewID(graph.EdgeID, string(kind), p[0], p[1])
}
