package dump

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

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
	line             bytes.Buffer
	scratch          []byte
	enc              *json.Encoder
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
	var err error
	for _, t := range []**tape{&d.mention, &d.claim} {
		f, ferr := tempFile(d.o.Temp)
		if ferr != nil {
			return ferr
		}
		*t = newTape(f)
	}
	d.byEvent, d.byOwner = d.spool(), d.spool()
	d.enc = json.NewEncoder(&d.line)
	d.enc.SetEscapeHTML(false)
	for v, verr := range d.source.articles() {
		if verr != nil {
			return verr
		}
		l := articleLine{Record: "article", ID: v.ID(), Article: v.Article, Extraction: &v.Extraction}
		if err = d.lossless(&l); err == nil {
			err = d.w.line(l)
		}
		if err != nil {
			return err
		}
		for _, part := range []func(*articleView) error{d.spoolMentions, d.spoolReports, d.spoolPositions, d.tapeClaims} {
			if err = part(v); err != nil {
				return err
			}
		}
		if err = d.tick(); err != nil {
			return err
		}
	}
	return errors.Join(d.mention.flush(), d.claim.flush())
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

// encode returns v as JSON without a line end, until the next call.
func (d *jsonl) encode(v any) ([]byte, error) {
	d.line.Reset()
	err := d.enc.Encode(v)
	return bytes.TrimSuffix(d.line.Bytes(), []byte("\n")), err
}

func (d *jsonl) spoolReports(v *articleView) error {
	for i := range v.Events {
		f := &v.Events[i]
		data, err := d.encode(newReportLine(v, f))
		if err != nil {
			return err
		}
		key := f.Event + "\x00" + v.Published + "\x00" + v.Key
		if err := d.byEvent.add([]byte(key), data); err != nil {
			return err
		}
	}
	return nil
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
	reports := newJoin(d.byEvent.all())
	defer reports.stop()
	for e, err := range d.source.events() {
		if err != nil {
			return err
		}
		l, err := d.newEventLine(&e)
		if err != nil {
			return err
		}
		err = reports.each(e.ID+"\x00", func(_, value []byte) error {
			l.Reports = append(l.Reports, bytes.Clone(value))
			return nil
		})
		if err != nil {
			return err
		}
		if err := errors.Join(d.w.line(l), d.tick()); err != nil {
			return err
		}
	}
	return nil
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
