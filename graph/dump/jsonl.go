package dump

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"reflect"
	"sync"

	"parley/graph"
)

// Version is the version of the jsonl format that [Write] writes; [Load]
// reads it and all before it.
const Version = 1

// writeJSONL writes the lossless dump: a header, then outlet, article,
// mention, entity, event, claim and decision lines, each kind sorted by id.
//
// The article lines hold everything: an article with its extraction. Entities
// and events follow from these and from the decisions, so [Load] reads
// outlets, articles and decisions only; the other lines are the resolved graph
// for readers that have no resolver.
func writeJSONL(s *source, w *output) error {
	d := &jsonl{source: s, w: w, known: map[string]graph.Outlet{}}
	defer d.closeTapes()
	for _, step := range []func() error{d.header, d.outlets, d.articles, d.mentions, d.entities, d.events, d.claims, d.decisions} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// A jsonl is a lossless dump being written. Its pass over the articles leaves
// what later lines need: mention and claim lines in the order of the articles,
// reports by event, positions by entity.
type jsonl struct {
	*source
	w                *output
	known            map[string]graph.Outlet
	mention, claim   *tape
	byEvent, byOwner *spool
}

func (d *jsonl) closeTapes() {
	for _, t := range []*tape{d.mention, d.claim} {
		if t != nil {
			closeFiles([]*os.File{t.f})
		}
	}
}

// header names the format. A whole dump says nothing of the store it came
// from; a part says which part it is.
func (d *jsonl) header() error {
	h := headerLine{Record: "parley", Version: Version}
	if !d.o.whole() {
		h.Selection = d.o.Query()
	}
	if d.o.Since > 0 {
		h.Revision = d.r.Revision()
	}
	return d.w.line(h)
}

func (d *jsonl) outlets() error {
	for o, err := range d.r.AllOutlets() {
		if err != nil {
			return err
		}
		d.known[o.ID] = o
		if err := errors.Join(d.w.line(outletLine{"outlet", o}), d.tick()); err != nil {
			return err
		}
	}
	return nil
}

func (d *jsonl) articles() error {
	for _, t := range []**tape{&d.mention, &d.claim} {
		f, ferr := tempFile(d.o.Temp)
		if ferr != nil {
			return ferr
		}
		*t = newTape(f)
	}
	d.byEvent, d.byOwner = d.spool(), d.spool()
	for a, err := range articlesAs(d.source, d.render) {
		if err != nil {
			return err
		}
		if err := d.keep(a); err != nil {
			return err
		}
	}
	return errors.Join(d.mention.flush(), d.claim.flush())
}

// A rendered article is its line, and what later lines need of it.
type rendered struct {
	line             []byte
	mentions, claims []byte
	reports, posts   []pair
}

// render writes what comes of an article. It runs on several goroutines.
func (d *jsonl) render(v *articleView) (*rendered, error) {
	l := articleLine{Record: "article", ID: v.ID(), Article: v.Article, Extraction: &v.Extraction}
	if err := d.lossless(&l); err != nil {
		return nil, err
	}
	line, err := encode(l)
	if err != nil || v.Retracted {
		return &rendered{line: line}, err
	}
	reports, err := reportPairs(v)
	if err != nil {
		return nil, err
	}
	return &rendered{line, mentionLines(v), claimLines(v), reports, positionPairs(v)}, nil
}

// keep writes a rendered article and puts away what comes later.
func (d *jsonl) keep(a *rendered) error {
	if _, err := d.w.Write(a.line); err != nil {
		return err
	}
	for _, r := range a.reports {
		if err := d.byEvent.add(r.key, r.value); err != nil {
			return err
		}
	}
	for _, p := range a.posts {
		if err := d.byOwner.add(p.key, p.value); err != nil {
			return err
		}
	}
	return errors.Join(d.mention.add(nil, a.mentions), d.claim.add(nil, a.claims), d.tick())
}

// lossless adds to the line of an article what the resolved graph does not
// have: what a retracted article said, and an outlet that the article gives
// otherwise than most do.
func (d *jsonl) lossless(l *articleLine) error {
	var o graph.Outlet
	var err error
	if l.Retracted {
		var x graph.Extraction
		x, o, err = d.r.Withdrawn(l.Key)
		l.Extraction = &x
	} else {
		o, err = d.r.ArticleOutlet(l.Key)
	}
	if err != nil {
		return fmt.Errorf("article %s: %w", l.Key, err)
	}
	if most, ok := d.known[o.ID]; o.ID != "" && (!ok || !reflect.DeepEqual(o, most)) {
		l.Publisher = &o
	}
	return nil
}

// encode returns v as a line of JSON.
func encode(v any) ([]byte, error) {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.buf.Reset()
	err := e.enc.Encode(v)
	return bytes.Clone(e.buf.Bytes()), err
}

// encoders keep their buffers from line to line.
var encoders = sync.Pool{New: func() any {
	e := &encoder{}
	e.enc = json.NewEncoder(&e.buf)
	e.enc.SetEscapeHTML(false)
	return e
}}

type encoder struct {
	buf bytes.Buffer
	enc *json.Encoder
}

// reportPairs returns the reports of an article by event, in the order of
// publication, ready to stand in the event's line.
func reportPairs(v *articleView) ([]pair, error) {
	list := make([]pair, len(v.Events))
	for i := range v.Events {
		f := &v.Events[i]
		line, err := encode(newReportLine(v, f))
		if err != nil {
			return nil, err
		}
		list[i] = pair{[]byte(f.Event + "\x00" + v.Published + "\x00" + v.Key), bytes.TrimSuffix(line, []byte("\n"))}
	}
	return list, nil
}

func (d *jsonl) mentions() error { return d.replay(d.mention) }
func (d *jsonl) claims() error   { return d.replay(d.claim) }

// replay writes the lines of a tape.
func (d *jsonl) replay(t *tape) error {
	r := readTape(t.f)
	for {
		p, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		if _, err := d.w.Write(p.value); err != nil {
			return err
		}
		if err := d.ctx.Err(); err != nil {
			return err
		}
	}
}

func (d *jsonl) events() error {
	for line, err := range ahead(d.ctx, d.reported(), d.eventLine) {
		if err != nil {
			return err
		}
		if _, err := d.w.Write(line); err != nil {
			return err
		}
		if err := d.tick(); err != nil {
			return err
		}
	}
	return nil
}

// A reportedEvent is an event with its reports in JSON.
type reportedEvent struct {
	graph.Event
	reports [][]byte
}

// reported yields the events with their reports.
func (d *jsonl) reported() iter.Seq2[*reportedEvent, error] {
	return func(yield func(*reportedEvent, error) bool) {
		reports := newJoin(d.byEvent.all())
		defer reports.stop()
		for e, err := range d.source.events() {
			r := &reportedEvent{Event: e}
			if err == nil {
				err = reports.each(e.ID+"\x00", func(_, value []byte) error {
					r.reports = append(r.reports, bytes.Clone(value))
					return nil
				})
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// eventLine runs on several goroutines.
func (d *jsonl) eventLine(e *reportedEvent) ([]byte, error) {
	l, err := d.newEventLine(&e.Event)
	if err != nil {
		return nil, err
	}
	line, err := encode(l)
	if err != nil {
		return nil, err
	}
	// The reports are JSON already; encoding them would read them again.
	line = append(bytes.TrimSuffix(line, []byte("}\n")), `,"reports":[`...)
	line = append(line, bytes.Join(e.reports, []byte(","))...)
	return append(line, "]}\n"...), nil
}

func (d *jsonl) decisions() error {
	list, err := d.r.Decisions()
	if err != nil {
		return err
	}
	for _, x := range list {
		if err := d.w.line(decisionLine{"decision", x}); err != nil {
			return err
		}
	}
	if d.o.Since == 0 {
		return nil
	}
	for c, err := range d.r.Changes(d.o.Since) {
		if err != nil {
			return err
		}
		if c.Kind != graph.Removed && c.Kind != graph.Merged {
			continue
		}
		if err := d.w.line(removedLine{"removed", c.ID, c.Into}); err != nil {
			return err
		}
	}
	return nil
}
