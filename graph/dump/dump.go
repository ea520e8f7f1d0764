// Package dump writes a graph, or a part of it, in the formats that other
// programs read, and reads its own lossless format back.
//
// [Write] streams from a [Reader], which is one consistent state of the graph,
// to an [io.Writer]. The bytes depend on the graph and the [Options] only, and
// memory does not grow with the graph: what has to be joined (the reports of
// an event stand in articles, which lie in another order) goes through sorted
// temporary files. [Load] reads the jsonl format into a [Loader]. [Create]
// makes a file that has its name only once it is complete.
//
// Formats fall into three families, each with one mapping and several
// spellings:
//
//   - records: jsonl (lossless), ftm, plover, cameo
//   - statements: nquads, trig, jsonld (statements.go says which terms)
//   - nodes and edges: graphml, gexf, csv, neo4j, dot, cytoscape (property.go)
//
// Read in this order: dump.go, selection.go, source.go, articles.go, then a
// format; ahead.go is how records are read and written on several goroutines.
package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"parley/graph"
)

// A Reader is one state of a graph, as graph/store's snapshots give it.
// Methods are as graph/query.go lists them. A Reader is safe for concurrent
// use: records are read by several goroutines.
type Reader interface {
	Revision() uint64
	Entity(id string) (graph.Entity, error)
	Event(id string) (graph.Event, error)
	Events(f graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error)
	MatchEntities(name string, kinds []graph.EntityKind, limit int) ([]graph.Match, error)
	Article(idOrKey string) (graph.Article, error)
	Extraction(article string) (graph.Extraction, error)
	// Withdrawn returns what a retracted article said and its outlet.
	Withdrawn(article string) (graph.Extraction, graph.Outlet, error)
	// ArticleOutlet returns an article's outlet as that article gives it;
	// AllOutlets has what most articles give.
	ArticleOutlet(article string) (graph.Outlet, error)
	// EntityID returns the id of the entity that a local one is.
	EntityID(id string) (string, error)
	Stats() (graph.GraphStats, error)
	Decisions() ([]graph.Decision, error)
	Changes(since uint64) iter.Seq2[graph.ChangeRecord, error]
	AllOutlets() iter.Seq2[graph.Outlet, error]
	AllArticles() iter.Seq2[graph.Article, error]
	StoredArticles() iter.Seq2[graph.Stored[graph.Filing], error]
	StoredEntities() iter.Seq2[graph.Stored[graph.Entity], error]
	StoredEvents() iter.Seq2[graph.Stored[graph.Event], error]
	AllLocals() iter.Seq2[graph.LocalRef, error]
}

// A View says what the edges of a dump are.
type View string

// Views.
const (
	EventView           View = "events"          // events are nodes, joined to their participants
	CoParticipationView View = "coparticipation" // entities joined by the events they share
)

// Options say what to write and how. The zero value, with a format, is the
// whole graph.
type Options struct {
	Format Format
	// View applies to the formats of nodes and edges; the default is
	// EventView.
	View View
	Selection
	// Temp is the folder for temporary files; empty is the system's.
	Temp string
	// Progress, if not nil, is called now and then with the number of records
	// written and, as far as it is known, of all.
	Progress func(done, total int)

	memory int // of a spool, for tests; 0 is spoolMemory
}

// Errors that a caller may want to tell apart.
var (
	// ErrFormat means that there is no format of the name.
	ErrFormat = errors.New("no such format")
	// ErrView means that a format cannot carry the view.
	ErrView = errors.New("the format does not have this view")
)

// Write writes the part of the graph that o selects to w. It stops with
// ctx's error when ctx ends.
func Write(ctx context.Context, w io.Writer, r Reader, o Options) error {
	info, ok := formats[o.Format]
	if !ok {
		return fmt.Errorf("%w: %q", ErrFormat, o.Format)
	}
	switch o.View {
	case "", EventView:
		o.View = EventView
	case CoParticipationView:
		if !info.views {
			return fmt.Errorf("%w: %s has no %s", ErrView, o.Format, o.View)
		}
	default:
		return fmt.Errorf("%w: %q; there are %s and %s", ErrView, o.View, EventView, CoParticipationView)
	}
	if now := r.Revision(); o.Since > now {
		return fmt.Errorf("%w: the graph is of revision %d, and nothing changed since %d", ErrQuery, now, o.Since)
	}
	s, err := newSource(ctx, r, o)
	if err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	defer s.close()
	out := newOutput(w)
	if err := info.write(s, out); err != nil {
		return fmt.Errorf("dump %s: %w", o.Format, err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("dump %s: %w", o.Format, err)
	}
	return nil
}
