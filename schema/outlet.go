package schema

import (
	"cmp"
	"slices"

	graphql "github.com/graph-gophers/graphql-go"

	"parley/graph"
)

// An outlet resolves Outlet.
type outlet struct {
	r *request
	o graph.Outlet

	ID                  graphql.ID
	Name, Kind          string
	Domain, CountryCode *string
}

func (r *request) outletByID(id string) (*outlet, error) {
	if o, ok := r.outlets[id]; ok {
		return o, nil
	}
	if graph.IDKind(id) != graph.OutletID {
		return nil, graph.ErrNotFound
	}
	o, err := r.read().Outlet(id)
	if err != nil {
		return nil, err
	}
	return r.keepOutlet(o), nil
}

func (r *request) keepOutlet(o graph.Outlet) *outlet {
	if kept, ok := r.outlets[o.ID]; ok {
		return kept
	}
	kept := &outlet{r, o, graphql.ID(o.ID), o.Name, string(cmp.Or(o.Kind, graph.OtherOutlet)), optional(o.Domain), optional(o.Country)}
	r.outlets[o.ID] = kept
	return kept
}

// outlet returns the outlet of an id that a record gives; nil for none.
func (r *request) outlet(id string) *outlet {
	if id == "" {
		return nil
	}
	return orNull(r.outletByID(id))
}

func (o *outlet) ArticleCount() int32 { return int32(must(o.r.read().OutletArticles(o.o.ID))) }

// Languages returns the languages that the outlet publishes in.
func (o *outlet) Languages() []text {
	out := []text{}
	for _, l := range o.o.Languages {
		out = append(out, text(l))
	}
	return out
}

// Articles returns the outlet's articles, the newest first.
func (o *outlet) Articles(args struct {
	Filter *ArticleFilter
	PageArgs
}) *plain[*article] {
	f := o.r.articleFilter(args.Filter)
	f.Outlets = o.only(f.Outlets)
	return o.r.listArticles(f, args.PageArgs)
}

// Events returns the events that the outlet reported.
func (o *outlet) Events(args EventsArgs) *plain[*event] {
	f := o.r.filter(args.Filter)
	f.Outlets = o.only(f.Outlets)
	return o.r.listEvents(f, args.OrderBy.graph(), args.PageArgs)
}

// only narrows a filter to this outlet. The filter's own outlets would mean
// "reported by this one and by any of those", for which the store has no
// word.
func (o *outlet) only(others []string) []string {
	if others != nil && !slices.Contains(others, o.o.ID) {
		throw(failf(BadInput, "filter.outlets cannot name other outlets below an outlet"))
	}
	return []string{o.o.ID}
}

func (r *request) listArticles(f graph.ArticleFilter, a PageArgs) *plain[*article] {
	l := fetch(r, a, func(p graph.Page) (graph.List[graph.Article], error) { return r.read().Articles(f, p) })
	return connect(r, l, r.keepArticle, func() (int, error) { return r.read().CountArticles(f) })
}
