package learn

import "math"

// A Choice is what a ranker learns from: candidates of which one is to be
// chosen, by their features, and which of them are right.
type Choice struct {
	Candidates [][]Key
	Right      []bool
	Weight     float64 // 0 counts as 1
}

// FitRank fits a model that ranks candidates: a logarithmic-linear choice
// among all candidates of a [Choice] at once (McFadden 1974), the probability
// of all right ones together being what is maximized. Choices with no right
// candidate teach nothing. Options are those of [Fit].
func FitRank(choices []Choice, o Options) *Model {
	o = o.withDefaults()
	var flat []Example
	var ends []int
	var right [][]bool
	var weights []float64
	for _, c := range choices {
		any := false
		for _, r := range c.Right {
			any = any || r
		}
		if !any || len(c.Candidates) < 2 {
			continue
		}
		for _, k := range c.Candidates {
			flat = append(flat, Example{Keys: k})
		}
		ends = append(ends, len(flat))
		right = append(right, c.Right)
		if c.Weight == 0 {
			c.Weight = 1
		}
		weights = append(weights, c.Weight)
	}
	m, rows := index(1, flat, o.MinCount)
	f := newFitter(o, rows, len(m.index), 1)
	order := make([]int, len(ends))
	for i := range order {
		order[i] = i
	}
	sum, averaged := make([]float64, len(f.w)), 0
	kept := make([][]int32, 0, 64)
	for epoch := range o.Epochs {
		f.shuffle(order)
		for _, x := range order {
			first := 0
			if x > 0 {
				first = ends[x-1]
			}
			kept = kept[:0]
			for _, r := range rows[first:ends[x]] {
				kept = append(kept, append([]int32(nil), f.drop(r)...))
			}
			f.choose(kept, right[x], weights[x])
		}
		if 5*epoch >= 2*o.Epochs-4 {
			for i, w := range f.w {
				sum[i] += w
			}
			averaged++
		}
	}
	m.weights = make([]float32, len(f.w))
	for i, w := range sum {
		m.weights[i] = float32(w / float64(averaged) * (1 - o.Drop))
	}
	return m
}

// choose moves the weights by one choice, which counts so much.
func (f *fitter) choose(rows [][]int32, right []bool, weight float64) {
	p := make([]float64, len(rows))
	for i, rs := range rows {
		for _, r := range rs {
			p[i] += f.w[r]
		}
	}
	softmax(p)
	sum := 0.0
	for i, v := range p {
		if right[i] {
			sum += v
		}
	}
	for i, rs := range rows {
		g := p[i]
		if right[i] {
			g -= p[i] / math.Max(sum, 1e-12)
		}
		g *= weight
		for _, r := range rs {
			d := g + f.o.L2*float64(len(f.rows))/f.freq[r]*f.w[r]
			f.g2[r] += d * d
			f.w[r] -= f.o.Rate * d / (1e-6 + math.Sqrt(f.g2[r]))
		}
	}
}

// Rank returns the probability that each candidate is the one to choose, by a
// model of [FitRank].
func (m *Model) Rank(candidates [][]Key) []float64 {
	p := make([]float64, len(candidates))
	for i, keys := range candidates {
		for _, k := range keys {
			if r, ok := m.index[k]; ok {
				p[i] += float64(m.weights[r])
			}
		}
	}
	if len(p) > 0 {
		softmax(p)
	}
	return p
}
