package schema

import (
	"encoding/base64"
	"strings"

	"parley/graph"
)

// PageArgs are the arguments of every connection.
type PageArgs struct {
	First, Last   *int32
	After, Before *string
}

// page turns the arguments into the store's words. The sizes were checked
// when the cost was counted.
func (r *request) page(a PageArgs) graph.Page {
	var p graph.Page
	switch {
	case a.First != nil:
		p.First = int(*a.First)
	case a.Last != nil:
		p.Last = int(*a.Last)
	default:
		p.First = r.srv.limits.DefaultPage
	}
	if a.After != nil {
		p.After = *a.After
	}
	if a.Before != nil {
		p.Before = *a.Before
	}
	return p
}

// fetch reads the page that the arguments ask for. The store has no word for
// a page of no items, which may be asked for to learn the total.
func fetch[T any](r *request, a PageArgs, read func(graph.Page) (graph.List[T], error)) graph.List[T] {
	check(r.ctx.Err())
	p := r.page(a)
	if p.First > 0 || p.Last > 0 {
		return must(read(p))
	}
	if a.First != nil {
		p.First = 1
	} else {
		p.Last = 1
	}
	l := must(read(p))
	l.HasNext, l.HasPrevious = l.HasNext || a.First != nil && len(l.Items) > 0, l.HasPrevious || a.First == nil && len(l.Items) > 0
	l.Items = nil
	return l
}

// A connection is a page of a list: nodes of the type N on edges of the type
// E.
type connection[E interface {
	Cursor() string
	Node() N
}, N any] struct {
	req      *request
	edges    []E
	next     bool
	previous bool
	count    func() (int, error)
	total    *int32
}

// Edges returns the edges of the page.
func (c *connection[E, N]) Edges() []E { return c.edges }

// Nodes returns the nodes of the page.
func (c *connection[E, N]) Nodes() []N {
	out := make([]N, len(c.edges))
	for i, e := range c.edges {
		out[i] = e.Node()
	}
	return out
}

// TotalCount counts the whole list, when asked.
func (c *connection[E, N]) TotalCount() int32 {
	if c.total == nil {
		check(c.req.ctx.Err())
		n := int32(must(c.count()))
		c.total = &n
	}
	return *c.total
}

// PageInfo returns the paging state.
func (c *connection[E, N]) PageInfo() *pageInfo {
	p := &pageInfo{HasNextPage: c.next, HasPreviousPage: c.previous}
	if n := len(c.edges); n > 0 {
		first, last := c.edges[0].Cursor(), c.edges[n-1].Cursor()
		p.StartCursor, p.EndCursor = &first, &last
	}
	return p
}

type pageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// An edge is a plain edge: a cursor and a node.
type edge[N any] struct {
	cursor string
	node   N
}

// Cursor returns the position in the list. Most answers show none, so one
// made of a key is spelled out here.
func (e *edge[N]) Cursor() string {
	if key, ok := strings.CutPrefix(e.cursor, rawKey); ok {
		return cursor(key)
	}
	return e.cursor
}

// rawKey marks a cursor that is not encoded yet.
const rawKey = "\x00"

// Node returns the item.
func (e *edge[N]) Node() N { return e.node }

type plain[N any] = connection[*edge[N], N]

// connect makes a page of the store a connection with plain edges.
func connect[T, N any](r *request, l graph.List[T], node func(T) N, count func() (int, error)) *plain[N] {
	edges := make([]edge[N], 0, len(l.Items))
	return connectEdges(r, l, func(cursor string, v T) *edge[N] {
		edges = append(edges, edge[N]{cursor, node(v)})
		return &edges[len(edges)-1]
	}, count)
}

// connectEdges makes a page of the store a connection with edges of its own.
func connectEdges[T any, E interface {
	Cursor() string
	Node() N
}, N any](r *request, l graph.List[T], edgeOf func(cursor string, v T) E, count func() (int, error)) *connection[E, N] {
	r.charge(1 + len(l.Items))
	c := &connection[E, N]{req: r, next: l.HasNext, previous: l.HasPrevious, count: count, edges: make([]E, 0, len(l.Items))}
	for _, i := range l.Items {
		c.edges = append(c.edges, edgeOf(i.Cursor, i.Value))
	}
	return c
}

// paginate cuts a page out of a list that is whole in memory. The key names
// an item among the others; its cursor is made of it.
func paginate[T any](items []T, key func(T) string, p graph.Page) graph.List[T] {
	from, to := 0, len(items)
	if p.After != "" {
		from = find(items, key, p.After) + 1
	}
	if p.Before != "" {
		to = find(items, key, p.Before)
	}
	to = max(from, to)
	if p.Last > 0 {
		from = max(from, to-p.Last)
	} else {
		to = min(to, from+p.First)
	}
	l := graph.List[T]{HasNext: to < len(items), HasPrevious: from > 0, Items: make([]graph.Item[T], 0, to-from)}
	for _, v := range items[from:to] {
		l.Items = append(l.Items, graph.Item[T]{Cursor: rawKey + key(v), Value: v})
	}
	return l
}

func cursor(key string) string { return base64.RawURLEncoding.EncodeToString([]byte(key)) }

func find[T any](items []T, key func(T) string, c string) int {
	for i, v := range items {
		if cursor(key(v)) == c {
			return i
		}
	}
	throw(failf(BadInput, "%.80q is not a cursor of this list", c))
	return 0
}

// whole reads every page of a list of the store. It is for lists that are
// short by nature or must be filtered; what it reads is charged.
func whole[T any](r *request, read func(graph.Page) (graph.List[T], error)) []T {
	var all []T
	p := graph.Page{First: 500}
	for {
		l := must(read(p))
		for _, i := range l.Items {
			all = append(all, i.Value)
			p.After = i.Cursor
		}
		check(r.ctx.Err())
		if !l.HasNext || len(l.Items) == 0 {
			return all
		}
	}
}
