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

// parse fills Head and Deprel of all sentences of d.
func (p *parser) parse(d *Document, a *atoms) {
	d.Head, d.Deprel = make([]int32, len(d.Spans)), make([]Deprel, len(d.Spans))
	var words parseWords
	b := beam{width: p.width, memo: newParseMemo()}
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

func readParser(r *modelReader) *parser {
	width := r.int()
	m := readLinear(r)
	if r.err != nil || m.classes != numMoves {
		r.fail("parser of %d moves", m.classes)
		return nil
	}
	return &parser{newMoveTable(m), readLinear(r), width}
}
