package store

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
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
	asked  string // a digest of the filter, to name what is kept
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
	asked, err := digest(f)
	if err != nil {
		return nil, err
	}
	return &walker{sn: sn, filter: f, asked: asked, plain: p.plain() && len(p.All) == 0 && len(p.Any) == 0, known: map[string][]neighbor{}, budget: walkBudget}, nil
}

// digest names a question by its hash.
func digest(question any) (string, error) {
	asked, err := json.Marshal(question)
	sum := sha256.Sum256(asked)
	return string(sum[:16]), err
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
		name := "near:" + id + w.asked
		if v, ok := w.sn.cache().get(name, w.sn.Revision()); ok {
			return v.([]neighbor), nil
		}
		f, err := w.sharing(id)
		if err != nil || f.nothing {
			return nil, err
		}
		at := map[string]int{}
		var outlets [][]string // of each neighbor, sorted
		for b, err := range w.sn.each(f) {
			if err != nil {
				return nil, err
			}
			for _, m := range b.participants {
				if m.id == id {
					continue
				}
				i, ok := at[m.id]
				if !ok {
					i = len(ns)
					at[m.id] = i
					ns = append(ns, neighbor{id: m.id, kind: m.kind})
					outlets = append(outlets, nil)
				}
				ns[i].events++
				outlets[i] = union(outlets[i], b.outlets)
			}
		}
		for i := range ns {
			ns[i].outlets = len(outlets[i])
		}
		sortNeighbors(ns)
		w.sn.cache().put(name, w.sn.Revision(), ns, 64*len(ns))
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

// edgeName names the edge between two entities under the filter among what is
// kept.
func (w *walker) edgeName(id, other string) string { return "edge:" + id + other + w.asked }

// union adds what it lacks to a sorted list.
func union(list, more []string) []string {
	for _, o := range more {
		if i, ok := slices.BinarySearch(list, o); !ok {
			list = slices.Insert(list, i, o)
		}
	}
	return list
}

// maxEdgeEvents bounds the events that an edge lists.
const maxEdgeEvents = 100

// edge describes what two entities share, of the events not before a day. One
// of events of any day is kept for the revision.
func (w *walker) edge(source, target string, notBefore graph.Day) (graph.GraphEdge, error) {
	if notBefore != noDay {
		return w.readEdge(source, target, notBefore)
	}
	name := w.edgeName(source, target)
	if v, ok := w.sn.cache().get(name, w.sn.Revision()); ok {
		return *v.(*graph.GraphEdge), nil
	}
	e, err := w.readEdge(source, target, noDay)
	if err == nil {
		w.keepEdge(name, &e)
	}
	return e, err
}

func (w *walker) keepEdge(name string, e *graph.GraphEdge) {
	kept := *e
	w.sn.cache().put(name, w.sn.Revision(), &kept, 320+16*len(e.EventIDs)+32*len(e.Types))
}

func (w *walker) readEdge(source, target string, notBefore graph.Day) (graph.GraphEdge, error) {
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
