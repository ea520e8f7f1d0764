package dump

import (
	"errors"
	"iter"
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
	for a, err := range eachOf(d.ctx, d.storedArticles(), newRendered, d.render) {
		if err != nil {
			return err
		}
		if err := d.keep(a); err != nil {
			return err
		}
	}
	return errors.Join(d.mention.flush(), d.claim.flush())
}

// rendered articles are their lines, and what later lines need of them.
type rendered struct {
	lines, mentions, claims []byte
	reports, posts          pairs
	n                       int
}

func newRendered() *rendered { return &rendered{} }

// reset implements [batch].
func (r *rendered) reset() {
	r.lines, r.mentions, r.claims = r.lines[:0], r.mentions[:0], r.claims[:0]
	r.reports.reset()
	r.posts.reset()
	r.n = 0
}

// render writes what comes of an article. It runs on several goroutines.
func (d *jsonl) render(r *rendered, p **articleView) error {
	v := *p
	r.n++
	l := articleLine{Record: "article", ID: v.ID(), Article: v.Article, Extraction: &v.Extraction}
	// An outlet that the article gives otherwise than most do is not in the
	// resolved graph.
	if o := &v.Publisher; o.ID != "" {
		if most, ok := d.known[o.ID]; !ok || !sameOutlet(o, &most) {
			l.Publisher = o
		}
	}
	r.lines = append(appendJSON(r.lines, &l), '\n')
	if v.Retracted {
		return nil
	}
	r.mentions = appendMentions(r.mentions, v)
	r.claims = appendClaims(r.claims, v)
	addReports(&r.reports, v)
	addPositions(&r.posts, v)
	return nil
}

func sameOutlet(a, b *graph.Outlet) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Domain == b.Domain && a.Kind == b.Kind && a.Country == b.Country && reflect.DeepEqual(a.Languages, b.Languages)
}

// keep writes rendered articles and puts away what comes later.
func (d *jsonl) keep(r *rendered) error {
	if _, err := d.w.Write(r.lines); err != nil {
		return err
	}
	return errors.Join(r.reports.addTo(d.byEvent), r.posts.addTo(d.byOwner), d.mention.add(nil, r.mentions), d.claim.add(nil, r.claims), d.ticks(r.n))
}

// addReports adds the reports of an article by event, in the order of
// publication, ready to stand in the event's line.
func addReports(to *pairs, v *articleView) {
	var key, line []byte
	for i := range v.Events {
		f := &v.Events[i]
		l := newReportLine(v, f)
		line = appendJSON(line[:0], &l)
		key = append(append(key[:0], f.Event...), 0)
		key = append(append(key, v.Published...), 0)
		to.add(append(key, v.Key...), line)
	}
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
	create := func() *lines { return &lines{} }
	for l, err := range ahead(d.ctx, d.reported(), create, d.eventLine) {
		if err != nil {
			return err
		}
		if _, err := d.w.Write(l.b); err != nil {
			return err
		}
		if err := d.ticks(l.n); err != nil {
			return err
		}
	}
	return nil
}

// lines are a batch of n lines.
type lines struct {
	b []byte
	n int
}

// reset implements [batch].
func (l *lines) reset() { l.b, l.n = l.b[:0], 0 }

// A reportedEvent is an event with its reports in JSON.
type reportedEvent struct {
	graph.Stored[graph.Event]
	reports []byte
}

// reported yields the events with their reports.
func (d *jsonl) reported() iter.Seq2[*reportedEvent, error] {
	return func(yield func(*reportedEvent, error) bool) {
		reports := newJoin(d.byEvent.all())
		defer reports.stop()
		for e, err := range d.storedEvents() {
			r := &reportedEvent{Stored: e}
			if err == nil {
				err = reports.each(e.ID+"\x00", func(_, value []byte) error {
					if r.reports == nil {
						r.reports = make([]byte, 0, len(value)+len(value)/8)
					} else {
						r.reports = append(r.reports, ',')
					}
					r.reports = append(r.reports, value...)
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
func (d *jsonl) eventLine(to *lines, r *reportedEvent) error {
	e, err := r.Read()
	if errors.Is(err, errPass) {
		return nil
	}
	if err != nil {
		return err
	}
	l, err := d.newEventLine(&e)
	if err != nil {
		return err
	}
	to.n++
	b := appendJSON(to.b, l)
	// The reports are JSON already, and go into the object.
	b = append(b[:len(b)-1], `,"reports":[`...)
	to.b = append(append(b, r.reports...), "]}\n"...)
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
