package learn

import (
	"bytes"
	"fmt"
	"testing"
)

// examples of three classes told apart by the sum of two features.
func examples() []Example {
	var es []Example
	for i := range 300 {
		var f Features
		a, b := i%5, (i/5)%4
		f.AddInt("a", a)
		f.AddInt("b", b)
		f.Add("noise", fmt.Sprint(i%7))
		es = append(es, Example{Keys: f.Keys, Class: min((a+b)/3, 2)})
	}
	return es
}

func accuracy(m *Model, es []Example) float64 {
	right := 0
	for _, e := range es {
		p, best := m.Predict(e.Keys, nil), 0
		for c := range p {
			if p[c] > p[best] {
				best = c
			}
		}
		if best == e.Class {
			right++
		}
	}
	return float64(right) / float64(len(es))
}

func TestFit(t *testing.T) {
	es := examples()
	m := Fit(3, es, Options{Drop: 0.1})
	if got := accuracy(m, es); got < 0.95 {
		t.Errorf("accuracy = %.2f, want at least 0.95", got)
	}
	if a, b := Fit(3, es, Options{Drop: 0.1}).Append(nil), m.Append(nil); !bytes.Equal(a, b) {
		t.Error("two fits of the same examples differ")
	}
}

func TestFile(t *testing.T) {
	es := examples()
	b := Fit(3, es, Options{Drop: 0.1}).Append(nil)
	m, rest, err := Read(append(b, 7, 8))
	if err != nil || len(rest) != 2 {
		t.Fatalf("Read: %d bytes left, %v", len(rest), err)
	}
	if got := accuracy(m, es); got < 0.95 {
		t.Errorf("accuracy after reading = %.2f, want at least 0.95", got)
	}
	for n := range len(b) {
		if _, _, err := Read(b[:n]); err == nil {
			t.Fatalf("Read of the first %d of %d bytes: no error", n, len(b))
		}
	}
}
