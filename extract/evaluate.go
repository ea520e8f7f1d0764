package extract

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"parley/graph"
)

// A Judged is a report's probability and whether the annotation has it.
type Judged struct {
	Prob  float64
	Right bool
}

// eachFold calls f for every article, in order, with the findings that models
// fitted to the other folds make of it, improbable ones among them.
func (x *Extractor) eachFold(set []trainingArticle, f func(*trainingArticle, *models, []finding)) {
	type result struct {
		m  *models
		fs []finding
	}
	results := make([]result, len(set))
	for fold := range folds {
		var rest []trainingArticle
		for i := range set {
			if i%folds != fold {
				rest = append(rest, set[i].unjudged())
			}
		}
		m := x.fit(rest)
		for i := fold; i < len(set); i += folds {
			results[i] = result{m, x.findings(m, set[i].d)}
		}
	}
	for i := range set {
		f(&set[i], results[i].m, results[i].fs)
	}
}

// calibration returns the curve by isotonic regression (pool adjacent
// violators) over the judged reports, at 21 points.
func calibration(js []Judged) []float64 {
	slices.SortStableFunc(js, func(a, b Judged) int {
		switch {
		case a.Prob < b.Prob:
			return -1
		case a.Prob > b.Prob:
			return 1
		}
		return 0
	})
	type pool struct{ prob, right, n float64 }
	var ps []pool
	for _, j := range js {
		p := pool{prob: j.Prob, n: 1}
		if j.Right {
			p.right = 1
		}
		ps = append(ps, p)
		for len(ps) > 1 && ps[len(ps)-2].right*ps[len(ps)-1].n >= ps[len(ps)-1].right*ps[len(ps)-2].n {
			a, b := ps[len(ps)-2], ps[len(ps)-1]
			ps = append(ps[:len(ps)-2], pool{a.prob + b.prob, a.right + b.right, a.n + b.n})
		}
	}
	const points = 21
	out := make([]float64, points)
	at := func(q float64) float64 {
		if len(ps) == 0 {
			return q
		}
		lo := ps[0]
		for _, p := range ps {
			if p.prob/p.n > q {
				x0, x1 := lo.prob/lo.n, p.prob/p.n
				y0, y1 := lo.right/lo.n, p.right/p.n
				if x1 <= x0 || q <= x0 {
					return y1
				}
				return y0 + (q-x0)/(x1-x0)*(y1-y0)
			}
			lo = p
		}
		return lo.right / lo.n
	}
	for i := range out {
		out[i] = math.Round(at(float64(i)/(points-1))*10000) / 10000
	}
	return out
}

// CrossValidate extracts from every article with models fitted to the other
// folds and calls yield with the article and its extraction.
func CrossValidate(ctx context.Context, o Options, gold []GoldArticle, yield func(*GoldArticle, graph.Extraction) error) ([]Judged, error) {
	x, err := newUntrained(o)
	if err != nil {
		return nil, err
	}
	set, err := x.prepare(ctx, gold)
	if err != nil {
		return nil, err
	}
	var judged []Judged
	var failed error
	x.eachFold(set, func(a *trainingArticle, m *models, fs []finding) {
		right := x.rightFindings(a, fs)
		var kept []finding
		for k := range fs {
			judged = append(judged, Judged{fs[k].prob, right[k] >= 0})
			if fs[k].told() {
				kept = append(kept, fs[k])
			}
		}
		y := *x
		y.models = m
		if err := yield(a.gold, y.write(a.d, kept)); err != nil && failed == nil {
			failed = err
		}
	})
	return judged, failed
}

// WriteReliability writes a table of how often reports of a confidence are
// right.
func WriteReliability(w io.Writer, js []Judged) {
	fmt.Fprintln(w, "confidence  reports  mean   right")
	for b := range 10 {
		lo, hi := float64(b)/10, float64(b+1)/10
		n, sum, right := 0, 0.0, 0
		for _, j := range js {
			if j.Prob >= lo && (j.Prob < hi || b == 9) {
				n++
				sum += j.Prob
				if j.Right {
					right++
				}
			}
		}
		if n > 0 {
			fmt.Fprintf(w, "%.1f-%.1f  %9d  %.3f  %.3f\n", lo, hi, n, sum/float64(n), float64(right)/float64(n))
		}
	}
}
