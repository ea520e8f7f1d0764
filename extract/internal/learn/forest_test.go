package learn

import (
	"bytes"
	"errors"
	"testing"
)

// xor gives rows whose class no single feature tells.
func xor() (rows [][]float32, labels []int) {
	seed := uint64(7)
	for range 400 {
		seed = seed*6364136223846793005 + 1442695040888963407
		a, b, noise := seed>>60&1, seed>>50&1, seed>>40&7
		rows = append(rows, []float32{float32(a), float32(b), float32(noise)})
		labels = append(labels, int(a^b))
	}
	return rows, labels
}

func TestForestLearnsInteractions(t *testing.T) {
	rows, labels := xor()
	f := Grow(2, rows, labels, ForestOptions{Fields: 1})
	for _, c := range []struct {
		row  []float32
		want int
	}{{[]float32{0, 0, 3}, 0}, {[]float32{0, 1, 3}, 1}, {[]float32{1, 0, 5}, 1}, {[]float32{1, 1, 0}, 0}} {
		if p := f.Predict(c.row, nil); p[c.want] < 0.8 {
			t.Errorf("Predict(%v) = %v, want class %d", c.row, p, c.want)
		}
	}
}

func TestForestFile(t *testing.T) {
	rows, labels := xor()
	f := Grow(2, rows, labels, ForestOptions{Rounds: 20})
	b := f.Append(nil)
	if again := Grow(2, rows, labels, ForestOptions{Rounds: 20}).Append(nil); !bytes.Equal(b, again) {
		t.Error("two fits of the same rows differ")
	}
	g, rest, err := ReadForest(append(b, 'x'))
	if err != nil || string(rest) != "x" {
		t.Fatalf("ReadForest: %v, rest %q", err, rest)
	}
	for _, row := range rows[:20] {
		p, q := f.Predict(row, nil), g.Predict(row, nil)
		if d := p[0] - q[0]; d > 0.01 || d < -0.01 {
			t.Errorf("Predict(%v) = %v as grown, %v as read", row, p, q)
		}
	}
	for n := range len(b) {
		if _, _, err := ReadForest(b[:n]); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("ReadForest of %d of %d bytes: %v, want ErrCorrupt", n, len(b), err)
		}
	}
}
