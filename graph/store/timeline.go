package store

import (
	"errors"
	"maps"
	"slices"

	"parley/graph"
)

// Timeline counts the dated events that fit a filter, each in the bucket of
// the first day of its date. Empty buckets are left out.
func (sn *Snapshot) Timeline(f graph.EventFilter, g graph.Granularity) ([]graph.Bucket, error) {
	start, err := bucketStart(g)
	if err != nil {
		return nil, err
	}
	ef, err := sn.prepare(f)
	if err != nil {
		return nil, err
	}
	if ef.nothing {
		return []graph.Bucket{}, nil
	}
	type sums struct {
		events  int
		outlets map[string]bool
		types   map[graph.EventType]int
	}
	by := map[graph.Day]*sums{}
	for b, err := range sn.each(ef) {
		if err != nil {
			return nil, err
		}
		if !b.dated {
			continue
		}
		d, _ := start(b.first)
		s := by[d]
		if s == nil {
			s = &sums{outlets: map[string]bool{}, types: map[graph.EventType]int{}}
			by[d] = s
		}
		s.events++
		s.types[b.kind]++
		for _, o := range b.outlets {
			s.outlets[o] = true
		}
	}
	buckets := make([]graph.Bucket, 0, len(by))
	for _, d := range slices.Sorted(maps.Keys(by)) {
		first, last := start(d)
		s := by[d]
		buckets = append(buckets, graph.Bucket{Start: first.String(), End: last.String(), Events: s.events, Outlets: len(s.outlets), Types: typeCounts(s.types)})
	}
	return buckets, nil
}

// bucketStart returns a function from a day to the first and last day of its
// bucket. A week is Monday to Sunday.
func bucketStart(g graph.Granularity) (func(graph.Day) (first, last graph.Day), error) {
	switch g {
	case graph.PerDay:
		return func(d graph.Day) (graph.Day, graph.Day) { return d, d }, nil
	case graph.PerWeek:
		return func(d graph.Day) (graph.Day, graph.Day) {
			monday := d - ((d+3)%7+7)%7 // 1970-01-01 was a Thursday
			return monday, monday + 6
		}, nil
	case graph.PerMonth:
		return func(d graph.Day) (graph.Day, graph.Day) {
			y, m, _ := d.YMD()
			return graph.NewDay(y, m, 1), graph.NewDay(y, m+1, 1) - 1
		}, nil
	case graph.PerYear:
		return func(d graph.Day) (graph.Day, graph.Day) {
			y, _, _ := d.YMD()
			return graph.NewDay(y, 1, 1), graph.NewDay(y, 12, 31)
		}, nil
	}
	return nil, errors.New("unknown width of timeline buckets: " + string(g))
}
