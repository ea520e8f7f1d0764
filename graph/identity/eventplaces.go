package identity

import (
	"slices"

	"parley/graph"
)

func weighDestinations(a, b *node, r *reasons) {
	ea, ca := a.destination()
	eb, cb := b.destination()
	switch {
	case len(ea) == 0 || len(eb) == 0:
		r.add(0.5, "a destination not given")
	case slices.ContainsFunc(ea, func(e string) bool { return slices.Contains(eb, e) }):
		r.add(1.5, "the same destination")
	case slices.ContainsFunc(ca, func(c string) bool { return slices.Contains(cb, c) }):
		r.add(1, "destinations in one country")
	case len(ca) == 0 || len(cb) == 0:
		r.add(-2, "other destinations")
	default:
		r.add(-4, "destinations in other countries")
	}
}

// destination returns where a visit goes: entities, and countries.
func (n *node) destination() (entities, countries []string) {
	add := func(e, c string) {
		if e != "" {
			entities = append(entities, e)
		}
		if c != "" {
			countries = append(countries, c)
		}
	}
	for _, p := range n.parts {
		if p.role == 'd' || p.role == 'h' {
			add(p.entity, p.country)
		}
	}
	add(n.place, n.country)
	return entities, countries
}

func weighPlaces(a, b *node, r *reasons) {
	if a.typ == graph.Visit || a.place == "" || b.place == "" {
		return
	}
	switch {
	case a.place == b.place:
		r.add(1, "the same place")
	case a.country != "" && a.country == b.country && (a.nation || b.nation):
		r.add(0.4, "a place and its country")
	case a.country != "" && a.country == b.country:
		r.add(-0.5, "two places of one country")
	case a.country != "" && b.country != "":
		r.add(-2, "places in other countries")
	default:
		r.add(-0.8, "other places")
	}
}
