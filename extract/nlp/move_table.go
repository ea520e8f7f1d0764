package nlp

// A moveTable is the linear model of transitions as one open hash table of
// small slots: half of a feature's key and its weights, so that a lookup
// touches one line of memory.
type moveTable struct {
	mask  uint32
	slots []moveSlot
}

type moveSlot struct {
	half uint16 // upper half of the key, 0 is an empty slot
	w    [numMoves]int16
}

// half returns what a slot keeps of a key.
func half(key uint32) uint16 { return uint16(key>>16) | 1 }

func newMoveTable(m *linear) *moveTable {
	size := 2
	for size*3 < m.count*4 {
		size *= 2
	}
	t := &moveTable{uint32(size - 1), make([]moveSlot, size)}
	for _, s := range m.slots {
		if s.key == 0 {
			continue
		}
		i := s.key & t.mask
		for t.slots[i].half != 0 {
			i = (i + 1) & t.mask
		}
		t.slots[i].half = half(s.key)
		for _, e := range m.entriesOf(s) {
			t.slots[i].w[e.class] = e.w
		}
	}
	return t
}

func (t *moveTable) scoreMoves(keys []uint32) [numMoves]float32 {
	var a, b, c int32
	for _, k := range keys {
		h := half(k)
		for i := k & t.mask; ; i = (i + 1) & t.mask {
			s := &t.slots[i]
			if s.half == h {
				a += int32(s.w[0])
				b += int32(s.w[1])
				c += int32(s.w[2])
				break
			}
			if s.half == 0 {
				break
			}
		}
	}
	return [numMoves]float32{float32(a), float32(b), float32(c)}
}
