package learn

import (
	"math"
	"math/rand/v2"
	"testing"
)

// slow is Predict as the trees say it, one after the other.
func slow(f *Forest, row []float32) []float64 {
	out := make([]float64, f.classes)
	for i := range f.trees {
		out[i%f.classes] += float64(f.trees[i].value(row))
	}
	softmax(out)
	return out
}

// noise gives rows of random numbers, some of them equal, and classes.
func noise(n, fields, classes int) (rows [][]float32, labels []int) {
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		row := make([]float32, fields)
		for k := range row {
			row[k] = float32(r.IntN(40)-20) / 4
		}
		rows, labels = append(rows, row), append(labels, int(max(row[0]+row[1], 0))%classes)
	}
	return rows, labels
}

func TestForestAnswersAsItsTrees(t *testing.T) {
	for _, classes := range []int{2, 3, 4} {
		rows, labels := noise(300, 7, classes)
		for _, f := range []*Forest{
			Grow(classes, rows, labels, ForestOptions{Rounds: 9, Depth: 3, Least: 1}),
			MeanForest([]*Forest{Grow(classes, rows, labels, ForestOptions{Rounds: 5}), Grow(classes, rows[:200], labels[:200], ForestOptions{Rounds: 6, Depth: 2, Least: 1})}),
			Grow(classes, nil, nil, ForestOptions{}),
		} {
			for _, row := range rows[:50] {
				got, want := f.Predict(row, nil), slow(f, row)
				for c := range got {
					if math.Abs(got[c]-want[c]) > 1e-12 {
						t.Fatalf("%d classes: Predict(%v) = %v, want %v", classes, row, got, want)
					}
				}
			}
		}
	}
}

func TestOrderedKeepsOrder(t *testing.T) {
	vs := []float32{float32(math.Inf(-1)), -3, -0.5, -math.SmallestNonzeroFloat32, 0, math.SmallestNonzeroFloat32, 0.25, 7, float32(math.Inf(1))}
	for i := 1; i < len(vs); i++ {
		if ordered(vs[i-1]) >= ordered(vs[i]) {
			t.Errorf("ordered(%v) = %d, ordered(%v) = %d", vs[i-1], ordered(vs[i-1]), vs[i], ordered(vs[i]))
		}
	}
	if minus := float32(math.Copysign(0, -1)); ordered(minus) != ordered(0) {
		t.Errorf("ordered(-0) = %d, ordered(0) = %d", ordered(minus), ordered(0))
	}
}

func TestMeanOf(t *testing.T) {
	a := &Model{classes: 2, index: map[Key]int32{1: 0, 2: 1}, weights: []float32{2, -2, 4, 0}}
	b := &Model{classes: 2, index: map[Key]int32{2: 0, 3: 1}, weights: []float32{0, 4, 1, 1}}
	m := MeanOf([]*Model{a, b})
	for k, want := range map[Key][]float32{1: {1, -1}, 2: {2, 2}, 3: {0.5, 0.5}} {
		if got := m.row(k); got[0] != want[0] || got[1] != want[1] {
			t.Errorf("weights of %d = %v, want %v", k, got, want)
		}
	}
}

func BenchmarkForest(b *testing.B) {
	rows, labels := noise(500, 90, 2)
	f := Grow(2, rows, labels, ForestOptions{Least: 1})
	var out []float64
	for i := 0; b.Loop(); i++ {
		out = f.Predict(rows[i%len(rows)], out)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
