package identity

import (
	"slices"
	"strconv"
	"strings"
)

// undecided is the stored choice of an open node that fits several events.
const undecided = "?"

// peerMargin is by how much an open node must fit another open one better than
// any event to stay with that one.
const peerMargin = 1.1

// timeless reports whether not even the day of publication is known: such a
// node chooses last, among all events of the others.
func (n *node) timeless() bool { return n.known == anyTime }

// chooses reports whether n may choose the event of o.
func (n *node) chooses(o *node) bool { return o.dated() || n.timeless() && !o.timeless() }

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
