package dump

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"

	"parley/graph"
)

// An articleView is an article with what it says and where that went.
type articleView struct {
	graph.Article
	id         string
	Publisher  graph.Outlet     // as the article gives it
	Extraction graph.Extraction // also what a retracted article said
	// Events are the reports of the article folded by event, in the order of
	// their first report; nil for a retracted article.
	Events []folded
	// IDs are the entities of the local entities.
	IDs  []string
	text textIndex
	head textIndex
}

// A noteKind says what a note of the first pass tells of an article.
type noteKind byte

const (
	articleNote noteKind = 'a' // it is to be dumped, whatever it says
	localNote   noteKind = 'e' // the entity of a local entity
	reportNote  noteKind = 'v' // the event of a report
)

// noteKey is the key of a note: article, kind, and index of what it is about.
func noteKey(article string, kind noteKind, index int) []byte {
	b := make([]byte, 0, len(article)+5)
	return binary.BigEndian.AppendUint32(append(append(b, article...), byte(kind)), uint32(index))
}

// noteOf is the value of a note: the id, and the article's key where articles
// are to be looked up.
func (s *source) noteOf(id, key string) []byte {
	if s.o.whole() {
		return []byte(id)
	}
	return append(append([]byte(id), 0), key...)
}

// noteLocals notes the entities of all local entities. A part of the graph
// looks them up.
func (s *source) noteLocals() error {
	if !s.o.whole() {
		return nil
	}
	for l, err := range s.r.AllLocals() {
		if err != nil {
			return err
		}
		if err := s.notes.add(noteKey(l.Article, localNote, l.Index), []byte(l.Entity)); err != nil {
			return err
		}
	}
	return nil
}

// Notes about one article.
type notes struct {
	article string // id
	key     string // when articles are to be looked up
	reports []note
	locals  []note
}

// A note says to what a report or local entity belongs.
type note struct {
	index int
	id    string
}

// byArticle yields the notes, an article at a time.
func (s *source) byArticle() iter.Seq2[*notes, error] {
	return func(yield func(*notes, error) bool) {
		var n *notes
		for kv, err := range s.notes.all() {
			if err != nil {
				yield(nil, err)
				return
			}
			at := len(kv.key) - 5
			if n == nil || string(kv.key[:at]) != n.article {
				if n != nil && !yield(n, nil) {
					return
				}
				n = &notes{article: string(kv.key[:at])}
			}
			id, key, _ := bytesCut(kv.value)
			if n.key == "" {
				n.key = key
			}
			x := note{int(binary.BigEndian.Uint32(kv.key[at+1:])), id}
			switch noteKind(kv.key[at]) {
			case localNote:
				n.locals = append(n.locals, x)
			case reportNote:
				n.reports = append(n.reports, x)
			}
		}
		if n != nil {
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

// storedArticles yields the selected articles by id. In an increment or a
// selection these are the articles that report selected events.
func (s *source) storedArticles() iter.Seq2[graph.Stored[*articleView], error] {
	if s.o.whole() {
		return s.joined()
	}
	return func(yield func(graph.Stored[*articleView], error) bool) {
		for n, err := range s.byArticle() {
			if err != nil {
				yield(graph.Stored[*articleView]{}, err)
				return
			}
			read := func() (*articleView, error) {
				f, err := s.filing(n.key)
				if err != nil {
					return nil, err
				}
				return s.view(f, n)
			}
			if !yield(graph.Stored[*articleView]{ID: n.article, Read: read}, nil) {
				return
			}
		}
	}
}

// filing looks up an article with what it says.
func (s *source) filing(key string) (f graph.Filing, err error) {
	if f.Article, err = s.r.Article(key); err != nil {
		return f, fmt.Errorf("article %s: %w", key, err)
	}
	if f.Article.Retracted {
		f.Extraction, f.Outlet, err = s.r.Withdrawn(key)
	} else {
		f.Extraction, err = s.r.Extraction(key)
		var oerr error
		f.Outlet, oerr = s.r.ArticleOutlet(key)
		err = errors.Join(err, oerr)
	}
	if err != nil {
		return f, fmt.Errorf("article %s: %w", key, err)
	}
	return f, nil
}

// joined yields all articles, joined to the notes, which are in the same
// order.
func (s *source) joined() iter.Seq2[graph.Stored[*articleView], error] {
	return func(yield func(graph.Stored[*articleView], error) bool) {
		next, stop := iter.Pull2(s.byArticle())
		defer stop()
		n, err, more := next()
		for a, aerr := range s.r.StoredArticles() {
			if err = errors.Join(err, aerr); err != nil {
				yield(graph.Stored[*articleView]{}, err)
				return
			}
			if more && n.article < a.ID {
				yield(graph.Stored[*articleView]{}, fmt.Errorf("article %s is referred to and has no record; run parley check", n.article))
				return
			}
			mine := &notes{article: a.ID}
			if more && n.article == a.ID {
				mine = n
				n, err, more = next()
			}
			read := func() (*articleView, error) {
				f, err := a.Read()
				if err != nil {
					return nil, err
				}
				return s.view(f, mine)
			}
			if !yield(graph.Stored[*articleView]{ID: a.ID, Read: read}, nil) {
				return
			}
		}
		if err == nil && more {
			err = fmt.Errorf("article %s is referred to and has no record; run parley check", n.article)
		}
		if err != nil {
			yield(graph.Stored[*articleView]{}, err)
		}
	}
}

// articles yields what storedArticles does, read.
func (s *source) articles() iter.Seq2[*articleView, error] { return reading(s.ctx, s.storedArticles()) }

// view joins an article with its notes.
func (s *source) view(f graph.Filing, n *notes) (*articleView, error) {
	v := &articleView{Article: f.Article, id: n.article, Publisher: f.Outlet, Extraction: f.Extraction, text: newTextIndex(f.Article.Text), head: newTextIndex(f.Article.Title)}
	if v.Retracted {
		return v, nil
	}
	v.IDs = make([]string, len(f.Extraction.Entities))
	for _, l := range n.locals {
		if l.index < len(v.IDs) {
			v.IDs[l.index] = l.id
		}
	}
	for i, id := range v.IDs {
		if id != "" {
			continue
		}
		var err error
		if v.IDs[i], err = s.r.EntityID(f.Extraction.Entities[i].ID); err != nil {
			return nil, fmt.Errorf("entity %d of %s: %w", i, v.Key, err)
		}
	}
	v.Events = fold(f.Extraction.Reports, n.reports)
	return v, nil
}

// ID returns the article's id, which takes a while to make.
func (v *articleView) ID() string { return v.id }

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
