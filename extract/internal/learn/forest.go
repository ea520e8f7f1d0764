package learn

import (
	"math"
	"slices"
)

// A Forest is gradient-boosted regression trees (Friedman 2001) over dense
// features, one tree a class and round, with the second-order gains and the
// penalties of Chen & Guestrin (2016). Where a [Model] adds up what many words
// say, a Forest finds how a few numbers act together.
type Forest struct {
	classes int
	fields  int    // that a row must have
	trees   []tree // round by round, the classes of a round in order
	flat    flatForest
}

// A tree is complete to its depth: the children of node i are 2i+1 and 2i+2,
// its leaves follow its inner nodes.
type tree struct {
	feature []int16 // of each inner node; -1 sends everything to the left
	split   []float32
	leaf    []float32
}

// ForestOptions are how a forest is grown. The zero value gives the defaults.
type ForestOptions struct {
	Rounds int     // trees a class; default 60
	Depth  int     // of every tree; default 4
	Rate   float64 // share of a tree's answer that is taken; default 0.075
	Rows   float64 // share of the rows that a tree sees; default 0.7
	Fields float64 // share of the features that a tree may use; default 0.25
	L2     float64 // penalty on the leaves; default 10
	Least  float64 // least weight (second derivatives) of a leaf; default 5
	Seed   uint64  // of the draws; default a constant
}

func (o *ForestOptions) defaults() {
	set := func(v *float64, d float64) {
		if *v == 0 {
			*v = d
		}
	}
	if o.Rounds == 0 {
		o.Rounds = 60
	}
	if o.Depth == 0 {
		o.Depth = 4
	}
	set(&o.Rate, 0.075)
	set(&o.Rows, 0.7)
	set(&o.Fields, 0.25)
	set(&o.L2, 10)
	set(&o.Least, 5)
	if o.Seed == 0 {
		o.Seed = 88172645463325252
	}
}

// bins is the greatest number of values that a feature is told apart by while
// a forest grows.
const bins = 48

// Grow grows a forest on rows of equal length and their classes.
func Grow(classes int, rows [][]float32, labels []int, o ForestOptions) *Forest {
	o.defaults()
	f := &Forest{classes: classes}
	if len(rows) == 0 {
		return f
	}
	f.fields = len(rows[0])
	g := newGrower(rows, o)
	scores := make([][]float64, len(rows))
	for i := range scores {
		scores[i] = make([]float64, classes)
	}
	p := make([]float64, classes)
	probs := make([]float64, len(rows)*classes)
	for range o.Rounds {
		for i := range rows {
			copy(p, scores[i])
			softmax(p)
			copy(probs[i*classes:], p)
		}
		g.draw()
		for c := range classes {
			for i := range rows {
				q := probs[i*classes+c]
				g.grad[i], g.hess[i] = q, max(q*(1-q), 1e-6)
				if labels[i] == c {
					g.grad[i]--
				}
			}
			t := g.grow()
			for i, row := range rows {
				scores[i][c] += float64(t.value(row))
			}
			f.trees = append(f.trees, t)
		}
	}
	f.flatten()
	return f
}

// value returns the leaf that a row falls into.
func (t *tree) value(row []float32) float32 {
	i := 0
	for i < len(t.feature) {
		k := t.feature[i]
		i = 2*i + 1
		if k >= 0 && row[k] > t.split[(i-1)/2] {
			i++
		}
	}
	return t.leaf[i-len(t.feature)]
}

// Fields returns how many features a row needs.
func (f *Forest) Fields() int { return f.fields }

// A grower is a forest under way.
type grower struct {
	o          ForestOptions
	binned     [][]uint8   // by feature, then row
	edges      [][]float32 // upper edges of the bins of each feature
	grad, hess []float64
	rows       []int32 // the drawn rows
	fields     []int   // the drawn features
	seed       uint64
}

func newGrower(rows [][]float32, o ForestOptions) *grower {
	g := &grower{o: o, grad: make([]float64, len(rows)), hess: make([]float64, len(rows)), seed: o.Seed}
	n := len(rows[0])
	g.binned, g.edges = make([][]uint8, n), make([][]float32, n)
	values := make([]float32, len(rows))
	for k := range n {
		for i := range rows {
			values[i] = rows[i][k]
		}
		slices.Sort(values)
		var edges []float32
		for b := 1; b < bins; b++ {
			at := b * len(values) / bins
			if at == 0 || values[at] == values[len(values)-1] {
				continue
			}
			// The edge lies at the value, so that equal rows stay together.
			if v := values[at]; len(edges) == 0 || v > edges[len(edges)-1] {
				edges = append(edges, v)
			}
		}
		// A rare value keeps an edge of its own.
		if values[0] < values[len(values)-1] && len(edges) == 0 {
			edges = append(edges, values[0])
			for _, v := range values {
				if v < values[len(values)-1] {
					edges[0] = v
				}
			}
		}
		g.edges[k] = edges
		g.binned[k] = make([]uint8, len(rows))
		for i := range rows {
			b, _ := slices.BinarySearch(edges, rows[i][k])
			g.binned[k][i] = uint8(b)
		}
	}
	return g
}

func (g *grower) random() float64 {
	g.seed ^= g.seed << 13
	g.seed ^= g.seed >> 7
	g.seed ^= g.seed << 17
	return float64(g.seed>>11) / (1 << 53)
}

// draw picks the rows and features of the next trees.
func (g *grower) draw() {
	g.rows, g.fields = g.rows[:0], g.fields[:0]
	for i := range g.grad {
		if g.random() < g.o.Rows {
			g.rows = append(g.rows, int32(i))
		}
	}
	for k := range g.binned {
		if len(g.edges[k]) > 0 && g.random() < g.o.Fields {
			g.fields = append(g.fields, k)
		}
	}
}

func (g *grower) grow() tree {
	inner := 1<<g.o.Depth - 1
	t := tree{feature: make([]int16, inner), split: make([]float32, inner), leaf: make([]float32, inner+1)}
	parts := make([][]int32, 2*inner+1)
	parts[0] = g.rows
	for i := range inner {
		k, b := g.best(parts[i])
		t.feature[i] = int16(k)
		if k < 0 {
			parts[2*i+1] = parts[i]
			continue
		}
		t.split[i] = g.edges[k][b]
		var left, right []int32
		for _, r := range parts[i] {
			if int(g.binned[k][r]) <= b {
				left = append(left, r)
			} else {
				right = append(right, r)
			}
		}
		parts[2*i+1], parts[2*i+2] = left, right
	}
	for i := range t.leaf {
		sum, weight := g.sums(parts[inner+i])
		if weight > 0 {
			t.leaf[i] = float32(-g.o.Rate * sum / (weight + g.o.L2))
		}
	}
	return t
}

func (g *grower) sums(rows []int32) (sum, weight float64) {
	for _, r := range rows {
		sum += g.grad[r]
		weight += g.hess[r]
	}
	return sum, weight
}

// best returns the split of the rows with the greatest gain: the feature and
// the last bin to the left, or -1.
func (g *grower) best(rows []int32) (feature, bin int) {
	sum, weight := g.sums(rows)
	if weight < 2*g.o.Least {
		return -1, 0
	}
	whole := sum * sum / (weight + g.o.L2)
	top := 1e-6
	feature = -1
	var gs, hs [bins + 1]float64
	for _, k := range g.fields {
		clear(gs[:])
		clear(hs[:])
		column := g.binned[k]
		for _, r := range rows {
			gs[column[r]] += g.grad[r]
			hs[column[r]] += g.hess[r]
		}
		left, leftWeight := 0.0, 0.0
		for b := range g.edges[k] {
			left += gs[b]
			leftWeight += hs[b]
			right, rightWeight := sum-left, weight-leftWeight
			if leftWeight < g.o.Least || rightWeight < g.o.Least {
				continue
			}
			gain := left*left/(leftWeight+g.o.L2) + right*right/(rightWeight+g.o.L2) - whole
			if gain > top && !math.IsNaN(gain) {
				top, feature, bin = gain, k, b
			}
		}
	}
	return feature, bin
}
