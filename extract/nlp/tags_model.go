package nlp

import (
	"encoding/binary"
	"maps"
	"slices"
)

func appendTagTables(b []byte, tags []tagPair, words *wordTable) []byte {
	b = binary.AppendUvarint(b, uint64(len(tags)))
	for _, t := range tags {
		b = append(b, byte(t.upos), byte(t.xpos))
	}
	b = appendWordNumbers(b, words.ambig)
	b = appendWordNumbers(b, words.cluster)
	b = binary.AppendUvarint(b, uint64(len(words.middle)))
	for _, m := range words.middle {
		b = binary.AppendUvarint(b, uint64(m))
	}
	return b
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

// openTags reads a model file of TrainTags.
func openTags(b []byte) (*tagger, *wordTable, error) {
	r := &modelReader{b: b}
	t, words := readTags(r)
	return t, words, r.err
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
	for range r.int() {
		words.middle = append(words.middle, uint16(r.int()))
	}
	for _, c := range words.cluster {
		if int(c) >= len(words.middle) {
			r.fail("cluster %d", c)
			break
		}
	}
	words.lists = wordLists()
	for range t.tags {
		t.common = append(t.common, Feats(r.uint64()))
	}
	k := uint64(0)
	for range r.int() {
		k += r.uint64()
		t.known[k] = Feats(r.uint64())
	}
	t.model = readLinear(r)
	t.second = readLinear(r)
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
