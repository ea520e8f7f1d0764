package nlp

import "encoding/binary"

// parseExample is a training sentence for the parser.
type parseExample struct {
	words parseWords
	head  []int16 // n is the root
	rel   []uint8
}

func parseExamples(docs []*Document, words *wordTable) []parseExample {
	out := make([]parseExample, len(docs))
	for i, d := range docs {
		e := &out[i]
		n := len(d.Spans)
		e.words.load(d, newAtoms(d, words), Range{0, int32(n)})
		for j := range n {
			h := int16(d.Head[j])
			if h < 0 {
				h = int16(n)
			}
			e.head = append(e.head, h)
			e.rel = append(e.rel, uint8(d.Deprel[j]))
		}
	}
	return out
}

// trainGreedy trains the greedy parser with the dynamic oracle of Goldberg and
// Nivre (2013).
func trainGreedy(examples []parseExample, o TrainOptions) []byte {
	moves, labels := newPerceptron(numMoves), newPerceptron(len(deprelNames))
	rnd := o.rand()
	sc := &greedyTrainer{moves: moves, labels: labels, scores: make([]float32, numMoves), relScores: make([]float32, len(deprelNames))}
	for epoch := range o.Epochs {
		sc.explore = epoch > 0
		sc.right, sc.all = 0, 0
		for _, i := range rnd.Perm(len(examples)) {
			sc.sentence(&examples[i], rnd.Float64)
		}
		o.logf("parser epoch %d: %.2f%% of moves right, %d + %d features", epoch+1, 100*float64(sc.right)/float64(sc.all), moves.n, labels.n)
	}
	return appendParser(1, moves.average(1000, 2), labels.average(1000, 2))
}

type greedyTrainer struct {
	moves, labels     *perceptron
	state             parseState
	keys              []uint32
	scores, relScores []float32
	explore           bool
	right, all        int
}

func (g *greedyTrainer) sentence(e *parseExample, random func() float64) {
	st := &g.state
	st.reset(e.words.n)
	for !st.done() {
		g.keys = e.words.moveFeatures(g.keys[:0], st)
		g.moves.score(g.keys, g.scores)
		best, gold := -1, -1
		least := 1 << 20
		var cost [numMoves]int
		for m := range numMoves {
			if st.allowed(m) {
				cost[m] = st.cost(m, e.head)
				least = min(least, cost[m])
			}
		}
		for m, v := range g.scores {
			if !st.allowed(m) {
				continue
			}
			if best < 0 || v > g.scores[best] {
				best = m
			}
			if cost[m] == least && (gold < 0 || v > g.scores[gold]) {
				gold = m
			}
		}
		g.all++
		if cost[best] == least {
			g.right++
		} else {
			g.moves.update(g.keys, gold, 1)
			g.moves.update(g.keys, best, -1)
		}
		g.moves.tick()
		if !g.explore || random() > 0.9 {
			best = gold
		}
		rel := uint8(0)
		if best != shift {
			h, d := st.arc(best)
			rel = g.relation(e, h, d)
		}
		st.apply(best, rel)
	}
}

// relation predicts the relation of an arc and, where the arc is right, learns
// from it.
func (g *greedyTrainer) relation(e *parseExample, h, d int16) uint8 {
	if int(h) == e.words.n {
		return uint8(Root)
	}
	g.keys = e.words.labelFeatures(g.keys[:0], &g.state, h, d)
	g.labels.score(g.keys, g.relScores)
	g.relScores[NoDeprel], g.relScores[Root] = -1e9, -1e9
	best := uint8(argmaxFloat(g.relScores))
	if e.head[d] == h {
		if gold := e.rel[d]; best != gold && gold != 0 {
			g.labels.update(g.keys, int(gold), 1)
			g.labels.update(g.keys, int(best), -1)
		}
	}
	g.labels.tick()
	return best
}

// TrainParser trains the parser on trees with the tags of a tagger that has not
// seen them: the treebank is cut in folds, and each is tagged by a model of the
// others. tags and lemmas are the final model files.
func TrainParser(tb *Treebank, tags, lemmas []byte, o TrainOptions) ([]byte, error) {
	docs, words, err := analyzed(tb, tags, lemmas, o)
	if err != nil {
		return nil, err
	}
	examples := parseExamples(docs, words)
	if o.Beam <= 1 {
		return trainGreedy(examples, o), nil
	}
	t := trainBeam(examples, o.Beam, o)
	return appendParser(o.Beam, t.moves.average(600, 6, 6), t.labels.average(600, 4)), nil
}

// analyzed returns the sentences of tb with the tags of taggers that have not
// seen them and the lemmas that follow, and the tables of the final tagger.
func analyzed(tb *Treebank, tags, lemmas []byte, o TrainOptions) ([]*Document, *wordTable, error) {
	docs := make([]*Document, len(tb.Sentences))
	for i := range tb.Sentences {
		docs[i] = tb.Sentences[i].Tree()
	}
	_, words, err := openTags(tags)
	if err != nil {
		return nil, nil, err
	}
	r := &modelReader{b: lemmas}
	lem := readLemmas(r)
	if r.err != nil {
		return nil, nil, r.err
	}
	if err := jackknife(docs, words, o); err != nil {
		return nil, nil, err
	}
	for _, d := range docs {
		lem.lemmatize(d)
	}
	return docs, words, nil
}

func appendParser(width int, moves, labels []feature) []byte {
	b := binary.AppendUvarint(nil, uint64(width))
	b = appendLinear(b, numMoves, moves)
	return appendLinear(b, len(deprelNames), labels)
}

// jackknife replaces the tags of docs by those of taggers that have not seen
// them.
func jackknife(docs []*Document, clusters *wordTable, o TrainOptions) error {
	o.Epochs = jackknifeEpochs
	parts := trainParts(docs, clusters, o)
	first := firstTags(docs, parts)
	type columns struct {
		u []UPOS
		x []XPOS
		f []Feats
	}
	out := make([]columns, len(docs))
	for k, part := range parts {
		rest := others(first, k)
		t, words, err := openTags(part.trainSecond(func(i int) []tagPair { return rest[i] }, 1, o))
		if err != nil {
			return err
		}
		right, all := 0, 0
		for i, d := range docs {
			if partOf(i) == k {
				c := &Document{Text: d.Text, Spans: d.Spans, Sentences: d.Sentences}
				t.tag(c, newAtoms(c, words))
				out[i] = columns{c.UPOS, c.XPOS, c.Feats}
				for j := range c.XPOS {
					all++
					count(&right, c.XPOS[j] == d.XPOS[j])
				}
			}
		}
		o.logf("part %d: XPOS %.2f", k+1, 100*float64(right)/float64(all))
	}
	for i, d := range docs {
		d.UPOS, d.XPOS, d.Feats = out[i].u, out[i].x, out[i].f
	}
	return nil
}
