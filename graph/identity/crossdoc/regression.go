package crossdoc

import (
	"cmp"
	"math"
	"slices"
)

// Settings of the regression.
const (
	maxFeatures = 256
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

// learn fits the weights by AdaGrad (Duchi et al. 2011) on the logistic loss.
// They are the mean over the last half of the steps, which steadies them.
// Start and order are fixed, so it is repeatable.
func (p *Part) learn(examples []example) {
	p.Weights = make([]float64, maxFeatures)
	w, squares, mean := make([]float64, maxFeatures), make([]float64, maxFeatures), make([]float64, maxFeatures)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	taken := 0.0
	for epoch := range epochs {
		key := func(i int) uint64 { return (uint64(i)*epochs + uint64(epoch) + 1) * 0x9E3779B97F4A7C15 }
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(key(a), key(b)) })
		for done, i := range order {
			e := &examples[i]
			miss := logistic(e.x.dot(w)) - bit(e.same)
			for j, k := range e.x.at {
				g := miss*float64(e.x.v[j]) + decay*w[k]
				squares[k] += g * g
				w[k] -= rate * g / (math.Sqrt(squares[k]) + 1e-8)
			}
			if epoch >= epochs/2 && done%64 == 0 {
				taken++
				for k, v := range w {
					mean[k] += v
				}
			}
		}
	}
	for k := range mean {
		p.Weights[k] = mean[k] / max(taken, 1)
	}
}
