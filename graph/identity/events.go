package identity

import (
	"slices"
	"strings"
)

// node returns a node by id and key.
func (t *tx) node(id, key string) *node {
	if n := t.nodes[id]; n != nil {
		return n
	}
	n := parseNode(key)
	t.nodes[id] = n
	return n
}

// resolveEvents files the touched reports anew and decides again which
// reports are of one event, for all that they can have changed.
func (t *tx) resolveEvents() {
	w := &eventWork{tx: t, dirty: map[string]map[string]bool{}, fresh: map[string]bool{}, articles: map[string]bool{}, dated: map[string]*node{}, open: map[string]*node{},
		lone: map[string]*node{}, broken: map[string]bool{}, cores: map[string]bool{}}
	w.file()
	t.near = map[string][]*node{} // from here on blocks do not change
	w.seed()
	w.clusterDated()
	w.attachOpen(false)
	w.clusterLone(false)
	w.openTimeless()
	w.attachOpen(true)
	w.clusterLone(true)
	t.storeEvents(w.cores)
}

// file gives the touched reports their nodes.
func (w *eventWork) file() {
	t := w.tx
	touch := func(n *node, article string) {
		if w.dirty[n.id] == nil {
			w.dirty[n.id] = map[string]bool{}
		}
		w.dirty[n.id][article] = true
		w.articles[article] = true
	}
	for _, id := range sorted(t.lostReports) {
		d := t.lostReports[id]
		if d.Node != "" {
			touch(t.unfile(d), d.Article)
		}
		if e := t.get("v", id); e != "" {
			t.wasEvent[id] = e
			t.eventOf[id] = ""
			t.del("v", id)
			t.del("w", e, id)
			t.redoEvents[e] = true
			t.touchedEvents[e] = true
		}
	}
	for _, id := range sorted(t.reports) {
		d := t.digest(id)
		if d == nil {
			continue
		}
		if e := t.get("v", id); e != "" {
			t.redoEvents[e] = true
		}
		key := t.nodeKey(d)
		if d.Node == key {
			continue
		}
		if d.Node != "" {
			touch(t.unfile(d), d.Article)
		}
		d.Node = key
		t.putJSON(d, "r", id)
		n := parseNode(key)
		n = t.node(n.id, key)
		if members, _ := t.list("n", n.id, 1); len(members) == 0 {
			files, _ := n.groups()
			for _, g := range files {
				for _, b := range n.buckets(g) {
					t.put(key, "x", g, b, n.id)
				}
			}
			w.fresh[n.id] = true
		}
		t.put(d.Article, "n", n.id, id)
		delete(t.goneNodes, n.id)
		touch(n, d.Article)
	}
}

// unfile takes a report out of its node; the node goes with its last report.
func (t *tx) unfile(d *digest) *node {
	n := parseNode(d.Node)
	n = t.node(n.id, d.Node)
	t.del("n", n.id, d.ID)
	if members, _ := t.list("n", n.id, 1); len(members) == 0 {
		files, _ := n.groups()
		for _, g := range files {
			for _, b := range n.buckets(g) {
				t.del("x", g, b, n.id)
			}
		}
		t.goneNodes[n.id] = n
	}
	return n
}

// nearby calls f with each node that shares a group and a time with n. Once
// all reports are filed the nodes of a block stay, so each node looks once.
func (t *tx) nearby(n *node, f func(*node)) {
	found, ok := t.near[n.id]
	if !ok {
		found = t.look(n)
		t.near[n.id] = found
	}
	for _, o := range found {
		f(o)
	}
}

func (t *tx) look(n *node) []*node {
	seen := map[string]bool{n.id: true}
	var found []*node
	visit := func(prefix []byte) {
		for kv, err := range t.kv.Scan(prefix) {
			check(err)
			k := string(kv[0])
			id := k[strings.LastIndex(k, sep)+1:]
			if seen[id] || t.goneNodes[id] != nil {
				continue
			}
			seen[id] = true
			found = append(found, t.node(id, string(kv[1])))
		}
	}
	_, looks := n.groups()
	for _, g := range looks {
		buckets := n.buckets(g)
		if buckets[0] == wideBucket {
			visit(append(keyOf("x", g), 0))
			continue
		}
		for _, b := range buckets {
			visit(append(keyOf("x", g, b), 0))
		}
		visit(append(keyOf("x", g, wideBucket), 0))
	}
	return found
}

// eventNeighbors returns the nodes that link to n.
func (t *tx) eventNeighbors(n *node) []*node {
	var out []*node
	t.nearby(n, func(o *node) {
		if eventLink(n, o) > eventLinkAt {
			out = append(out, o)
		}
	})
	return out
}

// storeEvents makes events of the clusters: the least report names the event.
func (t *tx) storeEvents(cores map[string]bool) {
	for _, g := range sorted(cores) {
		group, keys := t.list("j", g, 0)
		var reports []string
		for _, id := range group {
			rs, _ := t.list("n", id, 0)
			reports = append(reports, rs...)
		}
		if len(reports) == 0 {
			continue
		}
		event := slices.Min(reports)
		for _, r := range reports {
			old := t.get("v", r)
			if old == event {
				continue
			}
			if old != "" {
				t.wasEvent[r] = old
				t.touchedEvents[old] = true
				t.redoEvents[old] = true
				t.del("w", old, r)
			}
			t.put(event, "v", r)
			t.put("", "w", event, r)
			t.eventOf[r] = event
			t.redoEvents[event] = true
		}
		// A gathering names its parts, and parts their gathering.
		for i, id := range group {
			n := t.node(id, keys[i])
			if family(n.typ) != "meet" {
				continue
			}
			t.nearby(n, func(o *node) {
				if contains(n, o) || contains(o, n) {
					for _, id := range []string{o.id, n.id} {
						if rs, _ := t.list("n", id, 1); len(rs) > 0 {
							if e := t.get("v", rs[0]); e != "" {
								t.redoEvents[e] = true
							}
						}
					}
				}
			})
		}
	}
}
