package nlp

// namesFound is what the first pass found in a document, for the second: the
// types that each word and each whole name got elsewhere.
type namesFound struct {
	labels []nameLabel // copy of the first pass
	tokens map[uint64]*typeCounts
	spans  map[uint64]*typeCounts
	inside map[uint64]*typeCounts // words of names of two words or more
	span   []uint64               // hash of the name that the token is in, or 0
}

type typeCounts [nameTypesLearned + 1]int32

func (c *typeCounts) best(except NameType) (t NameType, n int32) {
	for i, x := range c {
		if NameType(i) == except {
			x--
		}
		if i > 0 && x > n {
			t, n = NameType(i), x
		}
	}
	return t, n
}

func newNamesFound(d *Document, ts []nameToken, labels []nameLabel) *namesFound {
	f := &namesFound{labels: append([]nameLabel(nil), labels...), tokens: map[uint64]*typeCounts{}, spans: map[uint64]*typeCounts{},
		inside: map[uint64]*typeCounts{}, span: make([]uint64, len(ts))}
	for i := 0; i < len(labels); i++ {
		if labels[i] == 0 {
			continue
		}
		j := i
		for j+1 < len(labels) && (labels[j].pos() == posBegin || labels[j].pos() == posInside) {
			j++
		}
		t := labels[i].typ()
		h := uint64(11)
		for k := i; k <= j; k++ {
			h = mix(h, ts[k].lower)
			if ts[k].linker || ts[k].kind <= 2 {
				continue
			}
			countType(f.tokens, ts[k].lower, t)
			if j > i {
				countType(f.inside, ts[k].lower, t)
			}
		}
		for k := i; k <= j; k++ {
			f.span[k] = h
		}
		countType(f.spans, h, t)
		i = j
	}
	return f
}

func countType(m map[uint64]*typeCounts, h uint64, t NameType) {
	c := m[h]
	if c == nil {
		c = &typeCounts{}
		m[h] = c
	}
	c[t]++
}

// features appends what the first pass says of token i and of its word
// elsewhere.
func (f *namesFound) features(keys []uint32, v *nameView, i int, t *nameToken) []uint32 {
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	own := f.labels[i]
	before, after := nameLabel(0), nameLabel(0)
	if i > v.first {
		before = f.labels[i-1]
	}
	if i+1 < v.end {
		after = f.labels[i+1]
	}
	add(nfOwnLabel, uint64(own))
	add(nfOwnLabel, mix(uint64(own)<<8|uint64(before), 1))
	add(nfOwnLabel, mix(uint64(own)<<8|uint64(after), 2))
	if t.kind <= 2 || t.kind == 8 && own == 0 {
		return keys
	}
	if c := f.tokens[t.lower]; c != nil {
		best, n := c.best(own.typ())
		add(nfTokenMajority, uint64(best)<<8|uint64(min(n, 3)))
		add(nfTokenMajority, mix(uint64(best)<<8|uint64(own), uint64(min(n, 2))))
	}
	if c := f.inside[t.lower]; c != nil {
		except := NoName
		if own.pos() >= 0 && own.pos() < posUnit {
			except = own.typ()
		}
		best, n := c.best(except)
		add(nfTokenSpan, uint64(best)<<8|uint64(min(n, 2)))
		add(nfTokenSpan, mix(uint64(best)<<8|uint64(own), uint64(min(n, 2))))
	}
	if h := f.span[i]; h != 0 {
		best, n := f.spans[h].best(own.typ())
		add(nfRunMajority, uint64(best)<<8|uint64(min(n, 3)))
		add(nfRunMajority, mix(uint64(best)<<8|uint64(own), uint64(min(n, 3))))
	}
	return keys
}
