package dump

import (
	"context"
	"errors"
	"iter"
	"slices"

	"parley/graph"
)

// A source is the selected part of a graph, as the formats read it. Articles
// come with the events that their reports belong to and the entities that
// their local ones are, without a look-up for each: a first pass spools them
// as notes by article (articles.go).
type source struct {
	ctx context.Context
	r   Reader
	o   Options

	kinds map[graph.EntityKind]bool // nil is all
	// chosen holds the ids of selected events, when not all are.
	chosen *spool
	// notes are what a first pass finds out about articles, see addNote.
	notes *spool
	// entities holds the ids of entities in selected events, when not all are.
	wanted *spool
	spools []*spool

	briefs      briefs
	done, total int
}

func newSource(ctx context.Context, r Reader, o Options) (*source, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	s := &source{ctx: ctx, r: r, o: o, briefs: briefs{r: r}}
	if len(o.Kinds) > 0 {
		s.kinds = map[graph.EntityKind]bool{}
		for _, k := range o.Kinds {
			s.kinds[k] = true
		}
	}
	s.notes = s.spool()
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// spool returns a spool that goes with the source.
func (s *source) spool() *spool {
	p := newSpool(s.o.Temp, s.o.memory)
	s.spools = append(s.spools, p)
	return p
}

func (s *source) close() error {
	var errs []error
	for _, p := range s.spools {
		errs = append(errs, p.close())
	}
	return errors.Join(errs...)
}

// tick counts a record that was written.
func (s *source) tick() error { return s.ticks(1) }

// ticks counts n records.
func (s *source) ticks(n int) error {
	before := s.done
	s.done += n
	if s.done/256 == before/256 {
		return nil
	}
	if s.o.Progress != nil {
		s.o.Progress(s.done, max(s.total, s.done))
	}
	return s.ctx.Err()
}

// prepare makes the first pass over the events.
func (s *source) prepare() error {
	if s.o.filtered() || s.o.Since > 0 {
		if err := s.choose(); err != nil {
			return err
		}
	}
	if !s.o.whole() {
		s.wanted = s.spool()
	}
	if st, err := s.r.Stats(); err == nil && s.o.whole() {
		s.total = st.Outlets + 2*st.Articles + 2*st.Events + st.Persons + st.Organizations + st.Places
	}
	for found, err := range eachOf(s.ctx, s.storedEvents(), newFound, s.find) {
		if err != nil {
			return err
		}
		if err := errors.Join(found.notes.addTo(s.notes), found.entities.addTo(s.wanted), s.ticks(found.events)); err != nil {
			return err
		}
	}
	if err := s.noteLocals(); err != nil {
		return err
	}
	return s.wantArticles()
}

// found is what the first pass finds in some events.
type found struct {
	notes, entities pairs
	events          int
}

func newFound() *found { return &found{} }

// reset implements [batch].
func (f *found) reset() {
	f.notes.reset()
	f.entities.reset()
	f.events = 0
}

// find notes the reports of an event and who takes part in it.
func (s *source) find(f *found, e *graph.Event) error {
	for i := range e.Reports {
		ref := &e.Reports[i]
		f.notes.add(noteKey(graph.NewID(graph.ArticleID, ref.Article), reportNote, ref.Index), s.noteOf(e.ID, ref.Article))
	}
	if s.wanted != nil {
		want := func(entity string) {
			if entity != "" {
				f.entities.add([]byte(entity), nil)
			}
		}
		for i := range e.Participants {
			want(e.Participants[i].Entity)
			want(e.Participants[i].OnBehalfOf)
		}
		want(e.Place)
	}
	f.events++
	return nil
}

// wantArticles adds the changed articles and entities of an increment.
func (s *source) wantArticles() error {
	if s.o.Since == 0 {
		return nil
	}
	for c, err := range s.r.Changes(s.o.Since) {
		if err != nil {
			return err
		}
		if c.Kind != graph.Created && c.Kind != graph.Updated {
			continue
		}
		switch graph.IDKind(c.ID) {
		case graph.ArticleID:
			a, err := s.r.Article(c.ID)
			if errors.Is(err, graph.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			if err := s.notes.add(noteKey(a.ID(), articleNote, 0), s.noteOf("", a.Key)); err != nil {
				return err
			}
		case graph.EntityID:
			if err := s.wanted.add([]byte(c.ID), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// storedEvents yields the selected events by id, with participants of the
// selected kinds.
func (s *source) storedEvents() iter.Seq2[graph.Stored[graph.Event], error] {
	all := s.r.StoredEvents()
	if s.chosen != nil {
		all = lookedUp(s.chosen, func(id string) (graph.Event, error) {
			e, err := s.r.Event(id)
			if err == nil && e.ID != id {
				return e, errPass // merged; the survivor is chosen by its own id
			}
			return e, err
		})
	}
	if s.kinds == nil {
		return all
	}
	return func(yield func(graph.Stored[graph.Event], error) bool) {
		for x, err := range all {
			if !yield(graph.Stored[graph.Event]{ID: x.ID, Read: func() (graph.Event, error) { return s.ofKinds(x.Read()) }}, err) || err != nil {
				return
			}
		}
	}
}

// events yields what storedEvents does, read.
func (s *source) events() iter.Seq2[graph.Event, error] { return reading(s.ctx, s.storedEvents()) }

// lookedUp yields the records of the keys of p, to be looked up.
func lookedUp[T any](p *spool, read func(id string) (T, error)) iter.Seq2[graph.Stored[T], error] {
	return func(yield func(graph.Stored[T], error) bool) {
		for id, err := range unique(p) {
			if !yield(graph.Stored[T]{ID: id, Read: func() (T, error) { return read(id) }}, err) || err != nil {
				return
			}
		}
	}
}

// ofKinds returns e without what is not of the selected kinds, and errPass
// when nothing is left.
func (s *source) ofKinds(e graph.Event, err error) (graph.Event, error) {
	if err != nil {
		return e, err
	}
	list := e.Participants
	e.Participants = nil
	for _, p := range list {
		b, err := s.briefs.get(p.Entity)
		if err != nil {
			return e, err
		}
		if s.kinds[b.Kind] {
			e.Participants = append(e.Participants, p)
		}
	}
	if !s.kinds[graph.Place] {
		e.Place = ""
	}
	if len(e.Participants) == 0 && e.Place == "" {
		return e, errPass
	}
	return e, nil
}

// storedEntities yields the selected entities by id.
func (s *source) storedEntities() iter.Seq2[graph.Stored[graph.Entity], error] {
	if s.wanted == nil {
		return s.r.StoredEntities()
	}
	return lookedUp(s.wanted, func(id string) (graph.Entity, error) {
		e, err := s.r.Entity(id)
		switch {
		case errors.Is(err, graph.ErrNotFound), err == nil && s.kinds != nil && !s.kinds[e.Kind]:
			return e, errPass
		case err == nil && e.ID != id:
			return e, errPass // merged; the survivor is wanted by its own id
		}
		return e, err
	})
}

// entities yields what storedEntities does, read.
func (s *source) entities() iter.Seq2[graph.Entity, error] { return reading(s.ctx, s.storedEntities()) }

// unique yields the keys of p, each once.
func unique(p *spool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var last []byte
		first := true
		for kv, err := range p.all() {
			if err != nil {
				yield("", err)
				return
			}
			if !first && slices.Equal(kv.key, last) {
				continue
			}
			first, last = false, append(last[:0], kv.key...)
			if !yield(string(kv.key), nil) {
				return
			}
		}
	}
}
