package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/dump"
	"parley/graph/store"
)

// newLoadCommand reads dumps back.
func newLoadCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "load FILE...",
		Short: "Read jsonl dumps back into a store",
		Long: `Reads dumps in the jsonl format (.gz and .zst too; - is stdin) into the store,
which is made where there is none. Articles that the store has already, with
the same text, stay as they are, so an interrupted load can be run again.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) (err error) {
			s, err := a.openStore(true)
			if err != nil {
				return err
			}
			defer func() {
				if cerr := s.Close(); err == nil {
					err = cerr
				}
			}()
			for _, file := range files {
				if err := a.load(cmd.Context(), s, file); err != nil {
					return fmt.Errorf("load %s: %w", file, err)
				}
			}
			return nil
		},
	}
}

func (a *app) load(ctx context.Context, s *store.Store, file string) error {
	in := io.NopCloser(a.stdin)
	if file != "-" {
		var err error
		if in, err = dump.Open(file); err != nil {
			return err
		}
	}
	defer in.Close()
	bar := newProgress(a.stderr, "articles")
	n, err := dump.Load(ctx, in, loader{s}, bar.set)
	bar.finish()
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "loaded %d articles and %d decisions from %s\n", n.Articles, n.Decisions, file)
	return nil
}

// A loader puts what a dump brings into a store.
type loader struct{ s *store.Store }

// Put implements [dump.Loader].
func (l loader) Put(ctx context.Context, records []dump.Record) error {
	batch := make([]store.Input, len(records))
	for i, r := range records {
		batch[i] = store.Input{Article: r.Article, Extraction: r.Extraction}
		if r.Outlet != nil {
			batch[i].Outlet = *r.Outlet
		}
	}
	_, err := l.s.PutBatch(ctx, batch)
	return err
}

// Decide implements [dump.Loader]. A decision that the store has already is
// not made again.
func (l loader) Decide(ctx context.Context, d graph.Decision) error {
	snap := l.s.Snapshot()
	known, err := snap.Decisions()
	snap.Close()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(known, func(k graph.Decision) bool { return k.ID == d.ID }) {
		return nil
	}
	_, err = l.s.Decide(ctx, d)
	return err
}
