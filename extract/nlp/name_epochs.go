package nlp

import (
	"math/rand/v2"
	"slices"
)

// train trains o.Runs times. The weights are then the mean of those after
// each epoch of the second half of each run (Polyak and Juditsky 1992).
func (t *nameTrainer) train(examples []*nameExample, o NameOptions) {
	t.sum = make([]float32, len(t.w))
	averaged := 0
	for run := range max(1, o.Runs) {
		clear(t.w)
		clear(t.g2)
		t.chain = nameChain{}
		t.gFree, t.gKept = [numFreeLabels][numFreeLabels]float32{}, [nameTypesLearned][4]float32{}
		averaged += t.run(examples, o.Epochs, rand.New(rand.NewPCG(o.Seed, uint64(2+run))), o.Logf)
	}
	t.takeMean(float32(averaged))
}

// run runs over the examples epochs times and returns how often it has added
// the weights to the sum.
func (t *nameTrainer) run(examples []*nameExample, epochs int, r *rand.Rand, logf func(string, ...any)) (averaged int) {
	t.chain.ready()
	order := slices.Clone(examples)
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
	return averaged
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
