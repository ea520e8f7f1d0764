package dump

import (
	"io"
	"testing"
)

// edgesOf counts what is between two things of a graph: participations,
// places, and what articles report.
func edgesOf(m *memory) int {
	n := 0
	for _, e := range m.events {
		n += len(e.Participants) + len(e.Reports)
		if e.Place != "" {
			n++
		}
	}
	return n
}

// BenchmarkWrite measures the writing alone, from a graph in memory.
func BenchmarkWrite(b *testing.B) {
	m := made(1, 3000)
	edges := edgesOf(m)
	for _, f := range Formats() {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(b.Context(), io.Discard, m, Options{Format: f}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(edges)*float64(b.N)/b.Elapsed().Seconds(), "edges/s")
		})
	}
}
