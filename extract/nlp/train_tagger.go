package nlp

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
)

// tagSentence is a training sentence: atoms, and the gold tag of each word.
type tagSentence struct {
	a    *atoms
	tags []int
}

// TrainTags trains the tagger and returns its model file.
func TrainTags(tb *Treebank, o TrainOptions) []byte {
	docs := make([]*Document, len(tb.Sentences))
	for i := range tb.Sentences {
		docs[i] = tb.Sentences[i].Tree()
	}
	t, words := trainTags(docs, o)
	_ = words
	return t
}

func trainTags(docs []*Document, o TrainOptions) ([]byte, *wordTable) {
	tags := tagSet(docs)
	number := map[tagPair]int{}
	for i, t := range tags {
		number[t] = i
	}
	words := &wordTable{ambig: ambiguity(docs, number)}
	var sents []tagSentence
	for _, d := range docs {
		s := tagSentence{a: newAtoms(d, words)}
		for i := range d.Spans {
			c, ok := number[tagPair{d.UPOS[i], d.XPOS[i]}]
			if !ok {
				c = -1
			}
			s.tags = append(s.tags, c)
		}
		sents = append(sents, s)
	}
	fs := trainTagPerceptron(sents, len(tags), o)
	b := appendTagTables(nil, tags, words)
	b = appendFeats(b, docs, number, sents)
	return appendLinear(b, len(tags), fs), words
}

func trainTagPerceptron(sents []tagSentence, classes int, o TrainOptions) []feature {
	p := newPerceptron(classes)
	scores := make([]float32, classes)
	rnd := o.rand()
	var keys []uint32
	for epoch := range o.Epochs {
		wrong, all := 0, 0
		for _, n := range rnd.Perm(len(sents)) {
			s := &sents[n]
			r := Range{0, int32(len(s.tags))}
			p1, p2 := tagStart, tagStart
			for i, gold := range s.tags {
				keys = tagFeatures(keys[:0], s.a, r, i, p1, p2)
				p.score(keys, scores)
				best := argmaxFloat(scores)
				all++
				if best != gold && gold >= 0 {
					wrong++
					p.update(keys, gold, 1)
					p.update(keys, best, -1)
				}
				p.tick()
				p1, p2 = best, p1
			}
		}
		o.logf("tags epoch %d: %.2f%% right, %d features", epoch+1, 100-100*float64(wrong)/float64(all), p.n)
	}
	return p.average(2000, 3)
}

// tagSet returns the pairs of tags that occur more than once, most frequent
// first.
func tagSet(docs []*Document) []tagPair {
	counts := map[tagPair]int{}
	for _, d := range docs {
		for i := range d.Spans {
			counts[tagPair{d.UPOS[i], d.XPOS[i]}]++
		}
	}
	out := slices.SortedFunc(maps.Keys(counts), func(a, b tagPair) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.upos, b.upos), cmp.Compare(a.xpos, b.xpos))
	})
	return slices.DeleteFunc(out, func(t tagPair) bool { return counts[t] < 2 })
}

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

func appendTagTables(b []byte, tags []tagPair, words *wordTable) []byte {
	b = binary.AppendUvarint(b, uint64(len(tags)))
	for _, t := range tags {
		b = append(b, byte(t.upos), byte(t.xpos))
	}
	b = appendWordNumbers(b, words.ambig)
	return appendWordNumbers(b, words.cluster)
}

// appendWordNumbers writes a table of numbers by word hash, of which 40 bits
// are kept.
func appendWordNumbers(b []byte, m map[uint64]uint16) []byte {
	b = binary.AppendUvarint(b, uint64(len(m)))
	last := uint64(0)
	keys := slices.Sorted(maps.Keys(m))
	for _, k := range keys {
		b = binary.AppendUvarint(b, k-last)
		last = k
	}
	for _, k := range keys {
		b = binary.LittleEndian.AppendUint16(b, m[k])
	}
	return b
}

// appendFeats writes, for each tag, its most frequent features, and those of
// the words seen at least twice that have others.
func appendFeats(b []byte, docs []*Document, number map[tagPair]int, sents []tagSentence) []byte {
	type counts map[Feats]int
	byTag := make([]counts, len(number))
	byWord := map[uint64]counts{}
	tagOf := map[uint64]int{}
	for n, d := range docs {
		for i := range d.Spans {
			t := sents[n].tags[i]
			if t < 0 {
				continue
			}
			if byTag[t] == nil {
				byTag[t] = counts{}
			}
			byTag[t][d.Feats[i]]++
			k := knownKey(sents[n].a.lower[i], t)
			if byWord[k] == nil {
				byWord[k], tagOf[k] = counts{}, t
			}
			byWord[k][d.Feats[i]]++
		}
	}
	most := func(c counts) (f Feats, n int) {
		for _, g := range slices.Sorted(maps.Keys(c)) {
			if c[g] > n {
				f, n = g, c[g]
			}
		}
		return f, n
	}
	common := make([]Feats, len(byTag))
	for t, c := range byTag {
		common[t], _ = most(c)
		b = binary.AppendUvarint(b, uint64(common[t]))
	}
	known := map[uint64]Feats{}
	for k, c := range byWord {
		if f, n := most(c); n > 1 && f != common[tagOf[k]] {
			known[k] = f
		}
	}
	keys := slices.Sorted(maps.Keys(known))
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint64(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, k-last)
		b = binary.AppendUvarint(b, uint64(known[k]))
		last = k
	}
	return b
}

// readTags reads what TrainTags wrote.
func readTags(r *modelReader) (*tagger, *wordTable) {
	t := &tagger{known: map[uint64]Feats{}}
	for range r.int() {
		if len(r.b) < 2 {
			r.fail("tag")
			break
		}
		t.tags = append(t.tags, tagPair{UPOS(r.b[0]), XPOS(r.b[1])})
		r.b = r.b[2:]
	}
	words := &wordTable{ambig: readWordNumbers(r), cluster: readWordNumbers(r)}
	for range t.tags {
		t.common = append(t.common, Feats(r.uint64()))
	}
	k := uint64(0)
	for range r.int() {
		k += r.uint64()
		t.known[k] = Feats(r.uint64())
	}
	t.model = readLinear(r)
	return t, words
}

func readWordNumbers(r *modelReader) map[uint64]uint16 {
	n := r.int()
	if n > len(r.b) {
		r.fail("table of %d words", n)
		return nil
	}
	keys := make([]uint64, n)
	k := uint64(0)
	for i := range keys {
		k += r.uint64()
		keys[i] = k
	}
	m := make(map[uint64]uint16, n)
	for _, k := range keys {
		if len(r.b) < 2 {
			r.fail("table")
			break
		}
		m[k] = binary.LittleEndian.Uint16(r.b)
		r.b = r.b[2:]
	}
	return m
}
