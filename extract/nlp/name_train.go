package nlp

import (
	"math"
	"math/rand/v2"
)

// A GoldName is a marked span of a text in bytes. Types is the set of types
// it may have: one bit a type, more than one where a corpus has coarser types.
type GoldName struct {
	Span
	Types NameTypeSet
}

// A NameTypeSet is a set of name types, one bit a type.
type NameTypeSet uint32

// NewNameTypeSet returns the set of ts.
func NewNameTypeSet(ts ...NameType) NameTypeSet {
	var s NameTypeSet
	for _, t := range ts {
		s |= 1 << t
	}
	return s
}

// Has reports whether t is in s.
func (s NameTypeSet) Has(t NameType) bool { return s>>t&1 != 0 }

// A NameText is a document whose names are marked, to train on.
type NameText struct {
	Doc   *Document
	Names []GoldName
	// Unmarked are the types that the corpus does not mark: outside the
	// marked names they are possible everywhere, Norp only for words of the
	// lists of peoples.
	Unmarked NameTypeSet
	// Domain is the corpus. Domain 0 is the kind of text that the model is
	// for; every other domain has weights of its own beside the shared ones
	// in training (Daumé 2007, "Frustratingly Easy Domain Adaptation").
	Domain int
}

// labelSets returns the labels that the gold names leave each token, and how
// many names do not begin and end with a token.
func (x *NameText) labelSets(ts []nameToken) (sets []labelSet, misfits int) {
	n := x.Doc.Len()
	sets = make([]labelSet, n)
	outside := labelSet(1)
	for t := Person; int(t) <= nameTypesLearned; t++ {
		if x.Unmarked.Has(t) {
			outside |= 15 << labelOf(t, posBegin)
		}
	}
	for i := range sets {
		sets[i] = outside
		// A people that no list has is too seldom to be worth a guess.
		if ts[i].gaz[gazDemonym] == 0 && ts[i].gaz[gazGroup] == 0 {
			sets[i] &^= 15 << labelOf(Norp, posBegin)
		}
		if ts[i].idle {
			sets[i] = 1
		}
	}
	at := 0
	for _, g := range x.Names {
		for at < n && x.Doc.Spans[at].End <= g.Start {
			at++
		}
		end := at
		for end < n && x.Doc.Spans[end].Start < g.End {
			end++
		}
		fits := end > at && x.Doc.Spans[at].Start == g.Start && x.Doc.Spans[end-1].End == g.End
		for i := at; i < end; i++ {
			fits = fits && !ts[i].idle
		}
		if !fits {
			misfits++
			for i := at; i < end; i++ {
				if !ts[i].idle {
					sets[i] = allLabels
				}
			}
			continue
		}
		for i := at; i < end; i++ {
			pos := posInside
			switch {
			case end-at == 1:
				pos = posUnit
			case i == at:
				pos = posBegin
			case i == end-1:
				pos = posLast
			}
			sets[i] = 0
			for t := Person; int(t) <= nameTypesLearned; t++ {
				if g.Types.Has(t) {
					sets[i] |= 1 << labelOf(t, pos)
				}
			}
		}
	}
	return sets, misfits
}

// A nameTrainer is a conditional random field in training: stochastic
// gradient with per-weight steps (Duchi, Hazan and Singer 2011), where tokens
// with several possible labels count as the sum over them.
type nameTrainer struct {
	chain   nameChain
	index   map[uint32]int32
	counts  []int32
	w, g2   []float32
	gFree   [numFreeLabels][numFreeLabels]float32
	gKept   [nameTypesLearned][4]float32
	sum     []float32 // of the weights after each epoch that counts
	sumFree [numFreeLabels][numFreeLabels]float32
	sumKept [nameTypesLearned][4]float32
	rate    float32
	decay   float32
	drop    float64
	scratch chainScratch
	gold    chainScratch
	scores  []chainRow
}

// A nameExample is a sentence to train on: the rows of the features of each
// token, and the labels it may have.
type nameExample struct {
	rows    [][]int32
	idle    []bool
	allowed []labelSet
	partial bool
	weight  float32
}

func newNameTrainer(o NameOptions) *nameTrainer {
	return &nameTrainer{index: map[uint32]int32{}, rate: o.Rate, decay: o.Decay, drop: o.Drop}
}

// domainKey is the key of a feature's own copy in a domain.
func domainKey(key uint32, domain int) uint32 {
	return fold(mix(uint64(key)+0x5bd1e995, uint64(domain)))
}

// count counts a feature and gives it a row.
func (t *nameTrainer) count(key uint32) {
	r, ok := t.index[key]
	if !ok {
		r = int32(len(t.counts))
		t.index[key] = r
		t.counts = append(t.counts, 0)
	}
	t.counts[r]++
}

// keep drops the features seen fewer than least times.
func (t *nameTrainer) keep(least int32) {
	remap := make([]int32, len(t.counts))
	n := int32(0)
	for i, c := range t.counts {
		remap[i] = -1
		if c >= least {
			remap[i] = n
			n++
		}
	}
	for k, r := range t.index {
		if remap[r] < 0 {
			delete(t.index, k)
		} else {
			t.index[k] = remap[r]
		}
	}
	t.w = make([]float32, int(n)*numNameLabels)
	t.g2 = make([]float32, int(n)*numNameLabels)
}

func (t *nameTrainer) rows(keys []uint32, domain int) []int32 {
	rows := make([]int32, 0, len(keys))
	for _, k := range keys {
		if r, ok := t.index[k]; ok {
			rows = append(rows, r)
		}
	}
	if domain > 0 {
		for _, k := range keys {
			if r, ok := t.index[domainKey(k, domain)]; ok {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

func (t *nameTrainer) score(rows [][]int32) []chainRow {
	if cap(t.scores) < len(rows) {
		t.scores = make([]chainRow, len(rows))
	}
	out := t.scores[:len(rows)]
	for i, rs := range rows {
		out[i] = chainRow{}
		for _, r := range rs {
			w := t.w[int(r)*numNameLabels:][:numNameLabels]
			for y := range out[i] {
				out[i][y] += w[y]
			}
		}
	}
	return out
}

// learn makes one step on x and returns its loss, roughly.
func (t *nameTrainer) learn(x *nameExample) float64 {
	scores := t.score(x.rows)
	t.scratch.idle, t.gold.idle = x.idle, x.idle
	t.chain.marginals(scores, &t.scratch, nil)
	var target []chainRow
	if x.partial {
		t.chain.marginals(scores, &t.gold, x.allowed)
		target = t.gold.marginal
	}
	loss := 0.0
	for i := range x.rows {
		if x.idle[i] {
			continue
		}
		for y := range numNameLabels {
			want := float32(0)
			if target != nil {
				want = target[i][y]
			} else if x.allowed[i].has(nameLabel(y)) {
				want = 1
			}
			g := (want - t.scratch.marginal[i][y]) * x.weight
			if want > 0.5 {
				loss -= math.Log(float64(t.scratch.marginal[i][y]) + 1e-9)
			}
			if g > 2e-3 || g < -2e-3 {
				t.step(x.rows[i], y, g)
			}
		}
	}
	t.transitions(x, target)
	return loss
}

func (t *nameTrainer) step(rows []int32, y int, g float32) {
	for _, r := range rows {
		j := int(r)*numNameLabels + y
		d := g - t.decay*t.w[j]
		t.g2[j] += d * d
		t.w[j] += t.rate * d / float32(math.Sqrt(float64(t.g2[j])+0.1))
	}
}

// transitions makes the step of the scores between labels: the expected
// counts under the model against those of the target.
func (t *nameTrainer) transitions(x *nameExample, target []chainRow) {
	changed := false
	for i := 1; i < len(x.rows); i++ {
		if x.idle[i] && x.idle[i-1] {
			continue
		}
		if t.scratch.marginal[i][0] > 0.999 && t.scratch.marginal[i-1][0] > 0.999 && (x.allowed[i] & x.allowed[i-1]).has(0) {
			continue
		}
		var free [numFreeLabels][numFreeLabels]float32
		var kept [nameTypesLearned][4]float32
		t.chain.pairs(&t.scratch, i, -x.weight, &free, &kept)
		if target != nil {
			t.chain.pairs(&t.gold, i, x.weight, &free, &kept)
		} else {
			goldPairs(x.allowed[i-1], x.allowed[i], x.weight, &free, &kept)
		}
		for a := range free {
			for b, g := range free[a] {
				if g > 1e-4 || g < -1e-4 {
					t.gFree[a][b] += g * g
					t.chain.free[a][b] += t.rate * g / float32(math.Sqrt(float64(t.gFree[a][b])+1))
				}
			}
		}
		for a := range kept {
			for b, g := range kept[a] {
				if g > 1e-4 || g < -1e-4 {
					t.gKept[a][b] += g * g
					t.chain.kept[a][b] += t.rate * g / float32(math.Sqrt(float64(t.gKept[a][b])+1))
				}
			}
		}
		changed = true
	}
	if changed {
		t.chain.ready()
	}
}

func goldPairs(before, at labelSet, weight float32, free *[numFreeLabels][numFreeLabels]float32, kept *[nameTypesLearned][4]float32) {
	for x, l := range closing {
		if !before.has(l) {
			continue
		}
		for y, m := range opening {
			if at.has(m) {
				free[x][y] += weight
				return
			}
		}
	}
	for k := range nameTypesLearned {
		b := nameLabel(1 + 4*k)
		for j, from := range [2]nameLabel{b, b + posInside} {
			for i, to := range [2]nameLabel{b + posInside, b + posLast} {
				if before.has(from) && at.has(to) {
					kept[k][2*j+i] += weight
				}
			}
		}
	}
}

// pairs adds weight times the probability of each pair of labels at i-1, i.
func (c *nameChain) pairs(s *chainScratch, i int, weight float32, free *[numFreeLabels][numFreeLabels]float32, kept *[nameTypesLearned][4]float32) {
	p := &s.alpha[i-1]
	var next chainRow
	for y := range next {
		next[y] = s.beta[i][y] * s.emit[i][y]
	}
	total := float32(0)
	var f [numFreeLabels][numFreeLabels]float32
	var k [nameTypesLearned][4]float32
	for x, l := range closing {
		if p[l] == 0 {
			continue
		}
		for y, m := range opening {
			f[x][y] = p[l] * c.expFree[x][y] * next[m]
			total += f[x][y]
		}
	}
	for t := range nameTypesLearned {
		b := 1 + 4*t
		k[t] = [4]float32{p[b] * c.expKept[t][0] * next[b+posInside], p[b] * c.expKept[t][1] * next[b+posLast],
			p[b+posInside] * c.expKept[t][2] * next[b+posInside], p[b+posInside] * c.expKept[t][3] * next[b+posLast]}
		total += k[t][0] + k[t][1] + k[t][2] + k[t][3]
	}
	if total <= 0 {
		return
	}
	weight /= total
	for x := range f {
		for y, v := range f[x] {
			free[x][y] += weight * v
		}
	}
	for t := range k {
		for j, v := range k[t] {
			kept[t][j] += weight * v
		}
	}
}

// train runs over the examples epochs times. The weights are then the mean of
// those after each epoch of the second half (Polyak and Juditsky 1992).
func (t *nameTrainer) train(examples []*nameExample, epochs int, seed uint64, logf func(string, ...any)) {
	t.chain.ready()
	order := make([]*nameExample, len(examples))
	copy(order, examples)
	r := rand.New(rand.NewPCG(seed, 2))
	t.sum = make([]float32, len(t.w))
	averaged := 0
	var thin nameExample
	for e := range epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for _, x := range order {
			if t.drop > 0 {
				x = x.thinned(&thin, r, t.drop)
			}
			loss += t.learn(x)
		}
		if logf != nil {
			logf("epoch %d loss %.0f", e+1, loss)
		}
		if e >= epochs/2 {
			averaged++
			t.addToSum()
		}
	}
	t.takeMean(float32(averaged))
}

func (t *nameTrainer) addToSum() {
	for i, w := range t.w {
		t.sum[i] += w
	}
	for i := range t.sumFree {
		for j := range t.sumFree[i] {
			t.sumFree[i][j] += t.chain.free[i][j]
		}
	}
	for i := range t.sumKept {
		for j := range t.sumKept[i] {
			t.sumKept[i][j] += t.chain.kept[i][j]
		}
	}
}

func (t *nameTrainer) takeMean(n float32) {
	for i, w := range t.sum {
		t.w[i] = w / n
	}
	for i := range t.sumFree {
		for j := range t.sumFree[i] {
			t.chain.free[i][j] = t.sumFree[i][j] / n
		}
	}
	for i := range t.sumKept {
		for j := range t.sumKept[i] {
			t.chain.kept[i][j] = t.sumKept[i][j] / n
		}
	}
	t.sum = nil
	t.chain.ready()
}

// thinned returns x with a share of the features of each token left out at
// random, so that no single feature, such as the word itself, is relied on.
func (x *nameExample) thinned(to *nameExample, r *rand.Rand, drop float64) *nameExample {
	rows := to.rows[:0]
	limit := uint32(drop * (1 << 32))
	for i, all := range x.rows {
		var kept []int32
		if i < cap(rows) {
			kept = rows[:i+1][i][:0]
		}
		for _, f := range all {
			if r.Uint32() >= limit {
				kept = append(kept, f)
			}
		}
		rows = append(rows, kept)
	}
	*to = nameExample{rows: rows, idle: x.idle, allowed: x.allowed, partial: x.partial, weight: x.weight}
	return to
}
