package nlp

// A beamTrainer trains the parser with a beam and the max-violation update of
// Huang, Fayong and Guo (2012): where the best sequence of the beam beats the
// gold one by most, both are cut off, and the weights move from one to the
// other.
type beamTrainer struct {
	moves       *movePerceptron
	labels      *perceptron
	dropped     uint64 // seed and share of the features left out for this sentence
	share       uint64
	kept        []uint32
	beam, gold  beam
	replayed    parseState
	keys        []uint32
	relScores   []float32
	wrong, arcs int
}

func trainBeam(examples []parseExample, width int, o TrainOptions) *beamTrainer {
	t := &beamTrainer{share: parserDropout, moves: newMovePerceptron(), labels: newPerceptron(len(deprelNames)), relScores: make([]float32, len(deprelNames))}
	t.beam.width, t.gold.width = width, 1
	rnd := o.rand()
	for epoch := range o.Epochs {
		t.wrong, t.arcs = 0, 0
		for _, i := range rnd.Perm(len(examples)) {
			t.dropped = rnd.Uint64()
			t.sentence(&examples[i])
		}
		o.logf("beam epoch %d: %.2f%% of arcs right, %d + %d features", epoch+1, 100-100*float64(t.wrong)/float64(t.arcs), t.moves.n, t.labels.n)
	}
	return t
}

// parserDropout is how many of 1024 features are left out of a sentence in
// training, the same ones wherever they occur in it.
const parserDropout = 205

func (t *beamTrainer) keep(keys []uint32) []uint32 {
	t.kept = t.kept[:0]
	for _, k := range keys {
		if (uint64(k)^t.dropped)*0x9E3779B97F4A7C15>>54 >= t.share {
			t.kept = append(t.kept, k)
		}
	}
	return t.kept
}

func (t *beamTrainer) scoreMoves(keys []uint32) [numMoves]float32 { return t.moves.score(t.keep(keys)) }

func (t *beamTrainer) bestRel(keys []uint32) uint8 {
	t.labels.score(t.keep(keys), t.relScores)
	t.relScores[NoDeprel], t.relScores[Root] = -1e9, -1e9
	return uint8(argmaxFloat(t.relScores))
}

// sentence trains on one sentence.
func (t *beamTrainer) sentence(e *parseExample) {
	n := e.words.n
	t.beam.reset(n)
	t.gold.reset(n)
	worst, goldScore := float32(0), float32(0)
	var worstLast, goldLast int32 = -1, -1
	for range 2 * n {
		g := &t.gold.items[0]
		t.gold.keys = e.words.moveFeatures(t.gold.keys[:0], &g.state)
		m := g.state.oracle(e.head)
		goldScore += t.scoreMoves(t.gold.keys)[m]
		t.gold.extend(&e.words, g, g.last, uint8(m), t)
		t.beam.step(&e.words, t, t)
		if top := &t.beam.items[0]; top.score-goldScore > worst || top.score == goldScore && worstLast < 0 && !t.samePath(top.last, g.last) {
			worst, worstLast, goldLast = top.score-goldScore, top.last, g.last
		}
	}
	for d, h := range t.beam.items[0].state.nodes[:n] {
		t.arcs++
		if h.head != e.head[d] {
			t.wrong++
		}
	}
	t.learnLabels(e, &t.gold)
	if worstLast >= 0 {
		t.update(e, t.beam.path(nil, worstLast), t.gold.path(nil, goldLast))
	}
	t.moves.step++
	t.labels.tick()
}

func (t *beamTrainer) samePath(a, b int32) bool {
	return string(t.beam.path(nil, a)) == string(t.gold.path(nil, b))
}

// update moves the weights from the predicted sequence to the gold one.
func (t *beamTrainer) update(e *parseExample, predicted, gold []uint8) {
	same := 0
	for same < len(gold) && predicted[same] == gold[same] {
		same++
	}
	for _, x := range []struct {
		path []uint8
		by   float32
	}{{gold, 1}, {predicted, -1}} {
		st := &t.replayed
		st.reset(e.words.n)
		for i, m := range x.path {
			if i >= same {
				t.keys = e.words.moveFeatures(t.keys[:0], st)
				t.moves.update(t.keep(t.keys), int(m), x.by)
			}
			t.replay(e, st, int(m))
		}
	}
}

func (t *beamTrainer) replay(e *parseExample, st *parseState, m int) {
	rel := uint8(0)
	if m != shift {
		h, d := st.arc(m)
		rel = uint8(Root)
		if int(h) != e.words.n {
			t.keys = e.words.labelFeatures(t.keys[:0], st, h, d)
			rel = t.bestRel(t.keys)
		}
	}
	st.apply(m, rel)
}

// learnLabels learns the relations of the arcs of the gold sequence.
func (t *beamTrainer) learnLabels(e *parseExample, b *beam) {
	st := &t.replayed
	st.reset(e.words.n)
	for _, m := range b.path(nil, b.items[0].last) {
		rel := uint8(0)
		if m != shift {
			h, d := st.arc(int(m))
			rel = uint8(Root)
			if int(h) != e.words.n {
				t.keys = e.words.labelFeatures(t.keys[:0], st, h, d)
				rel = t.bestRel(t.keys)
				if gold := e.rel[d]; e.head[d] == h && gold != rel && gold != 0 {
					t.labels.update(t.keep(t.keys), int(gold), 1)
					t.labels.update(t.keep(t.keys), int(rel), -1)
				}
			}
		}
		st.apply(int(m), rel)
	}
}
