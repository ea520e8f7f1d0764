package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestChoosePair takes the best pair, and of the others those that pair well
// with both.
func TestChoosePair(t *testing.T) {
	for _, c := range []struct {
		name  string
		pairs map[[2]int]float64
		first float64 // the likeliest entity's case
		want  []int32
	}{
		{"a pair", map[[2]int]float64{{0, 1}: 0.8, {0, 2}: 0.3, {1, 2}: 0.2}, 0.9, []int32{0, 1}},
		{"not the two likeliest", map[[2]int]float64{{0, 1}: 0.2, {0, 2}: 0.1, {1, 2}: 0.6}, 0.9, []int32{1, 2}},
		{"three", map[[2]int]float64{{0, 1}: 0.8, {0, 2}: 0.6, {1, 2}: 0.5}, 0.9, []int32{0, 1, 2}},
		{"the third with one only", map[[2]int]float64{{0, 1}: 0.8, {0, 2}: 0.6, {1, 2}: 0.1}, 0.9, []int32{0, 1}},
		{"alone", map[[2]int]float64{{0, 1}: 0.05}, 0.9, []int32{0}},
		{"nobody", map[[2]int]float64{{0, 1}: 0.05}, 0.1, nil},
	} {
		s := sighting{pool: []int{0, 1, 2}, pairs: new(pairing)}
		for n := range int32(3) {
			s.parts = append(s.parts, entityPart{entity: n})
		}
		s.parts[0].prob[partyPart] = c.first
		for k, v := range c.pairs {
			s.pairs[k[0]][k[1]], s.pairs[k[1]][k[0]] = v, v
		}
		s.choosePair()
		var got []int32
		for _, p := range s.party {
			got = append(got, p.entity)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
