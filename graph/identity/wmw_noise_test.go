package identity

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"parley/graph"
)

// blur makes of faultless reports what an extractor finds that errs: persons
// too many or too few, days off or missing, talks for a meeting, one
// happening told as two. Reports keep their ids.
func blur(a graph.ArticleExtraction, rng *rand.Rand) graph.ArticleExtraction {
	x := &a.Extraction
	chance := func(percent int) bool { return rng.IntN(100) < percent }
	other := func(r *graph.Report) {
		if i := rng.IntN(len(x.Entities)); x.Entities[i].Kind == graph.Person &&
			!slices.ContainsFunc(r.Participants, func(p graph.LocalParticipant) bool { return p.Entity == i }) {
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: i, Role: graph.Party, OnBehalfOf: -1, Confidence: 0.5})
		}
	}
	reports := slices.Clone(x.Reports)
	for i := range x.Reports {
		if chance(20) {
			r := x.Reports[i]
			r.ID = graph.NewID(graph.EventID, r.ID, "again")
			r.Participants = slices.Clone(r.Participants)
			reports = append(reports, r)
		}
	}
	for i := range reports {
		r := &reports[i]
		r.Participants = slices.Clone(r.Participants)
		if chance(40) {
			other(r)
		}
		if k := len(r.Participants); k > 2 && chance(20) {
			r.Participants = slices.Delete(r.Participants, k-1, k)
		}
		switch {
		case r.Date == nil || chance(60):
		case chance(50):
			r.Date = nil
		default:
			if from, to, ok := r.Date.Bounds(); ok && from == to {
				by := graph.Day([]int{-7, -1, -1, 1, 1, 2}[rng.IntN(6)])
				r.Date = &graph.Date{EDTF: (from + by).String(), Basis: graph.Relative}
			}
		}
		if r.Type == graph.Meeting && chance(15) {
			r.Type = graph.Talks
		}
		if chance(20) {
			r.Place = -1
		}
	}
	x.Reports = reports
	return a
}

// TestMergingGivenBlurredReports measures merging where the reports are the
// gold's with errors drawn at random, as extraction makes them.
func TestMergingGivenBlurredReports(t *testing.T) {
	drafts, rows := goldArticles(t, shared(t, "bench/wmw/dev/gold"), shared(t, "bench/wmw/dev/articles"))
	trials := 20
	if os.Getenv("PARLEY_LONG") != "" {
		trials = 100
	}
	var p, r, f float64
	for seed := range trials {
		rng := rand.New(rand.NewPCG(uint64(seed), 1))
		w := newWorld(t)
		var as []graph.ArticleExtraction
		for _, d := range drafts {
			as = append(as, blur(d, rng))
		}
		w.add(as...)
		pp, rr, ff := mergingF1(t, w, rows)
		p, r, f = p+pp, r+rr, f+ff
	}
	n := float64(trials)
	t.Logf("precision %.3f recall %.3f F1 %.3f", p/n, r/n, f/n)
	if f/n < 0.5 {
		t.Errorf("merging F1 of blurred reports %.3f, want 0.50", f/n)
	}
}
