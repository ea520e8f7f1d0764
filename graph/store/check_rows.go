package store

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"parley/graph"
)

// row compares a row with what is stored.
func (c *checker) row(r row) error {
	c.expected[r.key[0]]++
	c.expectedSum[r.key[0]] += c.hash(r.key, r.payload)
	if !c.detail {
		return nil
	}
	p, _, err := c.sn.payload(r.key)
	if err != nil {
		return err
	}
	switch {
	case p == nil:
		c.problem(kind(r.key[0]).String(), r.key, "is missing")
	case !bytes.Equal(p, r.payload):
		c.problem(kind(r.key[0]).String(), r.key, "is %x and should be %x", clip(p), clip(r.payload))
	}
	return nil
}

func clip(b []byte) []byte { return b[:min(len(b), 32)] }

func (c *checker) rows(rs []row) error {
	for _, r := range rs {
		if err := c.row(r); err != nil {
			return err
		}
	}
	return c.ctx.Err()
}

func (c *checker) totalsOf(l listName) *totals {
	t := c.totals[l]
	if t == nil {
		t = newTotals()
		c.totals[l] = t
	}
	return t
}

// articles recomputes what articles in use make, and where entities are named.
func (c *checker) articles() error {
	for e, err := range scanPrefix(c.sn, newKey(kindArticle), true) {
		if err != nil {
			return err
		}
		if e.key[len(e.key)-1] != headPart {
			continue
		}
		if c.stopped {
			return nil
		}
		_, kf := parseKey(e.key)
		f, err := readFiling(c.sn, kf.id())
		if err != nil {
			return err
		}
		if got := f.head.Article.ID(); got != f.id {
			c.problem("article", e.key, "holds article %s", got)
		}
		if !f.head.Article.Retracted {
			if err := c.article(f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *checker) article(f *filing) error {
	a := &f.head.Article
	c.sums.Articles++
	if a.Corrected {
		c.sums.Corrected++
	}
	m, cl := mentionsAndClaims(f.extraction)
	c.sums.Mentions += m
	c.sums.Claims += cl
	if a.Outlet != "" {
		form := f.head.Outlet
		form.ID = a.Outlet
		c.outlets[a.Outlet] = c.outlets[a.Outlet].with(form, 1)
	}
	if err := c.rows(articleRows(f)); err != nil {
		return err
	}
	p := parsePublished(a.Published)
	named := map[string]*namedArticle{}
	for i := range f.extraction.Entities {
		l := &f.extraction.Entities[i]
		at, err := readLink(c.sn, l.ID)
		if err != nil {
			return err
		}
		if at.to == "" || at.article != f.id || at.index != i {
			c.problem("link", recordKey(kindLink, l.ID), "local entity %d of article %q is not linked", i, a.Key)
			continue
		}
		if err := c.row(localRow(at.to, at, len(l.Mentions), p)); err != nil {
			return err
		}
		id, err := resolve(c.sn, kindEntity, at.to)
		if errors.Is(err, graph.ErrNotFound) {
			c.problem("link", recordKey(kindLink, at.to), "local entity %d of article %q is no entity", i, a.Key)
			continue
		}
		if err != nil {
			return err
		}
		n := named[id]
		if n == nil {
			n = &namedArticle{article: f.id, seconds: p.seconds, outlet: a.Outlet}
			named[id] = n
		}
		n.locals = append(n.locals, namedLocal{i, len(l.Mentions)})
	}
	for _, id := range sortedKeys(named) {
		n := named[id]
		t := c.totalsOf(entityList(id))
		t.articles++
		t.mentions += n.mentions()
		bump(&t.namedBy, n.outlet, 1, cmp.Compare[string])
		if err := c.row(row{namedKey(id, p.seconds, f.id), n.payload()}); err != nil {
			return err
		}
	}
	for i := range f.extraction.Reports {
		r := &f.extraction.Reports[i]
		id, err := resolve(c.sn, kindEvent, r.ID)
		if errors.Is(err, graph.ErrNotFound) {
			continue // resolution may leave a report out of all events
		}
		if err != nil {
			return err
		}
		ev, _, err := readEvent(c.sn, id)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(ev.Reports, func(x graph.ReportRef) bool { return x.ID == r.ID && x.Article == a.Key && x.Index == i }) {
			c.problem("event", recordKey(kindEvent, id), "report %s leads to it and is none of its own", r.ID)
		}
	}
	return nil
}

// events recomputes the lists of events and their totals.
func (c *checker) events() error {
	kindOf := func(id string) (byte, error) {
		if k, ok := c.kindOf[id]; ok {
			return k, nil
		}
		e, err := readEntity(c.sn, id)
		if err != nil {
			return 0, err
		}
		c.kindOf[id] = kindIndex(e.Kind)
		return c.kindOf[id], nil
	}
	outlets := map[string]string{}
	outletOf := func(key string) (string, error) {
		id := graph.NewID(graph.ArticleID, key)
		if o, ok := outlets[id]; ok {
			return o, nil
		}
		h, err := readHead(c.sn, id)
		if err != nil {
			return "", err
		}
		o := h.Article.Outlet
		if o == "" {
			o = id
		}
		outlets[id] = o
		return o, nil
	}
	for e, err := range scanPrefix(c.sn, newKey(kindEvent), false) {
		if err != nil {
			return err
		}
		if c.stopped {
			return nil
		}
		_, kf := parseKey(e.key)
		ev, stored, err := readEvent(c.sn, kf.id())
		if err != nil {
			return err
		}
		b, err := makeBrief(ev, kindOf, outletOf)
		if errors.Is(err, graph.ErrNotFound) {
			c.problem("event", e.key, "has a participant or an article that is not there")
			continue
		}
		if err != nil {
			return err
		}
		if !bytes.Equal(appendBrief(nil, b), appendBrief(nil, stored)) {
			c.problem("event", e.key, "is not what its own brief says")
		}
		c.sums.Events++
		if ev.Independent >= 2 {
			c.sums.Corroborated++
		}
		if err := c.rows(eventRows(ev, b)); err != nil {
			return err
		}
		for i, m := range b.participants {
			for _, o := range b.participants[:i] {
				c.totalsOf(pairList(m.id, o.id)).add(pairList(m.id, o.id), b, 1)
			}
		}
		for _, l := range listsOf(b) {
			if l[0] != listPair {
				c.totalsOf(l).add(l, b, 1)
			}
		}
	}
	return nil
}

// entities recomputes what entities make, with the numbers of their events.
func (c *checker) entities() error {
	// Pairs first: they say how many an entity met.
	for _, l := range slices.Sorted(maps.Keys(c.totals)) {
		if l[0] != listPair {
			continue
		}
		f := fields{b: []byte(l[1:])}
		a, b := f.id(), f.id()
		t := c.totals[l]
		if err := c.rows(metRows(a, b, c.kindOf[a], c.kindOf[b], t)); err != nil {
			return err
		}
		if t.events() > 0 {
			c.totalsOf(entityList(a)).met[c.kindOf[b]]++
			c.totalsOf(entityList(b)).met[c.kindOf[a]]++
		}
	}
	c.sums.Entities = make([]int, 4)
	for e, err := range scanPrefix(c.sn, newKey(kindEntity), false) {
		if err != nil {
			return err
		}
		if c.stopped {
			return nil
		}
		en, err := decode[graph.Entity](e.value)
		if err != nil {
			return damaged(e.key, err)
		}
		c.sums.Entities[kindIndex(en.Kind)]++
		if err := c.rows(entityRows(&en, c.totalsOf(entityList(en.ID)).events(), true)); err != nil {
			return err
		}
		for _, w := range tokensOf(&en) {
			c.tokens[w]++
		}
		for _, sig := range en.Signatures {
			if l, err := readLink(c.sn, sig); err != nil {
				return err
			} else if l.to != en.ID {
				c.problem("link", recordKey(kindLink, sig), "signature of %s leads to %q", en.ID, l.to)
			}
		}
	}
	return nil
}

// derived compares totals, tokens and outlets.
func (c *checker) derived() error {
	for _, l := range slices.Sorted(maps.Keys(c.totals)) {
		t := c.totals[l]
		if t.empty() {
			continue
		}
		k := newKey(kindTotal).of(l)
		c.expected[kindTotal]++
		c.expectedSum[kindTotal] += c.hash(k, t.payload())
		if !c.detail {
			continue
		}
		stored, err := readTotals(c.sn, l)
		if err != nil {
			return err
		}
		t.changed = stored.changed
		if !bytes.Equal(t.payload(), stored.payload()) {
			c.problem("total", k, "counts %d events, %d mentions, %d articles and should count %d, %d, %d",
				stored.events(), stored.mentions, stored.articles, t.events(), t.mentions, t.articles)
		}
	}
	for _, w := range slices.Sorted(maps.Keys(c.tokens)) {
		if err := c.row(row{newKey(kindToken).str(w), binary.AppendUvarint(nil, uint64(c.tokens[w]))}); err != nil {
			return err
		}
		if err := c.rows(tokenRows(w)); err != nil {
			return err
		}
	}
	for _, id := range sortedKeys(c.outlets) {
		r := c.outlets[id]
		c.sums.Outlets++
		if err := c.row(row{recordKey(kindOutlet, id), encode(nil, &r)}); err != nil {
			return err
		}
		if err := c.rows(outletRows(&r)); err != nil {
			return err
		}
	}
	return nil
}
