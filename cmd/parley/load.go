package main

import (
	"context"
	"errors"
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
	var memory int
	c := &cobra.Command{
		Use:   "load FILE...",
		Short: "Read jsonl dumps back into a store",
		Long: `Reads dumps in the jsonl format (.gz and .zst too; - is stdin) into the store,
which is made where there is none. Articles that the store has already, with
the same text, stay as they are, so a load that was interrupted or that met a
mistake can be run again: the same command goes on where it stopped.

An article is in the store whole or not at all, also when the program is
killed.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) (err error) {
			// Close waits for the disk; until then a load can be run again.
			s, err := a.openStoreWith(store.Options{NoSync: true, MirrorBytes: memory << 20}, true)
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
	c.Flags().IntVar(&memory, "memory", 2048, "MiB that may hold what articles are joined to, 100,000 in 2048; with less, each takes longer")
	return c
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
	if err != nil && n.Articles > 0 {
		fmt.Fprintf(a.stderr, "%d articles are loaded; the same command goes on from there\n", n.Articles)
	}
	if ctx.Err() != nil {
		return errors.New("interrupted")
	}
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
