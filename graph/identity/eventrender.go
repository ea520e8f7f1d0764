package identity

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"parley/graph"
)

// renderEvents describes anew the events that changed.
func (t *tx) renderEvents() {
	// What is part of a report's event names that event.
	articles := map[string]bool{}
	for r := range t.eventOf {
		if d := t.digest(r); d != nil {
			articles[d.Article] = true
		}
	}
	for _, a := range sorted(articles) {
		if s := t.source(a); s != nil {
			for _, r := range s.Reports {
				if d := t.digest(r); d != nil && d.PartOf != "" {
					if e := t.get("v", r); e != "" {
						t.redoEvents[e] = true
					}
				}
			}
		}
	}
	for _, id := range sorted(t.goneNodes) {
		n := t.goneNodes[id]
		t.nearby(n, func(o *node) {
			if contains(n, o) {
				t.redoNode(o)
			}
		})
	}
	for _, e := range sorted(t.redoEvents) {
		reports, _ := t.list("w", e, 0)
		if len(reports) == 0 {
			continue
		}
		ds := make([]*digest, 0, len(reports))
		for _, r := range reports {
			if d := t.digest(r); d != nil {
				ds = append(ds, d)
			}
		}
		t.out.Events = append(t.out.Events, t.renderEvent(e, ds))
	}
}

// redoNode marks the event of a node.
func (t *tx) redoNode(n *node) {
	if rs, _ := t.list("n", n.id, 1); len(rs) > 0 {
		if e := t.get("v", rs[0]); e != "" {
			t.redoEvents[e] = true
		}
	}
}

// renderEvent describes an event from its reports.
func (t *tx) renderEvent(id string, ds []*digest) graph.Event {
	slices.SortFunc(ds, func(a, b *digest) int {
		return cmp.Or(strings.Compare(a.PublishedAs, b.PublishedAs), strings.Compare(a.Article, b.Article), a.Index-b.Index)
	})
	sources := t.foldSources(ds)
	e := graph.Event{ID: id, Type: resolveType(ds), Mode: graph.EventMode(mostOf(ds, func(d *digest) string { return string(d.Mode) })),
		Name: mostOf(ds, func(d *digest) string { return d.Name }), Date: resolveDate(ds), Factuality: resolveFactuality(ds)}
	outlets, independent := map[string]bool{}, map[string]float64{}
	for i, d := range ds {
		e.Reports = append(e.Reports, graph.ReportRef{ID: d.ID, Article: d.Article, Index: d.Index, Source: sources[i]})
		outlets[outletOf(d)] = true
		independent[sources[i]] = max(independent[sources[i]], d.Confidence)
		if p := d.PublishedAs; p != "" {
			if e.FirstReported == "" || p < e.FirstReported {
				e.FirstReported = p
			}
			e.LastReported = max(e.LastReported, p)
		}
	}
	e.Outlets, e.Independent = len(outlets), len(independent)
	e.Confidence = together(independent)
	e.Place = t.resolvePlace(ds)
	e.Participants = t.participants(ds, sources)
	e.PartOf = t.gathering(id, ds)
	e.Title = t.eventTitle(&e)
	e.Corroboration, e.Contested = t.corroborate(&e, ds)
	return e
}

// outletOf returns who published a report's article; without an outlet the
// article stands for itself.
func outletOf(d *digest) string {
	if d.Outlet != "" {
		return d.Outlet
	}
	return graph.NewID(graph.ArticleID, d.Article)
}

// together returns the confidence that independent sources give together:
// that at least one of them is right, never quite 1.
func together(by map[string]float64) float64 {
	miss := 1.0
	for _, s := range sorted(by) {
		miss *= 1 - min(max(by[s], 0), 1)
	}
	return math.Round(min(1-miss, 0.99)*1e4) / 1e4
}

// mostOf returns the value that most reports give, "" when none does.
func mostOf(ds []*digest, f func(*digest) string) string {
	m := map[string]int{}
	for _, d := range ds {
		if v := f(d); v != "" {
			m[v]++
		}
	}
	return most(m)
}

func resolveType(ds []*digest) graph.EventType {
	n := map[graph.EventType]int{}
	for _, d := range ds {
		n[d.Type] += 2
	}
	best, top := graph.OtherEvent, 0
	for _, t := range graph.EventTypes {
		if n[t] > top {
			best, top = t, n[t]
		}
	}
	return best
}

// standing orders factualities of reports published on one day.
var standing = map[graph.Factuality]int{graph.Cancelled: 8, graph.Postponed: 7, graph.Refused: 6, graph.Scheduled: 5, graph.Proposed: 4,
	graph.Denied: 3, graph.Alleged: 2, graph.Hypothetical: 1}

// resolveFactuality says whether it happened: it did when a source says so on
// its own account; otherwise the latest word counts.
func resolveFactuality(ds []*digest) graph.Factuality {
	n := map[graph.Factuality]int{}
	for _, d := range ds {
		n[d.Factuality]++
	}
	if n[graph.Held] > 0 {
		return graph.Held
	}
	if n[graph.Ongoing] > 0 {
		return graph.Ongoing
	}
	best := ds[0]
	for _, d := range ds[1:] {
		if c := cmp.Or(strings.Compare(d.Published, best.Published), n[d.Factuality]-n[best.Factuality], standing[d.Factuality]-standing[best.Factuality]); c > 0 {
			best = d
		}
	}
	return best.Factuality
}

// resolveDate returns the date with the most support: a report supports every
// date that its own does not rule out, a day it names twice as much.
func resolveDate(ds []*digest) *graph.Date {
	type candidate struct {
		date    graph.Date
		support float64
		width   graph.Day
	}
	if told := slices.DeleteFunc(slices.Clone(ds), func(d *digest) bool { return !d.told() }); len(told) > 0 {
		ds = told // what was inferred from publication only stands in
	}
	var cs []candidate
	for _, d := range ds {
		if d.Date == nil {
			continue
		}
		i := slices.IndexFunc(cs, func(c candidate) bool { return c.date.EDTF == d.Date.EDTF })
		if i >= 0 {
			if basisRank(d.Date.Basis) < basisRank(cs[i].date.Basis) {
				cs[i].date.Basis = d.Date.Basis
			}
			continue
		}
		from, to, ok := d.Date.Bounds()
		if ok {
			cs = append(cs, candidate{date: *d.Date, width: to - from})
		}
	}
	if len(cs) == 0 {
		return nil
	}
	for i := range cs {
		for _, d := range ds {
			if d.Date == nil {
				continue
			}
			w := 1.0
			if d.Factuality == graph.Held || d.Factuality == graph.Ongoing {
				w = 1.5
			}
			switch cs[i].date.Relate(*d.Date) {
			case graph.SameDays:
				cs[i].support += 2 * w
			case graph.Within:
				cs[i].support += 1.5 * w
			case graph.Covers, graph.Overlapping:
				cs[i].support += w
			}
		}
	}
	slices.SortFunc(cs, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.support, a.support), int(a.width-b.width), strings.Compare(a.date.EDTF, b.date.EDTF))
	})
	d := cs[0].date
	return &d
}

func basisRank(b graph.DateBasis) int {
	switch b {
	case graph.Explicit:
		return 0
	case graph.Relative:
		return 1
	case graph.Publication:
		return 2
	}
	return 3
}

// resolvePlace returns the place with the most support; a city is supported
// by who names its country only.
func (t *tx) resolvePlace(ds []*digest) string {
	n, country := map[string]int{}, map[string]string{}
	whole := map[string]int{} // countries named as the place
	for _, d := range ds {
		if d.Place == "" {
			continue
		}
		e := t.get("m", d.Place)
		n[e] += 2
		if c, nation := strings.CutPrefix(d.PlaceCountry, "="); nation {
			whole[c] += 2
		} else {
			country[e] = max(country[e], c)
		}
	}
	for e := range n {
		if c := country[e]; c != "" {
			n[e] += whole[c]
		}
	}
	return most(n)
}

var roleOrder = []graph.ParticipantRole{graph.Party, graph.Actor, graph.Guest, graph.Host, graph.Mediator, graph.Target, graph.Destination, graph.Delegate, graph.Represented, graph.OtherRole}

// participants resolves who took part.
func (t *tx) participants(ds []*digest, sources []string) []graph.Participation {
	type tallyOf struct {
		roles, capacities, behalf, texts map[string]int
		outlets                          map[string]bool
		confidence                       map[string]float64
		factuality                       int
	}
	found := map[string]*tallyOf{}
	for i, d := range ds {
		seen := map[string]bool{}
		for _, p := range d.Participants {
			e := t.get("m", p.Signature)
			if e == "" || seen[e] {
				continue
			}
			seen[e] = true
			c := found[e]
			if c == nil {
				c = &tallyOf{outlets: map[string]bool{}, confidence: map[string]float64{}, factuality: len(graph.Factualities)}
				found[e] = c
			}
			count(&c.roles, string(p.Role), 1)
			count(&c.capacities, p.Capacity, 1)
			if p.OnBehalfOf != "" {
				count(&c.behalf, t.get("m", p.OnBehalfOf), 1)
			}
			count(&c.texts, p.Text, 1)
			c.outlets[outletOf(d)] = true
			c.confidence[sources[i]] = max(c.confidence[sources[i]], p.Confidence)
			if f := slices.Index(graph.Factualities, d.Factuality); f >= 0 {
				c.factuality = min(c.factuality, f)
			}
		}
	}
	var out []graph.Participation
	for _, e := range sorted(found) {
		c := found[e]
		p := graph.Participation{Entity: e, Role: graph.ParticipantRole(most(c.roles)), Capacity: most(c.capacities), OnBehalfOf: most(c.behalf),
			ReportedAs: counts(c.texts, maxAliases), Confidence: together(c.confidence), Outlets: len(c.outlets)}
		if c.factuality < len(graph.Factualities) {
			p.Factuality = graph.Factualities[c.factuality]
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b graph.Participation) int {
		return cmp.Or(slices.Index(roleOrder, a.Role)-slices.Index(roleOrder, b.Role), b.Outlets-a.Outlets, cmp.Compare(b.Confidence, a.Confidence))
	})
	return out
}

// gathering returns the event that this one is part of: as an article says,
// or the one gathering whose days and participants contain it.
func (t *tx) gathering(id string, ds []*digest) string {
	said := map[string]int{}
	for _, d := range ds {
		if d.PartOf != "" {
			if e := t.get("v", d.PartOf); e != id {
				count(&said, e, 1)
			}
		}
	}
	if e := most(said); e != "" {
		return e
	}
	found := map[string]int{}
	seen := map[string]bool{}
	for _, d := range ds {
		if d.Node == "" || seen[d.Node] {
			continue
		}
		seen[d.Node] = true
		n := parseNode(d.Node)
		n = t.node(n.id, d.Node)
		if family(n.typ) != "meet" {
			continue
		}
		t.nearby(n, func(o *node) {
			if !contains(o, n) {
				return
			}
			if rs, _ := t.list("n", o.id, 1); len(rs) > 0 {
				if e := t.get("v", rs[0]); e != id {
					count(&found, e, 1)
				}
			}
		})
	}
	return most(found)
}

// corroborate gives the verdict on how the sources agree.
func (t *tx) corroborate(e *graph.Event, ds []*digest) (graph.CorroborationLevel, int) {
	happened, not := 0, 0
	for _, d := range ds {
		switch d.Factuality {
		case graph.Held, graph.Ongoing:
			happened++
		case graph.Denied:
			not++
		case graph.Cancelled, graph.Refused:
			// Called off before, or after it was announced, is no contradiction
			// unless others say that it took place.
			not++
		}
	}
	details := 0
	var dates []graph.Date
	for _, d := range ds {
		if d.Date == nil {
			continue
		}
		if slices.ContainsFunc(dates, d.Date.Contradicts) {
			details++
			break
		}
		dates = append(dates, *d.Date)
	}
	places := map[string]bool{}
	for _, d := range ds {
		if d.Place != "" && d.PlaceCountry != "" {
			places[strings.TrimPrefix(d.PlaceCountry, "=")] = true
		}
	}
	if len(places) > 1 {
		details++
	}
	figures := map[string]float64{}
	for _, d := range ds {
		for _, u := range sorted(d.Quantities) {
			if v, ok := figures[u]; ok && v != d.Quantities[u] {
				details++
				break
			}
			figures[u] = d.Quantities[u]
		}
	}
	contested := details
	if happened > 0 && not > 0 {
		contested += 2 * min(happened, not)
	}
	switch {
	case happened > 0 && not > 0:
		return graph.Contested, contested
	case e.Independent < 2:
		return graph.SingleSource, contested
	case details > 0:
		return graph.Partial, contested
	}
	return graph.Corroborated, contested
}
