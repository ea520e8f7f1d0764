// Package learn fits and applies multinomial logistic regression over hashed
// binary features. Fitting is deterministic: the same examples in the same
// order give the same weights, bit for bit.
package learn

import "math"

// A Key is a hashed feature; it is never 0.
type Key = uint32

// Features collects the keys of one example. The zero value is ready; Reset
// it to use its memory again.
type Features struct {
	Keys []Key
}

// Reset forgets the keys.
func (f *Features) Reset() { f.Keys = f.Keys[:0] }

// Add adds the feature of the given name and parts.
func (f *Features) Add(name string, parts ...string) {
	h := hash(offset, name)
	for _, p := range parts {
		h = hash(h^0xff, p)
	}
	f.Keys = append(f.Keys, fold(h))
}

// AddInt adds a feature of a name and a number.
func (f *Features) AddInt(name string, n int, parts ...string) {
	h := hash(offset, name)
	h = (h ^ uint64(uint32(n))) * prime
	for _, p := range parts {
		h = hash(h^0xff, p)
	}
	f.Keys = append(f.Keys, fold(h))
}

// AddIf adds a feature when it holds.
func (f *Features) AddIf(ok bool, name string, parts ...string) {
	if ok {
		f.Add(name, parts...)
	}
}

const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return (h ^ uint64(len(s))) * prime
}

func fold(h uint64) Key {
	h ^= h >> 29
	h *= 0xD6E8FEB86659FD93
	return max(1, Key(h>>32))
}

// An Example is what a model learns from.
type Example struct {
	Keys   []Key
	Class  int
	Weight float64 // 0 counts as 1
}

// Options are how a model is fitted. The zero value gives the defaults.
type Options struct {
	Epochs int     // passes over the examples; default 18
	L2     float64 // weight of the square penalty, per example; default 1e-3
	Rate   float64 // of AdaGrad; default 0.3
	// MinCount is how many examples a feature must be in; default 2.
	MinCount int
	// Drop is the share of features that an example goes without when it is
	// looked at, drawn anew each time; default 0.5. Examples are few and
	// features many: none should be leant on alone (Srivastava et al. 2014).
	// Below 0 none are dropped.
	Drop float64
}

// withDefaults fills in what is zero.
func (o Options) withDefaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 18
	}
	if o.L2 == 0 {
		o.L2 = 1e-3
	}
	if o.Rate == 0 {
		o.Rate = 0.3
	}
	if o.MinCount == 0 {
		o.MinCount = 2
	}
	switch {
	case o.Drop == 0:
		o.Drop = 0.5
	case o.Drop < 0:
		o.Drop = 0
	}
	return o
}

// A Model gives the probabilities of classes.
type Model struct {
	classes int
	index   map[Key]int32
	weights []float32 // classes per feature
}

// Fit fits a model with the given number of classes by AdaGrad (Duchi et al.
// 2011) on the logarithmic loss, with the weights of the later passes averaged.
func Fit(classes int, examples []Example, o Options) *Model {
	o = o.withDefaults()
	m, rows := index(classes, examples, o.MinCount)
	n := len(m.index) * classes
	f := newFitter(o, rows, len(m.index), classes)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	sum, averaged := make([]float64, n), 0
	for epoch := range o.Epochs {
		f.shuffle(order)
		for _, x := range order {
			f.step(&examples[x], f.drop(rows[x]))
		}
		if 5*epoch >= 2*o.Epochs-4 {
			for i, w := range f.w {
				sum[i] += w
			}
			averaged++
		}
	}
	m.weights = make([]float32, n)
	for i, w := range sum {
		m.weights[i] = float32(w / float64(averaged) * (1 - o.Drop))
	}
	return m
}

// index makes a model of the features that stand in enough examples, without
// weights, and returns the rows of each example.
func index(classes int, examples []Example, least int) (*Model, [][]int32) {
	m := &Model{classes: classes, index: map[Key]int32{}}
	counts := map[Key]int{}
	for _, e := range examples {
		for _, k := range e.Keys {
			counts[k]++
		}
	}
	rows := make([][]int32, len(examples))
	for i, e := range examples {
		for _, k := range e.Keys {
			if counts[k] < least {
				continue
			}
			r, ok := m.index[k]
			if !ok {
				r = int32(len(m.index))
				m.index[k] = r
			}
			rows[i] = append(rows[i], r)
		}
	}
	return m, rows
}

// A fitter is a fit under way.
type fitter struct {
	o    Options
	rows [][]int32
	w    []float64 // classes per row
	g2   []float64 // sums of squared gradients
	freq []float64 // examples per row
	p    []float64
	kept []int32
	seed uint64
}

func newFitter(o Options, rows [][]int32, features, classes int) *fitter {
	n := features * classes
	f := &fitter{o: o, rows: rows, w: make([]float64, n), g2: make([]float64, n), freq: make([]float64, features), p: make([]float64, classes), seed: 88172645463325252}
	for _, r := range rows {
		for _, i := range r {
			f.freq[i]++
		}
	}
	return f
}

// shuffle puts order in a random order.
func (f *fitter) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		j := int(f.random() % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
}

// random returns the next number of a xorshift generator.
func (f *fitter) random() uint64 {
	f.seed ^= f.seed << 13
	f.seed ^= f.seed >> 7
	f.seed ^= f.seed << 17
	return f.seed
}

// drop returns the rows that are left of an example's.
func (f *fitter) drop(rows []int32) []int32 {
	if f.o.Drop == 0 {
		return rows
	}
	f.kept = f.kept[:0]
	for _, r := range rows {
		if float64(f.random()>>11)/(1<<53) >= f.o.Drop {
			f.kept = append(f.kept, r)
		}
	}
	return f.kept
}

// step moves the weights of the rows by one example.
func (f *fitter) step(e *Example, rows []int32) {
	classes := len(f.p)
	clear(f.p)
	for _, r := range rows {
		for c := range classes {
			f.p[c] += f.w[int(r)*classes+c]
		}
	}
	softmax(f.p)
	weight := e.Weight
	if weight == 0 {
		weight = 1
	}
	for c, d := range f.p {
		if c == e.Class {
			d--
		}
		d *= weight
		for _, r := range rows {
			i := int(r)*classes + c
			g := d + f.o.L2*float64(len(f.rows))/f.freq[r]*f.w[i]
			f.g2[i] += g * g
			f.w[i] -= f.o.Rate * g / (1e-6 + math.Sqrt(f.g2[i]))
		}
	}
}

func softmax(p []float64) {
	top := p[0]
	for _, v := range p {
		top = max(top, v)
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// Predict writes the probability of each class to out, which is made when it
// is too short, and returns it.
func (m *Model) Predict(keys []Key, out []float64) []float64 {
	if cap(out) < m.classes {
		out = make([]float64, m.classes)
	}
	out = out[:m.classes]
	clear(out)
	for _, k := range keys {
		if r, ok := m.index[k]; ok {
			for c, w := range m.weights[int(r)*m.classes : (int(r)+1)*m.classes] {
				out[c] += float64(w)
			}
		}
	}
	softmax(out)
	return out
}

// Classes returns the number of classes.
func (m *Model) Classes() int { return m.classes }

// Len returns the number of features.
func (m *Model) Len() int { return len(m.index) }
