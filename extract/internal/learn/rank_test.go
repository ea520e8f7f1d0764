package learn

import (
	"bytes"
	"testing"
)

// choices of one among four candidates: the one whose color is asked for, or
// the first, which has none, where no other has that color.
func choices() []Choice {
	colors := []string{"red", "green", "blue"}
	var cs []Choice
	for i := range 240 {
		asked := colors[i%3]
		var c Choice
		found := false
		for k := range 4 {
			var f Features
			if k == 0 {
				f.Add("none")
			} else {
				color := colors[(i/3+k*k)%3]
				right := color == asked && !found
				found = found || right
				f.Add("color", color, asked)
				f.AddInt("place", k)
				c.Right = append(c.Right, right)
			}
			c.Candidates = append(c.Candidates, f.Keys)
		}
		c.Right = append([]bool{!found}, c.Right...)
		cs = append(cs, c)
	}
	return cs
}

func TestFitRank(t *testing.T) {
	cs := choices()
	m := FitRank(cs, Options{Drop: 0.1})
	right := 0
	for _, c := range cs {
		p, best, sum := m.Rank(c.Candidates), 0, 0.0
		for i := range p {
			sum += p[i]
			if p[i] > p[best] {
				best = i
			}
		}
		if sum < 0.999 || sum > 1.001 {
			t.Fatalf("probabilities of %d candidates add up to %v", len(p), sum)
		}
		if c.Right[best] {
			right++
		}
	}
	if share := float64(right) / float64(len(cs)); share < 0.95 {
		t.Errorf("right choices = %.2f, want at least 0.95", share)
	}
	if !bytes.Equal(FitRank(cs, Options{Drop: 0.1}).Append(nil), m.Append(nil)) {
		t.Error("two fits of the same choices differ")
	}
}

func TestRankOfNothing(t *testing.T) {
	m := FitRank(choices(), Options{})
	if p := m.Rank(nil); len(p) != 0 {
		t.Errorf("Rank(nil) = %v, want nothing", p)
	}
}
