// Package generate makes up news, for benchmarks, trials and tests: articles
// as text ([News]) and articles with what they say, as extraction would have
// found it ([Graph]). All names of persons, bodies, cities and outlets are
// invented; countries are real.
//
// Everything is a pure function of a seed and a size: the same arguments give
// the same articles, on any machine, and article i is made without a look at
// the others, so that a sequence of any length takes no memory.
//
// The package is a leaf beside graph/dump: it imports the model only, so that
// the tests of every package above the model may use it.
//
// Read world.go (who there is), then claims.go and news.go.
package generate

import (
	"math/bits"
	"math/rand/v2"
	"time"

	"parley/graph"
)

// An Item is an article with its outlet and with what it says.
type Item struct {
	Outlet graph.Outlet
	graph.ArticleExtraction
}

// Extractor is what made-up extractions name as their extractor.
var Extractor = graph.Extractor{Name: "generate", Version: "1"}

// Days is the number of days over which events are spread, from [FirstDay].
const Days = 730

// FirstDay is the first day of the made-up world.
var FirstDay = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// Streams of random numbers, one for each kind of thing that is drawn.
const (
	forEvent = iota + 1
	forArticle
	forPartner
	forStory
	forVersion
)

// draw returns the random numbers of thing i of the given stream.
func draw(seed uint64, stream, i int) *rand.Rand {
	return rand.New(rand.NewPCG(seed*0x9e3779b97f4a7c15+uint64(stream), mix(uint64(i)+uint64(stream)<<56)))
}

// mix spreads the bits of x (splitmix64), so that neighbors have unlike
// streams.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// flat is the number of leading ranks that are drawn alike; without it the
// first rank alone would be in every second article.
const flat = 32

// zipf draws a rank below n: ranks from flat on fall off as 1/rank. It uses
// integers only, so that no machine rounds differently.
func zipf(r *rand.Rand, n int) int {
	low, high := bits.Len(flat)-1, bits.Len(uint(n+flat))
	for {
		k := low + r.IntN(high-low)
		if rank := 1<<k + r.IntN(1<<k) - flat; rank < n {
			return rank
		}
	}
}

// pick returns one of list.
func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// day returns the date of day d of the world.
func day(d int) time.Time { return FirstDay.AddDate(0, 0, d) }

// fingerprint makes up the sketch of a text by the number of its source, so
// that copies have the same one.
func fingerprint(seed uint64, source int) []uint64 {
	f := make([]uint64, 16)
	for i := range f {
		f[i] = mix(mix(seed+uint64(source)) + uint64(i))
	}
	return f
}
