// Package schema serves the graph: the GraphQL schema, its resolvers, and the
// HTTP and WebSocket handlers around them, with the explorer page.
//
// The schema is schema.graphql. A request goes through these steps:
//
//	document   parse, measure, validate (kept for the next time)
//	literal    check the variables and write them into the document
//	cost       count what it could come to, refuse what is too dear
//	plan, walk resolve the fields of a query over one snapshot; mutations and
//	           subscriptions are run by graph-gophers
//
// Everything that the client got wrong is found before the first read.
//
// Read in this order: schema.graphql, reader.go (what is asked of the store),
// http.go, execute.go, bind.go, request.go, query.go, then a file for each type.
package schema

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"time"

	graphql "github.com/graph-gophers/graphql-go"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

//go:embed schema.graphql
var sdl string

//go:embed queries.graphql
var queries string

// SDL returns the schema document.
func SDL() string { return sdl }

// Queries returns the documented operations: the questions that clients
// really send, for benchmarks and examples.
func Queries() string { return queries }

// An Exporter streams a part of the graph in an exchange format; the values
// of the query are those of the dump command.
type Exporter interface {
	Export(ctx context.Context, w io.Writer, format string, query url.Values) error
}

// Options say what a server serves and to whom.
type Options struct {
	// Snapshot opens a reader of the graph as it is now. Required.
	Snapshot func(context.Context) (Reader, error)
	// Decider and Ingester serve the mutations; without one of them its
	// mutations fail as unavailable.
	Decider  Decider
	Ingester Ingester
	// Subscribe returns a channel that carries the graph's revision after
	// changes, until the context ends. It may skip revisions, never block.
	// Without it eventChanged fails as unavailable.
	Subscribe func(context.Context) <-chan uint64
	// Exporter serves /export. Without it the address does not exist.
	Exporter Exporter

	// CallerErrors are errors of the store and the exporter that are the
	// caller's fault, such as a cursor of another list: their text is shown.
	CallerErrors []error

	// WriteToken is the bearer token that writes need; without one there are
	// no writes. ReadToken is the one that reads need; empty means anyone.
	WriteToken, ReadToken string
	// Origins are the web origins that may send requests from a browser.
	Origins []string
	// Documents are the only documents that are run, by their id; nil allows
	// any document.
	Documents map[string]string

	Version string
	Limits  Limits       // zero values mean [DefaultLimits]
	Log     *slog.Logger // nil discards
	// NoAnswers keeps no answers, so that each request is executed: to measure
	// what queries cost.
	NoAnswers bool
	// TraceEndpoint is the base URL of an OTLP/HTTP collector, such as
	// http://127.0.0.1:4318. Empty means no traces.
	TraceEndpoint string
}

// A Server answers requests. It is an [http.Handler] of all addresses.
type Server struct {
	options    Options
	limits     Limits
	log        *slog.Logger
	types      *ast.Schema
	rules      *rules.Rules
	binding    *binding        // for queries
	root       reflect.Value   // of queries
	queries    *graphql.Schema // without mutations, for subscriptions
	everything *graphql.Schema // for mutations
	hash       string          // of the SDL
	documents  *lru[[32]byte, *ast.QueryDocument]
	persisted  *lru[string, string] // by SHA-256 in hex
	answers    *answers
	derived    *lru[derivedKey, []claim] // not to be changed
	queue      queue
	jobs       *jobs
	metrics    *metrics
	tracer     *tracer
	handler    http.Handler

	ctx     context.Context // ends when the server shuts down
	stop    context.CancelFunc
	sockets sync.WaitGroup
	streams sync.WaitGroup // subscriptions, which outlive their last answer a little
	started time.Time
}

// New returns a server. Close it after the HTTP server that uses it.
func New(o Options) (*Server, error) {
	if o.Snapshot == nil {
		return nil, fmt.Errorf("new server: no snapshot")
	}
	s := &Server{options: o, limits: withDefaults(o.Limits), log: o.Log, rules: newRules(), started: time.Now()}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	sum := sha256.Sum256([]byte(sdl))
	s.hash = hex.EncodeToString(sum[:])
	s.documents = newLRU[[32]byte, *ast.QueryDocument](512)
	s.persisted = newLRU[string, string](1_000)
	s.answers = newAnswers()
	s.derived = newLRU[derivedKey, []claim](2_000)
	s.queue = newQueue()
	s.metrics = newMetrics(s)
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.jobs = newJobs(s)
	s.tracer = newTracer(o.TraceEndpoint, o.Version, s.log)
	var err error
	if s.types, err = gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: sdl}); err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	delete(s.types.Directives, "defer") // declared by the parser, not served
	if s.everything, err = s.executor(sdl, &root{}); err != nil {
		return nil, fmt.Errorf("resolve schema: %w", err)
	}
	s.root = reflect.ValueOf(&root{})
	if s.binding, err = newBinding(s.types, &root{}); err != nil {
		return nil, fmt.Errorf("bind schema: %w", err)
	}
	readOnly := strings.Replace(sdl, "  mutation: Mutation\n", "", 1)
	if s.queries, err = s.executor(readOnly, &root{}); err != nil {
		return nil, fmt.Errorf("resolve schema: %w", err)
	}
	if s.handler, err = s.routes(); err != nil {
		return nil, fmt.Errorf("new server: %w", err)
	}
	return s, nil
}

// Close ends subscriptions, waits for their connections and for the running
// ingest job to store the article it is at, and sends what traces are left.
func (s *Server) Close(ctx context.Context) error {
	s.stop()
	done := make(chan struct{})
	go func() {
		s.sockets.Wait()
		s.streams.Wait()
		s.jobs.wait()
		s.tracer.flush(ctx)
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("close server: %w", ctx.Err())
	}
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Server) snapshot(ctx context.Context) (Reader, error) { return s.options.Snapshot(ctx) }

func withDefaults(l Limits) Limits {
	d := DefaultLimits
	for _, f := range []struct{ to, def *int }{
		{&l.DefaultPage, &d.DefaultPage}, {&l.MaxPage, &d.MaxPage}, {&l.MaxDepth, &d.MaxDepth}, {&l.MaxCost, &d.MaxCost},
		{&l.MaxQueryBytes, &d.MaxQueryBytes}, {&l.MaxTokens, &d.MaxTokens}, {&l.MaxAliases, &d.MaxAliases},
		{&l.MaxDirectives, &d.MaxDirectives}, {&l.MaxFields, &d.MaxFields}, {&l.MaxSelections, &d.MaxSelections},
		{&l.MaxNodes, &d.MaxNodes}, {&l.MaxSubgraphNodes, &d.MaxSubgraphNodes}, {&l.MaxPathHops, &d.MaxPathHops},
		{&l.MaxSockets, &d.MaxSockets}, {&l.MaxStreams, &d.MaxStreams},
	} {
		if *f.to == 0 {
			*f.to = *f.def
		}
	}
	if l.MaxBodyBytes == 0 {
		l.MaxBodyBytes = d.MaxBodyBytes
	}
	if l.MutationTimeout == 0 {
		l.MutationTimeout = d.MutationTimeout
	}
	if l.WriteTimeout == 0 {
		l.WriteTimeout = d.WriteTimeout
	}
	if l.Timeout == 0 {
		l.Timeout = d.Timeout
	}
	return l
}
