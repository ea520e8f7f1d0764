package nlp

import (
	"encoding/binary"
	"math"
	"slices"
)

// nameScale is the number of steps to one in the stored weights.
const nameScale = 200

// A nameModel is a trained random field: weights of features and chain.
type nameModel struct {
	linear *linear
	chain  nameChain
}

// export rounds the weights. Weights below least are left out, and those of
// single domains.
func (t *nameTrainer) export(b []byte, least float32) []byte {
	var keys []uint32
	for k, r := range t.index {
		if t.shared[r] {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	var fs []feature
	for _, k := range keys {
		var es []entry
		for y, v := range t.w[int(t.index[k])*numNameLabels:][:numNameLabels] {
			if q := int(math.Round(float64(v * nameScale))); v >= least || v <= -least {
				es = append(es, entry{uint16(y), int16(max(-32000, min(32000, q)))})
			}
		}
		if len(es) > 0 {
			fs = append(fs, feature{k, es})
		}
	}
	b = appendLinear(b, numNameLabels, fs)
	for x := range t.chain.free {
		for _, v := range t.chain.free[x] {
			b = binary.AppendVarint(b, int64(math.Round(float64(v*nameScale))))
		}
	}
	for x := range t.chain.kept {
		for _, v := range t.chain.kept[x] {
			b = binary.AppendVarint(b, int64(math.Round(float64(v*nameScale))))
		}
	}
	return b
}

func readNameModel(r *modelReader) *nameModel {
	m := &nameModel{linear: readLinear(r)}
	if r.err == nil && m.linear.classes != numNameLabels {
		r.fail("names with %d labels", m.linear.classes)
	}
	for x := range m.chain.free {
		for y := range m.chain.free[x] {
			m.chain.free[x][y] = float32(r.signed()) / nameScale
		}
	}
	for x := range m.chain.kept {
		for y := range m.chain.kept[x] {
			m.chain.kept[x][y] = float32(r.signed()) / nameScale
		}
	}
	m.chain.ready()
	return m
}
