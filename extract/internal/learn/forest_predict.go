package learn

import (
	"math"
	"slices"
)

// A flatForest is the trees of a forest one behind the other, in the form in
// which they are asked: all to one depth, splits and features as whole numbers
// of the same order, so that the way down a tree needs no branch that the
// processor would have to guess.
type flatForest struct {
	depth  int
	nodes  []node    // 1<<depth - 1 of each tree, from the top
	leaves []float32 // 1<<depth of each tree
	// mirrored says that there are two classes and that each round's second
	// tree is its first with the leaves' signs changed: it is left out.
	mirrored bool
}

// A node sends a row to the right whose feature is above the split.
type node struct {
	feature int32
	split   int32
}

// ordered maps a number to a whole one so that the order stays.
func ordered(v float32) int32 {
	b := int32(math.Float32bits(v + 0)) // -0 is 0
	return b ^ int32(uint32(b>>31)>>1)
}

// flatten fills in f.flat.
func (f *Forest) flatten() {
	f.flat = flatForest{mirrored: f.mirrored()}
	for i := range f.trees {
		for 1<<f.flat.depth-1 < len(f.trees[i].feature) {
			f.flat.depth++
		}
	}
	for i := range f.trees {
		if !f.flat.mirrored || i%2 == 0 {
			f.flat.add(&f.trees[i])
		}
	}
}

// mirrored reports whether the second tree of each round says the opposite of
// the first.
func (f *Forest) mirrored() bool {
	if f.classes != 2 {
		return false
	}
	for i := 0; i < len(f.trees); i += 2 {
		a, b := &f.trees[i], &f.trees[i+1]
		if !slices.Equal(a.feature, b.feature) || !slices.Equal(a.split, b.split) {
			return false
		}
		for k := range a.leaf {
			if a.leaf[k] != -b.leaf[k] {
				return false
			}
		}
	}
	return true
}

// add appends a tree; where it is less deep than others, its leaves stand below
// splits that send everything to the left.
func (f *flatForest) add(t *tree) {
	for i := range 1<<f.depth - 1 {
		n := node{split: math.MaxInt32}
		if i < len(t.feature) && t.feature[i] >= 0 {
			n = node{int32(t.feature[i]), ordered(t.split[i])}
		}
		f.nodes = append(f.nodes, n)
	}
	below := (1 << f.depth) / len(t.leaf) // leaves of the flat tree for each of t
	for i := range 1 << f.depth {
		f.leaves = append(f.leaves, t.leaf[i/below])
	}
}

// Predict writes the probability of each class to out, which is made when it
// is too short, and returns it. The row is one of as many features as the
// forest was grown on.
func (f *Forest) Predict(row []float32, out []float64) []float64 {
	if cap(out) < f.classes {
		out = make([]float64, f.classes)
	}
	out = out[:f.classes]
	clear(out)
	var stack [256]int32
	keys := stack[:0]
	for _, v := range row {
		keys = append(keys, ordered(v))
	}
	f.flat.ask(keys, out)
	if f.flat.mirrored {
		out[1] = -out[0]
	}
	softmax(out)
	return out
}

// abreast is how many trees are asked at once: the way down one tree waits for
// memory at every node.
const abreast = 4

// ask adds up what the trees say of a row.
func (f *flatForest) ask(keys []int32, out []float64) {
	inner, class, step := 1<<f.depth-1, 0, 1
	if f.mirrored {
		step = 2
	}
	// 1 where the key is above the split: the sign of their difference.
	right := func(n node) int { return int(uint64(int64(n.split)-int64(keys[n.feature])) >> 63) }
	tell := func(leaf float32) {
		out[class] += float64(leaf)
		if class += step; class >= len(out) {
			class = 0
		}
	}
	nodes, leaves := f.nodes, f.leaves
	for len(leaves) >= abreast*(inner+1) {
		a, b, c, d := nodes[:inner], nodes[inner:2*inner], nodes[2*inner:3*inner], nodes[3*inner:4*inner]
		i, j, k, l := 0, 0, 0, 0
		for range f.depth {
			i, j, k, l = 2*i+1+right(a[i]), 2*j+1+right(b[j]), 2*k+1+right(c[k]), 2*l+1+right(d[l])
		}
		tell(leaves[i-inner])
		tell(leaves[j-inner+inner+1])
		tell(leaves[k-inner+2*(inner+1)])
		tell(leaves[l-inner+3*(inner+1)])
		nodes, leaves = nodes[abreast*inner:], leaves[abreast*(inner+1):]
	}
	for ; len(leaves) > 0; nodes, leaves = nodes[inner:], leaves[inner+1:] {
		i := 0
		for range f.depth {
			i = 2*i + 1 + right(nodes[i])
		}
		tell(leaves[i-inner])
	}
}
