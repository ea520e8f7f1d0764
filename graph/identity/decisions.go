package identity

import (
	"encoding/json"
	"slices"
	"strings"

	"parley/graph"
)

// constraints are the decisions in force, in terms of signatures.
type constraints struct {
	Decisions []graph.Decision  `json:"decisions,omitempty"`
	Moved     map[string]string `json:"moved,omitempty"`    // local entity to the decision that moved it
	Pairs     map[string]int    `json:"pairs,omitempty"`    // "a\x00b", a < b: +seq must be one, -seq must be two
	Isolated  map[string]bool   `json:"isolated,omitempty"` // signatures that link only by decision
	Names     map[string]string `json:"names,omitempty"`    // signature to the name of its entity
	partners  map[string][]string
}

// inForce returns the identity decisions that are not undone.
func inForce(all []graph.Decision) []graph.Decision {
	undone := map[string]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		if d := &all[i]; d.Kind == graph.UndoDecision && len(d.IDs) > 0 && !undone[d.ID] {
			undone[d.IDs[0]] = true
		}
	}
	var out []graph.Decision
	for _, d := range all {
		switch d.Kind {
		case graph.MergeDecision, graph.SplitDecision, graph.DistinctDecision:
			if !undone[d.ID] {
				d.Reason = ""
				out = append(out, d)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b graph.Decision) int { return a.Seq - b.Seq })
	return out
}

// movedLocals returns the local entities that splits move.
func movedLocals(decisions []graph.Decision) map[string]string {
	m := map[string]string{}
	for _, d := range decisions {
		if d.Kind != graph.SplitDecision {
			continue
		}
		for _, l := range d.Mentions {
			m[l] = d.ID
		}
	}
	return m
}

// readDecisions takes the decisions of the change, or the former ones.
func (t *tx) readDecisions(decisions []graph.Decision) {
	t.former = &constraints{}
	t.getJSON(t.former, "d")
	t.limits = &constraints{Decisions: t.former.Decisions}
	if decisions != nil {
		t.limits.Decisions = inForce(decisions)
	}
	t.limits.Moved = movedLocals(t.limits.Decisions)
}

// applyDecisions moves local entities, and says in terms of signatures what
// the decisions demand.
func (t *tx) applyDecisions() {
	if len(t.limits.Decisions) == 0 && len(t.former.Decisions) == 0 {
		return
	}
	again := map[string]bool{}
	for _, m := range []map[string]string{t.limits.Moved, t.former.Moved} {
		for l := range m {
			if t.limits.Moved[l] == t.former.Moved[l] {
				continue
			}
			if v := t.get("l", l); v != "" {
				_, article, _ := strings.Cut(v, sep)
				again[article] = true
			}
		}
	}
	for _, article := range sorted(again) {
		x, err := t.read.Extraction(article)
		check(err)
		t.retally(&x)
	}
	c := t.limits
	c.Pairs, c.Isolated, c.Names = map[string]int{}, map[string]bool{}, map[string]string{}
	pair := func(a, b string, v int) {
		if a == b {
			return
		}
		if b < a {
			a, b = b, a
		}
		c.Pairs[a+sep+b] = v
	}
	for _, d := range c.Decisions {
		ids := make([]string, len(d.IDs))
		for i, id := range d.IDs {
			ids[i] = t.signatureOf(id)
		}
		seq := max(1, d.Seq)
		switch d.Kind {
		case graph.MergeDecision:
			for i := range ids {
				for j := range i {
					pair(ids[i], ids[j], seq)
				}
			}
			if d.Name != "" && len(ids) > 0 {
				c.Names[ids[0]] = d.Name
			} else if len(ids) > 0 {
				c.Names[ids[0]] = "" // the first gives its own name
			}
		case graph.DistinctDecision:
			for i := range ids {
				for j := range i {
					pair(ids[i], ids[j], -seq)
				}
			}
		case graph.SplitDecision:
			var leave []string
			if len(ids) > 1 {
				leave = ids[1:]
			}
			for _, l := range d.Mentions {
				if s := t.signatureOf(l); s != l {
					leave = append(leave, s)
				}
			}
			for i, s := range leave {
				c.Isolated[s] = true
				if len(ids) > 0 {
					pair(s, ids[0], -seq)
				}
				for j := range i {
					pair(s, leave[j], seq)
				}
				if d.Name != "" {
					c.Names[s] = d.Name
				}
			}
		}
	}
	for _, p := range sorted(c.Pairs) {
		if c.Pairs[p] != t.former.Pairs[p] {
			t.touchPair(p)
		}
	}
	for _, p := range sorted(t.former.Pairs) {
		if c.Pairs[p] != t.former.Pairs[p] {
			t.touchPair(p)
		}
	}
	for _, m := range []map[string]bool{c.Isolated, t.former.Isolated} {
		for s := range m {
			if c.Isolated[s] != t.former.Isolated[s] {
				t.touched[s] = true
			}
		}
	}
	for _, m := range []map[string]string{c.Names, t.former.Names} {
		for s := range m {
			a, in := c.Names[s]
			b, was := t.former.Names[s]
			if a != b || in != was {
				t.touched[s] = true
			}
		}
	}
	old, err := json.Marshal(t.former)
	check(err)
	now, err := json.Marshal(c)
	check(err)
	switch {
	case len(c.Decisions) == 0:
		t.del("d")
	case string(old) != string(now):
		t.put(string(now), "d")
	}
}

func (t *tx) touchPair(p string) {
	a, b := cutLast(p)
	t.touched[a], t.touched[b] = true, true
}

// signatureOf returns the signature behind an id: of a local entity, or of a
// signature or entity, which is one already.
func (t *tx) signatureOf(id string) string {
	if s, ok := t.links[id]; ok && s != "" {
		return s
	}
	if v := t.get("l", id); v != "" {
		s, _, _ := strings.Cut(v, sep)
		return s
	}
	return id
}

// demand returns what the decisions say of two signatures: above 0 one, below
// 0 two, 0 nothing. The later decision has the larger value.
func (c *constraints) demand(a, b string) int {
	if len(c.Pairs) == 0 {
		return 0
	}
	if b < a {
		a, b = b, a
	}
	return c.Pairs[a+sep+b]
}

// linked returns the signatures that decisions tie to s, either way.
func (c *constraints) linked(s string) []string {
	if len(c.Pairs) == 0 {
		return nil
	}
	if c.partners == nil {
		c.partners = map[string][]string{}
		for _, p := range sorted(c.Pairs) {
			a, b := cutLast(p)
			c.partners[a] = append(c.partners[a], b)
			c.partners[b] = append(c.partners[b], a)
		}
	}
	return c.partners[s]
}
