package schema

import (
	"context"
	"iter"
	"time"

	"parley/graph"
)

// A Reader answers questions from one state of the graph: graph/query.go says
// what each method returns. The store's snapshot is one. A request uses its
// reader from one goroutine at a time and closes it at the end.
type Reader interface {
	Close()
	Revision() uint64
	Updated() (time.Time, error)
	Stats() (graph.GraphStats, error)
	Changes(since uint64) iter.Seq2[graph.ChangeRecord, error]
	Decisions() ([]graph.Decision, error)

	Entity(id string) (graph.Entity, error)
	EntityID(id string) (string, error)
	EntityByWikidata(id string) (graph.Entity, error)
	EntityStats(id string) (graph.EntityStats, error)
	Entities(kinds []graph.EntityKind, p graph.Page) (graph.List[graph.Entity], error)
	CountEntities(kinds []graph.EntityKind) (int, error)
	MatchEntities(name string, kinds []graph.EntityKind, limit int) ([]graph.Match, error)
	NamedIn(entity string, limit int) ([]graph.Naming, error)
	Holders(organization string, p graph.Page) (graph.List[graph.Holder], error)
	MentionsOf(entity string, f graph.MentionFilter, p graph.Page) (graph.List[graph.MentionRef], error)
	CountMentions(entity string, f graph.MentionFilter) (int, error)
	Mention(id string) (graph.MentionRef, error)
	CoParticipants(entity string, q graph.CoParticipantQuery) (graph.List[graph.CoParticipant], error)
	CountCoParticipants(entity string, q graph.CoParticipantQuery) (int, error)

	Suggest(query string, kinds []string, limit int) ([]graph.Match, error)
	Search(query string, kinds []string, p graph.Page) (graph.List[graph.Match], error)
	CountSearch(query string, kinds []string) (int, error)

	Event(id string) (graph.Event, error)
	EventRevision(id string) (revision uint64, updated time.Time, err error)
	EventReferents(id string) ([]string, error)
	Events(f graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error)
	CountEvents(f graph.EventFilter) (int, error)
	Parts(event string, p graph.Page) (graph.List[graph.Event], error)
	EventsHere(place string, f graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error)
	Timeline(f graph.EventFilter, g graph.Granularity) ([]graph.Bucket, error)
	Paths(ctx context.Context, q graph.PathQuery) (graph.PathResult, error)
	Subgraph(ctx context.Context, q graph.SubgraphQuery) (graph.Subgraph, error)

	Report(ref graph.ReportRef) (graph.Report, error)
	Extraction(article string) (graph.Extraction, error)
	Article(idOrKey string) (graph.Article, error)
	ArticleHead(idOrKey string) (graph.Article, error) // without its text
	ArticleByURL(url string) (graph.Article, error)
	Articles(f graph.ArticleFilter, p graph.Page) (graph.List[graph.Article], error)
	CountArticles(f graph.ArticleFilter) (int, error)
	CopyOf(article string) (string, error)
	Retrieved(article string) (time.Time, error)
	EventsOfArticle(key string) ([]string, error)
	EntitiesOfArticle(key string) ([]string, error)
	Outlet(id string) (graph.Outlet, error)
	OutletBy(domain, name string) (graph.Outlet, error)
	Outlets(p graph.Page) (graph.List[graph.Outlet], error)
	OutletArticles(id string) (int, error)
}

// A Decider keeps what people decide; the store is one. A call returns when
// the graph shows the decision.
type Decider interface {
	// Decide keeps an identity decision. It returns [ErrConflict], wrapped,
	// when the decision contradicts an earlier one that still holds.
	Decide(ctx context.Context, d graph.Decision) (graph.Decision, error)
	// Retract withdraws the article of the key, Restore puts it back.
	Retract(ctx context.Context, key, reason string) error
	Restore(ctx context.Context, key, reason string) error
}

// An Ingester reads an article and puts it into the graph.
type Ingester interface {
	// Ingest stores one article under its key. An error is of this article
	// alone; its text may be shown to the caller.
	Ingest(ctx context.Context, a Incoming) error
}

// Incoming is an article as a client sends it. Only Text is always set.
type Incoming struct {
	Key, URL, Title, Text, Outlet, Language, Published string
	Authors                                            []string
}
