package identity

import (
	"slices"
	"strings"
)

// nameBlocks returns the keys under which a person's full name is found. Two
// names that compare as close share at least one: each key leaves out what
// one slip, one missing word or another order could change.
func nameBlocks(n personName) []string {
	if n.single() {
		return []string{"1" + skeleton(n.joined())}
	}
	var keys []string
	add := func(k string) {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	sk := make([]string, len(n.words))
	for i, w := range n.words {
		sk[i] = skeleton(w)
	}
	first, last := sk[0], sk[len(sk)-1]
	x, y := first, last
	if y < x {
		x, y = y, x
	}
	add("2" + x + "|" + y)
	add("3" + last + "|" + first[:min(1, len(first))])
	if len(n.words[0]) > 1 {
		add("4" + first + "|" + last[:min(1, len(last))])
	}
	j := skeleton(n.joined())
	if len(j) >= 4 {
		add("5" + j)
	}
	if len(sk) > 2 {
		s := slices.Clone(sk)
		slices.Sort(s)
		add("8" + strings.Join(s, ""))
	}
	return keys
}
