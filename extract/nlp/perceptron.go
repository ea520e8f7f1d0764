package nlp

import "math"

// A perceptron is an averaged perceptron in training, over the same hashed
// features as [linear].
type perceptron struct {
	classes int
	keys    []uint32
	rows    []int32 // row of the slot
	w, acc  []float32
	n       int // rows in use
	step    float32
	seen    []int32 // updates that touched the row
}

func newPerceptron(classes int) *perceptron {
	const size = 1 << 20
	return &perceptron{classes: classes, keys: make([]uint32, size), rows: make([]int32, size), step: 1}
}

// row returns the row of key, or -1; with add it makes one.
func (p *perceptron) row(key uint32, add bool) int32 {
	mask := uint32(len(p.keys) - 1)
	i := key & mask
	for p.keys[i] != 0 {
		if p.keys[i] == key {
			return p.rows[i]
		}
		i = (i + 1) & mask
	}
	if !add {
		return -1
	}
	if p.n*2 > len(p.keys) {
		p.grow()
		return p.row(key, true)
	}
	r := int32(p.n)
	p.keys[i], p.rows[i] = key, r
	p.n++
	for range p.classes {
		p.w = append(p.w, 0)
		p.acc = append(p.acc, 0)
	}
	p.seen = append(p.seen, 0)
	return r
}

func (p *perceptron) grow() {
	keys, rows := p.keys, p.rows
	p.keys, p.rows = make([]uint32, 2*len(keys)), make([]int32, 2*len(keys))
	mask := uint32(len(p.keys) - 1)
	for j, k := range keys {
		if k == 0 {
			continue
		}
		i := k & mask
		for p.keys[i] != 0 {
			i = (i + 1) & mask
		}
		p.keys[i], p.rows[i] = k, rows[j]
	}
}

// score clears out and adds the weights of the features.
func (p *perceptron) score(keys []uint32, out []float32) {
	clear(out)
	for _, k := range keys {
		if r := p.row(k, false); r >= 0 {
			w := p.w[int(r)*p.classes : (int(r)+1)*p.classes]
			for c := range w {
				out[c] += w[c]
			}
		}
	}
}

// update adds by to the weight of class for every feature.
func (p *perceptron) update(keys []uint32, class int, by float32) {
	for _, k := range keys {
		r := p.row(k, true)
		i := int(r)*p.classes + class
		p.w[i] += by
		p.acc[i] += by * p.step
		p.seen[r]++
	}
}

// add adds the averaged weights of o.
func (p *perceptron) add(o *perceptron) {
	for i, k := range o.keys {
		if k == 0 {
			continue
		}
		from := int(o.rows[i]) * o.classes
		r := p.row(k, true)
		p.seen[r] += o.seen[o.rows[i]]
		to := p.w[int(r)*p.classes : (int(r)+1)*p.classes]
		for c := range to {
			to[c] += o.w[from+c] - o.acc[from+c]/o.step
		}
	}
}

// tick ends an example: averages weigh each weight by the examples it lived.
func (p *perceptron) tick() { p.step++ }

// average returns the averaged weights, scaled so that the greatest is limit
// and rounded; a feature touched fewer than minSeen times, or all of whose
// weights round to nothing, is left out.
func (p *perceptron) average(limit float32, minSeen int32) []feature {
	top := float32(0)
	avg := make([]float32, len(p.w))
	for i := range p.w {
		avg[i] = p.w[i] - p.acc[i]/p.step
		top = max(top, float32(math.Abs(float64(avg[i]))))
	}
	if top == 0 {
		return nil
	}
	var fs []feature
	for i, k := range p.keys {
		if k == 0 || p.seen[p.rows[i]] < minSeen {
			continue
		}
		var es []entry
		for c, w := range avg[int(p.rows[i])*p.classes : (int(p.rows[i])+1)*p.classes] {
			if q := int16(math.Round(float64(w / top * limit))); q != 0 {
				es = append(es, entry{uint16(c), q})
			}
		}
		if len(es) > 0 {
			fs = append(fs, feature{k, es})
		}
	}
	return fs
}

// argmaxFloat returns the first class with the greatest score.
func argmaxFloat(s []float32) int {
	best := 0
	for i, v := range s {
		if v > s[best] {
			best = i
		}
	}
	return best
}
