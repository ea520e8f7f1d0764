package nlp

import (
	"encoding/binary"
	"maps"
	"slices"
)

func appendFrameTables(b []byte, f *framer) []byte {
	b = binary.AppendUvarint(b, uint64(len(f.roles)))
	for _, r := range f.roles {
		b = appendString(b, r)
	}
	b = binary.AppendUvarint(b, uint64(len(f.rolesets)))
	for _, r := range f.rolesets {
		b = appendString(b, r)
	}
	b = binary.AppendUvarint(b, uint64(len(f.senses)))
	last := uint64(0)
	for _, k := range slices.Sorted(maps.Keys(f.senses)) {
		b = binary.AppendUvarint(b, k-last)
		last = k
		b = binary.AppendUvarint(b, uint64(len(f.senses[k])))
		for _, n := range f.senses[k] {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	return b
}

// readFrames reads what trainFrames wrote.
func readFrames(r *modelReader) *framer {
	f := &framer{senses: map[uint64][]uint16{}}
	for range r.int() {
		f.roles = append(f.roles, r.string())
	}
	for range r.int() {
		f.rolesets = append(f.rolesets, r.string())
	}
	k := uint64(0)
	for range r.int() {
		k += r.uint64()
		for range r.int() {
			n := r.int()
			if n >= len(f.rolesets) {
				r.fail("roleset %d", n)
				return f
			}
			f.senses[k] = append(f.senses[k], uint16(n))
		}
	}
	f.predicate, f.sense, f.argument = readLinear(r), readLinear(r), readLinear(r)
	return f
}
