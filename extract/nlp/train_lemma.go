package nlp

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// TrainLemmas learns the lemmatizer and returns its model file.
func TrainLemmas(tb *Treebank, o TrainOptions) []byte {
	scripts := map[lemmaScript]int{}
	counts := map[uint64]map[lemmaScript]int{}
	var order []lemmaScript
	each := func(f func(key string, t tagPair, s lemmaScript)) {
		for _, s := range tb.Sentences {
			for _, w := range s.Words {
				if w.Lemma == "_" || w.XPOS == TagGW {
					continue
				}
				t := tagPair{w.UPOS, w.XPOS}
				base := lemmaBase(w.Form, t)
				f(strings.ToLower(base), t, scriptOf(base, w.Lemma))
			}
		}
	}
	each(func(key string, t tagPair, s lemmaScript) {
		scripts[s]++
		endingKeys(key, t, func(k uint64) bool {
			if counts[k] == nil {
				counts[k] = map[lemmaScript]int{}
			}
			counts[k][s]++
			return false
		})
	})
	order = slices.SortedFunc(maps.Keys(scripts), func(a, b lemmaScript) int {
		return cmp.Or(cmp.Compare(scripts[b], scripts[a]), cmp.Compare(a.cut, b.cut), cmp.Compare(a.add, b.add))
	})
	number := map[lemmaScript]uint16{}
	for i, s := range order {
		number[s] = uint16(i)
	}
	endings := map[uint64]uint16{}
	each(func(key string, t tagPair, _ lemmaScript) { keepEndings(key, t, counts, number, endings) })
	o.logf("lemmas: %d scripts, %d endings", len(order), len(endings))
	return appendLemmas(nil, order, endings)
}

// keepEndings notes the script of each ending of a word, from the shortest,
// where it differs from what the next shorter one says.
func keepEndings(key string, t tagPair, counts map[uint64]map[lemmaScript]int, number map[lemmaScript]uint16, endings map[uint64]uint16) {
	var keys []uint64
	endingKeys(key, t, func(k uint64) bool { keys = append(keys, k); return false })
	says := uint16(0xffff)
	for i := len(keys) - 1; i >= 0; i-- {
		k := keys[i]
		best, n, total := uint16(0), 0, 0
		for s, c := range counts[k] {
			total += c
			if c > n || c == n && number[s] < best {
				best, n = number[s], c
			}
		}
		whole := i == 0
		if total < 2 && !whole {
			continue
		}
		if best != says {
			endings[k] = best
			says = best
		}
	}
}

// scriptOf returns the script that turns base into lemma.
func scriptOf(base, lemma string) lemmaScript {
	i := 0
	for i < len(base) && i < len(lemma) && base[i] == lemma[i] {
		i++
	}
	return lemmaScript{len(base) - i, lemma[i:]}
}
