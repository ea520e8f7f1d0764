package dump

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"

	"parley/graph"
)

// A source is the selected part of a graph, as the formats read it. Articles
// come with the events that their reports belong to, without a look-up per
// report: a first pass over the events spools where their reports stand.
type source struct {
	ctx context.Context
	r   Reader
	o   Options

	kinds map[graph.EntityKind]bool // nil is all
	// chosen holds the ids of selected events, when not all are.
	chosen *spool
	// reports pairs (article id, report's index) with (event id, article key);
	// in an increment also articles without a selected event.
	reports *spool
	// entities holds the ids of entities in selected events, when not all are.
	wanted *spool
	spools []*spool

	finder      entityFinder // r, if it is one
	briefs      briefs
	done, total int
}

func newSource(ctx context.Context, r Reader, o Options) (*source, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	s := &source{ctx: ctx, r: r, o: o, briefs: briefs{r: r}}
	s.finder, _ = r.(entityFinder)
	if len(o.Kinds) > 0 {
		s.kinds = map[graph.EntityKind]bool{}
		for _, k := range o.Kinds {
			s.kinds[k] = true
		}
	}
	s.reports = s.spool()
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
func (s *source) tick() error {
	s.done++
	if s.done%256 == 0 {
		if s.o.Progress != nil {
			s.o.Progress(s.done, max(s.total, s.done))
		}
		return s.ctx.Err()
	}
	return nil
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
	for e, err := range s.events() {
		if err != nil {
			return err
		}
		for _, ref := range e.Reports {
			if err := s.noteReport(ref.Article, ref.Index, e.ID); err != nil {
				return err
			}
		}
		if s.wanted != nil {
			for _, p := range e.Participants {
				s.want(p.Entity)
				s.want(p.OnBehalfOf)
			}
			s.want(e.Place)
		}
		if err := s.tick(); err != nil {
			return err
		}
	}
	return s.wantArticles()
}

// noArticle is the index of a note that asks for an article without an event.
const noArticle = 1<<32 - 1

func (s *source) noteReport(article string, index int, event string) error {
	key := binary.BigEndian.AppendUint32([]byte(graph.NewID(graph.ArticleID, article)), uint32(index))
	return s.reports.add(key, append([]byte(event+"\x00"), article...))
}

func (s *source) want(entity string) {
	if entity != "" {
		// The spool only fails when its disk does, which the next call of it
		// says again.
		_ = s.wanted.add([]byte(entity), nil)
	}
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
			if err := s.noteReport(a.Key, noArticle, ""); err != nil {
				return err
			}
		case graph.EntityID:
			s.want(c.ID)
		}
	}
	return nil
}

// events yields the selected events by id, with participants of the selected
// kinds.
func (s *source) events() iter.Seq2[graph.Event, error] {
	return func(yield func(graph.Event, error) bool) {
		all := ahead(s.ctx, s.r.AllEvents(), same)
		if s.chosen != nil {
			all = s.chosenEvents()
		}
		for e, err := range all {
			if err == nil && s.kinds != nil {
				e, err = s.ofKinds(e)
				if err == nil && len(e.Participants) == 0 && e.Place == "" {
					continue
				}
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// ofKinds returns e without what is not of the selected kinds.
func (s *source) ofKinds(e graph.Event) (graph.Event, error) {
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
	return e, nil
}

// entities yields the selected entities by id.
func (s *source) entities() iter.Seq2[graph.Entity, error] {
	if s.wanted == nil {
		return ahead(s.ctx, s.r.AllEntities(), same)
	}
	return func(yield func(graph.Entity, error) bool) {
		for id, err := range unique(s.wanted) {
			var e graph.Entity
			if err == nil {
				e, err = s.r.Entity(id)
			}
			if errors.Is(err, graph.ErrNotFound) || err == nil && s.kinds != nil && !s.kinds[e.Kind] {
				continue
			}
			if err == nil && e.ID != id {
				continue // merged; the survivor is wanted by its own id
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

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

// An articleView is an article with what it says and where that went.
type articleView struct {
	graph.Article
	Extraction graph.Extraction
	// Events are the reports of the article folded by event, in the order of
	// their first report; nil for a retracted article.
	Events []folded
	// IDs are the entities of the local entities.
	IDs  []string
	text textIndex
	head textIndex
}

// articles yields the selected articles by id. In an increment or a
// selection these are the articles that report selected events.
func (s *source) articles() iter.Seq2[*articleView, error] { return articlesAs(s, same) }

// articlesAs yields what do makes of each article; do runs on several
// goroutines.
func articlesAs[R any](s *source, do func(*articleView) (R, error)) iter.Seq2[R, error] {
	list := s.noted()
	if s.chosen == nil && s.kinds == nil {
		list = s.joinArticles()
	}
	return ahead(s.ctx, list, func(a *notedArticle) (R, error) {
		v, err := s.view(a.article, a.reports)
		if err != nil {
			var none R
			return none, err
		}
		return do(v)
	})
}

func same[T any](x T) (T, error) { return x, nil }

// A notedArticle is an article with the notes of the first pass about it.
type notedArticle struct {
	article graph.Article
	reports []note
}

// joinArticles yields all articles, joined to the notes of the first pass,
// which are in the same order.
func (s *source) joinArticles() iter.Seq2[*notedArticle, error] {
	return func(yield func(*notedArticle, error) bool) {
		next, stop := iter.Pull2(s.notes())
		defer stop()
		n, err, more := next()
		for a, aerr := range s.r.AllArticles() {
			if err = errors.Join(err, aerr); err != nil {
				yield(nil, err)
				return
			}
			id := a.ID()
			if more && n.id < id {
				yield(nil, fmt.Errorf("article %s has reports and no record; run parley check", n.key))
				return
			}
			var reports []note
			if more && n.id == id {
				reports = n.reports
				n, err, more = next()
			}
			if !yield(&notedArticle{a, reports}, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// noted yields the articles that the first pass noted.
func (s *source) noted() iter.Seq2[*notedArticle, error] {
	return func(yield func(*notedArticle, error) bool) {
		for n, err := range s.notes() {
			var a graph.Article
			if err == nil {
				a, err = s.r.Article(n.key)
			}
			if !yield(&notedArticle{a, n.reports}, err) || err != nil {
				return
			}
		}
	}
}

// Notes of the first pass about one article.
type notes struct {
	id, key string
	reports []note
}

type note struct {
	index int
	event string
}

// notes yields the notes of the first pass, an article at a time.
func (s *source) notes() iter.Seq2[notes, error] {
	return func(yield func(notes, error) bool) {
		var n notes
		for kv, err := range s.reports.all() {
			if err != nil {
				yield(n, err)
				return
			}
			at := len(kv.key) - 4
			event, key, _ := bytesCut(kv.value)
			if id := string(kv.key[:at]); id != n.id {
				if n.id != "" && !yield(n, nil) {
					return
				}
				n = notes{id: id, key: key}
			}
			if i := binary.BigEndian.Uint32(kv.key[at:]); i != noArticle {
				n.reports = append(n.reports, note{int(i), event})
			}
		}
		if n.id != "" {
			yield(n, nil)
		}
	}
}

func bytesCut(b []byte) (before, after string, ok bool) {
	i := slices.Index(b, 0)
	if i < 0 {
		return string(b), "", false
	}
	return string(b[:i]), string(b[i+1:]), true
}

// view reads what belongs to an article.
func (s *source) view(a graph.Article, reports []note) (*articleView, error) {
	v := &articleView{Article: a, text: newTextIndex(a.Text), head: newTextIndex(a.Title)}
	if a.Retracted {
		return v, nil
	}
	x, err := s.r.Extraction(a.Key)
	if err != nil {
		return nil, fmt.Errorf("extraction of %s: %w", a.Key, err)
	}
	v.Extraction = x
	v.IDs = make([]string, len(x.Entities))
	for i := range v.IDs {
		if s.finder != nil {
			v.IDs[i], err = s.finder.EntityID(x.Entities[i].ID)
		} else {
			v.IDs[i], err = s.r.LocalEntity(a.Key, i)
		}
		if err != nil {
			return nil, fmt.Errorf("entity %d of %s: %w", i, a.Key, err)
		}
	}
	v.Events = fold(x.Reports, reports)
	return v, nil
}

// entity returns the entity of a local one, or "" for none.
func (v *articleView) entity(local int) string {
	if local < 0 || local >= len(v.IDs) {
		return ""
	}
	return v.IDs[local]
}

// exact returns the text of a span.
func (v *articleView) exact(sp graph.Span) string {
	if sp.Field == graph.TitleField {
		return v.head.slice(sp.Start, sp.End)
	}
	return v.text.slice(sp.Start, sp.End)
}

// sentence returns the span of sentence i.
func (v *articleView) sentence(i int) graph.Span {
	if i < 0 || i >= len(v.Extraction.Sentences) {
		return graph.Span{}
	}
	return v.Extraction.Sentences[i]
}
