package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"

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
