package schema

import (
	"time"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// A timeline resolves Timeline.
type timeline struct{ buckets []graph.Bucket }

// TimelineArgs are the arguments of a timeline.
type TimelineArgs struct {
	Filter      EventFilter
	Granularity graph.Granularity
}

func (r *request) timeline(f graph.EventFilter, g graph.Granularity) *timeline {
	check(r.ctx.Err())
	b := must(r.read().Timeline(f, g))
	r.charge(len(b))
	return &timeline{b}
}

// Timeline returns the entity's activity over time.
func (e *entity) Timeline(args TimelineArgs) *timeline {
	f := e.r.filter(args.Filter)
	f.All = append(f.All, e.e.ID)
	return e.r.timeline(f, args.Granularity)
}

// Buckets returns the intervals that have events.
func (t *timeline) Buckets() []*bucket {
	out := make([]*bucket, len(t.buckets))
	for i, b := range t.buckets {
		out[i] = &bucket{text(b.Start), text(b.End), int32(b.Events), int32(b.Outlets), b.Types}
	}
	return out
}

// TotalCount counts the events in all buckets.
func (t *timeline) TotalCount() int32 {
	n := 0
	for _, b := range t.buckets {
		n += b.Events
	}
	return int32(n)
}

type bucket struct {
	Start, End              text
	EventCount, SourceCount int32
	types                   []graph.TypeCount
}

// Types counts the events by type.
func (b *bucket) Types() []*typeCount { return typeCounts(b.types) }

// A pathResult resolves PathResult.
type pathResult struct {
	r   *request
	res graph.PathResult
}

func (p *pathResult) Truncated() bool     { return p.res.Truncated }
func (p *pathResult) VisitedCount() int32 { return int32(p.res.Visited) }

// Paths returns the chains, the best first.
func (p *pathResult) Paths() []*path {
	out := make([]*path, len(p.res.Paths))
	for i, c := range p.res.Paths {
		p.r.charge(1 + 2*len(c.Hops))
		out[i] = &path{p.r, c}
	}
	return out
}

// A path resolves Path.
type path struct {
	r *request
	p graph.Path
}

func (p *path) Length() int32       { return int32(len(p.p.Hops)) }
func (p *path) Confidence() float64 { return p.p.Confidence }
func (p *path) Hops() []*graphEdge  { return p.r.graphEdges(p.p.Hops) }

// Entities returns the entities in order.
func (p *path) Entities() []*entity {
	out := make([]*entity, len(p.p.Entities))
	for i, id := range p.p.Entities {
		out[i] = p.r.entity(id)
	}
	return out
}

// A graphEdge resolves GraphEdge. A drawing has hundreds, so all but the
// events are fields.
type graphEdge struct {
	r *request
	e *graph.GraphEdge

	ID, Source, Target      graphql.ID
	Kind                    string
	Directed                bool
	EventCount, SourceCount int32
	FirstDate, LastDate     *text
	Confidence              float64
}

func (r *request) graphEdges(list []graph.GraphEdge) []*graphEdge {
	out := make([]*graphEdge, len(list))
	edges := make([]graphEdge, len(list))
	for i := range list {
		e := &list[i]
		out[i] = &edges[i]
		edges[i] = graphEdge{r: r, e: e, ID: graphql.ID(e.ID), Source: graphql.ID(e.Source), Target: graphql.ID(e.Target), Kind: string(e.Kind),
			Directed: e.Directed, EventCount: int32(e.Events), SourceCount: int32(e.Outlets),
			FirstDate: optional(text(e.FirstDate)), LastDate: optional(text(e.LastDate)), Confidence: e.Confidence}
	}
	return out
}

// Types counts the events by type.
func (e *graphEdge) Types() []*typeCount { return typeCounts(e.e.Types) }

// Events returns the events behind the edge, the newest first; of an edge
// with very many, the newest hundred.
func (e *graphEdge) Events(args PageArgs) *plain[*event] {
	l := paginate(e.e.EventIDs, func(id string) string { return id }, e.r.page(args))
	return connect(e.r, l, func(id string) *event { return must(e.r.eventByID(id)) }, func() (int, error) { return e.e.Events, nil })
}

// A subgraph resolves Subgraph.
type subgraph struct {
	r *request
	q graph.SubgraphQuery
	g graph.Subgraph
}

func (s *subgraph) Truncated() bool         { return s.g.Truncated }
func (s *subgraph) MatchedNodeCount() int32 { return int32(s.g.Matched) }
func (s *subgraph) Edges() []*graphEdge     { return s.r.graphEdges(s.g.Edges) }

// Nodes returns the nodes, those nearest to the roots first.
func (s *subgraph) Nodes() []*graphNode {
	out := make([]*graphNode, len(s.g.Nodes))
	nodes := make([]graphNode, len(s.g.Nodes))
	for i := range s.g.Nodes {
		n := &s.g.Nodes[i]
		out[i] = &nodes[i]
		nodes[i] = graphNode{s.r, graphql.ID(n.ID), n.Kind, n.Label, int32(n.Depth), int32(n.Degree), int32(n.HiddenDegree)}
	}
	return out
}

// ExportURL returns the address that streams the same part of the graph.
func (s *subgraph) ExportURL(args struct{ Format string }) *string {
	return exportURL(args.Format, s.q)
}

// A graphNode resolves GraphNode.
type graphNode struct {
	r                           *request
	ID                          graphql.ID
	Kind, Label                 string
	Depth, Degree, HiddenDegree int32
}

// Node returns the full record.
func (n *graphNode) Node() *node { return must(n.r.nodeByID(string(n.ID))) }

// graphStats resolves GraphStats.
type graphStats struct {
	PersonCount, OrganizationCount, PlaceCount, EventCount, ClaimCount, MentionCount, ArticleCount, OutletCount, CorroboratedEventCount int32

	types                         []graph.TypeCount
	FirstEventDate, LastEventDate *text
	updated                       time.Time
}

func (r *request) stats() *graphStats {
	s := must(r.read().Stats())
	at := must(r.read().Updated())
	return &graphStats{int32(s.Persons), int32(s.Organizations), int32(s.Places), int32(s.Events), int32(s.Claims), int32(s.Mentions),
		int32(s.Articles), int32(s.Outlets), int32(s.CorroboratedEvents), s.EventsByType,
		optional(text(s.FirstEventDate)), optional(text(s.LastEventDate)), at}
}

// EventsByType counts the events of each type.
func (s *graphStats) EventsByType() []*typeCount { return typeCounts(s.types) }

// UpdatedAt returns when the graph last changed.
func (s *graphStats) UpdatedAt() text { return text(s.updated.UTC().Format(time.RFC3339)) }
