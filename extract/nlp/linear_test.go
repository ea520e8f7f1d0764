package nlp

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLinearFile checks that a model file gives back every weight, and that
// no cut-off file is read without an error.
func TestLinearFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const classes = 7
		weights := map[uint32][]entry{}
		for _, key := range rapid.SliceOfDistinct(rapid.Uint32Min(1), rapid.ID).Draw(t, "keys") {
			var es []entry
			for c := range uint16(classes) {
				if w := rapid.Int16().Draw(t, "w"); w != 0 {
					es = append(es, entry{c, w})
				}
			}
			if len(es) > 0 {
				weights[key] = es
			}
		}
		var fs []feature
		for k, es := range weights {
			fs = append(fs, feature{k, es})
		}
		b := appendLinear(nil, classes, fs)
		r := &modelReader{b: slices.Clone(b)}
		m := readLinear(r)
		if r.err != nil || len(r.b) > 0 {
			t.Fatalf("read %d features: %v, %d bytes left", len(fs), r.err, len(r.b))
		}
		for k, es := range weights {
			want := make([]int32, classes)
			for _, e := range es {
				want[e.class] = int32(e.w)
			}
			got := make([]int32, classes)
			m.score([]uint32{k}, got)
			if !slices.Equal(got, want) {
				t.Fatalf("feature %d weighs %v, want %v", k, got, want)
			}
		}
		cut := rapid.IntRange(0, len(b)-1).Draw(t, "cut")
		r = &modelReader{b: b[:cut]}
		if readLinear(r); r.err == nil {
			t.Fatalf("a file cut at %d of %d was read", cut, len(b))
		}
	})
}

// TestPerceptron learns a function of two features that no single one gives.
func TestPerceptron(t *testing.T) {
	var examples []example
	for i := range 4 {
		a, b := uint64(i&1), uint64(i>>1)
		examples = append(examples, example{[]uint32{fold(mix(1, a)), fold(mix(2, b)), fold(mix(mix(3, a), b))}, int(a ^ b)})
	}
	o := TrainOptions{Seed: 3, Epochs: 20}
	first := appendLinear(nil, 2, trainExamples(examples, 2, fit{margin: 1, minSeen: 1}, o))
	m := readLinear(&modelReader{b: first})
	out := make([]int32, 2)
	for _, e := range examples {
		if m.score(e.keys, out); argmax(out) != e.class {
			t.Errorf("example of class %d scores %v", e.class, out)
		}
	}
	if again := appendLinear(nil, 2, trainExamples(examples, 2, fit{margin: 1, minSeen: 1}, o)); !slices.Equal(first, again) {
		t.Error("the same training gave other bytes")
	}
}
