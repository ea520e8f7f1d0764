package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"parley/graph/dump"
	"parley/graph/store"
)

// newDumpCommand writes the graph, or a part of it, in another format.
func newDumpCommand(a *app) *cobra.Command {
	var o dump.Options
	var format, view, out string
	var types, factuality, kinds []string
	c := &cobra.Command{
		Use:   "dump",
		Short: "Write the graph, or a part of it, in an exchange format",
		Long: `Writes the graph to stdout or to a file, the same bytes for the same graph.
Without conditions it is the whole graph; with --root only what happened
around these entities, within --depth hops.

A file has its name only once it is complete; until then, and after an
interruption, it is FILE.part, and the same command goes on from there. The
format is the one of the file's extension where --format does not say it.

What changed since an earlier dump is had with --since and the revision that
the earlier dump told when it was done.`,
		Example: `  parley dump > graph.jsonl
  parley dump --root "Anna Kovacs" --depth 2 --out kovacs.gexf
  parley dump --types meeting,visit --from 2024-01-01 --out graph.nq.gz
  parley dump --view coparticipation --format graphml > ties.graphml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f, ok := dump.FormatOf(out); ok && !cmd.Flags().Changed("format") {
				format = string(f)
			}
			if o.Depth > 0 && len(o.Roots) == 0 {
				return usagef("dump: --depth counts from entities: name one with --root")
			}
			var errs [4]error
			o.Format, errs[0] = dump.ParseFormat(format)
			o.Types, errs[1] = dump.ParseTypes(types)
			o.Factuality, errs[2] = dump.ParseFactualities(factuality)
			o.Kinds, errs[3] = dump.ParseKinds(kinds)
			o.View = dump.View(view)
			if err := errors.Join(errs[:]...); err != nil {
				return usagef("dump: %w", err)
			}
			return a.dump(cmd.Context(), o, out)
		},
	}
	f := c.Flags()
	f.StringVarP(&format, "format", "f", "jsonl", fmt.Sprintf("one of %v", dump.Formats()))
	f.StringVar(&view, "view", string(dump.EventView), "events as nodes, or coparticipation: entities joined by the events they share")
	f.StringArrayVar(&o.Roots, "root", nil, "name or id of an entity to start from (repeatable)")
	f.IntVar(&o.Depth, "depth", 0, "hops from the roots; 0 is 1")
	addDayFlags(f, &o.From, &o.To)
	f.StringSliceVar(&types, "types", nil, "types of event, such as meeting,visit,call")
	f.StringArrayVar(&o.Outlets, "outlets", nil, "name, domain or id of an outlet that reports the event (repeatable)")
	f.StringSliceVar(&factuality, "factuality", nil, "such as held,scheduled; the default is all")
	f.IntVar(&o.MinSources, "min-sources", 0, "least number of independent sources")
	f.StringSliceVar(&kinds, "kinds", nil, "kinds of entity to keep: person,organization,place")
	f.Uint64Var(&o.Since, "since", 0, "what changed after this revision of the store")
	f.StringVarP(&out, "out", "o", "", "file to write (.gz and .zst are compressed) in place of stdout")
	f.StringVar(&o.Temp, "temp", "", "folder for temporary files")
	return c
}

// dump writes the dump from the store, or from the server that holds it.
func (a *app) dump(ctx context.Context, o dump.Options, out string) error {
	s, err := a.openStoreWith(store.Options{Streaming: true}, false)
	if errors.Is(err, store.ErrLocked) {
		if r, ok := readServing(a.db); ok {
			return a.toFile(ctx, out, func(w io.Writer) error { return a.dumpRemote(ctx, r, o, w) })
		}
	}
	if err != nil {
		return err
	}
	defer s.Close()
	snap := s.Snapshot()
	defer snap.Close()
	bar := newProgress(a.stderr, "records")
	defer bar.finish()
	o.Progress = func(done, _ int) { bar.set(done) }
	if err := a.toFile(ctx, out, func(w io.Writer) error { return dump.Write(ctx, w, snap, o) }); err != nil {
		return dumpError(err)
	}
	bar.finish()
	if isFile(out) {
		fmt.Fprintf(a.stderr, "%s has the graph of revision %d; --since %d will give what changes from now on\n", out, snap.Revision(), snap.Revision())
	}
	return nil
}

// isFile reports whether path names a file, and not stdout.
func isFile(path string) bool { return path != "" && path != "-" }

// dumpRemote asks the server that holds the store.
func (a *app) dumpRemote(ctx context.Context, r serving, o dump.Options, w io.Writer) error {
	token := a.token
	if token == "" {
		token = r.Token
	}
	c := remoteClient(r.URL, token)
	c.http.Timeout = 0 // a dump takes as long as it takes; ctx ends it
	return c.export(ctx, o.Query(), w)
}

// dumpError makes what only the user can mend a usage error.
func dumpError(err error) error {
	for _, usage := range []error{dump.ErrFormat, dump.ErrView, dump.ErrQuery, dump.ErrRoot, dump.ErrOutlet} {
		if errors.Is(err, usage) {
			return &usageError{err}
		}
	}
	return err
}

// toFile lets write fill the file at path, or stdout when path is empty. The
// file has its name only when write succeeds.
func (a *app) toFile(ctx context.Context, path string, write func(io.Writer) error) error {
	if !isFile(path) {
		err := a.toStdout(write)
		if err != nil && ctx.Err() != nil {
			fmt.Fprintln(a.stderr, "parley: interrupted; what is written is not complete")
			return errSaid
		}
		return err
	}
	f, err := dump.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<20)
	if err = write(b); err == nil {
		err = b.Flush()
	}
	if err == nil {
		return f.Commit()
	}
	// What is in the buffer belongs to the file that is resumed.
	_ = b.Flush()
	left := f.Abort()
	switch {
	case ctx.Err() == nil:
		return err
	case left == "":
		fmt.Fprintln(a.stderr, "parley: interrupted; nothing is written yet")
	default:
		fmt.Fprintf(a.stderr, "parley: interrupted; the same command goes on from %s\n", left)
	}
	return errSaid
}

// toStdout lets write fill stdout. A reader that closes the pipe, as head
// does, ends the work with a word on stderr instead of a signal.
func (a *app) toStdout(write func(io.Writer) error) error {
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	switch {
	case errors.Is(err, syscall.EPIPE):
		fmt.Fprintln(a.stderr, "parley: stopped: the reader of the output has closed it")
		return errSaid
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("the disk that takes the output is full: %w", err)
	case errors.Is(err, os.ErrClosed):
		return fmt.Errorf("stdout is closed: %w", err)
	}
	return err
}

// An exporter serves /export from the store.
type exporter struct{ store *store.Store }

// Export implements schema.Exporter. The query has the parameters of the dump
// command.
func (e exporter) Export(ctx context.Context, w io.Writer, format string, query url.Values) error {
	o, err := dump.ParseQuery(query)
	if err != nil {
		return err
	}
	if format != "" {
		if o.Format, err = dump.ParseFormat(format); err != nil {
			return err
		}
	}
	snap := e.store.Snapshot()
	defer snap.Close()
	return dump.Write(ctx, w, snap, o)
}
