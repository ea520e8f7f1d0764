package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/extract/article"
	"parley/graph/store"
)

func ingestCommand(a *app) *cobra.Command {
	var o article.Options
	var workers int
	var dry bool
	c := &cobra.Command{
		Use:   "ingest PATH|URL|-...",
		Short: "Read articles into the graph",
		Long: `Reads articles from folders, files (.txt .html .json .jsonl .xml .warc .warc.gz),
addresses, and standard input (-, JSON lines). An article that is stored
already is skipped; a changed text replaces what the old one said. What cannot
be read is said line by line, the rest is taken, and the exit status is 1.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			extractor, err := a.newExtractor()
			if err != nil {
				return err
			}
			p := &pipeline{extractor: extractor, workers: workers, batch: 32, bad: func(err error) { fmt.Fprintf(a.stderr, "parley: %v\n", err) }}
			if !dry {
				s, err := a.openStore(true)
				if isLocked(err) {
					return a.ingestRemote(ctx, args, o)
				}
				if err != nil {
					return err
				}
				p.store = s
				defer func() { s.Close() }()
			}
			bar := newProgress(a.stderr, "articles")
			p.done = func(n counts) { bar.set(n.Stored + n.Unchanged) }
			start := time.Now()
			n, err := p.run(ctx, a.readAll(ctx, args, o))
			bar.finish()
			if p.store != nil {
				if cerr := p.store.Close(); err == nil {
					err = cerr
				}
			}
			fmt.Fprintf(a.stderr, "read %d articles: %d stored, %d unchanged, %d failed; %d events new, %d changed; %.1f s\n",
				n.Read, n.Stored, n.Unchanged, n.Failed, n.EventsCreated, n.EventsUpdated, time.Since(start).Seconds())
			if err != nil {
				return err
			}
			if n.Failed > 0 {
				return errSaid
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&o.Outlet, "outlet", "", "outlet of articles that do not say it")
	f.StringVar(&o.Published, "published", "", "publication date of articles that do not say it")
	f.StringVar(&o.Language, "language", "", "language of articles that do not say it (BCP 47)")
	f.IntVar(&workers, "workers", runtime.GOMAXPROCS(0), "how many articles are read at a time")
	f.BoolVar(&dry, "dry-run", false, "read and extract, store nothing")
	return c
}

// readAll reads all arguments of ingest, one after the other.
func (a *app) readAll(ctx context.Context, args []string, o article.Options) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) {
		for _, arg := range args {
			var items iter.Seq2[article.Item, error]
			switch {
			case arg == "-":
				items = article.ReadLines(ctx, a.stdin, "standard input", o)
			case strings.HasPrefix(arg, "http://"), strings.HasPrefix(arg, "https://"):
				items = article.Fetch(ctx, arg, o)
			default:
				items = article.Read(ctx, arg, o)
			}
			for item, err := range items {
				if !yield(item, err) {
					return
				}
			}
		}
	}
}

// ingestRemote hands the articles to the server that holds the store, a
// hundred at a time.
func (a *app) ingestRemote(ctx context.Context, args []string, o article.Options) error {
	c, err := a.client()
	if err != nil {
		return err
	}
	defer c.close()
	const most = 100
	var batch []map[string]any
	sent, failed := 0, 0
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		f, err := c.ingest(ctx, batch)
		sent, failed, batch = sent+len(batch), failed+f, nil
		return err
	}
	for item, err := range a.readAll(ctx, args, o) {
		if err != nil {
			failed++
			fmt.Fprintf(a.stderr, "parley: %v\n", err)
			continue
		}
		batch = append(batch, articleInput(item))
		if len(batch) == most {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "sent %d articles to the server at %s, %d failed\n", sent, c.base, failed)
	if failed > 0 {
		return errSaid
	}
	return nil
}

// articleInput writes an article as the mutation's input.
func articleInput(item article.Item) map[string]any {
	in := map[string]any{"key": item.Article.Key, "text": item.Article.Text}
	for name, v := range map[string]string{
		"url": item.Article.URL, "title": item.Article.Title, "language": item.Article.Language, "published": item.Article.Published, "outlet": item.Outlet.Name,
	} {
		if v != "" {
			in[name] = v
		}
	}
	if item.Outlet.Domain != "" {
		in["outlet"] = item.Outlet.Domain
	}
	if len(item.Article.Authors) > 0 {
		in["authors"] = item.Article.Authors
	}
	return in
}

// ingest sends one batch and waits until its job has ended. It returns how
// many articles failed.
func (c *client) ingest(ctx context.Context, articles []map[string]any) (failed int, err error) {
	const start = `mutation($input: IngestArticlesInput!) { ingestArticles(input: $input) { job { id } userErrors { code message } } }`
	var out struct {
		IngestArticles struct {
			Job        *struct{ ID string }
			UserErrors []userError
		}
	}
	if err := c.do(ctx, start, map[string]any{"input": map[string]any{"articles": articles}}, &out); err != nil {
		return len(articles), err
	}
	if err := userErrors(out.IngestArticles.UserErrors); err != nil || out.IngestArticles.Job == nil {
		return len(articles), err
	}
	const poll = `query($id: ID!) { node(id: $id) { ... on IngestJob { state failed } } }`
	for {
		var job struct {
			Node *struct {
				State  string
				Failed int
			}
		}
		if err := c.do(ctx, poll, map[string]any{"id": out.IngestArticles.Job.ID}, &job); err != nil {
			return len(articles), err
		}
		if job.Node == nil {
			return len(articles), fmt.Errorf("the server forgot the job %s", out.IngestArticles.Job.ID)
		}
		switch job.Node.State {
		case "SUCCEEDED", "PARTIAL", "FAILED":
			return job.Node.Failed, nil
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return len(articles), ctx.Err()
		}
	}
}

func reextractCommand(a *app) *cobra.Command {
	var workers int
	c := &cobra.Command{
		Use:   "reextract",
		Short: "Read the stored articles again with this version's extractor",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			extractor, err := a.newExtractor()
			if err != nil {
				return err
			}
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			failed := 0
			p := &pipeline{store: s, extractor: extractor, workers: workers, batch: 32, force: true,
				bad: func(err error) { failed++; fmt.Fprintf(a.stderr, "parley: %v\n", err) }}
			n, err := p.run(ctx, storedArticles(s))
			fmt.Fprintf(a.stderr, "read %d articles again, %d failed\n", n.Stored, n.Failed)
			if err != nil {
				return err
			}
			if failed > 0 {
				return errSaid
			}
			return nil
		},
	}
	c.Flags().IntVar(&workers, "workers", runtime.GOMAXPROCS(0), "how many articles are read at a time")
	return c
}

// storedArticles yields the articles of one snapshot as ingest reads them.
func storedArticles(s *store.Store) iter.Seq2[article.Item, error] {
	return func(yield func(article.Item, error) bool) {
		snap := s.Snapshot()
		defer snap.Close()
		for stored, err := range snap.AllArticles() {
			if err == nil && stored.Retracted {
				continue
			}
			item := article.Item{Article: stored, Place: stored.Key}
			if err == nil && stored.Outlet != "" {
				item.Outlet, err = snap.Outlet(stored.Outlet)
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

// isTerminal reports whether f is a terminal, where progress may be shown.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
