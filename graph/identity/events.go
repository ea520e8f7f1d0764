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
	seeds := map[string]*node{}  // nodes to decide about
	former := map[string]*node{} // nodes that went or lost a report
	for _, id := range sorted(t.lostReports) {
		d := t.lostReports[id]
		if d.Node != "" {
			n := t.unfile(d)
			former[n.id] = n
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
			n := t.unfile(d)
			former[n.id] = n
		}
		d.Node = key
		t.putJSON(d, "r", id)
		n := parseNode(key)
		n = t.node(n.id, key)
		if members, _ := t.list("n", n.id, 1); len(members) == 0 {
			files, _ := n.groups()
			for _, g := range files {
				for _, b := range n.buckets() {
					t.put(key, "x", g, b, n.id)
				}
			}
		}
		t.put(d.Article, "n", n.id, id)
		delete(t.goneNodes, n.id)
		seeds[n.id] = n
	}
	t.near = map[string][]*node{} // from here on blocks do not change
	for _, id := range sorted(former) {
		n := former[id]
		if t.goneNodes[id] == nil {
			seeds[id] = n
			continue
		}
		if c := t.get("i", id); c != "" {
			t.del("i", id)
			t.del("j", c, id)
			mates, keys := t.list("j", c, 0)
			for i, m := range mates {
				seeds[m] = t.node(m, keys[i])
			}
		}
		for _, o := range t.eventNeighbors(n) {
			seeds[o.id] = o
		}
	}
	for _, id := range sorted(seeds) {
		if c := t.get("i", id); c != "" {
			mates, keys := t.list("j", c, 0)
			for i, m := range mates {
				if t.goneNodes[m] == nil {
					seeds[m] = t.node(m, keys[i])
				}
			}
		}
	}
	seen := map[string]bool{}
	core := map[string]string{}
	for _, id := range sorted(seeds) {
		if seen[id] || t.goneNodes[id] != nil {
			continue
		}
		seen[id] = true
		component := []*node{seeds[id]}
		for i := 0; i < len(component); i++ {
			for _, o := range t.eventNeighbors(component[i]) {
				if !seen[o.id] {
					seen[o.id] = true
					component = append(component, o)
				}
			}
		}
		slices.SortFunc(component, func(a, b *node) int { return strings.Compare(a.id, b.id) })
		t.clusterNodes(component, core)
	}
	t.storeEvents(core)
}

// unfile takes a report out of its node; the node goes with its last report.
func (t *tx) unfile(d *digest) *node {
	n := parseNode(d.Node)
	n = t.node(n.id, d.Node)
	t.del("n", n.id, d.ID)
	if members, _ := t.list("n", n.id, 1); len(members) == 0 {
		files, _ := n.groups()
		for _, g := range files {
			for _, b := range n.buckets() {
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
	buckets := n.buckets()
	_, looks := n.groups()
	for _, g := range looks {
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

// clusterNodes decides about one component.
func (t *tx) clusterNodes(nodes []*node, core map[string]string) {
	articles := make([]map[string]bool, len(nodes))
	for i, n := range nodes {
		_, keys := t.list("n", n.id, 0)
		articles[i] = map[string]bool{}
		for _, a := range keys {
			articles[i][a] = true
		}
	}
	c := clusterer{
		n:    len(nodes),
		link: func(i, j int) float64 { return eventLink(nodes[i], nodes[j]) },
		contradict: func(i, j int) bool {
			a, b := articles[i], articles[j]
			if len(a) > len(b) {
				a, b = b, a
			}
			for k := range a {
				if b[k] {
					return true // one article keeps them apart
				}
			}
			return eventsContradict(nodes[i], nodes[j])
		},
		bare:   func(i int) bool { return nodes[i].known != fewDays },
		weight: func(int) int { return 0 },
	}
	for i, g := range c.cluster() {
		core[nodes[i].id] = nodes[g].id
	}
}

// storeEvents makes events of the clusters: the least report names the event.
func (t *tx) storeEvents(core map[string]string) {
	groups := map[string][]string{}
	for _, id := range sorted(core) {
		groups[core[id]] = append(groups[core[id]], id)
		old := t.get("i", id)
		if old == core[id] {
			continue
		}
		if old != "" {
			t.del("j", old, id)
		}
		t.put(core[id], "i", id)
		t.put(t.nodes[id].key, "j", core[id], id)
	}
	for _, g := range sorted(groups) {
		var reports []string
		for _, id := range groups[g] {
			rs, _ := t.list("n", id, 0)
			reports = append(reports, rs...)
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
		for _, id := range groups[g] {
			n := t.nodes[id]
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
