package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"slices"

	"parley/graph"
)

// A Problem is something that is not as it should be in a store.
type Problem struct {
	Kind string // kind of key, or "tables"
	Key  string // in hexadecimal, empty when no single one is meant
	What string
}

func (p Problem) String() string {
	if p.Key == "" {
		return p.Kind + ": " + p.What
	}
	return p.Kind + " " + p.Key + ": " + p.What
}

// Check proves that the store is whole: every table and every value has its
// checksum, there are as many keys of each kind as the writer counted (a
// damaged block makes a scan of Badger's short, without an error), and every
// index is what the records make it, no row too few and none too many. It
// yields what is wrong; an error means that it could not go on. It writes
// nothing and reads one snapshot.
//
// Totals are recomputed in memory: about 500 bytes for each pair of entities
// that share events.
func (s *Store) Check(ctx context.Context) iter.Seq2[Problem, error] {
	return func(yield func(Problem, error) bool) {
		sn := s.Snapshot()
		defer sn.Close()
		if err := sn.usable(); err != nil {
			yield(Problem{}, err)
			return
		}
		// First all rows of a kind are compared by a sum of their hashes, which
		// needs no look-up; only when a sum is wrong is each row looked for.
		for _, detail := range []bool{false, true} {
			c := newChecker(ctx, sn)
			c.detail = detail
			err := c.run(s.engine)
			if !detail && (err == nil || errors.Is(err, ErrDamaged)) && c.sumsDiffer() {
				continue
			}
			for _, p := range c.found {
				if !yield(p, nil) {
					return
				}
			}
			if err != nil {
				yield(Problem{}, fmt.Errorf("check: %w", err))
			}
			return
		}
	}
}

func newChecker(ctx context.Context, sn *Snapshot) *checker {
	return &checker{ctx: ctx, sn: sn, seed: maphash.MakeSeed(), expected: make([]int, kindEnd), actual: make([]int, kindEnd),
		expectedSum: make([]uint64, kindEnd), actualSum: make([]uint64, kindEnd),
		totals: map[listName]*totals{}, tokens: map[string]int{}, outlets: map[string]outletRecord{}, kindOf: map[string]byte{}}
}

// run takes all steps, or those before the damage that makes the rest useless.
func (c *checker) run(e engine) error {
	for _, step := range []func() error{c.tables(e), c.envelopes, c.articles, c.events, c.entities, c.derived, c.links, c.standings, c.counts} {
		err := guarded(step)
		if errors.Is(err, ErrDamaged) {
			c.problem("store", nil, "%v", err)
			return nil
		}
		if err != nil || c.stopped {
			return err
		}
	}
	return nil
}

// hash is one row in the sum of its kind. What a list's totals say of when it
// changed is no function of the records and left out.
func (c *checker) hash(k, payload []byte) uint64 {
	if kind(k[0]) == kindTotal {
		if _, n := binary.Uvarint(payload); n > 0 {
			payload = payload[n:]
		}
	}
	var h maphash.Hash
	h.SetSeed(c.seed)
	h.Write(k)
	h.Write(payload)
	return h.Sum64()
}

// derivedKind reports whether a kind is one of which every row is recomputed.
func derivedKind(k kind) bool { return k >= kindByDate || k == kindOutlet }

func (c *checker) sumsDiffer() bool {
	for k := range kindEnd {
		if derivedKind(k) && (c.expectedSum[k] != c.actualSum[k] || c.expected[k] != c.actual[k]) {
			return true
		}
	}
	return false
}

// guarded turns a panic, which Badger answers some damage with, into damage.
func guarded(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: reading it panics: %v", ErrDamaged, r)
		}
	}()
	return f()
}

// A checker recomputes the indexes.
type checker struct {
	ctx     context.Context
	sn      *Snapshot
	detail  bool // look for each row
	found   []Problem
	stopped bool

	expected, actual       []int // keys by kind
	expectedSum, actualSum []uint64
	seed                   maphash.Seed
	totals                 map[listName]*totals
	tokens                 map[string]int
	outlets                map[string]outletRecord
	kindOf                 map[string]byte
	sums                   graphTotals
}

// maxProblems ends a check that would say no more than it has.
const maxProblems = 1000

func (c *checker) problem(kind string, k []byte, format string, args ...any) {
	if c.stopped {
		return
	}
	p := Problem{Kind: kind, What: fmt.Sprintf(format, args...)}
	if k != nil {
		p.Key = fmt.Sprintf("%x", k)
	}
	c.found = append(c.found, p)
	c.stopped = len(c.found) >= maxProblems
}

func (c *checker) tables(e engine) func() error {
	return func() error {
		v, ok := e.(interface{ verify() error })
		if !ok {
			return nil
		}
		if err := guarded(v.verify); err != nil {
			c.problem("tables", nil, "%v", err)
		}
		return nil
	}
}

// envelopes reads every value and counts the keys.
func (c *checker) envelopes() error {
	for k := kindMeta; k < kindEnd; k++ {
		prefix := newKey(k)
		for e, err := range c.sn.view.scan(prefix, after(prefix), false, false) {
			if err == nil {
				err = c.ctx.Err()
			}
			if err != nil {
				return err
			}
			if c.actual[k]++; c.stopped {
				return nil
			}
			p, err := fetch(c.sn.view, e.key, e.value)
			if err != nil {
				c.problem(k.String(), e.key, "%v", err)
			}
			if derivedKind(k) {
				c.actualSum[k] += c.hash(e.key, p)
			}
		}
	}
	for e, err := range c.sn.view.scan([]byte{byte(kindEnd)}, []byte{0xff, 0xff}, false, true) {
		if err != nil {
			return err
		}
		c.problem("unknown", e.key, "no such kind of key")
	}
	for k := kindMeta; k < kindEnd; k++ {
		if k == kindIntent && c.actual[k] > 0 {
			c.problem(k.String(), nil, "an interrupted transaction is left over")
		} else if want := c.sn.sums.Keys[k]; k != kindIntent && want != c.actual[k] {
			c.problem(k.String(), nil, "%d keys where %d were written", c.actual[k], want)
		}
	}
	return nil
}

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

// links checks that every link and copy leads to something, and that every
// entity and event has its local facts.
func (c *checker) links() error {
	for e, err := range scanPrefix(c.sn, newKey(kindLink), false) {
		if err != nil {
			return err
		}
		_, kf := parseKey(e.key)
		id := kf.id()
		k := kindEntity
		if graph.IDKind(id) == graph.EventID {
			k = kindEvent
		}
		if _, err := resolve(c.sn, k, id); errors.Is(err, graph.ErrNotFound) {
			c.problem("link", e.key, "%s leads nowhere", id)
		} else if err != nil {
			return err
		}
	}
	for e, err := range scanPrefix(c.sn, newKey(kindCopy), false) {
		if err != nil {
			return err
		}
		_, kf := parseKey(e.key)
		f := fields{b: e.value}
		for _, id := range []string{kf.id(), f.id()} {
			if h, err := readHead(c.sn, id); errors.Is(err, graph.ErrNotFound) || err == nil && h.Article.Retracted {
				c.problem("copy", e.key, "article %s is not in use", id)
			} else if err != nil {
				return err
			}
		}
	}
	for e, err := range scanPrefix(c.sn, newKey(kindFacts), false) {
		if err != nil {
			return err
		}
		// Those of removed records; the others are counted with them.
		if f := (fields{b: e.value}); f.uvarint() == 0 {
			c.expected[kindFacts]++
		}
	}
	for _, k := range []kind{kindEntity, kindEvent} {
		for e, err := range scanPrefix(c.sn, newKey(k), true) {
			if err != nil {
				return err
			}
			_, kf := parseKey(e.key)
			id := kf.id()
			c.expected[kindFacts]++
			f, err := readFacts(c.sn, id)
			if err != nil {
				return err
			}
			if p, _, err := c.sn.payload(changeKey(f.changed, id)); err != nil {
				return err
			} else if p == nil {
				c.problem("change", recordKey(kindFacts, id), "the last change of %s is not in the log", id)
			}
		}
	}
	return nil
}

// standings checks that articles stand as the decisions say.
func (c *checker) standings() error {
	ds, err := readDecisions(c.sn)
	if err != nil {
		return err
	}
	for i, d := range ds {
		if i > 0 && d.Seq <= ds[i-1].Seq {
			c.problem("decision", newKey(kindDecision).num(int64(d.Seq)), "is out of order")
		}
		c.sums.LastDecision = d.Seq
	}
	force := inForce(ds)
	for e, err := range scanPrefix(c.sn, newKey(kindArticle), true) {
		if err != nil {
			return err
		}
		if e.key[len(e.key)-1] != headPart {
			continue
		}
		_, kf := parseKey(e.key)
		id := kf.id()
		h, err := readHead(c.sn, id)
		if err != nil {
			return err
		}
		if retracted, _ := standingOf(force, id); retracted != h.Article.Retracted {
			c.problem("article", e.key, "is retracted: %v; the decisions say %v", h.Article.Retracted, retracted)
		}
	}
	return nil
}

// counts compares the numbers of rows and the totals of the graph. A row too
// many is in no record, so it shows here.
func (c *checker) counts() error {
	for k := kindByDate; k < kindEnd; k++ {
		if c.actual[k] != c.expected[k] {
			c.problem(k.String(), nil, "%d rows where the records make %d", c.actual[k], c.expected[k])
		}
	}
	for _, k := range []kind{kindFacts, kindOutlet} {
		if c.actual[k] != c.expected[k] {
			c.problem(k.String(), nil, "%d keys where the records make %d", c.actual[k], c.expected[k])
		}
	}
	have := c.sn.sums
	have.Keys, c.sums.Keys = nil, nil
	c.sums.Revision, c.sums.Updated = have.Revision, have.Updated
	if !bytes.Equal(encode(nil, &have), encode(nil, &c.sums)) {
		c.problem("meta", nil, "the totals of the graph are %+v and should be %+v", have, c.sums)
	}
	return nil
}
