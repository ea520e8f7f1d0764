package identity

import (
	"slices"
	"strconv"
	"strings"
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

// loneCore marks the core of a cluster of open nodes without a dated one.
const loneCore = "~"

// peerMargin is by how much an open node must fit another open one better than
// any event to stay with that one.
const peerMargin = 1.1

// undecided is the stored choice of an open node that fits several events.
const undecided = "?"

func (n *node) dated() bool { return n.known == fewDays }

// timeless reports whether not even the day of publication is known: such a
// node chooses last, among all events of the others.
func (n *node) timeless() bool { return n.known == anyTime }

// chooses reports whether n may choose the event of o.
func (n *node) chooses(o *node) bool { return o.dated() || n.timeless() && !o.timeless() }

// lonePrefix is what cores of clusters without events begin with.
func (n *node) lonePrefix() string {
	if n.timeless() {
		return loneCore + loneCore
	}
	return loneCore
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

// attachOpen lets open nodes choose among the events of dated ones.
func (w *eventWork) attachOpen(timeless bool) {
	again := map[string]*node{}
	for _, id := range sorted(w.open) {
		n := w.open[id]
		if n.timeless() != timeless {
			continue
		}
		again[id] = n
		choice := w.choose(n)
		if was := w.get("z", id); was == choice {
			if w.dirty[id] == nil {
				continue
			}
		} else if choice == "" {
			w.del("z", id)
		} else {
			w.put(choice, "z", id)
		}
		// Others of its articles gave way to it, or now do.
		_, articles := w.list("n", id, 0)
		for _, a := range articles {
			for _, m := range w.nodesOf(a) {
				if !m.dated() && m.timeless() == timeless {
					again[m.id] = m
				}
			}
		}
	}
	for _, id := range sorted(again) {
		n := again[id]
		old := w.get("i", id)
		if w.dirty[id] != nil && old != "" {
			w.cores[old] = true
		}
		if strings.HasPrefix(old, n.lonePrefix()) {
			mates, keys := w.list("j", old, 0)
			for i, m := range mates {
				if o := w.node(m, keys[i]); o.timeless() == timeless {
					w.lone[m] = o
				}
			}
		}
		if core := w.settled(n); core != "" {
			delete(w.lone, id)
			w.place(n, core)
			continue
		}
		if !strings.HasPrefix(old, n.lonePrefix()) {
			w.place(n, n.lonePrefix()+id)
		}
		w.lone[id] = n
	}
	// Who has an event since is no longer alone.
	for id, n := range w.lone {
		if w.settled(n) != "" {
			delete(w.lone, id)
		}
	}
}

// choose returns the choice of an open node as it is stored: the core of the
// event it fits clearly best with its fit, "" when it fits none, [undecided]
// when it fits several.
func (w *eventWork) choose(n *node) string {
	var cores []string
	numbers := map[string]int{}
	fit := map[int]float64{}
	peer := 0.0 // the best link to one that chooses as n does
	for _, o := range w.sortedNeighbors(n) {
		if !n.chooses(o) {
			if o.timeless() == n.timeless() {
				peer = max(peer, eventLink(n, o))
			}
			continue
		}
		c := w.get("i", o.id)
		k, ok := numbers[c]
		if !ok {
			k = len(cores)
			numbers[c] = k
			cores = append(cores, c)
			fit[k] = 0
		}
		fit[k] = max(fit[k], eventLink(n, o))
	}
	if len(cores) == 0 {
		return ""
	}
	weight := map[int]int{}
	barred := w.told(n)
	for k, c := range cores {
		ids, keys := w.list("j", c, 0)
		for i, id := range ids {
			o := w.node(id, keys[i])
			if n.timeless() && n.chooses(o) {
				rs, _ := w.list("n", id, 0)
				weight[k] += 2 * len(rs)
			}
			if n.chooses(o) && (barred[id] && !repeats(n, o) || eventsContradict(n, o)) {
				delete(fit, k)
				break
			}
		}
	}
	switch k := choose(fit, weight, 0.2); k {
	case noChoice:
		return ""
	case ambiguous:
		return undecided
	default:
		if peer > fit[k]+peerMargin {
			return ""
		}
		return cores[k] + sep + strconv.FormatFloat(fit[k], 'f', 3, 64)
	}
}

func (w *eventWork) sortedNeighbors(n *node) []*node {
	out := w.eventNeighbors(n)
	slices.SortFunc(out, byNode)
	return out
}

// told returns the other nodes that n's articles tell of.
func (w *eventWork) told(n *node) map[string]bool {
	out := map[string]bool{}
	_, articles := w.list("n", n.id, 0)
	for _, a := range articles {
		for _, o := range w.nodesOf(a) {
			if o != n {
				out[o.id] = true
			}
		}
	}
	return out
}

// settled returns the event that an open node is of, "" when it is of none: of
// two that one article tells apart and that choose the same event, the one
// that fits better has it.
func (w *eventWork) settled(n *node) string {
	core, fit, ok := strings.Cut(w.get("z", n.id), sep)
	if !ok {
		return ""
	}
	for _, id := range sorted(w.told(n)) {
		o := w.nodes[id]
		if o.dated() || o.timeless() != n.timeless() || repeats(n, o) {
			continue
		}
		other, f, ok := strings.Cut(w.get("z", id), sep)
		if ok && other == core && (len(f) > len(fit) || len(f) == len(fit) && f > fit || f == fit && id < n.id) {
			return ""
		}
	}
	return core
}

// openTimeless notes the timeless nodes that could choose an event that has
// changed.
func (w *eventWork) openTimeless() {
	for _, c := range sorted(w.cores) {
		ids, keys := w.list("j", c, 0)
		for i, id := range ids {
			n := w.node(id, keys[i])
			if n.timeless() {
				continue
			}
			_, looks := n.groups()
			for _, g := range looks {
				prefix := append(keyOf("x", g, wideBucket), 0)
				for kv, err := range w.kv.Scan(prefix) {
					check(err)
					o := string(kv[0][len(prefix):])
					if m := w.node(o, string(kv[1])); m.timeless() && w.goneNodes[o] == nil {
						w.open[o] = m
					}
				}
			}
		}
	}
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
	visitRepeatAt = 2.4
)

// repeats reports whether one article that tells of both most likely tells
// the same twice.
func repeats(a, b *node) bool {
	if a.typ != b.typ || !a.dated() || !b.dated() || contains(a, b) || contains(b, a) {
		return false
	}
	at := float64(repeatAt)
	if family(a.typ) == "visit" {
		at = visitRepeatAt
	}
	return eventLink(a, b) >= at
}
