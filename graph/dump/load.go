package dump

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"parley/graph"
)

// A Record is an article as a dump brings it, with its outlet; Outlet is nil
// where the article names none or the dump does not have it.
type Record struct {
	Outlet     *graph.Outlet
	Article    graph.Article
	Extraction graph.Extraction
}

// A Loader takes what a dump brings. The slice given to Put is the loader's
// only until it returns. Decide gets the decisions after all articles, in
// order; one that the graph has already (by its id) is to be ignored.
type Loader interface {
	Put(ctx context.Context, records []Record) error
	Decide(ctx context.Context, d graph.Decision) error
}

// Errors of dumps that cannot be loaded.
var (
	// ErrNotADump means that the input does not start as the jsonl format
	// does.
	ErrNotADump = errors.New("not a jsonl dump of parley")
	// ErrVersion means that the dump is of a later version of the format.
	ErrVersion = errors.New("made by a later version of parley")
)

// loadBatch is how many articles go to the loader at a time.
const loadBatch = 256

// Loaded counts what a load brought.
type Loaded struct{ Articles, Decisions int }

// Load reads a jsonl dump into l: outlets, articles with what they say, and
// decisions; the other lines follow from these and are passed over. A decision
// that l refuses is told in the error, after the others were made. Progress,
// if not nil, is called with the number of articles so far.
func Load(ctx context.Context, r io.Reader, l Loader, progress func(articles int)) (Loaded, error) {
	in := loading{ctx: ctx, to: l, progress: progress, outlets: map[string]*graph.Outlet{}}
	lines := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := readLine(lines)
		if err == nil {
			err = in.line(n, line)
		}
		if err == io.EOF {
			if n == 1 {
				return in.n, fmt.Errorf("line 1: %w: it is empty", ErrNotADump)
			}
			return in.n, in.finish()
		}
		if err != nil {
			return in.n, fmt.Errorf("line %d: %w", n, err)
		}
	}
}

// readLine returns the next line without its end. A last line that has no end
// is cut off and so an error; io.EOF comes after the last whole one.
func readLine(r *bufio.Reader) ([]byte, error) {
	var long []byte
	for {
		part, err := r.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			long = append(long, part...)
			continue
		}
		if err == io.EOF && len(long)+len(part) > 0 {
			return nil, fmt.Errorf("the dump is cut off: %w", io.ErrUnexpectedEOF)
		}
		if err != nil {
			return nil, err
		}
		if long != nil {
			part = append(long, part...)
		}
		return bytes.TrimRight(part, "\r\n"), nil
	}
}

type loading struct {
	ctx       context.Context
	to        Loader
	progress  func(int)
	outlets   map[string]*graph.Outlet
	batch     []Record
	decisions []graph.Decision
	n         Loaded
}

func (in *loading) line(n int, line []byte) error {
	kind, err := recordOf(line)
	if err != nil {
		return err
	}
	if n == 1 {
		return header(line, kind)
	}
	switch kind {
	case "outlet":
		var l outletLine
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("outlet: %w", err)
		}
		in.outlets[l.ID] = &l.Outlet
	case "article":
		return in.article(line)
	case "decision":
		var l decisionLine
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("decision: %w", err)
		}
		in.decisions = append(in.decisions, l.Decision)
	case "mention", "entity", "event", "claim", "removed":
		return nil // they follow from the articles and decisions
	default:
		return fmt.Errorf("unknown record %q", kind)
	}
	return nil
}

// recordOf returns the kind of a line without reading all of it: "record" is
// its first field.
func recordOf(line []byte) (string, error) {
	rest, ok := bytes.CutPrefix(line, []byte(`{"record":"`))
	if !ok {
		var l struct{ Record string }
		if err := json.Unmarshal(line, &l); err != nil {
			return "", fmt.Errorf("%w: %w", ErrNotADump, err)
		}
		return l.Record, nil
	}
	kind, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(kind), nil
}

func header(line []byte, kind string) error {
	var h headerLine
	if err := json.Unmarshal(line, &h); err != nil || kind != "parley" {
		return fmt.Errorf("%w: the first line is not its header", ErrNotADump)
	}
	if h.Version > Version {
		return fmt.Errorf("%w: format %d, this program reads up to %d", ErrVersion, h.Version, Version)
	}
	return nil
}

func (in *loading) article(line []byte) error {
	var l articleLine
	if err := json.Unmarshal(line, &l); err != nil {
		return fmt.Errorf("article: %w", err)
	}
	if l.Key == "" {
		return fmt.Errorf("article: it has no key")
	}
	rec := Record{Article: l.Article, Outlet: cmp.Or(l.Publisher, in.outlets[l.Outlet])}
	if l.Extraction != nil {
		rec.Extraction = *l.Extraction
	}
	// Retractions are decisions; these come later.
	rec.Article.Retracted, rec.Article.Reason = false, ""
	in.batch = append(in.batch, rec)
	if len(in.batch) == loadBatch {
		return in.flush()
	}
	return nil
}

func (in *loading) flush() error {
	if len(in.batch) == 0 {
		return nil
	}
	if err := in.ctx.Err(); err != nil {
		return err
	}
	if err := in.to.Put(in.ctx, in.batch); err != nil {
		return err
	}
	in.n.Articles += len(in.batch)
	clear(in.batch)
	in.batch = in.batch[:0]
	if in.progress != nil {
		in.progress(in.n.Articles)
	}
	return nil
}

func (in *loading) finish() error {
	if err := in.flush(); err != nil {
		return err
	}
	var errs []error
	for _, d := range in.decisions {
		if err := in.to.Decide(in.ctx, d); err != nil {
			if in.ctx.Err() != nil {
				return in.ctx.Err()
			}
			errs = append(errs, fmt.Errorf("decision %s: %w", d.ID, err))
			continue
		}
		in.n.Decisions++
	}
	return errors.Join(errs...)
}
