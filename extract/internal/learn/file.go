package learn

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
)

// ErrCorrupt means that a model file does not hold a model.
var ErrCorrupt = errors.New("corrupt model")

// scale is the precision of stored weights: 1/scale.
const scale = 256

// Append writes m to b: features in the order of their keys as differences,
// weights rounded to 1/256; features whose weights all round to nothing are
// left out.
func (m *Model) Append(b []byte) []byte {
	var kept []Key
	for _, k := range slices.Sorted(maps.Keys(m.index)) {
		for _, w := range m.row(k) {
			if quantum(w) != 0 {
				kept = append(kept, k)
				break
			}
		}
	}
	b = binary.AppendUvarint(b, uint64(m.classes))
	b = binary.AppendUvarint(b, uint64(len(kept)))
	last := Key(0)
	for _, k := range kept {
		b = binary.AppendUvarint(b, uint64(k-last))
		last = k
	}
	for _, k := range kept {
		for _, w := range m.row(k) {
			b = binary.AppendVarint(b, quantum(w))
		}
	}
	return b
}

func (m *Model) row(k Key) []float32 {
	r := int(m.index[k])
	return m.weights[r*m.classes : (r+1)*m.classes]
}

func quantum(w float32) int64 { return int64(math.Round(float64(w) * scale)) }

// Read reads what Append wrote and returns the rest of b.
func Read(b []byte) (*Model, []byte, error) {
	short := false
	next := func() uint64 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			b, short = nil, true
			return 0
		}
		b = b[n:]
		return v
	}
	classes, n := next(), next()
	if short || classes == 0 || classes > 1<<10 || n > uint64(len(b)) {
		return nil, nil, ErrCorrupt
	}
	m := &Model{classes: int(classes), index: make(map[Key]int32, n), weights: make([]float32, n*classes)}
	last := Key(0)
	for i := range n {
		last += Key(next())
		m.index[last] = int32(i)
	}
	if short {
		return nil, nil, ErrCorrupt
	}
	for i := range m.weights {
		v, k := binary.Varint(b)
		if k <= 0 {
			return nil, nil, ErrCorrupt
		}
		b = b[k:]
		m.weights[i] = float32(v) / scale
	}
	return m, b, nil
}
