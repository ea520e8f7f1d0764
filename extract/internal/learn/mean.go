package learn

import (
	"maps"
	"slices"
)

// MeanOf returns the model whose scores are the means of those of the models,
// which have the same number of classes: their probabilities' geometric mean.
func MeanOf(models []*Model) *Model {
	m := &Model{classes: models[0].classes, index: map[Key]int32{}}
	for _, o := range models {
		for _, k := range slices.Sorted(maps.Keys(o.index)) {
			if _, ok := m.index[k]; !ok {
				m.index[k] = int32(len(m.index))
			}
		}
	}
	m.weights = make([]float32, len(m.index)*m.classes)
	for _, o := range models {
		for k := range o.index {
			to := m.row(k)
			for c, w := range o.row(k) {
				to[c] += w / float32(len(models))
			}
		}
	}
	return m
}

// MeanForest returns the forest whose scores are the means of those of the
// forests, which have the same classes and features: all of their trees.
func MeanForest(forests []*Forest) *Forest {
	f := &Forest{classes: forests[0].classes, fields: forests[0].fields}
	for _, o := range forests {
		for i := range o.trees {
			t := o.trees[i]
			t.leaf = slices.Clone(t.leaf)
			for k := range t.leaf {
				t.leaf[k] /= float32(len(forests))
			}
			f.trees = append(f.trees, t)
		}
	}
	f.flatten()
	return f
}
