package store

import (
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"parley/graph"
)

// A Snapshot answers from one state of the graph, however long it is used and
// whatever is written meanwhile. It is safe for concurrent use. What it
// returns may be shared with other readers and must not be changed. Ids of any
// age are taken wherever an id is asked for; what is not there is
// [graph.ErrNotFound].
type Snapshot struct {
	s     *Store
	view  view
	sums  graphTotals
	err   error // from taking it
	reads atomic.Int64
	// memo holds what was read a second time: a state does not change, so it
	// need not be looked up again. Bounded, for snapshots that dump the graph.
	memo   sync.Map
	memoed atomic.Int64
	closed atomic.Bool
}

// Snapshot returns the state of the graph now. Close it soon: while it is
// open, nothing that was overwritten is freed. It must be closed before the
// store.
func (s *Store) Snapshot() *Snapshot {
	s.gate.RLock()
	defer s.gate.RUnlock()
	sn := &Snapshot{s: s}
	if s.closed {
		sn.err = ErrClosed
		return sn
	}
	sn.view = s.engine.view()
	sn.sums, sn.err = readGraphTotals(sn)
	return sn
}

// Close frees the snapshot. A second call does nothing.
func (sn *Snapshot) Close() {
	if !sn.closed.Swap(true) && sn.view != nil {
		sn.view.close()
	}
}

// Reads counts the keys fetched and scans started so far, to show that a
// caller does not read once for every item of a list.
func (sn *Snapshot) Reads() int { return int(sn.reads.Load()) }

func (sn *Snapshot) cache() *cache { return sn.s.cached }

func (sn *Snapshot) usable() error {
	if sn.closed.Load() {
		return ErrClosed
	}
	return sn.err
}

func (sn *Snapshot) payload(k []byte) ([]byte, uint64, error) {
	if err := sn.usable(); err != nil {
		return nil, 0, err
	}
	sn.reads.Add(1)
	raw, version, err := sn.view.get(k)
	if err != nil || raw == nil {
		return nil, 0, err
	}
	p, err := fetch(sn.view, k, raw)
	return p, version, err
}

func (sn *Snapshot) decoded(k []byte) (any, []byte, uint64, error) {
	if err := sn.usable(); err != nil {
		return nil, nil, 0, err
	}
	if v, ok := sn.memo.Load(string(k)); ok {
		return v, nil, 0, nil
	}
	sn.reads.Add(1)
	return decodedFrom(sn.view, sn.cache(), k)
}

// maxMemo bounds the records that a snapshot holds itself. One that has read
// less than memoFrom holds none: a request mostly reads a record once.
const (
	maxMemo  = 4096
	memoFrom = 2000
)

func (sn *Snapshot) remember(k []byte, v any) {
	if sn.reads.Load() >= memoFrom && sn.memoed.Load() < maxMemo {
		if _, had := sn.memo.LoadOrStore(string(k), v); !had {
			sn.memoed.Add(1)
		}
	}
}

func (sn *Snapshot) scan(from, to []byte, backward, keysOnly bool) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		if err := sn.usable(); err != nil {
			yield(entry{}, err)
			return
		}
		sn.reads.Add(1)
		for e, err := range sn.view.scan(from, to, backward, keysOnly) {
			if err == nil && !keysOnly {
				e.value, err = fetch(sn.view, e.key, e.value)
			}
			if err != nil {
				yield(entry{}, err)
				return
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// Revision returns the number of the last transaction; 0 for an empty store.
func (sn *Snapshot) Revision() uint64 { return uint64(sn.sums.Revision) }

// Updated returns when the graph last changed.
func (sn *Snapshot) Updated() (time.Time, error) {
	return time.UnixMilli(sn.sums.Updated).UTC(), sn.usable()
}

func (sn *Snapshot) entityID(id string) (string, error) {
	if c := graph.IDKind(id); c != 0 && c != graph.EntityID {
		return "", graph.ErrNotFound
	}
	return resolve(sn, kindEntity, id)
}

// EntityID returns the id of the entity that any id of it stands for. It is
// cheaper than [Snapshot.Entity], for who needs no more.
func (sn *Snapshot) EntityID(id string) (string, error) { return sn.entityID(id) }

func (sn *Snapshot) eventID(id string) (string, error) {
	if c := graph.IDKind(id); c != 0 && c != graph.EventID {
		return "", graph.ErrNotFound
	}
	return resolve(sn, kindEvent, id)
}

// Entity returns the entity that any id of it stands for.
func (sn *Snapshot) Entity(id string) (graph.Entity, error) {
	id, err := sn.entityID(id)
	if err != nil {
		return graph.Entity{}, err
	}
	e, err := readEntity(sn, id)
	if err != nil {
		return graph.Entity{}, err
	}
	return *e, nil
}

// EntityByWikidata returns the entity with a Wikidata item, such as Q312394;
// of several the one of the least id.
func (sn *Snapshot) EntityByWikidata(item string) (graph.Entity, error) {
	for e, err := range scanPrefix(sn, newKey(kindWikidata).str(item), true) {
		if err != nil {
			return graph.Entity{}, err
		}
		_, f := parseKey(e.key)
		f.str()
		return sn.Entity(f.id())
	}
	return graph.Entity{}, graph.ErrNotFound
}

// EntityStats returns the totals of an entity. Events and who shares them are
// those of [graph.DefaultFactuality].
func (sn *Snapshot) EntityStats(id string) (graph.EntityStats, error) {
	id, err := sn.entityID(id)
	if err != nil {
		return graph.EntityStats{}, err
	}
	t, err := readTotals(sn, entityList(id))
	if err != nil {
		return graph.EntityStats{}, err
	}
	st := graph.EntityStats{Events: t.events(), Mentions: t.mentions, Articles: t.articles, CoParticipants: t.met[1] + t.met[2] + t.met[3] + t.met[0]}
	for _, o := range t.namedBy {
		if o.key == "" {
			st.Outlets += o.n // an article without an outlet counts as its own
		} else {
			st.Outlets++
		}
	}
	st.FirstEventDate, st.LastEventDate = t.span()
	return st, nil
}

// Event returns the event that any id of it stands for.
func (sn *Snapshot) Event(id string) (graph.Event, error) {
	id, err := sn.eventID(id)
	if err != nil {
		return graph.Event{}, err
	}
	e, _, err := readEvent(sn, id)
	if err != nil {
		return graph.Event{}, err
	}
	return *e, nil
}

// EventRevision returns how often the event changed, counted from 1, and when
// it last did. Both are facts of this store and not of the graph.
func (sn *Snapshot) EventRevision(id string) (revision uint64, updated time.Time, err error) {
	if id, err = sn.eventID(id); err != nil {
		return 0, time.Time{}, err
	}
	f, err := readFacts(sn, id)
	return uint64(f.version), time.UnixMilli(f.updated).UTC(), err
}

// EventReferents returns the ids that were folded into the event, its own
// left out.
func (sn *Snapshot) EventReferents(id string) ([]string, error) {
	e, err := sn.Event(id)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, r := range e.Reports {
		if r.ID != e.ID {
			ids = append(ids, r.ID)
		}
	}
	return ids, nil
}

// Report returns what an article says of an event.
func (sn *Snapshot) Report(ref graph.ReportRef) (graph.Report, error) {
	x, err := sn.extraction(ref.Article)
	if err != nil {
		return graph.Report{}, err
	}
	if ref.Index < 0 || ref.Index >= len(x.Reports) {
		return graph.Report{}, fmt.Errorf("report %d of article %q: %w", ref.Index, ref.Article, graph.ErrNotFound)
	}
	return x.Reports[ref.Index], nil
}

// Decisions returns all decisions in the order of Seq, undone ones included.
func (sn *Snapshot) Decisions() ([]graph.Decision, error) { return readDecisions(sn) }

// Stats returns the totals of the graph. Articles are those in use.
func (sn *Snapshot) Stats() (graph.GraphStats, error) {
	t, err := readTotals(sn, allList())
	if err != nil {
		return graph.GraphStats{}, err
	}
	g := &sn.sums
	st := graph.GraphStats{Persons: g.Entities[1], Organizations: g.Entities[2], Places: g.Entities[3], Events: g.Events, Claims: g.Claims,
		Mentions: g.Mentions, Articles: g.Articles, Outlets: g.Outlets, CorroboratedEvents: g.Corroborated}
	by := map[graph.EventType]int{}
	for _, c := range t.classes {
		by[c.key.kind] += c.n
	}
	st.EventsByType = typeCounts(by)
	st.FirstEventDate, st.LastEventDate = t.span()
	return st, nil
}

// Changes yields what changed after a revision, in the order of revisions;
// for each record its last change only. Of what a retraction removed it tells
// as long as the article is retracted.
func (sn *Snapshot) Changes(since uint64) iter.Seq2[graph.ChangeRecord, error] {
	return func(yield func(graph.ChangeRecord, error) bool) {
		from := newKey(kindChange).num(int64(since) + 1)
		for e, err := range sn.scan(from, after(newKey(kindChange)), false, false) {
			if err != nil {
				yield(graph.ChangeRecord{}, err)
				return
			}
			records, err := sn.changeRecords(e)
			if err != nil {
				yield(graph.ChangeRecord{}, err)
				return
			}
			for _, r := range records {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func (sn *Snapshot) changeRecords(e entry) ([]graph.ChangeRecord, error) {
	_, kf := parseKey(e.key)
	r := graph.ChangeRecord{Revision: uint64(kf.num()), ID: kf.id()}
	f := fields{b: e.value}
	r.Kind = graph.ChangeKind(f.text())
	if err := errors.Join(kf.err, f.err); err != nil {
		return nil, damaged(e.key, err)
	}
	switch graph.IDKind(r.ID) {
	case graph.EntityID, graph.EventID:
		return []graph.ChangeRecord{r}, sn.mergedInto(&r)
	case graph.ArticleID:
		facts, err := readLocalFacts(sn, r.ID)
		return append([]graph.ChangeRecord{r}, removals(r.Revision, facts.Gone)...), err
	}
	ds, err := readDecisions(sn)
	if err != nil {
		return nil, err
	}
	var out []graph.ChangeRecord
	for _, d := range ds {
		if d.ID != r.ID {
			continue
		}
		for _, id := range articlesOf(&d, ds) {
			facts, err := readLocalFacts(sn, id)
			if err != nil {
				return nil, err
			}
			if uint64(facts.Revision) != r.Revision {
				continue // put back since
			}
			out = append(out, graph.ChangeRecord{Revision: r.Revision, Kind: graph.Removed, ID: id})
			out = append(out, removals(r.Revision, facts.Gone)...)
		}
	}
	return out, nil
}

func removals(revision uint64, ids []string) []graph.ChangeRecord {
	var out []graph.ChangeRecord
	for _, id := range ids {
		out = append(out, graph.ChangeRecord{Revision: revision, Kind: graph.Removed, ID: id})
	}
	return out
}

// mergedInto says what a record that was merged away is now.
func (sn *Snapshot) mergedInto(r *graph.ChangeRecord) error {
	if r.Kind != graph.Merged {
		return nil
	}
	k := kindEntity
	if graph.IDKind(r.ID) == graph.EventID {
		k = kindEvent
	}
	into, err := resolve(sn, k, r.ID)
	if errors.Is(err, graph.ErrNotFound) {
		r.Kind = graph.Removed // what it became is gone too
		return nil
	}
	r.Into = into
	return err
}
