package nlp

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// A wordClasses is a division of words into classes that predict each other
// well in a running text, found by moving one word at a time to the class that
// makes the text most likely under a bigram model of classes (Martin,
// Liermann and Ney 1998, "Algorithms for Bigram and Trigram Word Clustering").
type wordClasses struct {
	classes     int
	of          []int32
	right, left [][]wordCount // what follows and precedes each word
	count       []int32       // of words
	pairs       []int32       // of classes, classes by classes
	total       []int32       // of classes
	entropy     []float64     // n log n of small n

	from, to []int32 // scratch: counts of one word by class
	fromSet  []int32
	toSet    []int32
}

type wordCount struct{ word, n int32 }

// InduceClusters divides the words seen at least least times in the sentences
// into fine classes, those into 64 and those into 16, and returns a code for
// each word that holds the three of them.
func InduceClusters(sentences iter.Seq[[]string], least, fine, rounds int, logf func(string, ...any)) map[string]uint32 {
	vocabulary, bigrams := countBigrams(sentences, int32(least))
	w := newWordClasses(len(vocabulary)+1, bigrams, fine)
	for r := range rounds {
		moved := w.round()
		if logf != nil {
			logf("round %d: %d of %d words moved", r+1, moved, len(vocabulary))
		}
		if moved == 0 {
			break
		}
	}
	middle := w.coarser(64, rounds)
	coarse := middle.coarser(16, rounds)
	codes := map[string]uint32{}
	for i, word := range vocabulary {
		f := w.of[i]
		m := middle.of[f]
		codes[word] = uint32(f) | uint32(m)<<10 | uint32(coarse.of[m])<<16 | 1<<20
	}
	return codes
}

// countBigrams returns the words in order of falling count, and the counts of
// their pairs; the index after the last word is the border of a sentence.
func countBigrams(sentences iter.Seq[[]string], least int32) (vocabulary []string, bigrams map[[2]int32]int32) {
	counts := map[string]int32{}
	for s := range sentences {
		for _, w := range s {
			counts[w]++
		}
	}
	for w, n := range counts {
		if n >= least {
			vocabulary = append(vocabulary, w)
		}
	}
	slices.SortFunc(vocabulary, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	index := map[string]int32{}
	for i, w := range vocabulary {
		index[w] = int32(i)
	}
	border := int32(len(vocabulary))
	bigrams = map[[2]int32]int32{}
	for s := range sentences {
		last := border
		for _, w := range s {
			i, ok := index[w]
			if !ok {
				last = -1
				continue
			}
			if last >= 0 {
				bigrams[[2]int32{last, i}]++
			}
			last = i
		}
		if last >= 0 && last != border {
			bigrams[[2]int32{last, border}]++
		}
	}
	return vocabulary, bigrams
}

func newWordClasses(words int, bigrams map[[2]int32]int32, classes int) *wordClasses {
	w := &wordClasses{classes: classes, of: make([]int32, words), right: make([][]wordCount, words), left: make([][]wordCount, words),
		count: make([]int32, words), pairs: make([]int32, classes*classes), total: make([]int32, classes), entropy: make([]float64, 1<<16),
		from: make([]int32, classes), to: make([]int32, classes)}
	for n := 2; n < len(w.entropy); n++ {
		w.entropy[n] = float64(n) * math.Log(float64(n))
	}
	for i := range w.of {
		w.of[i] = int32(i % classes)
	}
	keys := make([][2]int32, 0, len(bigrams))
	for k := range bigrams {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, k := range keys {
		n := bigrams[k]
		w.right[k[0]] = append(w.right[k[0]], wordCount{k[1], n})
		w.left[k[1]] = append(w.left[k[1]], wordCount{k[0], n})
		w.count[k[1]] += n
		w.pairs[int(w.of[k[0]])*classes+int(w.of[k[1]])] += n
		w.total[w.of[k[1]]] += n
	}
	return w
}

func (w *wordClasses) h(n int32) float64 {
	if int(n) < len(w.entropy) {
		return w.entropy[n]
	}
	return float64(n) * math.Log(float64(n))
}

// round moves every word once to its best class and returns how many moved.
func (w *wordClasses) round() (moved int) {
	for i := range w.of {
		w.neighbors(i)
		old := w.of[i]
		w.put(old, i, -1)
		best, gain := old, w.gain(old, i)
		for k := range int32(w.classes) {
			if g := w.gain(k, i); g > gain+1e-9 {
				best, gain = k, g
			}
		}
		w.put(best, i, 1)
		w.of[i] = best
		if best != old {
			moved++
		}
	}
	return moved
}

// neighbors counts the classes after and before word i, not itself.
func (w *wordClasses) neighbors(i int) {
	for _, c := range w.toSet {
		w.to[c] = 0
	}
	for _, c := range w.fromSet {
		w.from[c] = 0
	}
	w.toSet, w.fromSet = w.toSet[:0], w.fromSet[:0]
	for _, x := range w.right[i] {
		if int(x.word) == i {
			continue
		}
		c := w.of[x.word]
		if w.to[c] == 0 {
			w.toSet = append(w.toSet, c)
		}
		w.to[c] += x.n
	}
	for _, x := range w.left[i] {
		if int(x.word) == i {
			continue
		}
		c := w.of[x.word]
		if w.from[c] == 0 {
			w.fromSet = append(w.fromSet, c)
		}
		w.from[c] += x.n
	}
}

func (w *wordClasses) self(i int) int32 {
	for _, x := range w.right[i] {
		if int(x.word) == i {
			return x.n
		}
	}
	return 0
}

// put adds (sign 1) or takes (-1) the counts of word i to class k.
func (w *wordClasses) put(k int32, i int, sign int32) {
	for _, c := range w.toSet {
		w.pairs[int(k)*w.classes+int(c)] += sign * w.to[c]
	}
	for _, c := range w.fromSet {
		w.pairs[int(c)*w.classes+int(k)] += sign * w.from[c]
	}
	w.pairs[int(k)*w.classes+int(k)] += sign * w.self(i)
	w.total[k] += sign * w.count[i]
}

// gain is how much the log likelihood grows when word i, now in no class,
// joins class k.
func (w *wordClasses) gain(k int32, i int) float64 {
	g := -2 * (w.h(w.total[k]+w.count[i]) - w.h(w.total[k]))
	row := w.pairs[int(k)*w.classes : (int(k)+1)*w.classes]
	for _, c := range w.toSet {
		if c != k {
			g += w.h(row[c]+w.to[c]) - w.h(row[c])
		}
	}
	for _, c := range w.fromSet {
		if c != k {
			p := w.pairs[int(c)*w.classes+int(k)]
			g += w.h(p+w.from[c]) - w.h(p)
		}
	}
	own := row[k]
	return g + w.h(own+w.to[k]+w.from[k]+w.self(i)) - w.h(own)
}

// coarser divides the classes themselves into fewer.
func (w *wordClasses) coarser(classes, rounds int) *wordClasses {
	bigrams := map[[2]int32]int32{}
	for a := range w.classes {
		for b := range w.classes {
			if n := w.pairs[a*w.classes+b]; n > 0 {
				bigrams[[2]int32{int32(a), int32(b)}] = n
			}
		}
	}
	c := newWordClasses(w.classes, bigrams, classes)
	for range rounds {
		if c.round() == 0 {
			break
		}
	}
	return c
}
