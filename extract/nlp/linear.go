package nlp

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// A linear is a multi-class linear model over hashed binary features, as it is
// used after training: a table from a feature's 32-bit key to the few classes
// for which it has a weight. Two features with one key share their weights,
// in training as here.
type linear struct {
	classes int
	mask    uint32
	slots   []slot
	entries []entry
	count   int
}

// A slot points to the entries of a feature.
type slot struct {
	key uint32 // 0 is an empty slot
	ref uint32 // place of the first entry, and in the last 8 bits their number
}

// maxEntries is what a slot can point to.
const maxEntries = 1 << 24

// entriesOf returns the entries of the feature in a slot.
func (m *linear) entriesOf(s slot) []entry { return m.entries[s.ref>>8 : s.ref>>8+s.ref&0xff] }

type entry struct {
	class uint16
	w     int16
}

// add adds the weights of the feature key to out, one sum a class.
func (m *linear) add(key uint32, out []int32) {
	for i := key & m.mask; ; i = (i + 1) & m.mask {
		s := &m.slots[i]
		if s.key == key {
			for _, e := range m.entriesOf(*s) {
				out[e.class] += int32(e.w)
			}
			return
		}
		if s.key == 0 {
			return
		}
	}
}

// score clears out and adds the weights of all keys. It reads the slots of
// some keys ahead, so that the waits for memory overlap.
func (m *linear) score(keys []uint32, out []int32) {
	clear(out)
	var found [32]slot
	for len(keys) > 0 {
		n := min(len(keys), len(found))
		for i, k := range keys[:n] {
			found[i] = m.slots[k&m.mask]
		}
		for i, k := range keys[:n] {
			s := found[i]
			if s.key != k && s.key != 0 {
				m.add(k, out)
				continue
			}
			if s.key == k {
				for _, e := range m.entriesOf(s) {
					out[e.class] += int32(e.w)
				}
			}
		}
		keys = keys[n:]
	}
}

// mix folds x into the hash h.
func mix(h, x uint64) uint64 {
	h = (h ^ x) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// fold turns a hash into a feature key, which is never 0.
func fold(h uint64) uint32 {
	h *= 0xD6E8FEB86659FD93
	return max(1, uint32(h>>32))
}

// hashString is FNV-1a over the bytes of s, finished by mix.
func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h, uint64(len(s)))
}

// argmax returns the first class with the greatest score.
func argmax(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// A feature is a feature's key and weights, as the model files hold them.
type feature struct {
	key     uint32
	entries []entry
}

// appendLinear writes the features of a model with the given number of
// classes: keys in order as differences, weights as signed varints.
func appendLinear(b []byte, classes int, fs []feature) []byte {
	slices.SortFunc(fs, func(a, b feature) int { return cmp.Compare(a.key, b.key) })
	b = binary.AppendUvarint(b, uint64(classes))
	b = binary.AppendUvarint(b, uint64(len(fs)))
	last := uint32(0)
	for _, f := range fs {
		b = binary.AppendUvarint(b, uint64(f.key-last))
		last = f.key
	}
	for _, f := range fs {
		b = binary.AppendUvarint(b, uint64(len(f.entries)))
	}
	for _, f := range fs {
		prev := uint16(0)
		for _, e := range f.entries {
			b = binary.AppendUvarint(b, uint64(e.class-prev))
			prev = e.class
		}
	}
	for _, f := range fs {
		for _, e := range f.entries {
			b = binary.AppendVarint(b, int64(e.w))
		}
	}
	return b
}

// readLinear reads what appendLinear wrote.
func readLinear(r *modelReader) *linear {
	m := &linear{classes: r.int()}
	n := r.int()
	size := 2
	for size*3 < n*4 {
		size *= 2
	}
	if r.err != nil || n > len(r.b) {
		r.fail("linear model of %d features", n)
		return m
	}
	m.count, m.mask, m.slots = n, uint32(size-1), make([]slot, size)
	keys := make([]uint32, n)
	last := uint32(0)
	for i := range keys {
		last += uint32(r.int())
		keys[i] = last
	}
	total := 0
	for _, k := range keys {
		c := r.int()
		i := k & m.mask
		for m.slots[i].key != 0 {
			i = (i + 1) & m.mask
		}
		m.slots[i] = slot{k, uint32(total)<<8 | uint32(c&0xff)}
		total += c
	}
	if r.err != nil || total > len(r.b) || total >= maxEntries || m.classes > 0xff {
		r.fail("linear model of %d weights", total)
		return m
	}
	m.entries = make([]entry, total)
	at := 0
	for _, k := range keys {
		i := k & m.mask
		for m.slots[i].key != k {
			i = (i + 1) & m.mask
		}
		prev := 0
		for range m.slots[i].ref & 0xff {
			prev += r.int()
			m.entries[at].class = uint16(prev)
			at++
		}
	}
	for i := range m.entries {
		m.entries[i].w = int16(r.signed())
	}
	return m
}
