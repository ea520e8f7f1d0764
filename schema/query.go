package schema

import (
	"context"
	"slices"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// root resolves Query, Mutation and Subscription.
type root struct{}

// ByID is the argument of a look-up by id.
type ByID struct{ ID graphql.ID }

// ByRef is the argument of a look-up of an entity.
type ByRef struct{ By EntityRef }

func (*root) Node(ctx context.Context, args ByID) *node {
	r := requestOf(ctx)
	r.charge(1)
	return orNull(r.nodeByID(string(args.ID)))
}

func (*root) Nodes(ctx context.Context, args struct{ IDs []graphql.ID }) []*node {
	r := requestOf(ctx)
	r.charge(len(args.IDs))
	out := make([]*node, len(args.IDs))
	for i, id := range args.IDs {
		out[i] = orNull(r.nodeByID(string(id)))
	}
	return out
}

func (*root) one(ctx context.Context, ref EntityRef, kinds ...graph.EntityKind) *entity {
	r := requestOf(ctx)
	r.charge(1)
	return orNull(r.find(ref, kinds))
}

func (q *root) Entity(ctx context.Context, args ByRef) *entity { return q.one(ctx, args.By) }
func (q *root) Person(ctx context.Context, args ByRef) *entity {
	return q.one(ctx, args.By, graph.Person)
}
func (q *root) Organization(ctx context.Context, args ByRef) *entity {
	return q.one(ctx, args.By, graph.Organization)
}
func (q *root) Place(ctx context.Context, args ByRef) *entity {
	return q.one(ctx, args.By, graph.Place)
}

func (*root) Event(ctx context.Context, args ByID) *event {
	return orNull(requestOf(ctx).eventByID(string(args.ID)))
}

func (*root) Article(ctx context.Context, args ByID) *article {
	if graph.IDKind(string(args.ID)) != graph.ArticleID {
		return nil
	}
	return orNull(requestOf(ctx).articleByID(string(args.ID)))
}

func (*root) ArticleByURL(ctx context.Context, args struct{ URL text }) *article {
	r := requestOf(ctx)
	a, err := r.read().ArticleByURL(string(args.URL))
	if missing(err) {
		return nil
	}
	check(err)
	return r.keepArticle(a)
}

func (*root) Outlet(ctx context.Context, args struct{ By OutletRef }) *outlet {
	return orNull(requestOf(ctx).findOutlet(args.By))
}

func (*root) Entities(ctx context.Context, args struct {
	Kinds *[]graph.EntityKind
	PageArgs
}) *plain[*entity] {
	r := requestOf(ctx)
	var kinds []graph.EntityKind
	if args.Kinds != nil {
		kinds = *args.Kinds
	}
	l := fetch(r, args.PageArgs, func(p graph.Page) (graph.List[graph.Entity], error) { return r.read().Entities(kinds, p) })
	return connect(r, l, r.keep, func() (int, error) { return r.read().CountEntities(kinds) })
}

func (*root) Events(ctx context.Context, args EventsArgs) *plain[*event] {
	r := requestOf(ctx)
	return r.listEvents(r.filter(args.Filter), args.OrderBy.graph(), args.PageArgs)
}

// encounters are the types that meetings lists: who met whom.
var encounters = []graph.EventType{graph.Meeting, graph.Visit, graph.Call, graph.Conference, graph.Talks, graph.Negotiation, graph.Mediation}

func (*root) Meetings(ctx context.Context, args struct {
	Between    *[]EntityRef
	Match      string
	From, To   *text
	Place      *EntityRef
	Outlets    *[]OutletRef
	MinSources int32
	Factuality []graph.Factuality
	OrderBy    EventOrder
	PageArgs
}) *plain[*event] {
	r := requestOf(ctx)
	f := r.filter(EventFilter{Date: &DateRange{args.From, args.To}, Place: args.Place, Outlets: args.Outlets, MinSources: &args.MinSources, Factuality: args.Factuality})
	f.Types = encounters
	if args.Between != nil {
		if who := r.refs(*args.Between); args.Match == "ANY" {
			f.Any = who
		} else {
			f.All = who
		}
	}
	return r.listEvents(f, args.OrderBy.graph(), args.PageArgs)
}

func (*root) Timeline(ctx context.Context, args TimelineArgs) *timeline {
	r := requestOf(ctx)
	return r.timeline(r.filter(args.Filter), args.Granularity)
}

func (*root) Path(ctx context.Context, args struct {
	From, To EntityRef
	MaxHops  int32
	Filter   EventFilter
	Kinds    *[]graph.EntityKind
	Limit    int32
	Ordered  bool
}) *pathResult {
	r := requestOf(ctx)
	q := graph.PathQuery{From: r.ref(args.From, nil).e.ID, To: r.ref(args.To, nil).e.ID, MaxHops: int(args.MaxHops),
		Filter: r.filter(args.Filter), Limit: int(args.Limit), Ordered: args.Ordered}
	if args.Kinds != nil {
		q.Kinds = *args.Kinds
	}
	return &pathResult{r, must(r.read().Paths(ctx, q))}
}

func (*root) Subgraph(ctx context.Context, args struct {
	Roots         []EntityRef
	Depth         int32
	Filter        EventFilter
	Kinds         *[]graph.EntityKind
	EventsAsNodes bool
	MinEventCount int32
	Limit         int32
}) *subgraph {
	r := requestOf(ctx)
	q := graph.SubgraphQuery{Roots: r.refs(args.Roots), Depth: int(args.Depth), Filter: r.filter(args.Filter),
		EventsAsNodes: args.EventsAsNodes, MinEvents: int(args.MinEventCount), Limit: int(args.Limit)}
	if args.Kinds != nil {
		q.Kinds = *args.Kinds
	}
	g := must(r.read().Subgraph(ctx, q))
	r.charge(len(g.Nodes) + len(g.Edges))
	return &subgraph{r, q, g}
}

func (*root) Contradictions(ctx context.Context, args struct {
	Filter     EventFilter
	Predicates *[]string
	PageArgs
}) *plain[*event] {
	r := requestOf(ctx)
	return r.contradictions(r.filter(args.Filter), args.Predicates, args.PageArgs)
}

func (*root) Articles(ctx context.Context, args struct {
	Filter *ArticleFilter
	PageArgs
}) *plain[*article] {
	r := requestOf(ctx)
	return r.listArticles(r.articleFilter(args.Filter), args.PageArgs)
}

func (*root) Outlets(ctx context.Context, args PageArgs) *plain[*outlet] {
	r := requestOf(ctx)
	l := fetch(r, args, func(p graph.Page) (graph.List[graph.Outlet], error) { return r.read().Outlets(p) })
	return connect(r, l, r.keepOutlet, func() (int, error) {
		s, err := r.read().Stats()
		return s.Outlets, err
	})
}

func (*root) Stats(ctx context.Context) *graphStats { return requestOf(ctx).stats() }

type requestCost struct{ Points, Limit, NodeCount int32 }

func (*root) Cost(ctx context.Context) *requestCost {
	r := requestOf(ctx)
	return &requestCost{int32(r.cost.points), int32(r.srv.limits.MaxCost), int32(r.cost.nodes)}
}

type serviceInfo struct {
	Version, SchemaHash string
	Limits              *serviceLimits
}

type serviceLimits struct {
	DefaultPageSize, MaxPageSize, MaxDepth, MaxCost, MaxQueryBytes, MaxAliases, MaxSubgraphNodes, MaxPathHops int32

	MaxTokens, MaxDirectives, MaxSelections, MaxNodes, MaxBodyBytes, TimeoutMillis int32
}

func (*root) Service(ctx context.Context) *serviceInfo {
	s := requestOf(ctx).srv
	l := s.limits
	n := func(i int) int32 { return int32(i) }
	return &serviceInfo{s.options.Version, s.hash, &serviceLimits{
		n(l.DefaultPage), n(l.MaxPage), n(l.MaxDepth), n(l.MaxCost), n(l.MaxQueryBytes), n(l.MaxAliases), n(l.MaxSubgraphNodes), n(l.MaxPathHops),
		n(l.MaxTokens), n(l.MaxDirectives), n(l.MaxSelections), n(l.MaxNodes), int32(l.MaxBodyBytes), int32(l.Timeout.Milliseconds())}}
}

// searchKinds turns the schema's kinds into the store's; nil is all.
func searchKinds(kinds *[]string) []string {
	if kinds == nil {
		return nil
	}
	return slices.Clone(*kinds)
}
