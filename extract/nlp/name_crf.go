package nlp

import "math"

// A nameChain is a linear-chain conditional random field over the labels of
// names: it turns the scores of labels at each token into the best sequence
// and into marginal probabilities. Labels that cannot follow each other are
// left out, so a step costs 21 times 21, not 41 times 41.
type nameChain struct {
	// free holds the scores from closing to opening labels, kept those
	// inside names: begin-inside, begin-last, inside-inside, inside-last.
	free [numFreeLabels][numFreeLabels]float32
	kept [nameTypesLearned][4]float32

	expFree [numFreeLabels][numFreeLabels]float32
	expKept [nameTypesLearned][4]float32
}

// A chainScratch is the memory of inference over one sentence.
type chainScratch struct {
	emit, alpha, beta, marginal []chainRow
	back                        [][numNameLabels]nameLabel
	// idle marks tokens that cannot be in a name; the caller sets it.
	idle []bool
}

type chainRow [numNameLabels]float32

func (s *chainScratch) grow(n int) {
	if cap(s.emit) < n {
		s.emit, s.alpha, s.beta, s.marginal = make([]chainRow, n), make([]chainRow, n), make([]chainRow, n), make([]chainRow, n)
		s.back = make([][numNameLabels]nameLabel, n)
	}
	s.emit, s.alpha, s.beta, s.marginal, s.back = s.emit[:n], s.alpha[:n], s.beta[:n], s.marginal[:n], s.back[:n]
}

// ready computes the exponentials after the scores have changed.
func (c *nameChain) ready() {
	for i := range c.free {
		for j := range c.free[i] {
			c.expFree[i][j] = exp32(c.free[i][j])
		}
	}
	for i := range c.kept {
		for j := range c.kept[i] {
			c.expKept[i][j] = exp32(c.kept[i][j])
		}
	}
}

func exp32(x float32) float32 { return float32(math.Exp(float64(x))) }

// marginals turns scores into the probability of every label at every token,
// over the sequences that allowed (nil: everything) permits.
func (c *nameChain) marginals(scores []chainRow, s *chainScratch, allowed []labelSet) {
	n := len(scores)
	s.grow(n)
	for i := range scores {
		if s.idle[i] {
			s.emit[i] = chainRow{1}
			continue
		}
		top := scores[i][0]
		for _, v := range scores[i] {
			top = max(top, v)
		}
		for y, v := range scores[i] {
			if d := v - top; d < -30 {
				s.emit[i][y] = 0
			} else {
				s.emit[i][y] = exp32(d)
			}
			if allowed != nil && !allowed[i].has(nameLabel(y)) {
				s.emit[i][y] = 0
			} else if s.emit[i][y] == 0 {
				s.emit[i][y] = 1e-13
			}
		}
	}
	c.forward(s)
	c.backward(s)
	for i := range n {
		if s.idle[i] {
			s.marginal[i] = chainRow{1}
			continue
		}
		sum := float32(0)
		for y := range numNameLabels {
			s.marginal[i][y] = s.alpha[i][y] * s.beta[i][y]
			sum += s.marginal[i][y]
		}
		if sum > 0 {
			for y := range numNameLabels {
				s.marginal[i][y] /= sum
			}
		}
	}
}

func (c *nameChain) forward(s *chainScratch) {
	for i := range s.emit {
		a := &s.alpha[i]
		*a = chainRow{}
		if s.idle[i] {
			a[0] = 1
			continue
		}
		if i == 0 {
			for _, y := range opening {
				a[y] = s.emit[0][y]
			}
		} else {
			p := &s.alpha[i-1]
			var in [numFreeLabels]float32
			for x, l := range closing {
				if p[l] > 0 {
					row := &c.expFree[x]
					for y := range in {
						in[y] += p[l] * row[y]
					}
				}
			}
			for y, l := range opening {
				a[l] = in[y] * s.emit[i][l]
			}
			for t := range nameTypesLearned {
				b := 1 + 4*t
				k := &c.expKept[t]
				a[b+posInside] = (p[b]*k[0] + p[b+posInside]*k[2]) * s.emit[i][b+posInside]
				a[b+posLast] = (p[b]*k[1] + p[b+posInside]*k[3]) * s.emit[i][b+posLast]
			}
		}
		normalize(a)
	}
}

func (c *nameChain) backward(s *chainScratch) {
	n := len(s.emit)
	s.beta[n-1] = chainRow{}
	for _, y := range closing {
		s.beta[n-1][y] = 1
	}
	for i := n - 2; i >= 0; i-- {
		b := &s.beta[i]
		*b = chainRow{}
		if s.idle[i] {
			b[0] = 1
			continue
		}
		if s.idle[i+1] {
			for x, l := range closing {
				b[l] = c.expFree[x][0]
			}
			continue
		}
		var next chainRow
		for y := range next {
			next[y] = s.beta[i+1][y] * s.emit[i+1][y]
		}
		var out [numFreeLabels]float32
		for y, l := range opening {
			out[y] = next[l]
		}
		for x, l := range closing {
			sum := float32(0)
			row := &c.expFree[x]
			for y := range out {
				sum += row[y] * out[y]
			}
			b[l] = sum
		}
		for t := range nameTypesLearned {
			k, l := &c.expKept[t], 1+4*t
			b[l] = k[0]*next[l+posInside] + k[1]*next[l+posLast]
			b[l+posInside] = k[2]*next[l+posInside] + k[3]*next[l+posLast]
		}
		normalize(b)
	}
}

func normalize(a *chainRow) {
	sum := float32(0)
	for _, v := range a {
		sum += v
	}
	if sum == 0 {
		return
	}
	inv := 1 / sum
	for i := range a {
		a[i] *= inv
	}
}

// best writes the highest scoring sequence of labels to out.
func (c *nameChain) best(scores []chainRow, s *chainScratch, out []nameLabel) {
	n := len(scores)
	if n == 0 {
		return
	}
	s.grow(n)
	const never = float32(-1e30)
	for i := range scores {
		a, back := &s.alpha[i], &s.back[i]
		for y := range a {
			a[y] = never
		}
		if i == 0 && s.idle[0] {
			a[0] = 0
			continue
		}
		if i == 0 {
			for _, y := range opening {
				a[y] = scores[0][y]
			}
			continue
		}
		p := &s.alpha[i-1]
		if s.idle[i] {
			for x, l := range closing {
				if v := p[l] + c.free[x][0]; v > a[0] {
					a[0], back[0] = v, l
				}
			}
			continue
		}
		var in [numFreeLabels]float32
		var from [numFreeLabels]nameLabel
		for y := range in {
			in[y] = never
		}
		for x, l := range closing {
			if p[l] == never {
				continue
			}
			row := &c.free[x]
			for y := range in {
				if v := p[l] + row[y]; v > in[y] {
					in[y], from[y] = v, l
				}
			}
		}
		for y, l := range opening {
			a[l], back[l] = in[y]+scores[i][l], from[y]
		}
		for t := range nameTypesLearned {
			k, b := &c.kept[t], nameLabel(1+4*t)
			for pos, at := range [2]nameLabel{b + posInside, b + posLast} {
				v, l := p[b]+k[pos], b
				if w := p[b+posInside] + k[2+pos]; w > v {
					v, l = w, b+posInside
				}
				a[at], back[at] = v+scores[i][at], l
			}
		}
	}
	y := closing[0]
	for _, l := range closing {
		if s.alpha[n-1][l] > s.alpha[n-1][y] {
			y = l
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = y
		y = s.back[i][y]
	}
}
