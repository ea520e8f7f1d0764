package nlp

// A moveScorer gives each transition a score; a relScorer each relation.
type moveScorer interface {
	scoreMoves(keys []uint32) [numMoves]float32
}

type relScorer interface {
	bestRel(keys []uint32) uint8
}

// A beam is a search over transition sequences that keeps the best few after
// each transition. All sequences of a sentence have the same length, two
// transitions a word.
type beam struct {
	width   int
	items   []beamItem
	spare   []beamItem
	history []beamStep
	cands   []beamCandidate
	keys    []uint32
	memo    *parseMemo // nil when the weights change
}

type beamItem struct {
	state parseState
	score float32
	last  int32 // index in history, -1 at the start
}

type beamStep struct {
	before int32
	move   uint8
}

type beamCandidate struct {
	score float32
	item  int32
	move  uint8
}

func (b *beam) reset(n int) {
	b.items = growItems(b.items, 1)
	b.items[0].state.reset(n)
	b.items[0].score, b.items[0].last = 0, -1
	b.history = b.history[:0]
	if b.memo != nil {
		b.memo.reset()
	}
}

func growItems(items []beamItem, n int) []beamItem {
	for cap(items) < n {
		items = append(items[:cap(items)], beamItem{})
	}
	return items[:n]
}

// step extends every item by every transition and keeps the best.
func (b *beam) step(w *parseWords, moves moveScorer, rels relScorer) {
	b.cands = b.cands[:0]
	for i := range b.items {
		it := &b.items[i]
		scores := b.scoreMoves(w, &it.state, moves)
		for m := range numMoves {
			if it.state.allowed(m) {
				b.insert(beamCandidate{it.score + scores[m], int32(i), uint8(m)})
			}
		}
	}
	b.spare = growItems(b.spare, len(b.cands))
	for i, c := range b.cands {
		from, to := &b.items[c.item], &b.spare[i]
		to.state.copyFrom(&from.state)
		to.score = c.score
		b.extend(w, to, from.last, c.move, rels)
	}
	b.items, b.spare = b.spare, b.items
}

// extend makes a transition in it.
func (b *beam) extend(w *parseWords, it *beamItem, before int32, move uint8, rels relScorer) {
	rel := uint8(0)
	if move != shift {
		h, d := it.state.arc(int(move))
		rel = uint8(Root)
		if int(h) != w.n {
			rel = b.relation(w, &it.state, h, d, rels)
		}
	}
	it.state.apply(int(move), rel)
	it.last = int32(len(b.history))
	b.history = append(b.history, beamStep{before, move})
}

// insert puts c among the candidates, best first, if it is good enough. Of two
// with one score the earlier stays ahead.
func (b *beam) insert(c beamCandidate) {
	n := len(b.cands)
	if n == b.width {
		if c.score <= b.cands[n-1].score {
			return
		}
		n--
	} else {
		b.cands = append(b.cands, c)
	}
	for n > 0 && b.cands[n-1].score < c.score {
		b.cands[n] = b.cands[n-1]
		n--
	}
	b.cands[n] = c
}

// path appends the transitions that led to the step last, in order.
func (b *beam) path(out []uint8, last int32) []uint8 {
	for i := last; i >= 0; i = b.history[i].before {
		out = append(out, b.history[i].move)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
