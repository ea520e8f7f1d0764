package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"parley/extract"
	"parley/extract/article"
	"parley/graph"
	"parley/graph/dump"
	"parley/graph/store"
	"parley/schema"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	addr, readToken, documents, traces string
	origins                            []string
	check                              bool
}

// serverOptions are what differs between the servers of this program.
type serverOptions struct {
	token     string // for writes; empty means none
	readToken string
	origins   []string
	documents map[string]string
	traces    string
	limits    schema.Limits
	quiet     bool // no log of requests
	noAnswers bool // execute every request, for bench
}

func serveCommand(a *app) *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph: page, GraphQL, exports",
		Long: `Serves / (explorer), /graphql (HTTP and WebSocket), /graphiql, /schema.graphql,
/export, /livez, /readyz and /metrics. Reads are open unless --read-token is
given; writes need the bearer token of --token (or PARLEY_TOKEN). Other parley
commands on the same store go through the running server by themselves.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), o) },
	}
	f := c.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8080", "address to listen on")
	f.StringVar(&o.readToken, "read-token", "", "bearer token that reads need (default none)")
	f.StringSliceVar(&o.origins, "origins", nil, "web origins that may call the API from a browser")
	f.StringVar(&o.documents, "documents", "", "JSON file of the only documents that are run, an object by id")
	f.StringVar(&o.traces, "traces", "", "OTLP/HTTP collector for traces, such as http://127.0.0.1:4318")
	f.BoolVar(&o.check, "check", false, "read every table for damage before serving")
	return c
}

// serve serves the store until ctx ends.
func (a *app) serve(ctx context.Context, o serveOptions) error {
	so := serverOptions{token: a.token, readToken: o.readToken, origins: o.origins, traces: o.traces}
	if o.documents != "" {
		data, err := os.ReadFile(o.documents)
		if err != nil {
			return usagef("documents: %w", err)
		}
		if err := json.Unmarshal(data, &so.documents); err != nil {
			return usagef("documents %s: %w; it must be a JSON object of documents by id", o.documents, err)
		}
	}
	tuneMemory()
	s, err := a.openStoreWith(store.Options{CheckTables: o.check}, true)
	if err != nil {
		return err
	}
	defer s.Close()
	l, err := net.Listen("tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	url := "http://" + l.Addr().String()
	local, forget, err := writeServing(a.db, url)
	if err != nil {
		l.Close()
		return err
	}
	defer forget()
	if err := s.SetAddress(url); err != nil {
		l.Close()
		return err
	}
	if so.token == "" {
		so.token = local.Token // only commands of this user on this machine know it
	}
	server, err := a.newServer(s, so)
	if err != nil {
		l.Close()
		return err
	}
	hs := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	fmt.Fprintf(a.stderr, "serving %s at %s (GraphiQL at %s/graphiql); stop with ctrl-C\n", a.db, url, url)
	failed := make(chan error, 1)
	go func() { failed <- hs.Serve(l) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = nil
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	err = errors.Join(err, server.Close(stop), hs.Shutdown(stop))
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, s.Close())
}

// newServer returns the API over a store.
func (a *app) newServer(s *store.Store, o serverOptions) (*schema.Server, error) {
	log := a.log
	if o.quiet && !a.verbose {
		log = slog.New(slog.DiscardHandler)
	}
	return schema.New(schema.Options{
		Snapshot:      func(context.Context) (schema.Reader, error) { return s.Snapshot(), nil },
		Decider:       decider{s},
		Ingester:      &ingester{app: a, store: s},
		Subscribe:     func(ctx context.Context) <-chan uint64 { return revisions(ctx, s) },
		Exporter:      exporter{s},
		CallerErrors:  []error{store.ErrCursor, dump.ErrQuery, dump.ErrFormat, dump.ErrRoot, dump.ErrOutlet},
		WriteToken:    o.token,
		ReadToken:     o.readToken,
		Origins:       o.origins,
		Documents:     o.documents,
		Version:       programVersion(),
		Limits:        o.limits,
		NoAnswers:     o.noAnswers,
		Log:           log,
		TraceEndpoint: o.traces,
	})
}

// A decider gives the schema the store's decisions.
type decider struct{ s *store.Store }

// Decide implements [schema.Decider].
func (d decider) Decide(ctx context.Context, in graph.Decision) (graph.Decision, error) {
	out, err := d.s.Decide(ctx, in)
	return out.Decision, conflict(err)
}

// Retract implements [schema.Decider].
func (d decider) Retract(ctx context.Context, key, reason string) error {
	_, err := d.s.Retract(ctx, key, reason)
	return conflict(err)
}

// Restore implements [schema.Decider].
func (d decider) Restore(ctx context.Context, key, reason string) error {
	_, err := d.s.Restore(ctx, key, reason)
	return conflict(err)
}

// conflict tells the schema which refusals of the store are the caller's to
// mend.
func conflict(err error) error {
	if errors.Is(err, store.ErrState) {
		return fmt.Errorf("%w: %w", schema.ErrConflict, err)
	}
	return err
}

// revisions tells of the store's revisions after changes. A slow receiver
// sees the latest only.
func revisions(ctx context.Context, s *store.Store) <-chan uint64 {
	out := make(chan uint64, 1)
	go func() {
		defer close(out)
		for ctx.Err() == nil {
			changes, err := s.Subscribe(ctx, 64)
			if err != nil {
				return
			}
			for batch := range changes {
				if len(batch) == 0 {
					continue
				}
				select {
				case <-out: // an older one that nobody took
				default:
				}
				out <- batch[len(batch)-1].Revision
			}
			// The broker drops who is slow; the graph's revision says what was
			// missed, so it is enough to subscribe again.
		}
	}()
	return out
}

// An ingester reads the articles that come in over the API. Its extractor is
// made when the first one comes: reading commands never pay for it.
type ingester struct {
	app       *app
	store     *store.Store
	extractor *extract.Extractor
}

// Ingest implements [schema.Ingester]. The schema calls it from one goroutine
// at a time.
func (i *ingester) Ingest(ctx context.Context, in schema.Incoming) error {
	if i.extractor == nil {
		x, err := i.app.newExtractor()
		if err != nil {
			return err
		}
		i.extractor = x
	}
	// The line is what a file of articles would hold, so that both ways in
	// follow the same rules.
	line, err := json.Marshal(map[string]any{
		"id": in.Key, "url": in.URL, "title": in.Title, "text": in.Text, "outlet": in.Outlet,
		"language": in.Language, "published": in.Published, "authors": in.Authors,
	})
	if err != nil {
		return err
	}
	for item, err := range article.ReadLines(ctx, bytes.NewReader(append(line, '\n')), "article", article.Options{}) {
		if err != nil {
			return err
		}
		x, err := i.extractor.Extract(ctx, item.Article)
		if err != nil {
			return err
		}
		if _, err := i.store.Put(ctx, item.Article, item.Outlet, x); err != nil {
			return err
		}
	}
	return nil
}
