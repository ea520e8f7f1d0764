package nlp

import "math"

// A movePerceptron is a [perceptron] for transitions alone: all that belongs
// to a feature lies in one line of memory.
type movePerceptron struct {
	slots []moveWeights
	n     int
	step  float32
}

type moveWeights struct {
	key    uint32
	seen   int32
	w, acc [numMoves]float32
}

func newMovePerceptron() *movePerceptron {
	return &movePerceptron{slots: make([]moveWeights, 1<<22), step: 1}
}

func (p *movePerceptron) slot(key uint32) *moveWeights {
	mask := uint32(len(p.slots) - 1)
	i := key & mask
	for p.slots[i].key != key && p.slots[i].key != 0 {
		i = (i + 1) & mask
	}
	return &p.slots[i]
}

func (p *movePerceptron) score(keys []uint32) (out [numMoves]float32) {
	for _, k := range keys {
		s := p.slot(k)
		out[0] += s.w[0]
		out[1] += s.w[1]
		out[2] += s.w[2]
	}
	return out
}

func (p *movePerceptron) update(keys []uint32, move int, by float32) {
	for _, k := range keys {
		s := p.slot(k)
		if s.key == 0 {
			if p.n*2 > len(p.slots) {
				p.grow()
				s = p.slot(k)
			}
			s.key = k
			p.n++
		}
		s.seen++
		s.w[move] += by
		s.acc[move] += by * p.step
	}
}

func (p *movePerceptron) grow() {
	old := p.slots
	p.slots = make([]moveWeights, 2*len(old))
	for _, s := range old {
		if s.key != 0 {
			*p.slot(s.key) = s
		}
	}
}

// average is that of [perceptron], without weights that round to less than
// least.
func (p *movePerceptron) average(limit float32, minSeen int32, least int16) (fs []feature) {
	top := float32(0)
	for _, s := range p.slots {
		for m := range s.w {
			top = max(top, abs(s.w[m]-s.acc[m]/p.step))
		}
	}
	for _, s := range p.slots {
		if s.key == 0 || s.seen < minSeen {
			continue
		}
		var es []entry
		for m := range s.w {
			if q := int16(math.Round(float64((s.w[m] - s.acc[m]/p.step) / top * limit))); q >= least || q <= -least {
				es = append(es, entry{uint16(m), q})
			}
		}
		if len(es) > 0 {
			fs = append(fs, feature{s.key, es})
		}
	}
	return fs
}

func abs(x float32) float32 { return max(x, -x) }
