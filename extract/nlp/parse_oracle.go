package nlp

// cost is the number of gold arcs that a transition makes impossible.
func (s *parseState) cost(move int, head []int16) int {
	n := 0
	if move == shift {
		b := s.next
		for i, x := range s.stack {
			if head[x] == b || i < len(s.stack)-1 && head[b] == x {
				n++
			}
		}
		return n
	}
	top := s.stack[len(s.stack)-1]
	for i := int(s.next); i < len(head); i++ {
		if head[i] == top {
			n++
		}
	}
	h := head[top]
	switch {
	case move == rightArc && h >= s.next:
		n++
	case move == leftArc && (h > s.next || len(s.stack) > 1 && h == s.stack[len(s.stack)-2]):
		n++
	}
	return n
}

// oracle returns the first transition that loses the fewest gold arcs, arcs
// before a shift.
func (s *parseState) oracle(head []int16) int {
	best, least := -1, 1<<20
	for _, m := range [...]int{leftArc, rightArc, shift} {
		if s.allowed(m) {
			if c := s.cost(m, head); c < least {
				best, least = m, c
			}
		}
	}
	return best
}
