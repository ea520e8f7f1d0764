package identity

import "parley/graph"

// delta returns what the resolution does to the graph.
func (t *tx) delta() graph.Delta {
	d := &t.out
	links := func(m map[string]string) []graph.Link {
		var out []graph.Link
		for _, k := range sorted(m) {
			out = append(out, graph.Link{From: k, To: m[k]})
		}
		return out
	}
	d.Signatures = links(t.links)
	d.Members = links(t.members)
	d.Reports = links(t.eventOf)
	d.Copies = links(t.copies)
	d.RemovedEntities = t.resolveAliases()
	for _, e := range sorted(t.touchedEvents) {
		if ids, _ := t.list("w", e, 1); len(ids) == 0 {
			d.RemovedEvents = append(d.RemovedEvents, graph.Link{From: e, To: t.get("v", e)})
		}
	}
	return *d
}
