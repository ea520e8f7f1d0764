package store

import (
	"cmp"
	"context"
	"slices"

	"parley/graph"
)

// Limits of a path search that does not set its own.
const (
	defaultHops  = 4
	defaultPaths = 3
	// maxChains bounds the chains of the shortest length that are compared.
	maxChains = 2000
)

// Paths returns the shortest chains of shared events between two entities,
// the best corroborated first, found by a search from both ends. With Ordered
// each hop has an event no earlier than the hop before it.
func (sn *Snapshot) Paths(ctx context.Context, q graph.PathQuery) (graph.PathResult, error) {
	from, err := sn.entityID(q.From)
	if err != nil {
		return graph.PathResult{}, err
	}
	to, err := sn.entityID(q.To)
	if err != nil {
		return graph.PathResult{}, err
	}
	w, err := sn.walker(q.Filter)
	if err != nil {
		return graph.PathResult{}, err
	}
	q.From, q.To = from, to
	q.MaxHops, q.Limit = cmp.Or(q.MaxHops, defaultHops), cmp.Or(q.Limit, defaultPaths)
	if from == to {
		return graph.PathResult{Paths: []graph.Path{{Entities: []string{from}, Confidence: 1}}, Visited: 1}, nil
	}
	if q.Ordered {
		return w.orderedPaths(ctx, &q)
	}
	return w.paths(ctx, &q)
}

// A side is the search from one end.
type side struct {
	depth    int
	frontier []string
	// back are, for each entity reached, those before it on shortest chains.
	back  map[string][]neighbor
	level map[string]int
}

func newSide(id string) *side {
	return &side{frontier: []string{id}, back: map[string][]neighbor{id: nil}, level: map[string]int{id: 0}}
}

func (w *walker) paths(ctx context.Context, q *graph.PathQuery) (graph.PathResult, error) {
	a, b := newSide(q.From), newSide(q.To)
	between := func(id string, kind byte) bool {
		return id == q.From || id == q.To || len(q.Kinds) == 0 || slices.Contains(q.Kinds, kindAt(kind))
	}
	var meet []string
	for len(meet) == 0 && a.depth+b.depth < q.MaxHops && len(a.frontier) > 0 && len(b.frontier) > 0 && !w.spent() {
		s, other := a, b
		if len(b.frontier) < len(a.frontier) {
			s, other = b, a
		}
		if err := w.expand(ctx, s, between); err != nil {
			return graph.PathResult{}, err
		}
		for _, id := range s.frontier {
			if _, ok := other.level[id]; ok {
				meet = append(meet, id)
			}
		}
	}
	r := graph.PathResult{Visited: len(a.level) + len(b.level), Truncated: w.spent(), Paths: []graph.Path{}}
	// Only meeting points of the least sum are on shortest chains.
	least := 1 << 30
	for _, id := range meet {
		least = min(least, a.level[id]+b.level[id])
	}
	var chains []chain
	for _, id := range meet {
		if a.level[id]+b.level[id] != least {
			continue
		}
		for _, head := range a.chains(id, maxChains) {
			for _, tail := range b.chains(id, maxChains) {
				if len(chains) == maxChains {
					r.Truncated = true
					break
				}
				chains = append(chains, head.through(tail))
			}
		}
	}
	return r, w.finish(&r, chains, q.Limit)
}

// expand goes one hop further on one side.
func (w *walker) expand(ctx context.Context, s *side, between func(string, byte) bool) error {
	s.depth++
	var next []string
	for _, id := range s.frontier {
		ns, err := w.neighbors(ctx, id)
		if err != nil {
			return err
		}
		for _, n := range ns {
			level, seen := s.level[n.id]
			if seen && level != s.depth || !between(n.id, n.kind) {
				continue
			}
			if !seen {
				s.level[n.id] = s.depth
				next = append(next, n.id)
			}
			s.back[n.id] = append(s.back[n.id], neighbor{id: id, events: n.events, outlets: n.outlets})
		}
	}
	s.frontier = next
	return nil
}

// A chain is a way from one end, with the support of its weakest hop.
type chain struct {
	ids             []string
	outlets, events int
}

// chains lists ways from the side's end to id.
func (s *side) chains(id string, limit int) []chain {
	if len(s.back[id]) == 0 {
		return []chain{{ids: []string{id}, outlets: 1 << 30, events: 1 << 30}}
	}
	var out []chain
	for _, n := range s.back[id] {
		for _, c := range s.chains(n.id, limit) {
			if len(out) == limit {
				return out
			}
			out = append(out, chain{append(slices.Clone(c.ids), id), min(c.outlets, n.outlets), min(c.events, n.events)})
		}
	}
	return out
}

// through joins a way to a point with one from the other end to it.
func (c chain) through(tail chain) chain {
	ids := slices.Clone(c.ids)
	for i := len(tail.ids) - 2; i >= 0; i-- {
		ids = append(ids, tail.ids[i])
	}
	return chain{ids, min(c.outlets, tail.outlets), min(c.events, tail.events)}
}

// finish takes the best chains and reads what joins them.
func (w *walker) finish(r *graph.PathResult, chains []chain, limit int) error {
	slices.SortFunc(chains, func(a, b chain) int {
		return cmp.Or(cmp.Compare(len(a.ids), len(b.ids)), cmp.Compare(b.outlets, a.outlets), cmp.Compare(b.events, a.events), slices.Compare(a.ids, b.ids))
	})
	if len(chains) > limit {
		chains = chains[:limit]
	}
	for _, c := range chains {
		p := graph.Path{Entities: c.ids, Confidence: 1}
		for i := range len(c.ids) - 1 {
			e, err := w.edge(c.ids[i], c.ids[i+1], noDay)
			if err != nil {
				return err
			}
			p.Hops = append(p.Hops, e)
			p.Confidence = min(p.Confidence, e.Confidence)
		}
		r.Paths = append(r.Paths, p)
	}
	return nil
}

// An arrival is the earliest day on which a chain can be at an entity.
type arrival struct {
	day  graph.Day
	from string
}

// orderedPaths searches by hops, keeping for each entity the earliest day of
// arrival, as in earliest-arrival paths of temporal graphs (Wu et al., Path
// problems in temporal graphs, VLDB 2014). Undated events join nothing.
func (w *walker) orderedPaths(ctx context.Context, q *graph.PathQuery) (graph.PathResult, error) {
	levels := []map[string]arrival{{q.From: {day: graph.FirstDay}}}
	best := map[string]graph.Day{q.From: graph.FirstDay}
	r := graph.PathResult{Paths: []graph.Path{}}
	for hop := 1; hop <= q.MaxHops && len(levels[hop-1]) > 0; hop++ {
		next := map[string]arrival{}
		ends := map[string]bool{}
		for _, id := range sortedKeys(levels[hop-1]) {
			if err := ctx.Err(); err != nil {
				return r, err
			}
			if w.spent() {
				r.Truncated = true
				break
			}
			days, err := w.earliest(id, levels[hop-1][id].day)
			if err != nil {
				return r, err
			}
			for _, n := range days {
				if n.id == q.To {
					ends[id] = true
				}
				if n.id != q.To && len(q.Kinds) > 0 && !slices.Contains(q.Kinds, kindAt(n.kind)) {
					continue
				}
				if b, ok := best[n.id]; ok && b <= n.day {
					continue
				}
				best[n.id] = n.day
				next[n.id] = arrival{n.day, id}
			}
		}
		levels = append(levels, next)
		r.Visited = len(best)
		if len(ends) > 0 {
			return r, w.orderedFinish(&r, levels, hop, ends, q)
		}
	}
	return r, nil
}

func sortedKeys[V any](m map[string]V) []string {
	ids := make([]string, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

type reached struct {
	id   string
	kind byte
	day  graph.Day
}

// earliest returns, for each who shares an event with id on a day or later,
// the first such day.
func (w *walker) earliest(id string, from graph.Day) ([]reached, error) {
	f, err := w.sn.sharing(id, w.filter)
	if err != nil || f.nothing {
		return nil, err
	}
	first := map[string]reached{}
	for b, err := range w.sn.each(f) {
		if err != nil {
			return nil, err
		}
		if !b.dated || b.first < from {
			continue
		}
		w.budget--
		for _, m := range b.participants {
			if r, ok := first[m.id]; m.id != id && (!ok || b.first < r.day) {
				first[m.id] = reached{m.id, m.kind, b.first}
			}
		}
	}
	out := make([]reached, 0, len(first))
	for _, o := range sortedKeys(first) {
		out = append(out, first[o])
	}
	return out, nil
}

// orderedFinish follows the arrivals back from the entities before the end.
func (w *walker) orderedFinish(r *graph.PathResult, levels []map[string]arrival, hops int, ends map[string]bool, q *graph.PathQuery) error {
	for _, id := range sortedKeys(ends) {
		ids := []string{q.To}
		for at, hop := id, hops-1; ; hop-- {
			ids = append(ids, at)
			if hop == 0 {
				break
			}
			at = levels[hop][at].from
		}
		slices.Reverse(ids)
		p := graph.Path{Entities: ids, Confidence: 1}
		for i := range hops {
			e, err := w.edge(ids[i], ids[i+1], levels[i][ids[i]].day)
			if err != nil {
				return err
			}
			p.Hops = append(p.Hops, e)
			p.Confidence = min(p.Confidence, e.Confidence)
		}
		r.Paths = append(r.Paths, p)
	}
	weakest := func(p *graph.Path) int {
		n := 1 << 30
		for i := range p.Hops {
			n = min(n, p.Hops[i].Outlets)
		}
		return n
	}
	slices.SortFunc(r.Paths, func(a, b graph.Path) int {
		return cmp.Or(cmp.Compare(weakest(&b), weakest(&a)), slices.Compare(a.Entities, b.Entities))
	})
	r.Paths = r.Paths[:min(len(r.Paths), q.Limit)]
	return nil
}
