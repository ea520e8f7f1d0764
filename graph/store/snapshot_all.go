package store

import (
	"bytes"
	"fmt"
	"iter"

	"parley/graph"
)

// What goes through all records of a kind, in the order of their ids, is in
// this file. It reads the keys one after the other and fills no cache. Opening
// and decoding a record takes several times as long as finding it, so the
// Stored methods leave that to the caller, who may do it on other goroutines.

// storedIn yields the records of a kind as they lie in the store.
func storedIn[T any](sn *Snapshot, k kind, decode func(payload []byte) (T, error)) iter.Seq2[graph.Stored[T], error] {
	return func(yield func(graph.Stored[T], error) bool) {
		prefix := newKey(k)
		for e, err := range sn.sealed(prefix, after(prefix)) {
			if err != nil {
				yield(graph.Stored[T]{}, err)
				return
			}
			_, f := parseKey(e.key)
			id := f.id()
			if f.err != nil {
				yield(graph.Stored[T]{}, damaged(e.key, f.err))
				return
			}
			own := e.clone()
			read := func() (T, error) {
				p, err := fetch(sn.view, own.key, own.value)
				if err != nil {
					var none T
					return none, err
				}
				v, err := decode(p)
				if err != nil {
					return v, damaged(own.key, err)
				}
				return v, nil
			}
			if !yield(graph.Stored[T]{ID: id, Read: read}, nil) {
				return
			}
		}
	}
}

// sealed yields keys and values in [from, to) with the values in their
// envelopes. Both die with the next step of the loop.
func (sn *Snapshot) sealed(from, to []byte) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		if err := sn.usable(); err != nil {
			yield(entry{}, err)
			return
		}
		sn.reads.Add(1)
		for e, err := range sn.view.scan(from, to, false, false) {
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// clone copies an entry, in one piece of memory.
func (e entry) clone() entry {
	b := make([]byte, 0, len(e.key)+len(e.value))
	b = append(append(b, e.key...), e.value...)
	n := len(e.key)
	return entry{b[:n:n], b[n:]}
}

// readAll reads each of what is stored.
func readAll[T any](stored iter.Seq2[graph.Stored[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for s, err := range stored {
			var v T
			if err == nil {
				v, err = s.Read()
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// StoredEntities yields all entities in the order of their ids.
func (sn *Snapshot) StoredEntities() iter.Seq2[graph.Stored[graph.Entity], error] {
	return storedIn(sn, kindEntity, decode[graph.Entity])
}

// AllEntities is [Snapshot.StoredEntities], read.
func (sn *Snapshot) AllEntities() iter.Seq2[graph.Entity, error] { return readAll(sn.StoredEntities()) }

// StoredEvents yields all events in the order of their ids.
func (sn *Snapshot) StoredEvents() iter.Seq2[graph.Stored[graph.Event], error] {
	return storedIn(sn, kindEvent, func(p []byte) (graph.Event, error) {
		_, ep, err := splitEvent(p)
		if err != nil {
			return graph.Event{}, err
		}
		return decode[graph.Event](ep)
	})
}

// AllEvents is [Snapshot.StoredEvents], read.
func (sn *Snapshot) AllEvents() iter.Seq2[graph.Event, error] { return readAll(sn.StoredEvents()) }

// AllOutlets yields all outlets in the order of their ids.
func (sn *Snapshot) AllOutlets() iter.Seq2[graph.Outlet, error] {
	return readAll(storedIn(sn, kindOutlet, func(p []byte) (graph.Outlet, error) {
		r, err := decode[outletRecord](p)
		return r.outlet(), err
	}))
}

// StoredArticles yields all articles with what they say, retracted ones too,
// in the order of their ids.
func (sn *Snapshot) StoredArticles() iter.Seq2[graph.Stored[graph.Filing], error] {
	return func(yield func(graph.Stored[graph.Filing], error) bool) {
		for a, err := range sn.articleParts() {
			if err != nil {
				yield(graph.Stored[graph.Filing]{}, err)
				return
			}
			if !yield(graph.Stored[graph.Filing]{ID: a.id, Read: a.filing}, nil) {
				return
			}
		}
	}
}

// AllArticles yields all articles without what they say, retracted ones too,
// in the order of their ids.
func (sn *Snapshot) AllArticles() iter.Seq2[graph.Article, error] {
	return func(yield func(graph.Article, error) bool) {
		for parts, err := range sn.articleParts() {
			var a graph.Article
			if err == nil {
				a, _, err = parts.article()
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

// articleParts are the parts of an article as they lie in the store.
type articleParts struct {
	sn    *Snapshot
	id    string
	parts [localPart]entry // by part; the local facts are left out
}

func (sn *Snapshot) articleParts() iter.Seq2[*articleParts, error] {
	return func(yield func(*articleParts, error) bool) {
		var a *articleParts
		prefix := newKey(kindArticle)
		for e, err := range sn.sealed(prefix, after(prefix)) {
			if err != nil {
				yield(nil, err)
				return
			}
			_, f := parseKey(e.key)
			id, part := f.id(), f.byte()
			if f.err != nil {
				yield(nil, damaged(e.key, f.err))
				return
			}
			if a == nil || a.id != id {
				if a != nil && !yield(a, nil) {
					return
				}
				a = &articleParts{sn: sn, id: id}
			}
			if part < localPart {
				a.parts[part] = e.clone()
			}
		}
		if a != nil {
			yield(a, nil)
		}
	}
}

// payload opens a part.
func (a *articleParts) payload(part byte) ([]byte, error) {
	e := a.parts[part]
	if e.key == nil {
		return nil, fmt.Errorf("part %d of article %s: %w", part, a.id, graph.ErrNotFound)
	}
	return fetch(a.sn.view, e.key, e.value)
}

// article returns the article and its outlet as it gives it.
func (a *articleParts) article() (graph.Article, graph.Outlet, error) {
	p, err := a.payload(headPart)
	if err != nil {
		return graph.Article{}, graph.Outlet{}, err
	}
	h, err := decode[head](p)
	if err != nil {
		return graph.Article{}, graph.Outlet{}, damaged(a.parts[headPart].key, err)
	}
	text, err := a.payload(textPart)
	h.Article.Text = string(text)
	return h.Article, h.Outlet, err
}

func (a *articleParts) filing() (graph.Filing, error) {
	var f graph.Filing
	var err error
	if f.Article, f.Outlet, err = a.article(); err != nil {
		return f, err
	}
	p, err := a.payload(extractionPart)
	if err != nil {
		return f, err
	}
	if f.Extraction, err = decode[graph.Extraction](p); err != nil {
		return f, damaged(a.parts[extractionPart].key, err)
	}
	return f, nil
}

// AllLocals yields to which entity each local entity of the articles in use
// belongs, in the order of the entities.
func (sn *Snapshot) AllLocals() iter.Seq2[graph.LocalRef, error] {
	return func(yield func(graph.LocalRef, error) bool) {
		var entity string
		var packed []byte // entity in the key
		for e, err := range scanPrefix(sn, newKey(kindNamed), false) {
			if err != nil {
				yield(graph.LocalRef{}, err)
				return
			}
			_, f := parseKey(e.key)
			if packed == nil || !bytes.HasPrefix(f.b, packed) {
				before := f.b
				entity = f.id()
				packed = append(packed[:0], before[:len(before)-len(f.b)]...)
			} else {
				f.take(len(packed))
			}
			f.desc()
			ref := graph.LocalRef{Entity: entity, Article: f.id()}
			v := fields{b: e.value}
			v.id()
			for n := v.uvarint(); n > 0 && v.err == nil; n-- {
				ref.Index = int(v.uvarint())
				v.uvarint()
				if v.err == nil && !yield(ref, nil) {
					return
				}
			}
			if f.err != nil || v.err != nil {
				yield(graph.LocalRef{}, damaged(e.key, errKey))
				return
			}
		}
	}
}
