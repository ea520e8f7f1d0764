package nlp

import (
	"maps"
	"slices"
)

// newWordTable clusters the words of text.
func newWordTable(text [][]string, o TrainOptions) *wordTable {
	n := 0
	words := func(yield func([]string) bool) {
		for _, s := range text {
			low := make([]string, len(s))
			for i, w := range s {
				low[i] = normalWord(w)
			}
			n += len(s)
			if !yield(low) {
				return
			}
		}
	}
	t := &wordTable{cluster: map[uint64]uint16{}, lists: wordLists()}
	codes := InduceClusters(words, 4, clusterCount, 12, nil)
	t.middle = make([]uint16, clusterCount+1)
	for _, w := range slices.Sorted(maps.Keys(codes)) {
		c := codes[w]
		fine := uint16(c&0x3ff) + 1
		t.cluster[hashWord(w)] = fine
		t.middle[fine] = uint16(c>>10&0x3f) + 1
	}
	o.logf("clusters: %d words in %d classes", len(codes), clusterCount)
	return t
}

// clusterCount is the number of distributional classes of words.
const clusterCount = 320

// ambiguity numbers, for words seen at least three times, the set of their
// tags that make up a tenth or more.
func ambiguity(docs []*Document, number map[tagPair]int) map[uint64]uint16 {
	counts := map[uint64]map[int]int{}
	for _, d := range docs {
		for i := range d.Spans {
			h := hashWord(d.Word(int32(i)))
			if counts[h] == nil {
				counts[h] = map[int]int{}
			}
			counts[h][number[tagPair{d.UPOS[i], d.XPOS[i]}]]++
		}
	}
	out := map[uint64]uint16{}
	for h, c := range counts {
		total := 0
		for _, n := range c {
			total += n
		}
		if total < 3 {
			continue
		}
		set := uint64(23)
		for _, t := range slices.Sorted(maps.Keys(c)) {
			if c[t]*10 >= total {
				set = mix(set, uint64(t))
			}
		}
		out[h] = max(1, uint16(fold(set)))
	}
	return out
}

// A hiddenWord is what hideRare took away.
type hiddenWord struct {
	at                                   int
	lower, ambig, cluster, middle, lists uint64
}

// hideRare makes some of the words that are seen once to three times look
// unknown, so that the weights of endings and neighbors learn to do without.
func (a *atoms) hideRare(counts map[uint64]int, random func() float64) (out []hiddenWord) {
	for i, w := range a.lower {
		if n := counts[w]; n > 3 || random() > 0.5/float64(n) {
			continue
		}
		out = append(out, hiddenWord{i, w, a.ambig[i], a.cluster[i], a.middle[i], a.lists[i]})
		a.lower[i], a.ambig[i] = 99, 0
		if random() < 0.7 {
			a.cluster[i], a.middle[i] = 0, 0
		}
	}
	return out
}

func (a *atoms) restore(hidden []hiddenWord) {
	for _, h := range hidden {
		a.lower[h.at], a.ambig[h.at], a.cluster[h.at], a.middle[h.at] = h.lower, h.ambig, h.cluster, h.middle
	}
}
