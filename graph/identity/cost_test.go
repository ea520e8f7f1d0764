//go:build unix

package identity

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/generate"
)

// A press makes up articles: names are drawn by Zipf's law, the first of them
// for one article in ten.
type press struct {
	rng     *rand.Rand
	persons []graph.LocalEntity
	bodies  []graph.LocalEntity
	places  []graph.LocalEntity
	sum     []float64 // cumulative weights of persons
	made    int
}

func newPress(seed uint64) *press {
	p := &press{rng: rand.New(rand.NewPCG(seed, 1))}
	syllable := func(n int) string {
		s := ""
		for range n {
			s += string("bdfghjklmnprstvz"[p.rng.IntN(16)]) + string("aeiou"[p.rng.IntN(5)])
		}
		return title(s)
	}
	codes := []string{"IR", "DE", "US", "FR", "EG", "TR", "BR", "KE", "IN", "PL"}
	offices := []string{"foreign minister", "president", "spokesman", "mayor", "general", "senator", "striker", "chief executive", "judge", "ambassador"}
	first := make([]string, 400)
	for i := range first {
		first[i] = syllable(2 + p.rng.IntN(2))
	}
	for range 20000 {
		l := person(first[p.rng.IntN(len(first))]+" "+syllable(3+p.rng.IntN(2)), codes[p.rng.IntN(len(codes))], offices[p.rng.IntN(len(offices))])
		p.persons = append(p.persons, l)
	}
	for range 3000 {
		p.bodies = append(p.bodies, organization(syllable(3)+" "+syllable(2)+" Council", codes[p.rng.IntN(len(codes))]))
	}
	for range 500 {
		p.places = append(p.places, place(syllable(3), codes[p.rng.IntN(len(codes))]))
	}
	total := 0.0
	for i := range p.persons {
		total += 1 / float64(i+1)
		p.sum = append(p.sum, total)
	}
	return p
}

func (p *press) zipf() int {
	x := p.rng.Float64() * p.sum[len(p.sum)-1]
	lo, hi := 0, len(p.sum)-1
	for lo < hi {
		m := (lo + hi) / 2
		if p.sum[m] < x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (p *press) article() graph.ArticleExtraction {
	p.made++
	day := graph.NewDay(2024, 1, 1) + graph.Day(p.rng.IntN(730))
	d := draft{key: fmt.Sprintf("a%07d", p.made), outlet: fmt.Sprintf("o_%d", p.rng.IntN(200)), published: day.String()}
	used := map[int]bool{}
	for len(d.entities) < 4 {
		i := p.zipf()
		if used[i] {
			continue
		}
		used[i] = true
		l := p.persons[i]
		switch p.rng.IntN(6) {
		case 0:
			l.Country = ""
		case 1:
			l.Titles = nil
		case 2:
			l.Titles, l.Country = nil, ""
		}
		d.entities = append(d.entities, l)
	}
	d.entities = append(d.entities, p.bodies[int(math.Pow(p.rng.Float64(), 3)*float64(len(p.bodies)))], p.places[int(math.Pow(p.rng.Float64(), 3)*float64(len(p.places)))])
	types := []graph.EventType{graph.Meeting, graph.Talks, graph.Visit, graph.Call, graph.Attack}
	for k := range 3 {
		date := (day - graph.Day(p.rng.IntN(3))).String()
		if p.rng.IntN(4) == 0 {
			date = ""
		}
		r := report(types[p.rng.IntN(len(types))], date, graph.Held, 5, k, k+1)
		d.reports = append(d.reports, r)
	}
	for range 64 {
		d.sketch = append(d.sketch, p.rng.Uint64())
	}
	return d.build()
}

// processor returns the processor time that the program has used, which other
// programs on the machine do not stretch.
func processor(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestCost measures what one more article costs in a small and in a large
// graph.
func TestCost(t *testing.T) {
	small, large, sample := 300, 1200, 100
	if os.Getenv("PARLEY_LONG") != "" {
		small, large, sample = 1000, 100000, 1000
	}
	if n, err := strconv.Atoi(os.Getenv("PARLEY_LARGE")); err == nil {
		large = n
	}
	t.Run("names alone", func(t *testing.T) {
		p := newPress(1)
		testCost(t, small, large, sample, p.article)
	})
	t.Run("generated news", func(t *testing.T) {
		next, stop := iter.Pull(generate.Graph(1, large+2*sample))
		defer stop()
		testCost(t, small, large, sample, func() graph.ArticleExtraction {
			it, _ := next()
			return it.ArticleExtraction
		})
	})
}

func testCost(t *testing.T, small, large, sample int, next func() graph.ArticleExtraction) {
	w := newWorld(t)
	made := 0
	measure := func() (time.Duration, float64) {
		// The whole graph is on this program's heap, which in a store it is
		// not: its collection is not what one article costs.
		runtime.GC()
		defer debug.SetGCPercent(debug.SetGCPercent(-1))
		reads := w.kv.reads
		var spent time.Duration
		for range sample {
			a := next()
			made++
			start := processor(t)
			if _, err := w.resolver.Resolve(t.Context(), w.kv, w, graph.Change{Add: []graph.ArticleExtraction{a}}); err != nil {
				t.Fatal(err)
			}
			spent += processor(t) - start
		}
		return spent / time.Duration(sample), float64(w.kv.reads-reads) / float64(sample)
	}
	// Without decisions no article is read again, so none is kept; a large
	// batch decides once what many of its articles touch.
	fill := func(n int) {
		defer debug.SetGCPercent(debug.SetGCPercent(200))
		for made < n {
			var batch []graph.ArticleExtraction
			for range min(1000, n-made) {
				made++
				batch = append(batch, next())
			}
			if _, err := w.resolver.Resolve(t.Context(), w.kv, w, graph.Change{Add: batch}); err != nil {
				t.Fatal(err)
			}
		}
	}
	fill(small)
	ts, rs := measure()
	fill(large)
	tl, rl := measure()
	t.Logf("articles %d: %v an article, %.0f reads; articles %d: %v, %.0f reads; ratio %.2f (reads %.2f)", small, ts, rs, large, tl, rl, float64(tl)/float64(ts), rl/rs)
	if os.Getenv("PARLEY_LONG") != "" && float64(tl) > 1.5*float64(ts) {
		t.Errorf("one more article costs %.2f times as much, want 1.5", float64(tl)/float64(ts))
	}
}
