package crossdoc

import (
	"cmp"
	"math"
	"slices"
)

// hiddenUnits and epochs are small: the corpus has few topics, and what fits
// them too well does not carry over to others.
const (
	hiddenUnits = 0
	epochs      = 6
	rate        = 0.1
	decay       = 1e-5
)

// A sparse vector lists the features that are not 0.
type sparse struct {
	at []uint8
	v  []float32
}

func toSparse(x []float64, into sparse) sparse {
	into.at, into.v = into.at[:0], into.v[:0]
	for k, v := range x {
		if v != 0 {
			into.at = append(into.at, uint8(k))
			into.v = append(into.v, float32(v))
		}
	}
	return into
}

func (x *sparse) dot(w []float64) float64 {
	s := 0.0
	for i, k := range x.at {
		s += w[k] * float64(x.v[i])
	}
	return s
}

// score returns the log odds of a pair; hidden, when not nil, receives the
// activations.
func (p *Part) score(x *sparse, hidden []float64) float64 {
	s := x.dot(p.Linear)
	for u, w := range p.Hidden {
		h := math.Tanh(x.dot(w))
		if hidden != nil {
			hidden[u] = h
		}
		s += p.Out[u] * h
	}
	return s
}

// pseudo returns a fixed sequence of numbers from -1 to 1.
func pseudo(i int) float64 {
	x := (uint64(i) + 1) * 0x9E3779B97F4A7C15
	x ^= x >> 31
	x *= 0xBF58476D1CE4E5B9
	x ^= x >> 29
	return float64(x>>11)/(1<<52) - 1
}

// learn fits the net by AdaGrad (Duchi et al. 2011) on the logistic loss.
// What it returns is the mean of the weights over the last half of the steps,
// which steadies it. Start and order are fixed, so it is repeatable.
func (p *Part) learn(examples []example) {
	const n = 256
	if len(examples) == 0 {
		p.Linear = make([]float64, n)
		return
	}
	p.Linear = make([]float64, n)
	p.Out = make([]float64, hiddenUnits)
	p.Hidden = make([][]float64, hiddenUnits)
	for u := range p.Hidden {
		p.Hidden[u] = make([]float64, n)
		for k := range p.Hidden[u] {
			p.Hidden[u][k] = 0.3 * pseudo(u*n+k)
		}
		p.Out[u] = 0.3 * pseudo(1<<20+u)
	}
	rows := append([][]float64{p.Linear, p.Out}, p.Hidden...)
	squares, mean := make([][]float64, len(rows)), make([][]float64, len(rows))
	for i, r := range rows {
		squares[i], mean[i] = make([]float64, len(r)), make([]float64, len(r))
	}
	step := func(row, k int, g float64) {
		g += decay * rows[row][k]
		squares[row][k] += g * g
		rows[row][k] -= rate * g / (math.Sqrt(squares[row][k]) + 1e-8)
	}
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	hidden := make([]float64, hiddenUnits)
	taken := 0.0
	for epoch := range epochs {
		key := func(i int) uint64 { return (uint64(i)*epochs + uint64(epoch) + 1) * 0x9E3779B97F4A7C15 }
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(key(a), key(b)) })
		for done, i := range order {
			e := &examples[i]
			miss := logistic(p.score(&e.x, hidden)) - bit(e.same)
			for u, h := range hidden {
				back := miss * p.Out[u] * (1 - h*h)
				step(1, u, miss*h)
				if math.Abs(back) < 1e-4 {
					continue
				}
				for j, k := range e.x.at {
					step(2+u, int(k), back*float64(e.x.v[j]))
				}
			}
			for j, k := range e.x.at {
				step(0, int(k), miss*float64(e.x.v[j]))
			}
			if epoch >= epochs/2 && done%64 == 0 {
				taken++
				for r := range rows {
					for k, v := range rows[r] {
						mean[r][k] += v
					}
				}
			}
		}
	}
	for r := range rows {
		for k := range rows[r] {
			rows[r][k] = mean[r][k] / taken
		}
	}
}
