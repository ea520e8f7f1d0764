package nlp

// A parser builds the dependency tree of a sentence by the arc-hybrid
// transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011): words are
// shifted from a buffer to a stack and attached to the next word of the buffer
// or to the word below them on the stack. The root stands at the end of the
// buffer. One linear model chooses transitions, another the relation of each
// arc as it is made.
type parser struct {
	moves  *moveTable
	labels *linear
	width  int // of the beam
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

// parse fills Head and Deprel of all sentences of d.
func (p *parser) parse(d *Document, a *atoms) {
	d.Head, d.Deprel = make([]int32, len(d.Spans)), make([]Deprel, len(d.Spans))
	var words parseWords
	b := beam{width: p.width}
	rels := &relScratch{p.labels, make([]int32, p.labels.classes)}
	for _, s := range d.Sentences {
		words.load(d, a, s)
		b.reset(words.n)
		for range 2 * words.n {
			b.step(&words, p.moves, rels)
		}
		for i, n := range b.items[0].state.nodes[:words.n] {
			d.Head[int(s.First)+i] = s.First + int32(n.head)
			if int(n.head) == words.n {
				d.Head[int(s.First)+i] = -1
			}
			d.Deprel[int(s.First)+i] = Deprel(n.rel)
		}
	}
}

// relScratch scores relations with memory of its own.
type relScratch struct {
	model  *linear
	scores []int32
}

func (r *relScratch) bestRel(keys []uint32) uint8 {
	r.model.score(keys, r.scores)
	r.scores[NoDeprel], r.scores[Root] = -1<<30, -1<<30
	return uint8(argmax(r.scores))
}

// A moveTable is the linear model of transitions, with the weights beside the
// key: a lookup touches one line of memory.
type moveTable struct {
	mask  uint32
	slots []moveSlot
}

type moveSlot struct {
	key uint32
	w   [numMoves]int16
}

func newMoveTable(m *linear) *moveTable {
	t := &moveTable{m.mask, make([]moveSlot, len(m.slots))}
	for i, s := range m.slots {
		t.slots[i].key = s.key
		for _, e := range m.entries[s.off : s.off+s.n] {
			t.slots[i].w[e.class] = e.w
		}
	}
	return t
}

func (t *moveTable) scoreMoves(keys []uint32) [numMoves]float32 {
	var a, b, c int32
	for _, k := range keys {
		for i := k & t.mask; ; i = (i + 1) & t.mask {
			s := &t.slots[i]
			if s.key == k {
				a += int32(s.w[0])
				b += int32(s.w[1])
				c += int32(s.w[2])
				break
			}
			if s.key == 0 {
				break
			}
		}
	}
	return [numMoves]float32{float32(a), float32(b), float32(c)}
}

func readParser(r *modelReader) *parser {
	width := r.int()
	m := readLinear(r)
	if r.err != nil || m.classes != numMoves {
		r.fail("parser of %d moves", m.classes)
		return nil
	}
	return &parser{newMoveTable(m), readLinear(r), width}
}
