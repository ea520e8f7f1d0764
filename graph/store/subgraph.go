package store

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"parley/graph"
)

// defaultNodes bounds a subgraph that sets no limit.
const defaultNodes = 200

// kindEventNode is the kind of a node that is an event.
const kindEventNode = "EVENT"

// Subgraph returns what lies around some entities: the entities that share
// events with them, those with the most events first, up to a depth and a
// number of nodes; or the events too, as nodes between the entities.
func (sn *Snapshot) Subgraph(ctx context.Context, q graph.SubgraphQuery) (graph.Subgraph, error) {
	q.Limit, q.Depth = cmp.Or(q.Limit, defaultNodes), cmp.Or(q.Depth, 1)
	w, err := sn.walker(q.Filter)
	if err != nil {
		return graph.Subgraph{}, err
	}
	b := &subgraphBuilder{w: w, q: &q, at: map[string]int{}}
	for _, r := range q.Roots {
		id, err := sn.entityID(r)
		if errors.Is(err, graph.ErrNotFound) {
			continue
		}
		if err != nil {
			return graph.Subgraph{}, err
		}
		if _, ok := b.at[id]; !ok {
			b.add(id, "", 0)
		}
	}
	b.out.Matched = len(b.out.Nodes)
	for depth := 1; depth <= q.Depth; depth++ {
		if err := b.grow(ctx, depth); err != nil {
			return graph.Subgraph{}, err
		}
	}
	if q.EventsAsNodes {
		err = b.addEvents(ctx)
	} else {
		err = b.join(ctx)
	}
	if err == nil {
		err = b.label()
	}
	if err == nil {
		err = b.standing()
	}
	if err != nil {
		return graph.Subgraph{}, err
	}
	for i := range b.out.Edges {
		b.out.Nodes[b.at[b.out.Edges[i].Source]].Degree++
		b.out.Nodes[b.at[b.out.Edges[i].Target]].Degree++
	}
	b.out.Truncated = b.out.Truncated || w.spent()
	return b.out, nil
}

type subgraphBuilder struct {
	w   *walker
	q   *graph.SubgraphQuery
	out graph.Subgraph
	at  map[string]int // index of a node by id
}

func (b *subgraphBuilder) add(id, kind string, depth int) {
	b.at[id] = len(b.out.Nodes)
	b.out.Nodes = append(b.out.Nodes, graph.GraphNode{ID: id, Kind: kind, Depth: depth})
}

func (b *subgraphBuilder) fits(n *neighbor) bool {
	return n.events >= b.q.MinEvents && (len(b.q.Kinds) == 0 || slices.Contains(b.q.Kinds, kindAt(n.kind)))
}

// grow adds the next hop, those with the most events in common with what is
// there first.
func (b *subgraphBuilder) grow(ctx context.Context, depth int) error {
	events := map[string]int{}
	kindOf := map[string]byte{}
	for _, n := range slices.Clone(b.out.Nodes) {
		if n.Depth != depth-1 {
			continue
		}
		ns, err := b.w.neighbors(ctx, n.ID)
		if err != nil {
			return err
		}
		for i := range ns {
			if _, ok := b.at[ns[i].id]; !ok && b.fits(&ns[i]) {
				events[ns[i].id] += ns[i].events
				kindOf[ns[i].id] = ns[i].kind
			}
		}
	}
	ids := sortedKeys(events)
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(events[y], events[x]) })
	b.out.Matched += len(ids)
	for _, id := range ids {
		if len(b.out.Nodes) >= b.q.Limit {
			b.out.Truncated = true
			break
		}
		b.add(id, string(kindAt(kindOf[id])), depth)
	}
	return nil
}

// join adds the edges between the nodes, and counts those that lead out.
func (b *subgraphBuilder) join(ctx context.Context) error {
	joints := make([]sharedEvents, len(b.out.Nodes))
	byID := sortedKeys(b.at)
	inside := make([]int, 0, len(byID)) // nodes to which an edge leads that is not there yet
	for i := range b.out.Nodes {
		ns, err := b.w.neighbors(ctx, b.out.Nodes[i].ID)
		if err != nil {
			return err
		}
		inside = inside[:0]
		k := 0 // neighbors come by id too
		for j := range ns {
			for k < len(byID) && byID[k] < ns[j].id {
				k++
			}
			at, ok := -1, k < len(byID) && byID[k] == ns[j].id
			if ok {
				at = b.at[byID[k]]
			}
			if !b.fits(&ns[j]) && (!ok || b.q.MinEvents > ns[j].events) {
				continue
			}
			if !ok {
				b.out.Nodes[i].HiddenDegree++
			} else if at > i {
				inside = append(inside, at)
			}
		}
		if err := b.edges(i, inside, joints); err != nil {
			return err
		}
	}
	return nil
}

// sharedEvents collects what a node shares with another.
type sharedEvents struct {
	joint
	wanted bool
	ids    []string
}

// edges adds the edges of a node to others, which come by id. An edge is kept
// for the revision; those that are not are described in one reading of the
// node's events. Joints has room for each node and is left empty.
func (b *subgraphBuilder) edges(node int, to []int, joints []sharedEvents) error {
	id := b.out.Nodes[node].ID
	first := len(b.out.Edges)
	b.out.Edges = slices.Grow(b.out.Edges, len(to))
	missing := false
	for _, at := range to {
		e := graph.GraphEdge{Source: id, Target: b.out.Nodes[at].ID}
		if v, ok := b.w.sn.cache().get(b.w.edgeName(id, e.Target), b.w.sn.Revision()); ok {
			e = *v.(*graph.GraphEdge)
		} else {
			missing = true
			joints[at].wanted = true
		}
		b.out.Edges = append(b.out.Edges, e)
	}
	if !missing {
		return nil
	}
	if err := b.readShared(id, joints); err != nil {
		return err
	}
	for i, at := range to {
		j := &joints[at]
		if !j.wanted || j.events == 0 {
			*j = sharedEvents{}
			continue
		}
		e := &b.out.Edges[first+i]
		e.ID, e.Kind, e.EventIDs = edgeID(graph.CoParticipationEdge, id, e.Target), graph.CoParticipationEdge, j.ids
		j.fill(e)
		b.w.keepEdge(b.w.edgeName(id, e.Target), e)
		*j = sharedEvents{}
	}
	of := slices.DeleteFunc(b.out.Edges[first:], func(e graph.GraphEdge) bool { return e.Events == 0 })
	b.out.Edges = b.out.Edges[:first+len(of)]
	return nil
}

// readShared reads the events of an entity into the joints with the wanted
// nodes.
func (b *subgraphBuilder) readShared(id string, joints []sharedEvents) error {
	f, err := b.w.sharing(id)
	if err != nil {
		return err
	}
	for br, err := range b.w.sn.each(f) {
		if err != nil {
			return err
		}
		for i := range br.participants {
			at, ok := b.at[br.participants[i].id]
			if !ok || !joints[at].wanted {
				continue
			}
			j := &joints[at]
			if j.add(br); len(j.ids) < maxEdgeEvents {
				j.ids = append(j.ids, br.id)
			}
		}
	}
	return nil
}

// addEvents adds the events that join the entities as nodes between them, the
// newest first, up to the limit, and the place where each was.
func (b *subgraphBuilder) addEvents(ctx context.Context) error {
	entities := slices.Clone(b.out.Nodes)
	briefs := map[string]*brief{}
	var order []string
	for _, n := range entities {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := b.w.sharing(n.ID)
		if err != nil {
			return err
		}
		for br, err := range b.w.sn.each(f) {
			if err != nil {
				return err
			}
			if briefs[br.id] != nil || n.Depth > 0 && !b.joins(br) {
				continue
			}
			c := *br
			briefs[br.id] = &c
			order = append(order, br.id)
		}
	}
	b.out.Matched += len(order)
	for _, id := range order {
		br := briefs[id]
		if len(b.out.Nodes) >= 2*b.q.Limit {
			b.out.Truncated = true
			for _, m := range br.participants {
				if at, ok := b.at[m.id]; ok {
					b.out.Nodes[at].HiddenDegree++
				}
			}
			continue
		}
		depth := 1 << 30
		for _, m := range br.participants {
			if at, ok := b.at[m.id]; ok {
				depth = min(depth, b.out.Nodes[at].Depth+1)
			}
		}
		b.add(id, kindEventNode, depth)
		hidden := 0
		for _, m := range br.participants {
			if _, ok := b.at[m.id]; !ok {
				hidden++
				continue
			}
			b.eventEdge(br, m.id, graph.ParticipationEdge, m.id, id)
		}
		if _, ok := b.at[br.place]; ok && br.place != "" && !br.has(br.place) {
			b.eventEdge(br, br.place, graph.LocationEdge, id, br.place)
		}
		b.out.Nodes[b.at[id]].HiddenDegree = hidden
	}
	return nil
}

// joins reports whether an event has two of the entities.
func (b *subgraphBuilder) joins(br *brief) bool {
	n := 0
	for _, m := range br.participants {
		if _, ok := b.at[m.id]; ok {
			n++
		}
	}
	return n >= 2
}

func (b *subgraphBuilder) eventEdge(br *brief, other string, kind graph.GraphEdgeKind, source, target string) {
	var j joint
	j.add(br)
	e := graph.GraphEdge{ID: edgeID(kind, br.id, other), Source: source, Target: target, Kind: kind, Directed: true, EventIDs: []string{br.id}}
	j.fill(&e)
	b.out.Edges = append(b.out.Edges, e)
}

// label names the nodes.
func (b *subgraphBuilder) label() error {
	for i := range b.out.Nodes {
		n := &b.out.Nodes[i]
		if n.Kind == kindEventNode {
			e, _, err := readEvent(b.w.sn, n.ID)
			if err != nil {
				return err
			}
			n.Label = e.Title
			continue
		}
		e, err := readEntity(b.w.sn, n.ID)
		if err != nil {
			return err
		}
		n.Kind, n.Label = string(e.Kind), e.Name
	}
	return nil
}

// standing adds who holds posts where, and which place lies in which.
func (b *subgraphBuilder) standing() error {
	for i := range b.out.Nodes {
		n := &b.out.Nodes[i]
		if n.Kind == kindEventNode {
			continue
		}
		e, err := readEntity(b.w.sn, n.ID)
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, p := range e.Positions {
			if _, ok := b.at[p.Organization]; ok && !seen[p.Organization] && p.Organization != n.ID {
				seen[p.Organization] = true
				b.out.Edges = append(b.out.Edges, graph.GraphEdge{ID: edgeID(graph.PositionEdge, n.ID, p.Organization), Source: n.ID,
					Target: p.Organization, Kind: graph.PositionEdge, Directed: true, Confidence: 1})
			}
		}
		if _, ok := b.at[e.Within]; ok && e.Within != n.ID {
			b.out.Edges = append(b.out.Edges, graph.GraphEdge{ID: edgeID(graph.LocationEdge, n.ID, e.Within), Source: n.ID, Target: e.Within,
				Kind: graph.LocationEdge, Directed: true, Confidence: 1})
		}
	}
	return nil
}
