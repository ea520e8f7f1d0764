package nlp

import "testing"

// TestDomainCopies checks that a model has the shared weights of a feature,
// not those that a domain had for itself in training.
func TestDomainCopies(t *testing.T) {
	tr := newNameTrainer(NameOptions{})
	tr.count(5, 0)
	tr.count(7, 1)
	tr.count(7, 1)
	tr.keep(2) // drops 5
	for i := range tr.w {
		tr.w[i] = 1
	}
	m := readNameModel(&modelReader{b: tr.export(nil, 0.1)})
	for _, test := range []struct {
		key  uint32
		want int32
	}{{7, nameScale}, {5, 0}, {domainKey(7, 1), 0}} {
		var sums [numNameLabels]int32
		m.linear.score([]uint32{test.key}, sums[:])
		if sums[3] != test.want {
			t.Errorf("feature %d: weight %d, want %d", test.key, sums[3], test.want)
		}
	}
}
