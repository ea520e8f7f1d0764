package store

import (
	"cmp"
	"errors"
	"iter"
	"slices"

	"parley/graph"
)

// CoParticipants returns who shares events with an entity. Without a filter
// the most frequent come from an index, and the cost is the page; other
// questions read the entity's events once, and keep them.
func (sn *Snapshot) CoParticipants(entity string, q graph.CoParticipantQuery) (graph.List[graph.CoParticipant], error) {
	none := graph.List[graph.CoParticipant]{Items: []graph.Item[graph.CoParticipant]{}}
	id, err := sn.entityID(entity)
	if err != nil {
		return none, err
	}
	f, err := sn.sharing(id, q.Filter)
	if err != nil || f.nothing {
		return none, err
	}
	if f.plain() && len(f.All) == 1 && len(f.Any) == 0 && (q.Field == "" || q.Field == graph.ByEventCount) && !q.Ascending {
		return paginate(sn.metList(id, q), q.Page)
	}
	all, err := sn.coParticipants(id, f, &q)
	if err != nil {
		return none, err
	}
	return paginate(sorted(all, func(c *graph.CoParticipant) string { return c.Entity }), q.Page)
}

// sharing prepares a filter for the events of an entity.
func (sn *Snapshot) sharing(id string, f graph.EventFilter) (*eventFilter, error) {
	f.All = append([]string{id}, f.All...)
	return sn.prepare(f)
}

// metList is who an entity met, most events first, from the index. A place is
// the id of the other, so that it stays valid when the count changes.
func (sn *Snapshot) metList(id string, q graph.CoParticipantQuery) ordered[graph.CoParticipant] {
	prefix := newKey(kindMet).id(id)
	place := func(other []byte) ([]byte, error) {
		t, err := readTotals(sn, pairList(id, string(other)))
		if err != nil {
			return nil, err
		}
		return key{}.desc(int64(t.events())).id(string(other)), nil
	}
	index := rows(sn, prefix, false, func(k, payload []byte) (metRow, error) {
		_, kind, c, err := readMet(k, payload)
		return metRow{kindAt(kind), c}, err
	})
	return ordered[graph.CoParticipant]{
		compare: func(a, b []byte) int {
			pa, errA := place(a)
			pb, errB := place(b)
			if errA != nil || errB != nil {
				return 0
			}
			return index.compare(pa, pb)
		},
		walk: func(backward bool, from []byte) iter.Seq2[item[graph.CoParticipant], error] {
			return func(yield func(item[graph.CoParticipant], error) bool) {
				var err error
				if from != nil {
					if from, err = place(from); err != nil {
						yield(item[graph.CoParticipant]{}, err)
						return
					}
				}
				for it, err := range index.walk(backward, from) {
					if err != nil {
						yield(item[graph.CoParticipant]{}, err)
						return
					}
					few := it.value.c.Events < q.MinEvents
					if few && !backward {
						return
					}
					if few || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, it.value.kind) {
						continue
					}
					if !yield(item[graph.CoParticipant]{[]byte(it.value.c.Entity), it.value.c}, nil) {
						return
					}
				}
			}
		},
	}
}

type metRow struct {
	kind graph.EntityKind
	c    graph.CoParticipant
}

// A joint collects what two entities share.
type joint struct {
	events      int
	kind        byte
	first, last graph.Day
	outlets     []string
	types       map[graph.EventType]int
	confidence  float64
}

func (j *joint) add(b *brief) {
	if j.events == 0 {
		j.first, j.last, j.types = graph.LastDay+1, noDay, map[graph.EventType]int{}
	}
	j.events++
	j.types[b.kind]++
	if b.dated {
		j.first, j.last = min(j.first, b.first), max(j.last, b.first)
	}
	j.confidence = max(j.confidence, b.confidence)
	j.outlets = union(j.outlets, b.outlets)
}

func (j *joint) span() (first, last string) {
	if j.last == noDay {
		return "", ""
	}
	return j.first.String(), j.last.String()
}

func (j *joint) coParticipant(id string) graph.CoParticipant {
	c := graph.CoParticipant{Entity: id, Events: j.events, Outlets: len(j.outlets), Types: typeCounts(j.types)}
	c.FirstDate, c.LastDate = j.span()
	return c
}

// joints collects, for each entity that shares events with id that fit, what
// they share.
func (sn *Snapshot) joints(id string, f *eventFilter) (map[string]*joint, error) {
	by := map[string]*joint{}
	for b, err := range sn.each(f) {
		if err != nil {
			return nil, err
		}
		for _, m := range b.participants {
			if m.id == id {
				continue
			}
			j := by[m.id]
			if j == nil {
				j = &joint{kind: m.kind}
				by[m.id] = j
			}
			j.add(b)
		}
	}
	return by, nil
}

// coParticipants returns all who share events with id, in the order asked for.
// They are kept for the revision, for the next page and the count.
func (sn *Snapshot) coParticipants(id string, f *eventFilter, q *graph.CoParticipantQuery) ([]graph.CoParticipant, error) {
	asked := *q
	asked.Page = graph.Page{}
	name, err := digest(asked)
	if err != nil {
		return nil, err
	}
	name = "with:" + id + name
	if v, ok := sn.cache().get(name, sn.Revision()); ok {
		return v.([]graph.CoParticipant), nil
	}
	all, err := sn.readCoParticipants(id, f, q)
	if err == nil {
		err = sn.sortCoParticipants(all, q.Field, q.Ascending)
	}
	if err != nil {
		return nil, err
	}
	sn.cache().put(name, sn.Revision(), all, 250*len(all)+64)
	return all, nil
}

func (sn *Snapshot) readCoParticipants(id string, f *eventFilter, q *graph.CoParticipantQuery) ([]graph.CoParticipant, error) {
	var all []graph.CoParticipant
	if f.plain() && len(f.All) == 1 && len(f.Any) == 0 {
		for it, err := range sn.metList(id, *q).walk(false, nil) {
			if err != nil {
				return nil, err
			}
			all = append(all, it.value)
		}
		return all, nil
	}
	by, err := sn.joints(id, f)
	if err != nil {
		return nil, err
	}
	for other, j := range by {
		if j.events >= q.MinEvents && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, kindAt(j.kind))) {
			all = append(all, j.coParticipant(other))
		}
	}
	return all, nil
}

// sortCoParticipants sorts by a field, ties by id.
func (sn *Snapshot) sortCoParticipants(all []graph.CoParticipant, field graph.CoParticipantField, ascending bool) error {
	var by func(a, b *graph.CoParticipant) int
	switch field {
	case "", graph.ByEventCount:
		by = func(a, b *graph.CoParticipant) int { return cmp.Compare(a.Events, b.Events) }
	case graph.ByLastDate:
		by = func(a, b *graph.CoParticipant) int { return cmp.Compare(a.LastDate, b.LastDate) }
	case graph.ByFirstDate:
		by = func(a, b *graph.CoParticipant) int { return cmp.Compare(a.FirstDate, b.FirstDate) }
	case graph.ByOutletCount:
		by = func(a, b *graph.CoParticipant) int { return cmp.Compare(a.Outlets, b.Outlets) }
	case graph.ByName:
		names := make(map[string]string, len(all))
		for i := range all {
			e, err := readEntity(sn, all[i].Entity)
			if err != nil {
				return err
			}
			names[all[i].Entity] = fold(e.Name)
		}
		by = func(a, b *graph.CoParticipant) int { return cmp.Compare(names[a.Entity], names[b.Entity]) }
	default:
		return errors.New("unknown order of co-participants: " + string(field))
	}
	slices.SortFunc(all, func(a, b graph.CoParticipant) int {
		c := by(&a, &b)
		if !ascending {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.Entity, b.Entity))
	})
	return nil
}

// CountCoParticipants counts who shares events with an entity.
func (sn *Snapshot) CountCoParticipants(entity string, q graph.CoParticipantQuery) (int, error) {
	id, err := sn.entityID(entity)
	if err != nil {
		return 0, err
	}
	f, err := sn.sharing(id, q.Filter)
	if err != nil || f.nothing {
		return 0, err
	}
	if f.plain() && len(f.All) == 1 && len(f.Any) == 0 && q.MinEvents <= 1 {
		t, err := readTotals(sn, entityList(id))
		if err != nil {
			return 0, err
		}
		n := 0
		for k, m := range t.met {
			if len(q.Kinds) == 0 || slices.Contains(q.Kinds, kindAt(byte(k))) {
				n += m
			}
		}
		return n, nil
	}
	all, err := sn.coParticipants(id, f, &q)
	return len(all), err
}
