package nlp

import "math"

// A nameTrainer is a conditional random field in training: stochastic
// gradient with per-weight steps (Duchi, Hazan and Singer 2011), where tokens
// with several possible labels count as the sum over them.
type nameTrainer struct {
	chain   nameChain
	index   map[uint32]int32
	counts  []int32
	shared  []bool // of each row: not of a single domain
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

// count counts a feature in a text of a domain and gives it a row, and one
// to the copy of the domain.
func (t *nameTrainer) count(key uint32, domain int) {
	t.countRow(key, true)
	if domain > 0 {
		t.countRow(domainKey(key, domain), false)
	}
}

func (t *nameTrainer) countRow(key uint32, shared bool) {
	r, ok := t.index[key]
	if !ok {
		r = int32(len(t.counts))
		t.index[key] = r
		t.counts, t.shared = append(t.counts, 0), append(t.shared, false)
	}
	t.counts[r]++
	t.shared[r] = t.shared[r] || shared
}

// keep drops the features seen fewer than least times.
func (t *nameTrainer) keep(least int32) {
	remap := make([]int32, len(t.counts))
	n := int32(0)
	for i, c := range t.counts {
		remap[i] = -1
		if c >= least {
			remap[i] = n
			t.shared[n] = t.shared[i]
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
