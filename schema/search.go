package schema

import (
	"context"
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// maxSearch is the longest text that is searched for, in bytes.
const maxSearch = 256

func searchText(q string) string {
	q = strings.TrimSpace(q)
	if len(q) > maxSearch {
		throw(failf(LimitExceeded, "the search text is longer than %d bytes", maxSearch))
	}
	return q
}

// SearchArgs are the arguments of search.
type SearchArgs struct {
	Query string
	Kinds *[]string
	PageArgs
}

func (*root) Search(ctx context.Context, args SearchArgs) *connection[*searchEdge, *node] {
	r := requestOf(ctx)
	q, kinds := searchText(args.Query), searchKinds(args.Kinds)
	if q == "" {
		return connectEdges[graph.Match, *searchEdge, *node](r, graph.List[graph.Match]{}, nil, func() (int, error) { return 0, nil })
	}
	l := fetch(r, args.PageArgs, func(p graph.Page) (graph.List[graph.Match], error) { return r.read().Search(q, kinds, p) })
	return connectEdges[graph.Match, *searchEdge, *node](r, l, func(cursor string, m graph.Match) *searchEdge {
		return &searchEdge{edge[*node]{cursor, must(r.nodeByID(m.ID))}, m}
	}, func() (int, error) { return r.read().CountSearch(q, kinds) })
}

// A searchEdge resolves SearchEdge.
type searchEdge struct {
	edge[*node]
	m graph.Match
}

func (e *searchEdge) Score() float64  { return e.m.Score }
func (e *searchEdge) Matched() string { return e.m.Matched }

// A suggestion resolves Suggestion.
type suggestion struct {
	ID                   graphql.ID
	Kind, Label          string
	Description, Matched *string
	EventCount           int32
}

func (*root) Suggest(ctx context.Context, args struct {
	Query string
	Kinds *[]string
	Limit int32
}) []*suggestion {
	r := requestOf(ctx)
	out := []*suggestion{}
	q := searchText(args.Query)
	if q == "" {
		return out
	}
	for _, m := range must(r.read().Suggest(q, searchKinds(args.Kinds), int(args.Limit))) {
		s := &suggestion{ID: graphql.ID(m.ID), Kind: m.Kind, Label: m.Label, EventCount: int32(m.Events)}
		if m.Matched != m.Label {
			s.Matched = optional(m.Matched)
		}
		if graph.IDKind(m.ID) == graph.EntityID {
			if e, err := r.entityByID(m.ID); err == nil {
				s.Description = e.Description
			}
		}
		out = append(out, s)
	}
	r.charge(len(out))
	return out
}
