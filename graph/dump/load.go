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
	"iter"

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
// decisions; the other lines follow from these and are passed over. Errors of
// the dump name its line. A decision that l refuses is told in the error, after
// the others were made. Progress, if not nil, is called with the number of
// articles so far. What was loaded before an error stays, and is passed over by
// a loader that knows it when the dump is loaded again.
//
// Lines are decoded ahead of the loader, on several goroutines.
func Load(ctx context.Context, r io.Reader, l Loader, progress func(articles int)) (Loaded, error) {
	in := loading{ctx: ctx, to: l, progress: progress, outlets: map[string]*graph.Outlet{}}
	for lines, err := range ahead(ctx, numbered(r), newDecoded, (*decoded).line) {
		if err != nil {
			return in.n, err
		}
		for i := range lines.lines {
			if err := in.line(&lines.lines[i]); err != nil {
				return in.n, err
			}
		}
	}
	return in.n, in.finish()
}

// A numberedLine is a line that holds something to load.
type numberedLine struct {
	n    int
	kind string
	text []byte
}

// numbered yields the lines of a dump that hold something to load.
func numbered(r io.Reader) iter.Seq2[numberedLine, error] {
	return func(yield func(numberedLine, error) bool) {
		lines := bufio.NewReaderSize(r, 1<<20)
		for n := 1; ; n++ {
			text, err := readLine(lines)
			if err == io.EOF && n > 1 {
				return
			}
			if err == io.EOF {
				err = fmt.Errorf("%w: it is empty", ErrNotADump)
			}
			kind := ""
			if err == nil {
				kind, err = recordOf(text)
			}
			if err == nil && n == 1 {
				err = header(text, kind)
			}
			if err != nil {
				yield(numberedLine{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			switch kind {
			case "parley", "mention", "entity", "event", "claim", "removed":
				continue // they follow from the articles and decisions
			}
			if !yield(numberedLine{n, kind, bytes.Clone(text)}, nil) {
				return
			}
		}
	}
}

// decoded is a batch of lines.
type decoded struct{ lines []decodedLine }

// A decodedLine is an outlet, an article or a decision.
type decodedLine struct {
	n        int
	outlet   *graph.Outlet
	article  *articleLine
	decision *graph.Decision
}

func newDecoded() *decoded { return &decoded{} }

// reset implements [batch].
func (d *decoded) reset() {
	clear(d.lines)
	d.lines = d.lines[:0]
}

func (d *decoded) line(l numberedLine) error {
	x := decodedLine{n: l.n}
	var err error
	switch l.kind {
	case "outlet":
		var o outletLine
		err = json.Unmarshal(l.text, &o)
		x.outlet = &o.Outlet
	case "article":
		x.article = &articleLine{}
		if err = json.Unmarshal(l.text, x.article); err == nil && x.article.Key == "" {
			err = errors.New("it has no key")
		}
	case "decision":
		var o decisionLine
		err = json.Unmarshal(l.text, &o)
		x.decision = &o.Decision
	default:
		return fmt.Errorf("line %d: unknown record %q", l.n, l.kind)
	}
	if err != nil {
		return fmt.Errorf("line %d: %s: %w", l.n, l.kind, err)
	}
	d.lines = append(d.lines, x)
	return nil
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
	first     int // line of the batch's first
	decisions []graph.Decision
	n         Loaded
}

func (in *loading) line(l *decodedLine) error {
	switch {
	case l.outlet != nil:
		in.outlets[l.outlet.ID] = l.outlet
	case l.article != nil:
		return in.article(l.n, l.article)
	case l.decision != nil:
		in.decisions = append(in.decisions, *l.decision)
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

func (in *loading) article(n int, l *articleLine) error {
	rec := Record{Article: l.Article, Outlet: cmp.Or(l.Publisher, in.outlets[l.Outlet])}
	if l.Extraction != nil {
		rec.Extraction = *l.Extraction
	}
	// Retractions are decisions; these come later.
	rec.Article.Retracted, rec.Article.Reason = false, ""
	if len(in.batch) == 0 {
		in.first = n
	}
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
		return fmt.Errorf("articles from line %d: %w", in.first, err)
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
