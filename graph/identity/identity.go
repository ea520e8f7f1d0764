// Package identity decides which mentions are one entity, which reports are
// one event and which articles are one source: it makes of many articles one
// graph.
//
// # A pure function, kept up to date
//
// What it decides is a function of the articles and decisions that the graph
// holds, never of the order in which they came. The [Resolver] keeps that
// function's value up to date: for each change it finds what the change can
// have touched and decides that much again, from scratch.
//
// # Entities
//
// All local entities with the same name and context (country, office, body)
// share a signature. Signatures whose names could be one meet under block
// keys; links between them are weighed pair by pair from their keys alone
// ([Reason]). A connected set of them is clustered greedily, the strongest
// link first, never joining two that contradict each other: two people of
// one name in two offices stay two. What names without proof, a bare name or
// a surname alone, is attached afterwards, to the one entity it fits, and to
// none where it fits several alike. The number of signatures of an entity
// grows with the number of ways in which it is written about, not with the
// number of articles.
//
// # Events
//
// Reports meet under their participants and time. Reports with a day are
// clustered first; what has a vague date, or only the day of publication, or
// none, is attached to the one event it fits. What one article tells apart
// stays apart, unless it is plainly told twice: extraction has joined most of
// that, and of the pairs of reports with the same participants that it left,
// four in five were two (counted on the bench's train part).
//
// # Reading order
//
// fold.go, names.go and organizations.go (names), signature.go, link.go,
// entities.go, decisions.go, aliases.go; report.go, node.go, nationality.go,
// eventlink.go with eventactors.go, eventdates.go and eventplaces.go; events.go
// with eventseed.go, eventdated.go, eventopen.go and eventlone.go; sources.go;
// render.go and eventrender.go; compare.go and why.go; state.go and version.go.
package identity

import (
	"context"
	"fmt"
	"iter"
	"log/slog"

	"parley/graph"
)

// KV is the resolver's own working state; see [graph.ResolverState].
type KV = interface {
	Get(key []byte) ([]byte, error)
	Put(key, value []byte) error
	Delete(key []byte) error
	Scan(prefix []byte) iter.Seq2[[2][]byte, error]
}

// Reader is what the resolver reads of the graph; see [graph.ResolverReader].
type Reader = interface {
	Extraction(article string) (graph.Extraction, error)
	Article(key string) (graph.Article, error)
	Decisions() ([]graph.Decision, error)
}

// Options configure a [Resolver]. The zero value is ready to use.
type Options struct {
	// Log is told what was decided, at debug level; nil is silent.
	Log *slog.Logger
}

// A Resolver decides about identity. It holds nothing of a graph, so one can
// serve several, one call at a time.
type Resolver struct {
	log *slog.Logger
}

// New returns a resolver.
func New(o Options) *Resolver {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Resolver{log: o.Log}
}

// Resolve takes a change of articles and decisions into account and returns
// what it does to the graph. Its own memory of former changes is in state; one
// that another version wrote is refused with a [VersionError].
func (r *Resolver) Resolve(ctx context.Context, state KV, read Reader, c graph.Change) (delta graph.Delta, err error) {
	t := newTx(state, read)
	defer func() {
		// The state's errors surface here: see tx.check.
		if p := recover(); p != nil {
			f, ok := p.(stateError)
			if !ok {
				panic(p)
			}
			delta, err = graph.Delta{}, fmt.Errorf("resolve: %w", f.err)
		}
	}()
	t.checkVersion(true)
	t.readDecisions(c.Decisions)
	for i := range c.Remove {
		if err := ctx.Err(); err != nil {
			return graph.Delta{}, err
		}
		t.removeArticle(&c.Remove[i])
	}
	for i := range c.Add {
		if err := ctx.Err(); err != nil {
			return graph.Delta{}, err
		}
		t.addArticle(&c.Add[i])
	}
	t.applyDecisions()
	t.flushTallies()
	t.resolveEntities()
	t.resolveCountries()
	t.resolveSources()
	t.resolveEvents()
	t.renderEntities()
	t.renderEvents()
	d := t.delta()
	r.log.DebugContext(ctx, "resolved", "added", len(c.Add), "removed", len(c.Remove), "entities", len(d.Entities), "events", len(d.Events))
	return d, nil
}
