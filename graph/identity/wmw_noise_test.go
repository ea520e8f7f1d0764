package identity

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"parley/graph"
)

// blur makes of faultless reports what an extractor finds that errs, as often
// as ours was seen to err by cross-validation on the bench's train part:
// parties too many where one is named alone and too few where there are many,
// dates missing, off by a week or taken from the day of publication, talks
// for a call, the same told twice, encounters that are none. Reports keep
// their ids.
func blur(a graph.ArticleExtraction, rng *rand.Rand) graph.ArticleExtraction {
	x := &a.Extraction
	chance := func(percent int) bool { return rng.IntN(100) < percent }
	pub, published := graph.ParseDay(dayOf(a.Article.Published))
	other := func(r *graph.Report) {
		if i := rng.IntN(len(x.Entities)); x.Entities[i].Kind != graph.Place &&
			!slices.ContainsFunc(r.Participants, func(p graph.LocalParticipant) bool { return p.Entity == i }) {
			r.Participants = append(r.Participants, graph.LocalParticipant{Entity: i, Role: graph.Party, OnBehalfOf: -1, Confidence: 0.5})
		}
	}
	reports := slices.Clone(x.Reports)
	copied := func(i int, as string) graph.Report {
		r := x.Reports[i]
		r.ID = graph.NewID(graph.EventID, r.ID, as)
		r.Participants = slices.Clone(r.Participants)
		return r
	}
	for i := range x.Reports {
		if chance(5) {
			reports = append(reports, copied(i, "again"))
		}
		if chance(40) {
			r := copied(i, "none")
			r.Participants = r.Participants[:min(1, len(r.Participants))]
			r.Place = -1
			other(&r)
			if chance(60) {
				r.Date = nil
			}
			if !slices.ContainsFunc(x.Reports, func(o graph.Report) bool { return among(r.Participants, o.Participants) }) {
				reports = append(reports, r)
			}
		}
	}
	for i := range reports {
		r := &reports[i]
		r.Participants = slices.Clone(r.Participants)
		switch k := len(r.Participants); {
		case r.Type == graph.Visit:
		case k == 1 && chance(40), k == 2 && chance(8):
			other(r)
		case k > 2 && chance(80):
			rng.Shuffle(k, func(i, j int) { r.Participants[i], r.Participants[j] = r.Participants[j], r.Participants[i] })
			r.Participants = r.Participants[:2]
		}
		r.Date = blurDate(r.Date, pub, published, rng)
		switch {
		case r.Type == graph.Call && chance(22), r.Type == graph.Talks && chance(26):
			r.Type = graph.Meeting
		case r.Type == graph.Call && chance(30), r.Type == graph.Meeting && chance(5):
			r.Type = graph.Talks
		}
		if chance(20) {
			r.Place = -1
		}
	}
	x.Reports = reports
	return a
}

// among reports whether all of a take part in b.
func among(a, b []graph.LocalParticipant) bool {
	return !slices.ContainsFunc(a, func(p graph.LocalParticipant) bool {
		return !slices.ContainsFunc(b, func(q graph.LocalParticipant) bool { return p.Entity == q.Entity })
	})
}

func blurDate(d *graph.Date, pub graph.Day, published bool, rng *rand.Rand) *graph.Date {
	day := func(on graph.Day) *graph.Date { return &graph.Date{EDTF: on.String(), Basis: graph.Relative} }
	switch {
	case d == nil && published && rng.IntN(100) < 25:
		return day(pub - graph.Day(rng.IntN(3)))
	case d == nil || rng.IntN(100) < 28:
		return nil
	case rng.IntN(100) >= 17:
		return d
	}
	from, to, _ := d.Bounds()
	switch k := rng.IntN(9); {
	case k < 2 && from == to:
		return day(from + graph.Day([]int{-1, 1, -1, 2}[rng.IntN(4)]))
	case k < 4 && from == to:
		return day(from + graph.Day([]int{-7, 7}[rng.IntN(2)]))
	case k < 6 && published:
		return day(pub)
	case k < 8 && from == to:
		return &graph.Date{EDTF: from.String()[:7], Basis: graph.Relative}
	}
	return day(from - graph.Day(20+rng.IntN(400)))
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
