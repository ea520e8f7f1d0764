package nlp

// A parseMemo remembers scores by what the features look at: many items of a
// beam differ only in what lies deep in the stack or in the past.
type parseMemo struct {
	moves [memoSize]struct {
		key    uint64
		scores [numMoves]float32
	}
	rels [memoSize]struct {
		key uint64
		rel uint8
	}
}

const memoSize = 512

func newParseMemo() *parseMemo { return new(parseMemo) }

func (m *parseMemo) reset() { *m = parseMemo{} }

// scoreMoves scores the transitions of a state.
func (b *beam) scoreMoves(w *parseWords, st *parseState, moves moveScorer) [numMoves]float32 {
	if b.memo == nil {
		b.keys = w.moveFeatures(b.keys[:0], st)
		return moves.scoreMoves(b.keys)
	}
	key := st.signature()
	m := &b.memo.moves[key%memoSize]
	if m.key != key {
		b.keys = w.moveFeatures(b.keys[:0], st)
		m.key, m.scores = key, moves.scoreMoves(b.keys)
	}
	return m.scores
}

// relation returns the relation of d to h.
func (b *beam) relation(w *parseWords, st *parseState, h, d int16, rels relScorer) uint8 {
	if b.memo == nil {
		b.keys = w.labelFeatures(b.keys[:0], st, h, d)
		return rels.bestRel(b.keys)
	}
	key := mix(mix(uint64(uint16(h))<<16|uint64(uint16(d)), st.nodeSignature(h)), st.nodeSignature(d)) | 1
	m := &b.memo.rels[key>>8%memoSize]
	if m.key != key {
		b.keys = w.labelFeatures(b.keys[:0], st, h, d)
		m.key, m.rel = key, rels.bestRel(b.keys)
	}
	return m.rel
}

// signature hashes all that moveFeatures reads of a state.
func (s *parseState) signature() uint64 {
	h := uint64(uint16(s.next))
	h = mix(h, s.nodeSignature(s.next))
	k := len(s.stack)
	for i := range min(k, 3) {
		x := s.stack[k-1-i]
		h = mix(h, uint64(uint16(x))|1<<20)
		if i < 2 {
			h = mix(h, s.nodeSignature(x))
		}
	}
	return h | 1
}

// nodeSignature hashes the children of a word.
func (s *parseState) nodeSignature(i int16) uint64 {
	n := &s.nodes[i]
	rel := func(c int16) uint64 {
		if c < 0 {
			return 0
		}
		return uint64(s.nodes[c].rel)
	}
	a := uint64(uint16(n.left)) | uint64(uint16(n.left2))<<16 | uint64(uint16(n.right))<<32 | uint64(uint16(n.right2))<<48
	b := uint64(n.rels) | uint64(n.nleft)<<32 | uint64(n.nright)<<40
	c := rel(n.left) | rel(n.left2)<<8 | rel(n.right)<<16 | rel(n.right2)<<24
	return mix(mix(a, b), c)
}
