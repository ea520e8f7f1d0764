package nlp

import (
	"encoding/binary"
	"maps"
	"slices"
)

// A clusterTable maps the hash of a word to its code by [InduceClusters]: its
// class of some hundreds in ten bits, of 64 in six, of 16 in four, and a one;
// 0 for an unknown word.
type clusterTable struct {
	keys  []uint32
	paths []uint32
}

func newClusterTable(n int) *clusterTable {
	size := 2
	for size < 2*n {
		size *= 2
	}
	return &clusterTable{keys: make([]uint32, size), paths: make([]uint32, size)}
}

func (t *clusterTable) of(hash uint64) uint32 {
	if t == nil {
		return 0
	}
	key := fold(hash)
	mask := uint32(len(t.keys) - 1)
	for i := key & mask; t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == key {
			return t.paths[i]
		}
	}
	return 0
}

// readClusters reads the table that appendClusters wrote.
func readClusters(r *modelReader) *clusterTable {
	n := r.int()
	if n > len(r.b) {
		r.fail("clusters")
		return nil
	}
	t := newClusterTable(n)
	last := uint32(0)
	mask := uint32(len(t.keys) - 1)
	for range n {
		last += uint32(r.int())
		i := last & mask
		for t.keys[i] != 0 {
			i = (i + 1) & mask
		}
		t.keys[i], t.paths[i] = last, uint32(r.int())
	}
	return t
}

// appendClusters writes the clusters of words.
func appendClusters(b []byte, paths map[string]uint32) []byte {
	byKey := map[uint32]uint32{}
	for w, p := range paths {
		byKey[fold(hashString(w))] = p
	}
	keys := slices.Sorted(maps.Keys(byKey))
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint32(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.AppendUvarint(b, uint64(byKey[k]))
		last = k
	}
	return b
}
