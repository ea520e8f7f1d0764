package nlp

// The transitions.
const (
	shift    = iota
	leftArc  // the next word of the buffer governs the top of the stack
	rightArc // the second word of the stack governs the top
	numMoves
)

// A node is what a parse in progress knows of a word: its head and relation,
// and its outermost and second outermost children on both sides.
type node struct {
	head, left, left2, right, right2 int16
	rel                              uint8
	nleft, nright                    uint8
	rels                             uint32 // relations of the children, as a bit set of hashes
}

// A parseState is a parse in progress of one sentence.
type parseState struct {
	nodes []node // one a word, and one for the root at the end
	stack []int16
	next  int16
}

func (s *parseState) reset(n int) {
	s.nodes = s.nodes[:0]
	for range n + 1 {
		s.nodes = append(s.nodes, node{-1, -1, -1, -1, -1, 0, 0, 0, 0})
	}
	s.stack, s.next = s.stack[:0], 0
}

// done reports whether every word has a head.
func (s *parseState) done() bool { return len(s.stack) == 0 && int(s.next) == len(s.nodes)-1 }

// allowed reports whether a transition is possible. Only the last word on the
// stack goes to the root, so that a sentence has one root.
func (s *parseState) allowed(move int) bool {
	end := int(s.next) == len(s.nodes)-1
	switch move {
	case shift:
		return !end
	case leftArc:
		return len(s.stack) > 0 && (!end || len(s.stack) == 1)
	}
	return len(s.stack) > 1
}

// arc returns the head and dependent that a transition joins.
func (s *parseState) arc(move int) (head, dep int16) {
	top := s.stack[len(s.stack)-1]
	if move == leftArc {
		return s.next, top
	}
	return s.stack[len(s.stack)-2], top
}

// apply makes a transition; rel is the relation of the arc, if it makes one.
func (s *parseState) apply(move int, rel uint8) {
	if move == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	h, d := s.arc(move)
	s.stack = s.stack[:len(s.stack)-1]
	s.nodes[d].head, s.nodes[d].rel = h, rel
	n := &s.nodes[h]
	n.rels |= 1 << (rel % 32)
	if d < h {
		if n.left < 0 || d < n.left {
			n.left2, n.left = n.left, d
		}
		n.nleft++
		return
	}
	if n.right < 0 || d > n.right {
		n.right2, n.right = n.right, d
	}
	n.nright++
}

func (s *parseState) copyFrom(o *parseState) {
	s.nodes = append(s.nodes[:0], o.nodes...)
	s.stack = append(s.stack[:0], o.stack...)
	s.next = o.next
}
