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

// leafScale is the precision of stored leaves: 1/leafScale.
const leafScale = 1 << 14

// Append writes f to b: trees one after the other, each with its splits from
// the top, then its leaves rounded to 1/16384.
func (f *Forest) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(f.classes))
	b = binary.AppendUvarint(b, uint64(len(f.trees)))
	for i := range f.trees {
		t := &f.trees[i]
		b = binary.AppendUvarint(b, uint64(len(t.feature)))
		for k, feature := range t.feature {
			b = binary.AppendVarint(b, int64(feature))
			if feature >= 0 {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(t.split[k]))
			}
		}
		for _, v := range t.leaf {
			b = binary.AppendVarint(b, int64(math.Round(float64(v)*leafScale)))
		}
	}
	return b
}

// maxInner is the greatest number of splits of a stored tree.
const maxInner = 1<<10 - 1

// ReadForest reads what Append wrote and returns the rest of b.
func ReadForest(b []byte) (*Forest, []byte, error) {
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
	signed := func() int64 {
		v := next()
		return int64(v>>1) ^ -int64(v&1)
	}
	classes, n := next(), next()
	if short || classes == 0 || classes > 1<<10 || n > uint64(len(b)) || n%classes != 0 {
		return nil, nil, ErrCorrupt
	}
	f := &Forest{classes: int(classes), trees: make([]tree, n)}
	for i := range f.trees {
		inner := next()
		if short || inner > maxInner || inner&(inner+1) != 0 {
			return nil, nil, ErrCorrupt
		}
		t := tree{feature: make([]int16, inner), split: make([]float32, inner), leaf: make([]float32, inner+1)}
		for k := range t.feature {
			v := signed()
			if v < -1 || v > math.MaxInt16 {
				return nil, nil, ErrCorrupt
			}
			if t.feature[k] = int16(v); v < 0 {
				continue
			}
			f.fields = max(f.fields, int(v)+1)
			if len(b) < 4 {
				return nil, nil, ErrCorrupt
			}
			t.split[k] = math.Float32frombits(binary.LittleEndian.Uint32(b))
			b = b[4:]
		}
		for k := range t.leaf {
			t.leaf[k] = float32(signed()) / leafScale
		}
		f.trees[i] = t
	}
	if short {
		return nil, nil, ErrCorrupt
	}
	return f, b, nil
}
