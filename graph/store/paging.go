package store

import (
	"encoding/base64"
	"iter"
	"slices"

	"parley/graph"
)

// An item is an entry of an ordered list with its place in it.
type item[T any] struct {
	place []byte
	value T
}

// An ordered list can be walked both ways, from the beginning or from just
// after a place.
type ordered[T any] struct {
	// walk yields the items after a place, all when it is nil.
	walk func(backward bool, from []byte) iter.Seq2[item[T], error]
	// compare orders two places as the list does.
	compare func(a, b []byte) int
}

// cursorVersion begins each cursor, so that others are refused.
const cursorVersion = 0x70

func encodeCursor(place []byte) string {
	return base64.RawURLEncoding.EncodeToString(append([]byte{cursorVersion}, place...))
}

func decodeCursor(c string) ([]byte, error) {
	if c == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(c)
	if err != nil || len(b) < 2 || b[0] != cursorVersion {
		return nil, ErrCursor
	}
	return b[1:], nil
}

// paginate returns a page of a list. Without First and Last it is the whole
// list between the cursors.
func paginate[T any](l ordered[T], p graph.Page) (graph.List[T], error) {
	var out graph.List[T]
	from, err := decodeCursor(p.After)
	if err != nil {
		return out, err
	}
	until, err := decodeCursor(p.Before)
	if err != nil {
		return out, err
	}
	backward := p.Last > 0 && p.First <= 0
	limit := p.First
	compare := l.compare
	if backward {
		limit, from, until = p.Last, until, from
		compare = func(a, b []byte) int { return l.compare(b, a) }
	}
	more := false
	out.Items = []graph.Item[T]{}
	for it, err := range l.walk(backward, from) {
		if err != nil {
			return graph.List[T]{}, err
		}
		if until != nil && compare(it.place, until) >= 0 || limit > 0 && len(out.Items) == limit {
			more = true
			break
		}
		out.Items = append(out.Items, graph.Item[T]{Cursor: encodeCursor(it.place), Value: it.value})
	}
	if backward {
		slices.Reverse(out.Items)
		out.HasPrevious, out.HasNext = more, from != nil
	} else {
		out.HasNext, out.HasPrevious = more, from != nil
	}
	return out, nil
}

// sorted is an ordered list of values in memory. Their places are their ids.
func sorted[T any](values []T, id func(*T) string) ordered[T] {
	index := func(place []byte) int {
		return slices.IndexFunc(values, func(v T) bool { return id(&v) == string(place) })
	}
	return ordered[T]{
		walk: func(backward bool, from []byte) iter.Seq2[item[T], error] {
			return func(yield func(item[T], error) bool) {
				start := 0
				if backward {
					start = len(values) - 1
				}
				if from != nil {
					if start = index(from); start < 0 {
						yield(item[T]{}, ErrCursor)
						return
					}
					if start++; backward {
						start -= 2
					}
				}
				step := 1
				if backward {
					step = -1
				}
				for i := start; i >= 0 && i < len(values); i += step {
					if !yield(item[T]{[]byte(id(&values[i])), values[i]}, nil) {
						return
					}
				}
			}
		},
		compare: func(a, b []byte) int { return index(a) - index(b) },
	}
}

// placed is an ordered list of items in memory, in the order of their places.
func placed[T any](items []item[T]) ordered[T] {
	return ordered[T]{
		walk: func(backward bool, from []byte) iter.Seq2[item[T], error] {
			return func(yield func(item[T], error) bool) {
				for i := range items {
					if backward {
						i = len(items) - 1 - i
					}
					if c := slices.Compare(items[i].place, from); from != nil && (c <= 0 && !backward || c >= 0 && backward) {
						continue
					}
					if !yield(items[i], nil) {
						return
					}
				}
			}
		},
		compare: slices.Compare[[]byte],
	}
}

// filterMap passes the items on that keep takes, as what it makes of them.
func filterMap[T, U any](l ordered[T], keep func(*T) (U, bool, error)) ordered[U] {
	return ordered[U]{
		walk: func(backward bool, from []byte) iter.Seq2[item[U], error] {
			return func(yield func(item[U], error) bool) {
				for it, err := range l.walk(backward, from) {
					if err != nil {
						yield(item[U]{}, err)
						return
					}
					u, ok, err := keep(&it.value)
					if err != nil {
						yield(item[U]{}, err)
						return
					}
					if ok && !yield(item[U]{it.place, u}, nil) {
						return
					}
				}
			}
		},
		compare: l.compare,
	}
}

// merged walks several lists with one order as one, an item that stands in
// several once.
func merged[T any](lists []ordered[T]) ordered[T] {
	if len(lists) == 1 {
		return lists[0]
	}
	compare := func(a, b []byte) int { return slices.Compare(a, b) }
	if len(lists) > 0 {
		compare = lists[0].compare
	}
	return ordered[T]{
		walk: func(backward bool, from []byte) iter.Seq2[item[T], error] {
			return func(yield func(item[T], error) bool) { mergeWalk(lists, compare, backward, from, yield) }
		},
		compare: compare,
	}
}

func mergeWalk[T any](lists []ordered[T], compare func(a, b []byte) int, backward bool, from []byte, yield func(item[T], error) bool) {
	type head struct {
		item item[T]
		next func() (item[T], error, bool)
	}
	var heads []*head
	advance := func(h *head) (ok bool) { // false ends the walk
		it, err, more := h.next()
		if err != nil {
			yield(item[T]{}, err)
			return false
		}
		h.item = it
		if !more {
			heads = slices.DeleteFunc(heads, func(x *head) bool { return x == h })
		}
		return true
	}
	for _, l := range lists {
		next, stop := iter.Pull2(l.walk(backward, from))
		defer stop()
		h := &head{next: next}
		heads = append(heads, h)
		if !advance(h) {
			return
		}
	}
	var last []byte
	for len(heads) > 0 {
		least := heads[0]
		for _, h := range heads[1:] {
			if c := compare(h.item.place, least.item.place); c < 0 != backward && c != 0 {
				least = h
			}
		}
		it := least.item
		it.place = slices.Clone(it.place)
		if last == nil || compare(last, it.place) != 0 {
			if !yield(it, nil) {
				return
			}
		}
		last = it.place
		if !advance(least) {
			return
		}
	}
}

// rows is the ordered list of the keys with a prefix; a place is what follows
// it. read makes a value of a row; nil payloads when keysOnly.
func rows[T any](s source, prefix key, keysOnly bool, read func(k, payload []byte) (T, error)) ordered[T] {
	return segments(s, []segment{{prefix: prefix}}, keysOnly, read)
}

// A segment is a range of keys, walked backward or not: those with the prefix
// of which the rest is in [lo, hi); no hi is no bound.
type segment struct {
	prefix   key
	lo, hi   []byte
	backward bool
}

func (g *segment) has(place []byte) bool {
	return slices.Compare(place, g.lo) >= 0 && (g.hi == nil || slices.Compare(place, g.hi) < 0)
}

func (g *segment) bounds() (from, to []byte) {
	from = append(slices.Clone(g.prefix), g.lo...)
	if g.hi == nil {
		return from, after(g.prefix)
	}
	return from, append(slices.Clone(g.prefix), g.hi...)
}

// segments is the ordered list of several ranges, one after the other. No
// place is in two.
func segments[T any](s source, segs []segment, keysOnly bool, read func(k, payload []byte) (T, error)) ordered[T] {
	find := func(place []byte) int {
		return slices.IndexFunc(segs, func(g segment) bool { return g.has(place) })
	}
	return ordered[T]{
		walk: func(backward bool, from []byte) iter.Seq2[item[T], error] {
			return func(yield func(item[T], error) bool) {
				first := 0
				if backward {
					first = len(segs) - 1
				}
				if from != nil {
					if first = find(from); first < 0 {
						yield(item[T]{}, ErrCursor)
						return
					}
				}
				for i := first; i >= 0 && i < len(segs); {
					g := segs[i]
					back := g.backward != backward
					lo, hi := g.bounds()
					if i == first && from != nil {
						if at := append(slices.Clone(g.prefix), from...); back {
							hi = at
						} else {
							lo = append(at, 0)
						}
					}
					for e, err := range s.scan(lo, hi, back, keysOnly) {
						if err != nil {
							yield(item[T]{}, err)
							return
						}
						v, err := read(e.key, e.value)
						if err != nil {
							yield(item[T]{}, damaged(e.key, err))
							return
						}
						if !yield(item[T]{slices.Clone(e.key[len(g.prefix):]), v}, nil) {
							return
						}
					}
					if backward {
						i--
					} else {
						i++
					}
				}
			}
		},
		compare: func(a, b []byte) int {
			ia, ib := find(a), find(b)
			c := slices.Compare(a, b)
			if ia != ib {
				return ia - ib
			}
			if ia >= 0 && segs[ia].backward {
				return -c
			}
			return c
		},
	}
}
