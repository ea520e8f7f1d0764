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

// A reader reads numbers from a model file; short is true when one was not
// whole.
type reader struct {
	rest  []byte
	short bool
}

func (r *reader) next() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.rest, r.short = nil, true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// signed undoes the zigzag of [binary.AppendVarint].
func (r *reader) signed() int64 {
	v := r.next()
	return int64(v>>1) ^ -int64(v&1)
}

// Read reads what Append wrote and returns the rest of b.
func Read(b []byte) (*Model, []byte, error) {
	r := reader{rest: b}
	classes, n := r.next(), r.next()
	if r.short || classes == 0 || classes > 1<<10 || n > uint64(len(r.rest)) {
		return nil, nil, ErrCorrupt
	}
	m := &Model{classes: int(classes), index: make(map[Key]int32, n), weights: make([]float32, n*classes)}
	last := Key(0)
	for i := range n {
		last += Key(r.next())
		m.index[last] = int32(i)
	}
	if r.short {
		return nil, nil, ErrCorrupt
	}
	for i := range m.weights {
		m.weights[i] = float32(r.signed()) / scale
	}
	if r.short {
		return nil, nil, ErrCorrupt
	}
	return m, r.rest, nil
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
	r := reader{rest: b}
	classes, n := r.next(), r.next()
	if r.short || classes == 0 || classes > 1<<10 || n > uint64(len(r.rest)) || n%classes != 0 {
		return nil, nil, ErrCorrupt
	}
	f := &Forest{classes: int(classes), trees: make([]tree, n)}
	for i := range f.trees {
		inner := r.next()
		if r.short || inner > maxInner || inner&(inner+1) != 0 {
			return nil, nil, ErrCorrupt
		}
		t := tree{feature: make([]int16, inner), split: make([]float32, inner), leaf: make([]float32, inner+1)}
		for k := range t.feature {
			v := r.signed()
			if v < -1 || v > math.MaxInt16 {
				return nil, nil, ErrCorrupt
			}
			if t.feature[k] = int16(v); v < 0 {
				continue
			}
			f.fields = max(f.fields, int(v)+1)
			if len(r.rest) < 4 {
				return nil, nil, ErrCorrupt
			}
			t.split[k] = math.Float32frombits(binary.LittleEndian.Uint32(r.rest))
			r.rest = r.rest[4:]
		}
		for k := range t.leaf {
			t.leaf[k] = float32(r.signed()) / leafScale
		}
		f.trees[i] = t
	}
	if r.short {
		return nil, nil, ErrCorrupt
	}
	f.flatten()
	return f, r.rest, nil
}
