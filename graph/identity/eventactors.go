package identity

import (
	"slices"
)

// weighActors compares who took part.
func weighActors(a, b *node, r *reasons) {
	x, y := a.actors(), b.actors()
	shared := 0
	for _, p := range x {
		if slices.ContainsFunc(y, func(q nodePart) bool { return p.entity == q.entity }) {
			shared++
		}
	}
	onlyX, onlyY := unshared(x, y), unshared(y, x)
	sides := 0 // a state on one side, its man on the other
	for _, p := range onlyX {
		for j, q := range onlyY {
			if p.country != "" && p.country == q.country && (stateFor(p, q) || stateFor(q, p)) {
				sides++
				onlyY = slices.Delete(slices.Clone(onlyY), j, j+1)
				break
			}
		}
	}
	onlyXn := len(onlyX) - sides
	switch {
	case family(a.typ) == "visit":
		if shared+sides == 0 {
			r.add(impossible, "other visitors")
			return
		}
		r.add(1, "the same visitor")
		weighDestinations(a, b, r)
		return
	case family(a.typ) != "meet":
		switch {
		case shared == 0 && len(x)+len(y) > 0:
			r.add(impossible, "nobody in common")
		case shared == len(x) && shared == len(y):
			r.add(1.5, "the same participants")
		case shared == len(x) || shared == len(y):
			r.add(1, "participants in common")
		default:
			r.add(0.2, "some participants in common")
		}
		return
	}
	n, m := len(x), len(y)
	both := shared + sides
	switch {
	case both == 0:
		if a.name != "" && sameEventName(a.name, b.name) {
			r.add(0.5, "others of one event by name")
			return
		}
		r.add(impossible, "nobody in common")
	case both == n && both == m && n >= 2:
		w := 2.5
		if sides > 0 {
			w = 0.2 + 0.9*float64(shared)
		}
		r.add(w, "the same participants, persons or their states")
	case both >= 2 && (onlyXn == 0 || len(onlyY) == 0):
		if min(n, m) == 2 && max(n, m) >= 5 {
			r.add(0, "two of many")
			return
		}
		w := 2.0
		if sides > 0 {
			w = 0.9 * float64(min(shared, 1))
		}
		r.add(w, "the participants of one are among the other's")
	case both >= 2 && 2*both >= n+m-both:
		r.add(1.3, "most participants in common")
	case both >= 2:
		r.add(0.3, "some participants in common")
	case n == 1 && m == 1:
		r.add(1, "the same participant")
	case (n == 1 || m == 1) && shared == 1 && max(n, m) <= 3:
		r.add(0.6, "a participant in common, others not named")
	case (n == 1 || m == 1) && shared == 1:
		r.add(0.2, "a participant in common, others not named")
	default:
		r.add(-3, "other participants")
	}
}

// stateFor reports whether p is the state that q acts for.
func stateFor(p, q nodePart) bool {
	return p.kind != 'P' && q.kind == 'P' || p.kind != 'P' && q.kind != 'P' && (p.kind == 'L' || q.kind == 'L')
}

func unshared(x, y []nodePart) []nodePart {
	var out []nodePart
	for _, p := range x {
		if !slices.ContainsFunc(y, func(q nodePart) bool { return p.entity == q.entity }) {
			out = append(out, p)
		}
	}
	return out
}
