package identity

import (
	"slices"
	"strings"
)

func (n *node) dated() bool { return n.known == fewDays }

// clusterDated clusters the components of dated nodes again, and notes the
// open ones that could choose what has changed.
func (w *eventWork) clusterDated() {
	seen := map[string]bool{}
	for _, id := range sorted(w.dated) {
		if seen[id] {
			continue
		}
		seen[id] = true
		component := []*node{w.dated[id]}
		for i := 0; i < len(component); i++ {
			for _, o := range w.eventNeighbors(component[i]) {
				if o.dated() && !seen[o.id] {
					seen[o.id] = true
					component = append(component, o)
				}
			}
		}
		slices.SortFunc(component, byNode)
		groups := map[int][]*node{}
		for i, g := range w.cluster(component, eventLink) {
			groups[g] = append(groups[g], component[i])
		}
		for g := range component {
			if len(groups[g]) > 0 {
				w.storeDated(groups[g])
			}
		}
	}
}

func byNode(a, b *node) int { return strings.Compare(a.id, b.id) }

// storeDated stores a group of dated nodes under the least of them.
func (w *eventWork) storeDated(group []*node) {
	core := group[0].id
	same := !w.broken[core]
	for _, n := range group {
		same = same && w.get("i", n.id) == core
	}
	if same {
		ids, keys := w.list("j", core, 0)
		k := 0
		for i, id := range ids {
			if w.node(id, keys[i]).dated() {
				k++
			}
		}
		if k == len(group) {
			return
		}
	}
	w.broken[core] = true // for the rest of the members it had
	for _, n := range group {
		if old := w.get("i", n.id); old != "" {
			w.broken[old] = true
		}
		w.place(n, core)
		for _, o := range w.eventNeighbors(n) {
			if !o.dated() {
				w.open[o.id] = o
			}
		}
	}
}

// cluster groups nodes; see [clusterer].
func (w *eventWork) cluster(nodes []*node, link func(a, b *node) float64) []int {
	articles := make([]map[string]bool, len(nodes))
	for i, n := range nodes {
		_, keys := w.list("n", n.id, 0)
		articles[i] = map[string]bool{}
		for _, a := range keys {
			articles[i][a] = true
		}
	}
	c := clusterer{
		n:    len(nodes),
		link: func(i, j int) float64 { return link(nodes[i], nodes[j]) },
		contradict: func(i, j int) bool {
			a, b := articles[i], articles[j]
			if len(a) > len(b) {
				a, b = b, a
			}
			for k := range a {
				if b[k] && !repeats(nodes[i], nodes[j]) {
					return true // one article keeps them apart
				}
			}
			return eventsContradict(nodes[i], nodes[j])
		},
		bare:   func(int) bool { return false },
		weight: func(int) int { return 0 },
	}
	return c.cluster()
}

// repeatAt is the weight from which two reports of one article are taken for
// one happening told twice; of visits to one place within a day, a lower one.
const (
	repeatAt      = 5.2
	visitRepeatAt = 1.9
)

// repeats reports whether one article that tells of both most likely tells
// the same twice: on one day with the same participants at one place, a visit
// to one country within a day, or twice without any date between the same.
func repeats(a, b *node) bool {
	if a.typ != b.typ || contains(a, b) || contains(b, a) {
		return false
	}
	if a.known == softDays && b.known == softDays {
		return family(a.typ) == "meet" && a.pub == b.pub && len(a.actors()) > 1 && len(unshared(a.actors(), b.actors()))+len(unshared(b.actors(), a.actors())) == 0
	}
	if !a.dated() || !b.dated() {
		return false
	}
	at := float64(repeatAt)
	if family(a.typ) == "visit" {
		at = visitRepeatAt
	}
	return eventLink(a, b) >= at
}
