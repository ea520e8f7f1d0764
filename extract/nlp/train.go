package nlp

import "math/rand/v2"

// TrainOptions say how a model is trained.
type TrainOptions struct {
	Seed   uint64
	Epochs int
	Beam   int // parses kept at each step of the parser
	// Log receives progress lines; nil is silent.
	Log func(format string, args ...any)
}

func (o TrainOptions) logf(format string, args ...any) {
	if o.Log != nil {
		o.Log(format, args...)
	}
}

func (o TrainOptions) rand() *rand.Rand { return rand.New(rand.NewPCG(o.Seed, 1)) }

// A fit says how a perceptron is fitted.
type fit struct {
	// margin is the difference by which the right class must win, and rare
	// that by which a class other than the first, most frequent one must; 0 is
	// margin.
	margin, rare float32
	// dropout is the share of the features left out of an example, at random,
	// so that no weight relies on another being there.
	dropout float64
	minSeen int32 // updates, below which a feature is dropped
}

// drop leaves out a share of the features at random.
func (f fit) drop(rnd *rand.Rand, keys []uint32) []uint32 {
	if f.dropout == 0 {
		return keys
	}
	kept := keys[:0]
	for _, k := range keys {
		if rnd.Float64() >= f.dropout {
			kept = append(kept, k)
		}
	}
	return kept
}

// An example is a decision to learn: its features and the right class.
type example struct {
	keys  []uint32
	class int
}

// trainExamples trains a perceptron on independent examples.
func trainExamples(examples []example, classes int, f fit, o TrainOptions) []feature {
	p := newPerceptron(classes)
	scores := make([]float32, classes)
	rnd := o.rand()
	var keys []uint32
	for epoch := range o.Epochs {
		wrong := 0
		for _, i := range rnd.Perm(len(examples)) {
			e := &examples[i]
			keys = f.drop(rnd, append(keys[:0], e.keys...))
			p.score(keys, scores)
			gold := scores[e.class]
			scores[e.class] = -1e9
			rival := argmaxFloat(scores)
			count(&wrong, scores[rival] > gold)
			margin := f.margin
			if e.class > 0 && f.rare > 0 {
				margin = f.rare
			}
			if scores[rival]+margin > gold {
				p.update(keys, e.class, 1)
				p.update(keys, rival, -1)
			}
			p.tick()
		}
		o.logf("epoch %d: %d of %d wrong, %d features", epoch+1, wrong, len(examples), p.n)
	}
	return p.average(1000, f.minSeen)
}
