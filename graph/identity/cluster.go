package identity

import (
	"cmp"
	"slices"
)

// A clusterer groups the nodes of one connected component. It knows nodes by
// index, in an order that does not depend on how they came.
type clusterer struct {
	n          int
	link       func(i, j int) float64 // above linkAt: may be one
	contradict func(i, j int) bool    // must not share a group
	bare       func(i int) bool       // proves nothing: joins a group, never ties two
	weight     func(i int) int        // how often seen, on a doubling scale
}

type edge struct {
	i, j   int
	weight float64
}

// cluster returns the group of each node: the least index in it.
//
// Nodes that carry proof are joined greedily, the strongest link first, when
// no member of one group contradicts a member of the other. A bare node then
// joins the one group it links to; of several it joins the one that is seen
// at least four times as often as the next, and else none of them.
func (c *clusterer) cluster() []int {
	group := make([]int, c.n)
	members := make([][]int, c.n)
	for i := range group {
		group[i] = i
		members[i] = []int{i}
	}
	known := map[[2]int]bool{}
	clash := func(a, b int) bool {
		for _, i := range members[a] {
			for _, j := range members[b] {
				k := [2]int{min(i, j), max(i, j)}
				v, ok := known[k]
				if !ok {
					v = c.contradict(k[0], k[1])
					known[k] = v
				}
				if v {
					return true
				}
			}
		}
		return false
	}
	join := func(a, b int) {
		a, b = min(a, b), max(a, b)
		for _, i := range members[b] {
			group[i] = a
		}
		members[a] = append(members[a], members[b]...)
		members[b] = nil
	}
	var proven, open []edge
	adjacent := make([][]edge, c.n)
	for i := range c.n {
		for j := range i {
			w := c.link(j, i)
			if w <= linkAt {
				continue
			}
			e := edge{j, i, w}
			adjacent[i] = append(adjacent[i], edge{i, j, w})
			adjacent[j] = append(adjacent[j], edge{j, i, w})
			if c.bare(i) || c.bare(j) {
				open = append(open, e)
			} else {
				proven = append(proven, e)
			}
		}
	}
	order := func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), a.i-b.i, a.j-b.j)
	}
	slices.SortFunc(proven, order)
	for _, e := range proven {
		if a, b := group[e.i], group[e.j]; a != b && !clash(a, b) {
			join(a, b)
		}
	}
	// Bare nodes look at the groups as they are now, all at once.
	choice := make([]int, c.n)
	for i := range choice {
		choice[i] = -2 // not bare
	}
	frozen := slices.Clone(group)
	groupWeight := map[int]int{}
	for i := range c.n {
		if !c.bare(i) {
			groupWeight[frozen[i]] = max(groupWeight[frozen[i]], c.weight(i))
		}
	}
	for i := range c.n {
		if !c.bare(i) {
			continue
		}
		best := map[int]float64{}
		for _, e := range adjacent[i] {
			if g := frozen[e.j]; !c.bare(e.j) {
				best[g] = max(best[g], e.weight)
			}
		}
		choice[i] = choose(best, groupWeight, 0.2)
	}
	for i, g := range choice {
		if g >= 0 && !clash(group[i], group[g]) {
			join(group[i], group[g])
		}
	}
	slices.SortFunc(open, order)
	for _, e := range open {
		if choice[e.i] == ambiguous || choice[e.j] == ambiguous {
			continue
		}
		if a, b := group[e.i], group[e.j]; a != b && !clash(a, b) {
			join(a, b)
		}
	}
	return group
}

// Outcomes of a choice among groups that is not a group.
const (
	noChoice  = -1
	ambiguous = -3
)

// choose returns the group that fits clearly best: by more than margin, or
// alike with others but seen at least four times as often as each of them.
func choose(fit map[int]float64, weight map[int]int, margin float64) int {
	if len(fit) == 0 {
		return noChoice
	}
	groups := make([]int, 0, len(fit))
	for g := range fit {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b int) int {
		return cmp.Or(cmp.Compare(fit[b], fit[a]), weight[b]-weight[a], a-b)
	})
	top := groups[0]
	if len(groups) == 1 || fit[top] > fit[groups[1]]+margin {
		return top
	}
	// Among those that fit alike, the one seen most.
	alike := groups[:0:0]
	for _, g := range groups {
		if fit[g] >= fit[top]-margin {
			alike = append(alike, g)
		}
	}
	slices.SortFunc(alike, func(a, b int) int { return cmp.Or(weight[b]-weight[a], a-b) })
	if weight[alike[0]] >= weight[alike[1]]+2 {
		return alike[0]
	}
	return ambiguous
}
