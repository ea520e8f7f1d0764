package identity

import (
	"slices"
)

// An eventWork decides again which nodes are one event.
//
// Nodes with a day are clustered first, by themselves. Each open node (with a
// vague date, or only the day of publication) then chooses among the events
// so found; its choice looks at no other open node. What finds no event is
// clustered by itself. What has not even a day of publication chooses last,
// among all of these. So an undated report never ties two dated happenings,
// and what a change can touch stays small however often two meet.
type eventWork struct {
	*tx
	dirty    map[string]map[string]bool // nodes that gained or lost reports: of which articles
	fresh    map[string]bool            // those that were not there before
	articles map[string]bool            // of the touched reports
	broken   map[string]bool            // cores that lost a node
	dated    map[string]*node           // to cluster again
	open     map[string]*node           // to choose again
	lone     map[string]*node           // open ones without an event, to cluster again
	cores    map[string]bool            // whose events are to be stored
}

func (w *eventWork) add(n *node) {
	if w.goneNodes[n.id] != nil {
		return
	}
	if n.dated() {
		w.dated[n.id] = n
	} else {
		w.open[n.id] = n
	}
}

// leave takes a node out of its cluster and has the rest decided again.
func (w *eventWork) leave(id string) {
	c := w.get("i", id)
	if c == "" {
		return
	}
	w.del("i", id)
	w.del("j", c, id)
	w.broken[c] = true
	w.cores[c] = true
	mates, keys := w.list("j", c, 0)
	for i, m := range mates {
		if w.goneNodes[m] == nil {
			w.add(w.node(m, keys[i]))
		}
	}
}

// seed finds the nodes about which the touched reports can change a decision.
func (w *eventWork) seed() {
	for _, id := range sorted(w.goneNodes) {
		n := w.goneNodes[id]
		w.leave(id)
		w.del("z", id)
		for _, o := range w.eventNeighbors(n) {
			w.add(o)
		}
	}
	told := map[string][]*node{} // nodes of an article
	for _, a := range sorted(w.articles) {
		for _, n := range w.nodesOf(a) {
			told[a] = append(told[a], n)
			if !n.dated() {
				w.open[n.id] = n
			}
		}
	}
	for _, id := range sorted(w.dirty) {
		n := w.nodes[id]
		if w.goneNodes[id] == nil && w.fresh[id] && !n.dated() {
			for _, o := range w.eventNeighbors(n) {
				if !o.dated() {
					w.open[o.id] = o
				}
			}
		}
		if w.goneNodes[id] != nil || !n.dated() {
			continue
		}
		if c := w.get("i", id); c != "" {
			w.cores[c] = true
		}
		// One more report of what is known already changes only what its
		// article keeps apart.
		alone := !w.fresh[id]
		for a := range w.dirty[id] {
			if w.lostArticle(a) {
				alone = false
			}
			for _, o := range told[a] {
				if o.id != id && o.dated() && family(o.typ) == family(n.typ) {
					alone = false
				}
			}
		}
		if !alone {
			w.dated[id] = n
		}
	}
}

// lostArticle reports whether an article lost any report.
func (w *eventWork) lostArticle(a string) bool {
	for _, d := range w.lostReports {
		if d.Article == a {
			return true
		}
	}
	return false
}

// nodesOf returns the nodes of an article's reports.
func (w *eventWork) nodesOf(article string) []*node {
	s := w.source(article)
	if s == nil {
		return nil
	}
	var out []*node
	for _, r := range s.Reports {
		d := w.digest(r)
		if d == nil || d.Node == "" {
			continue
		}
		n := parseNode(d.Node)
		n = w.node(n.id, d.Node)
		if w.goneNodes[n.id] == nil && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// place files a node under a core.
func (w *eventWork) place(n *node, core string) {
	old := w.get("i", n.id)
	if old == core {
		return
	}
	if old != "" {
		w.del("j", old, n.id)
		w.cores[old] = true
	}
	w.put(core, "i", n.id)
	w.put(n.key, "j", core, n.id)
	w.cores[core] = true
}
