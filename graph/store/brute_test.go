package store

import (
	"cmp"
	"slices"

	"pgregory.net/rapid"

	"parley/graph"
)

func drawFilter(t *rapid.T, ids []string) graph.EventFilter {
	var f graph.EventFilter
	maybe := func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) == 0 }
	if maybe("types") {
		f.Types = []graph.EventType{graph.Meeting, graph.Attack}
	}
	if maybe("from") {
		f.From = rapid.SampledFrom([]string{"2023-06-01", "2024-03-02", "2024-03-21"}).Draw(t, "from")
	}
	if maybe("to") {
		f.To = rapid.SampledFrom([]string{"2024-02-01", "2024-03-01", "2025-01-01"}).Draw(t, "to")
	}
	if maybe("all") {
		f.All = rapid.SliceOfN(rapid.SampledFrom(ids), 1, 3).Draw(t, "all")
	}
	if maybe("any") {
		f.Any = rapid.SliceOfN(rapid.SampledFrom(ids), 1, 2).Draw(t, "any")
	}
	if maybe("factuality") {
		f.Factuality = []graph.Factuality{graph.Denied, graph.Scheduled}
	}
	if maybe("minOutlets") {
		f.MinOutlets = 2
	}
	return f
}

func overlaps(e *graph.Event, f *graph.EventFilter) bool {
	if f.From == "" && f.To == "" {
		return true
	}
	if e.Date == nil {
		return false
	}
	from, to, ok := e.Date.Bounds()
	lo, hi := cmp.Or(f.From, "0000-01-01"), cmp.Or(f.To, "9999-12-31")
	return ok && from.String() <= hi && to.String() >= lo
}

func bruteFits(e *graph.Event, f *graph.EventFilter) bool {
	has := func(id string) bool {
		return slices.ContainsFunc(e.Participants, func(p graph.Participation) bool { return p.Entity == id })
	}
	accepted := f.Factuality
	if accepted == nil {
		accepted = graph.DefaultFactuality
	}
	if !slices.Contains(accepted, e.Factuality) || len(f.Types) > 0 && !slices.Contains(f.Types, e.Type) || e.Outlets < f.MinOutlets || !overlaps(e, f) {
		return false
	}
	for _, id := range f.All {
		if !has(id) {
			return false
		}
	}
	return len(f.Any) == 0 || slices.ContainsFunc(f.Any, has)
}

func bruteEvents(all []graph.Event, f graph.EventFilter, o graph.EventOrder) []graph.Event {
	var out []graph.Event
	for i := range all {
		if bruteFits(&all[i], &f) {
			out = append(out, all[i])
		}
	}
	first := func(e *graph.Event) (graph.Day, bool) {
		if e.Date == nil {
			return 0, false
		}
		d, _, ok := e.Date.Bounds()
		return d, ok
	}
	slices.SortFunc(out, func(a, b graph.Event) int {
		c := 0
		switch o.Field {
		case "", graph.ByDate:
			da, oka := first(&a)
			db, okb := first(&b)
			if !oka || !okb {
				if oka != okb {
					if oka {
						return -1
					}
					return 1
				}
				return cmp.Compare(a.ID, b.ID)
			}
			if c = cmp.Or(cmp.Compare(db, da), cmp.Compare(a.ID, b.ID)); o.Ascending {
				c = -c
			}
			return c
		case graph.ByFirstReported:
			c = cmp.Compare(parsePublished(a.FirstReported).seconds, parsePublished(b.FirstReported).seconds)
		case graph.BySourceCount:
			c = cmp.Compare(a.Outlets, b.Outlets)
		case graph.ByConfidence:
			c = cmp.Compare(a.Confidence, b.Confidence)
		}
		if c = cmp.Or(c, cmp.Compare(a.ID, b.ID)); !o.Ascending {
			c = -c
		}
		return c
	})
	return out
}

func eventIDs(es []graph.Event) []string {
	ids := []string{}
	for _, e := range es {
		ids = append(ids, e.ID)
	}
	return ids
}

func bruteMet(t rapid.TB, sn *Snapshot, all []graph.Event, id string, q graph.CoParticipantQuery) []graph.CoParticipant {
	f := q.Filter
	f.All = append([]string{id}, f.All...)
	by := map[string]*graph.CoParticipant{}
	outlets := map[string]map[string]bool{}
	types := map[string]map[graph.EventType]int{}
	for i := range all {
		e := &all[i]
		if !bruteFits(e, &f) {
			continue
		}
		for _, p := range e.Participants {
			if p.Entity == id {
				continue
			}
			c := by[p.Entity]
			if c == nil {
				c = &graph.CoParticipant{Entity: p.Entity}
				by[p.Entity], outlets[p.Entity], types[p.Entity] = c, map[string]bool{}, map[graph.EventType]int{}
			}
			c.Events++
			types[p.Entity][e.Type]++
			for _, r := range e.Reports {
				a, err := sn.Article(r.Article)
				if err != nil {
					t.Fatal(err)
				}
				outlets[p.Entity][cmp.Or(a.Outlet, a.Key)] = true
			}
			c.Outlets = len(outlets[p.Entity])
			if e.Date != nil {
				d, _, _ := e.Date.Bounds()
				if c.FirstDate == "" || d.String() < c.FirstDate {
					c.FirstDate = d.String()
				}
				c.LastDate = max(c.LastDate, d.String())
			}
		}
	}
	out := []graph.CoParticipant{}
	for id, c := range by {
		if c.Events >= q.MinEvents {
			c.Types = typeCounts(types[id])
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b graph.CoParticipant) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Entity, b.Entity))
	})
	return out
}
