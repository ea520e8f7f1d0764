package nlp

// A parser builds the dependency tree of a sentence by the arc-hybrid
// transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011): words are
// shifted from a buffer to a stack and attached to the next word of the buffer
// or to the word below them on the stack. The root stands at the end of the
// buffer. One linear model chooses transitions, another the relation of each
// arc as it is made.
type parser struct {
	moves  *linear
	labels *linear
}

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

// A parseScratch is the working memory of one parse.
type parseScratch struct {
	words  parseWords
	state  parseState
	keys   []uint32
	scores []int32
	labels []int32
}

// parse fills Head and Deprel of all sentences of d.
func (p *parser) parse(d *Document, a *atoms) {
	d.Head, d.Deprel = make([]int32, len(d.Spans)), make([]Deprel, len(d.Spans))
	sc := &parseScratch{scores: make([]int32, numMoves), labels: make([]int32, p.labels.classes)}
	for _, s := range d.Sentences {
		sc.words.load(d, a, s)
		p.greedy(sc)
		for i := range s.Len() {
			n := sc.state.nodes[i]
			d.Head[int(s.First)+i] = s.First + int32(n.head)
			if int(n.head) == s.Len() {
				d.Head[int(s.First)+i] = -1
			}
			d.Deprel[int(s.First)+i] = Deprel(n.rel)
		}
	}
}

func (p *parser) greedy(sc *parseScratch) {
	st := &sc.state
	st.reset(sc.words.n)
	for !st.done() {
		sc.keys = sc.words.moveFeatures(sc.keys[:0], st)
		p.moves.score(sc.keys, sc.scores)
		best := -1
		for m, v := range sc.scores {
			if st.allowed(m) && (best < 0 || v > sc.scores[best]) {
				best = m
			}
		}
		rel := uint8(0)
		if best != shift {
			h, dep := st.arc(best)
			rel = p.relation(sc, h, dep)
		}
		st.apply(best, rel)
	}
}

// relation returns the relation of dep to head.
func (p *parser) relation(sc *parseScratch, head, dep int16) uint8 {
	if int(head) == sc.words.n {
		return uint8(Root)
	}
	sc.keys = sc.words.labelFeatures(sc.keys[:0], &sc.state, head, dep)
	p.labels.score(sc.keys, sc.labels)
	sc.labels[NoDeprel] = -1 << 30
	sc.labels[Root] = -1 << 30
	return uint8(argmax(sc.labels))
}

func readParser(r *modelReader) *parser {
	return &parser{moves: readLinear(r), labels: readLinear(r)}
}
