package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"slices"

	"parley/graph"
)

// A lister makes the ordered list of one source of briefs.
func (sn *Snapshot) briefList(k kind, name key, f *eventFilter, ascending bool) ordered[brief] {
	main := append(newKey(k), name...)
	read := func(k, payload []byte) (brief, error) {
		_, kf := parseKey(k)
		kf.b = kf.b[len(name):]
		if kf.byte() == 0 {
			kf.day()
		}
		id := kf.id()
		v := fields{b: payload}
		b := v.brief(id)
		return b, errors.Join(kf.err, v.err)
	}
	var segs []segment
	if f.dated {
		// Events that start up to longDays before From may last until it; those
		// that last longer are few and have a list of their own.
		early := f.from - longDays
		segs = []segment{{main, key{}.when(int32(f.to), true), key{}.when(int32(early), true).descEnd(), ascending}}
		if k == kindList {
			segs = append(segs, segment{append(newKey(kindLong), name...), key{}.when(int32(early-1), true), []byte{1}, ascending})
		} else {
			segs = append(segs, segment{main, key{}.when(int32(early-1), true), []byte{1}, ascending})
		}
		if ascending {
			slices.Reverse(segs)
		}
	} else if ascending {
		segs = []segment{{main, nil, []byte{1}, true}, {main, []byte{1}, nil, false}}
	} else {
		segs = []segment{{prefix: main}}
	}
	return segments(sn, segs, false, read)
}

// descEnd turns a key up to a day into the least key after all of that day.
func (k key) descEnd() key { return after(k) }

// byDate is the list of the events that fit, by date.
func (sn *Snapshot) byDate(f *eventFilter, ascending bool) ordered[brief] {
	names, wide := f.lists()
	var lists []ordered[brief]
	for _, n := range names {
		lists = append(lists, sn.briefList(kindList, key(n), f, ascending))
	}
	if wide {
		lists = append(lists, sn.briefList(kindWide, key{}.id(f.All[0]), f, ascending))
	}
	return filterMap(merged(lists), func(b *brief) (brief, bool, error) { return *b, f.fits(b), nil })
}

// Events returns a page of the events that fit a filter.
func (sn *Snapshot) Events(f graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error) {
	ef, err := sn.prepare(f)
	if err != nil {
		return graph.List[graph.Event]{}, err
	}
	if ef.nothing {
		return graph.List[graph.Event]{Items: []graph.Item[graph.Event]{}}, nil
	}
	l, err := sn.eventList(ef, o)
	if err != nil {
		return graph.List[graph.Event]{}, err
	}
	return sn.eventPage(l, p)
}

// eventPage reads the events of a page.
func (sn *Snapshot) eventPage(l ordered[brief], p graph.Page) (graph.List[graph.Event], error) {
	page, err := paginate(l, p)
	if err != nil {
		return graph.List[graph.Event]{}, err
	}
	out := graph.List[graph.Event]{HasNext: page.HasNext, HasPrevious: page.HasPrevious, Items: make([]graph.Item[graph.Event], len(page.Items))}
	for i, it := range page.Items {
		e, _, err := readEvent(sn, it.Value.id)
		if err != nil {
			return graph.List[graph.Event]{}, err
		}
		out.Items[i] = graph.Item[graph.Event]{Cursor: it.Cursor, Value: *e}
	}
	return out, nil
}

// eventList is the list of the events that fit, in an order.
func (sn *Snapshot) eventList(f *eventFilter, o graph.EventOrder) (ordered[brief], error) {
	var code byte
	switch o.Field {
	case "", graph.ByDate:
		return sn.byDate(f, o.Ascending), nil
	case graph.ByFirstReported:
		code = orderReported
	case graph.BySourceCount:
		code = orderOutlets
	case graph.ByConfidence:
		code = orderConfidence
	case graph.ByContested:
		code = orderContested
	case graph.ByChanged:
	default:
		return ordered[brief]{}, errors.New("unknown order of events: " + string(o.Field))
	}
	names, _ := f.lists()
	if names[0][0] == listAll && f.texts == nil {
		return sn.byIndex(f, code, o.Ascending), nil
	}
	return sn.inMemory(f, code, o.Ascending)
}

// byIndex walks all events in an indexed order, reading each to filter it;
// code 0 is the log of changes.
func (sn *Snapshot) byIndex(f *eventFilter, code byte, ascending bool) ordered[brief] {
	prefix := newKey(kindOrder).byte(code)
	if code == 0 {
		prefix = newKey(kindChange)
	}
	ids := segments(sn, []segment{{prefix: prefix, backward: !ascending}}, true, func(k, _ []byte) (string, error) {
		kf := fields{b: k[len(prefix):]}
		kf.num()
		id := kf.id()
		return id, kf.err
	})
	return filterMap(ids, func(id *string) (brief, bool, error) {
		if graph.IDKind(*id) != graph.EventID {
			return brief{}, false, nil
		}
		_, b, err := readEvent(sn, *id)
		if errors.Is(err, graph.ErrNotFound) {
			return brief{}, false, nil // the log tells of removed ones too
		}
		if err != nil {
			return brief{}, false, err
		}
		return *b, f.fits(b), nil
	})
}

// inMemory sorts what fits; for lists of one entity, place or outlet.
func (sn *Snapshot) inMemory(f *eventFilter, code byte, ascending bool) (ordered[brief], error) {
	type placed struct {
		place []byte
		b     brief
	}
	var all []placed
	for b, err := range sn.each(f) {
		if err != nil {
			return ordered[brief]{}, err
		}
		var n int64
		if code == 0 {
			facts, err := readFacts(sn, b.id)
			if err != nil {
				return ordered[brief]{}, err
			}
			n = int64(facts.changed)
		} else {
			e, _, err := readEvent(sn, b.id)
			if err != nil {
				return ordered[brief]{}, err
			}
			if code == orderContested && e.Contested <= 0 {
				continue
			}
			n = orderValue(code, e)
		}
		all = append(all, placed{key{}.num(n).id(b.id), *b})
	}
	compare := bytes.Compare
	if !ascending {
		compare = func(a, b []byte) int { return bytes.Compare(b, a) }
	}
	slices.SortFunc(all, func(a, b placed) int { return compare(a.place, b.place) })
	return ordered[brief]{
		compare: compare,
		walk: func(backward bool, from []byte) iter.Seq2[item[brief], error] {
			return func(yield func(item[brief], error) bool) {
				for i := range all {
					at := i
					if backward {
						at = len(all) - 1 - i
					}
					if c := compare(all[at].place, from); from != nil && (c <= 0 && !backward || c >= 0 && backward) {
						continue
					}
					if !yield(item[brief]{all[at].place, all[at].b}, nil) {
						return
					}
				}
			}
		},
	}, nil
}

// each yields the events that fit, newest first. A long list is decoded once
// and kept until a row of it changes.
func (sn *Snapshot) each(f *eventFilter) iter.Seq2[*brief, error] {
	return func(yield func(*brief, error) bool) {
		names, wide := f.lists()
		if len(names) == 1 && !wide && names[0][0] != listAll {
			if keep, err := sn.worthKeeping(names[0], f); err != nil {
				yield(nil, err)
				return
			} else if keep {
				sn.eachKept(names[0], f, yield)
				return
			}
		}
		for it, err := range sn.byDate(f, false).walk(false, nil) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(&it.value, nil) {
				return
			}
		}
	}
}

// Lists of fewer rows than keepFrom are read as fast as they are looked up;
// lists of more than keepTo would push all else out of the cache.
const (
	keepFrom = 64
	keepTo   = 50_000
)

// worthKeeping reports whether to decode a list whole.
func (sn *Snapshot) worthKeeping(l listName, f *eventFilter) (bool, error) {
	t, err := readTotals(sn, l)
	if err != nil {
		return false, err
	}
	rows := 0
	for _, c := range t.classes {
		rows += c.n
	}
	if f.keep {
		return rows <= keepTo, nil
	}
	if f.dated && rows > keepFrom {
		inRange := 0
		for _, d := range t.days {
			if d.key >= f.from-longDays && d.key <= f.to {
				inRange += d.n
			}
		}
		if inRange < keepFrom {
			return false, nil
		}
	}
	return rows >= keepFrom && rows <= keepTo, nil
}

// kept returns the decoded rows of a list, newest first.
func (sn *Snapshot) kept(l listName) ([]brief, error) {
	t, err := readTotals(sn, l)
	if err != nil {
		return nil, err
	}
	name := "list:" + string(l)
	if v, ok := sn.cache().get(name, t.changed); ok {
		return v.([]brief), nil
	}
	rows := 0
	for _, c := range t.classes {
		rows += c.n
	}
	all := make([]brief, 0, rows)
	size := 0
	for it, err := range sn.briefList(kindList, key(l), &eventFilter{}, false).walk(false, nil) {
		if err != nil {
			return nil, err
		}
		b := &it.value
		size += 200 + 40*len(b.participants) + 40*len(b.outlets)
		all = append(all, *b)
	}
	sn.cache().put(name, t.changed, all, size)
	return all, nil
}

func (sn *Snapshot) eachKept(l listName, f *eventFilter, yield func(*brief, error) bool) {
	all, err := sn.kept(l)
	if err != nil {
		yield(nil, err)
		return
	}
	for i := range all {
		if f.fits(&all[i]) && !yield(&all[i], nil) {
			return
		}
	}
}

// CountEvents counts the events that fit a filter. Types and factuality of
// all events, of an entity's, a pair's or an outlet's are counted without
// reading events.
func (sn *Snapshot) CountEvents(f graph.EventFilter) (int, error) {
	ef, err := sn.prepare(f)
	if err != nil || ef.nothing {
		return 0, err
	}
	names, _ := ef.lists()
	exact := len(ef.All) <= 2 && (len(ef.All) == 0 || len(ef.Any) == 0) && len(ef.Any) <= 1 && (len(ef.Outlets) == 0 || names[0][0] == listOutlet)
	if len(names) == 1 && exact && ef.byClass() {
		t, err := readTotals(sn, names[0])
		if err != nil {
			return 0, err
		}
		n := 0
		for _, c := range t.classes {
			if slices.Contains(ef.accepted, c.key.factuality) && (len(ef.Types) == 0 || slices.Contains(ef.Types, c.key.kind)) {
				n += c.n
			}
		}
		return n, nil
	}
	asked, err := json.Marshal(f)
	if err != nil {
		return 0, err
	}
	name := "count:" + string(asked)
	if v, ok := sn.cache().get(name, sn.Revision()); ok {
		return v.(int), nil
	}
	n := 0
	for _, err := range sn.each(ef) {
		if err != nil {
			return 0, err
		}
		n++
	}
	sn.cache().put(name, sn.Revision(), n, 64)
	return n, nil
}

// Parts returns the events that are parts of an event, newest first.
func (sn *Snapshot) Parts(event string, p graph.Page) (graph.List[graph.Event], error) {
	id, err := sn.eventID(event)
	if err != nil {
		return graph.List[graph.Event]{}, err
	}
	prefix := newKey(kindPart).id(id)
	return sn.eventPage(rows(sn, prefix, true, func(k, _ []byte) (brief, error) {
		f := fields{b: k[len(prefix):]}
		if f.byte() == 0 {
			f.day()
		}
		return brief{id: f.id()}, f.err
	}), p)
}

// EventsHere returns the events in a place or in places within it.
func (sn *Snapshot) EventsHere(place string, f graph.EventFilter, o graph.EventOrder, p graph.Page) (graph.List[graph.Event], error) {
	f.Place = place
	return sn.Events(f, o, p)
}
