package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"parley/graph"
)

// setLink makes id belong to l.to, to nothing when that is empty.
func (t *tx) setLink(id string, l link) error {
	k := recordKey(kindLink, id)
	if l.to == "" {
		return t.unset(k)
	}
	return t.assign(k, l.payload())
}

// localRow says where a signature's local entity stands.
func localRow(signature string, l link, mentions int, p published) row {
	return row{newKey(kindLocal).id(signature).id(l.article).num(int64(l.index)), binary.AppendVarint(binary.AppendUvarint(nil, uint64(mentions)), p.seconds)}
}

// namedArticle is a row of the articles that name an entity: which of their
// local entities are it, with their numbers of mentions.
type namedArticle struct {
	article string
	seconds int64 // of publication
	outlet  string
	locals  []namedLocal
}

type namedLocal struct{ index, mentions int }

func namedKey(entity string, seconds int64, article string) key {
	return newKey(kindNamed).id(entity).desc(seconds).id(article)
}

func (n *namedArticle) payload() []byte {
	b := appendID(nil, n.outlet)
	b = binary.AppendUvarint(b, uint64(len(n.locals)))
	for _, l := range n.locals {
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(l.index)), uint64(l.mentions))
	}
	return b
}

func (n *namedArticle) mentions() int {
	sum := 0
	for _, l := range n.locals {
		sum += l.mentions
	}
	return sum
}

func readNamed(k, payload []byte) (namedArticle, error) {
	_, f := parseKey(k)
	f.id()
	n := namedArticle{seconds: f.desc(), article: f.id()}
	if f.err != nil {
		return n, f.err
	}
	f = &fields{b: payload}
	n.outlet = f.id()
	for c := f.uvarint(); c > 0 && f.err == nil; c-- {
		n.locals = append(n.locals, namedLocal{int(f.uvarint()), int(f.uvarint())})
	}
	return n, f.err
}

// name counts a local entity as one of an entity's, sign 1, or no longer, -1.
func (t *tx) name(entity, article string, seconds int64, local namedLocal, sign int) error {
	if entity == "" {
		return nil
	}
	k := namedKey(entity, seconds, article)
	p, _, err := t.payload(k)
	if err != nil {
		return err
	}
	h, err := readHead(t, article)
	if err != nil {
		return fmt.Errorf("article of a local entity: %w", err)
	}
	n := namedArticle{article: article, seconds: seconds, outlet: h.Article.Outlet}
	if p != nil {
		if n, err = readNamed(k, p); err != nil {
			return damaged(k, err)
		}
	}
	sums, err := t.totalsOf(entityList(entity))
	if err != nil {
		return err
	}
	sums.mentions += sign * local.mentions
	if sign > 0 {
		n.locals = append(n.locals, local)
		slices.SortFunc(n.locals, func(a, b namedLocal) int { return a.index - b.index })
	} else {
		n.locals = slices.DeleteFunc(n.locals, func(l namedLocal) bool { return l.index == local.index })
	}
	switch {
	case p == nil:
		t.set(k, n.payload())
		sums.articles++
		bump(&sums.namedBy, n.outlet, 1, cmp.Compare[string])
	case len(n.locals) == 0:
		t.del(k)
		sums.articles--
		bump(&sums.namedBy, n.outlet, -1, cmp.Compare[string])
	default:
		t.put(k, n.payload())
	}
	return nil
}

// unname takes a local entity out of its signature and entity.
func (t *tx) unname(id string, l link) error {
	k := newKey(kindLocal).id(l.to).id(l.article).num(int64(l.index))
	p, _, err := t.payload(k)
	if err != nil || p == nil {
		return err
	}
	f := fields{b: p}
	local := namedLocal{l.index, int(f.uvarint())}
	seconds := f.varint()
	if f.err != nil {
		return damaged(k, f.err)
	}
	sig, err := readLink(t, l.to)
	if err != nil {
		return err
	}
	if err := t.name(sig.to, l.article, seconds, local, -1); err != nil {
		return err
	}
	t.del(k)
	return nil
}

// applyLinks moves local entities to their signatures and signatures to their
// entities. added are the articles of the change, by their local entities.
func (t *tx) applyLinks(d *graph.Delta, added map[string]link, counts map[string]int) error {
	// Locals leave their old signatures first, while these still have their
	// old entities, and come to the new ones last.
	for _, l := range d.Signatures {
		old, err := readLink(t, l.From)
		if err != nil {
			return err
		}
		if old.to == "" {
			continue
		}
		if _, ok := counts[l.From]; !ok { // moved by a decision
			k := newKey(kindLocal).id(old.to).id(old.article).num(int64(old.index))
			p, _, err := t.payload(k)
			if err != nil {
				return err
			}
			f := fields{b: p}
			counts[l.From] = int(f.uvarint())
			added[l.From] = old
		}
		if err := t.unname(l.From, old); err != nil {
			return err
		}
	}
	for _, l := range d.Members {
		if err := t.moveSignature(l.From, l.To); err != nil {
			return err
		}
	}
	for _, l := range d.Signatures {
		if l.To == "" {
			if err := t.setLink(l.From, link{}); err != nil {
				return err
			}
			continue
		}
		at, ok := added[l.From]
		if !ok {
			return fmt.Errorf("resolver: local entity %s is not of this change", l.From)
		}
		at.to = l.To
		if err := t.setLink(l.From, at); err != nil {
			return err
		}
		sig, err := readLink(t, l.To)
		if err != nil {
			return err
		}
		if sig.to == "" {
			return fmt.Errorf("resolver: signature %s belongs to no entity", l.To)
		}
		h, err := readHead(t, at.article)
		if err != nil {
			return err
		}
		p := parsePublished(h.Article.Published)
		r := localRow(l.To, at, counts[l.From], p)
		if err := t.assign(r.key, r.payload); err != nil {
			return err
		}
		if err := t.name(sig.to, at.article, p.seconds, namedLocal{at.index, counts[l.From]}, 1); err != nil {
			return err
		}
	}
	for _, l := range d.Copies {
		k := recordKey(kindCopy, graph.NewID(graph.ArticleID, l.From))
		if l.To == "" {
			if err := t.unset(k); err != nil {
				return err
			}
		} else if err := t.assign(k, appendID(nil, graph.NewID(graph.ArticleID, l.To))); err != nil {
			return err
		}
	}
	return nil
}

// moveSignature makes a signature part of an entity, with all its mentions.
func (t *tx) moveSignature(signature, entity string) error {
	old, err := readLink(t, signature)
	if err != nil {
		return err
	}
	if old.to == entity {
		return nil
	}
	if err := t.setLink(signature, link{to: entity}); err != nil {
		return err
	}
	if old.to == "" {
		return nil // a new one has no mentions yet
	}
	type local struct {
		article string
		seconds int64
		l       namedLocal
	}
	var locals []local
	for e, err := range scanPrefix(t, newKey(kindLocal).id(signature), false) {
		if err != nil {
			return err
		}
		_, f := parseKey(e.key)
		f.id()
		a, i := f.id(), int(f.num())
		v := fields{b: e.value}
		n := int(v.uvarint())
		locals = append(locals, local{a, v.varint(), namedLocal{i, n}})
		if f.err != nil || v.err != nil {
			return damaged(bytes.Clone(e.key), errKey)
		}
	}
	for _, l := range locals {
		if err := t.name(old.to, l.article, l.seconds, l.l, -1); err != nil {
			return err
		}
		if err := t.name(entity, l.article, l.seconds, l.l, 1); err != nil {
			return err
		}
	}
	return nil
}
