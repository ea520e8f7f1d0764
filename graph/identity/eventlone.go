package identity

import (
	"slices"
	"strings"
)

// loneCore marks the core of a cluster of open nodes without a dated one.
const loneCore = "~"

// lonePrefix is what cores of clusters without events begin with.
func (n *node) lonePrefix() string {
	if n.timeless() {
		return loneCore + loneCore
	}
	return loneCore
}

// clusterLone clusters open nodes that have no event.
func (w *eventWork) clusterLone(timeless bool) {
	seen := map[string]bool{}
	for _, id := range sorted(w.lone) {
		if seen[id] || w.lone[id].timeless() != timeless {
			continue
		}
		seen[id] = true
		component := []*node{w.lone[id]}
		for i := 0; i < len(component); i++ {
			n := component[i]
			for _, o := range w.eventNeighbors(n) {
				if !o.dated() && o.timeless() == timeless && !seen[o.id] && strings.HasPrefix(w.get("i", o.id), o.lonePrefix()) && w.loneLink(n, o) > eventLinkAt {
					seen[o.id] = true
					component = append(component, o)
				}
			}
		}
		slices.SortFunc(component, byNode)
		for i, g := range w.cluster(component, w.loneLink) {
			w.place(component[i], component[g].lonePrefix()+component[g].id)
		}
	}
}

// loneLink is [eventLink] among open nodes without an event. What fits several
// events is of the same one only as what gives the same vague date.
func (w *eventWork) loneLink(a, b *node) float64 {
	if w.get("z", a.id) == undecided || w.get("z", b.id) == undecided {
		if a.known != longSpan || b.known != longSpan || a.from != b.from || a.to != b.to {
			return 0
		}
	}
	return eventLink(a, b)
}
