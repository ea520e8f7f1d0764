package store

import (
	"errors"
	"fmt"
	"slices"

	"parley/graph"
)

// An eventFilter is a [graph.EventFilter] with its ids resolved and its days
// read, ready to test briefs.
type eventFilter struct {
	graph.EventFilter
	// dated is true when there is a From or To; then undated events do not fit.
	dated                    bool
	from, to                 graph.Day
	reported                 bool
	reportedFrom, reportedTo graph.Day
	places                   []string        // the place and those within it
	texts                    map[string]bool // events with the words; nil without Text
	nothing                  bool            // something asked for is not there
	accepted                 []graph.Factuality
	// keep asks for lists of any length to be kept decoded: who walks over
	// several hops reads many short ones again and again.
	keep bool
}

// prepare resolves a filter. Ids that stand for nothing let no event pass.
func (sn *Snapshot) prepare(f graph.EventFilter) (*eventFilter, error) {
	p := &eventFilter{EventFilter: f, accepted: f.Factuality}
	if p.accepted == nil {
		p.accepted = graph.DefaultFactuality
	}
	var err error
	if p.All, err = sn.entityIDs(f.All); err != nil {
		return nil, err
	}
	if slices.Contains(p.All, "") {
		p.nothing = true
	}
	if p.Any, err = sn.entityIDs(f.Any); err != nil {
		return nil, err
	}
	if len(f.Any) > 0 {
		if p.Any = slices.DeleteFunc(p.Any, func(id string) bool { return id == "" }); len(p.Any) == 0 {
			p.nothing = true
		}
	}
	if f.Place != "" {
		if p.places, err = sn.placesIn(f.Place); err != nil {
			return nil, err
		}
		p.nothing = p.nothing || len(p.places) == 0
	}
	if p.from, p.to, p.dated, err = dayRange(f.From, f.To); err != nil {
		return nil, err
	}
	if p.reportedFrom, p.reportedTo, p.reported, err = dayRange(f.ReportedFrom, f.ReportedTo); err != nil {
		return nil, err
	}
	if f.Text != "" && !p.nothing {
		if p.texts, err = sn.eventsWithText(f.Text, 0); err != nil {
			return nil, err
		}
		p.nothing = len(p.texts) == 0
	}
	return p, nil
}

// dayRange reads two days of which either may be missing.
func dayRange(from, to string) (lo, hi graph.Day, given bool, err error) {
	lo, hi = graph.FirstDay, graph.LastDay
	for _, d := range []struct {
		s string
		p *graph.Day
	}{{from, &lo}, {to, &hi}} {
		if d.s == "" {
			continue
		}
		day, ok := graph.ParseDay(d.s)
		if !ok {
			return 0, 0, false, fmt.Errorf("day %q: %w", d.s, graph.ErrDate)
		}
		*d.p, given = day, true
	}
	return lo, hi, given, nil
}

// entityIDs resolves ids; one that stands for nothing becomes "", twice the
// same is once.
func (sn *Snapshot) entityIDs(ids []string) ([]string, error) {
	var out []string
	for _, id := range ids {
		r, err := sn.entityID(id)
		if errors.Is(err, graph.ErrNotFound) {
			r, err = "", nil
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out, nil
}

// maxPlaces bounds the places within a place that a filter looks into.
const maxPlaces = 2000

// placesIn returns a place and all within it, nearest first.
func (sn *Snapshot) placesIn(id string) ([]string, error) {
	root, err := sn.entityID(id)
	if errors.Is(err, graph.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	places := []string{root}
	seen := map[string]bool{root: true}
	for i := 0; i < len(places) && len(places) < maxPlaces; i++ {
		for e, err := range scanPrefix(sn, newKey(kindWithin).id(places[i]), true) {
			if err != nil {
				return nil, err
			}
			_, f := parseKey(e.key)
			f.id()
			if in := f.id(); !seen[in] {
				seen[in] = true
				places = append(places, in)
			}
		}
	}
	return places, nil
}

// fits reports whether an event passes the filter.
func (f *eventFilter) fits(b *brief) bool {
	switch {
	case !slices.Contains(f.accepted, b.factuality),
		len(f.Types) > 0 && !slices.Contains(f.Types, b.kind),
		f.dated && !(b.dated && b.first <= f.to && b.last >= f.from),
		b.outletCount < f.MinOutlets,
		b.independent < f.MinIndependent,
		b.confidence < f.MinConfidence,
		f.reported && !(b.reported != noDay && b.reported >= f.reportedFrom && b.reported <= f.reportedTo),
		len(f.Corroboration) > 0 && !slices.Contains(f.Corroboration, b.corroboration),
		f.places != nil && !slices.Contains(f.places, b.place),
		f.texts != nil && !f.texts[b.id]:
		return false
	}
	for _, id := range f.All {
		if !b.has(id) {
			return false
		}
	}
	if len(f.Any) > 0 && !slices.ContainsFunc(f.Any, b.has) {
		return false
	}
	if len(f.Outlets) > 0 && !slices.ContainsFunc(f.Outlets, func(o string) bool { return slices.Contains(b.outlets, o) }) {
		return false
	}
	return true
}

// byClass reports whether types and factuality are all that is asked for
// beside the entities, so that totals answer counts.
func (f *eventFilter) byClass() bool {
	return !f.dated && !f.reported && f.MinOutlets <= 1 && f.MinIndependent <= 1 && f.MinConfidence <= 0 && len(f.Corroboration) == 0 &&
		f.places == nil && f.texts == nil
}

// plain reports whether nothing is asked for but entities.
func (f *eventFilter) plain() bool {
	return f.byClass() && len(f.Types) == 0 && f.Factuality == nil && len(f.Outlets) == 0
}

// lists returns the lists of which the union has all events that fit, as few
// and short as is known without reading them; wide when the events of the
// first of All with many participants must be added.
func (f *eventFilter) lists() (names []listName, wide bool) {
	switch {
	case len(f.All) >= 2:
		return []listName{pairList(f.All[0], f.All[1])}, true
	case len(f.All) == 1:
		return []listName{entityList(f.All[0])}, false
	case len(f.Any) > 0:
		for _, id := range f.Any {
			names = append(names, entityList(id))
		}
		return names, false
	case f.places != nil:
		for _, id := range f.places {
			names = append(names, placeList(id))
		}
		return names, false
	case len(f.Outlets) == 1:
		return []listName{outletList(f.Outlets[0])}, false
	}
	return []listName{allList()}, false
}
