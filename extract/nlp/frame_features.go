package nlp

// word hashes the lemma of word i, or of none.
func (s *frameScratch) word(i int32) uint64 {
	if i < 0 {
		return 9
	}
	return s.lemmas[i]
}

func (s *frameScratch) tagOf(i int32) uint64 {
	if i < 0 || int(i) >= len(s.t.d.XPOS) {
		return 0
	}
	return uint64(s.t.d.XPOS[i])
}

func (s *frameScratch) relOf(i int32) uint64 {
	if i < 0 {
		return 0
	}
	return uint64(s.t.d.Deprel[i])
}

// childRels hashes the relations of the children of i, in order, once each.
func (s *frameScratch) childRels(i int32) uint64 { return s.rels[i] }

func childRels(t *tree, i int32) uint64 {
	h, last := uint64(1), NoDeprel
	for _, c := range t.children(i) {
		r := t.d.Deprel[c]
		if r == Punct || r == last {
			continue
		}
		h, last = mix(h, uint64(r)), r
	}
	return h
}

// predicateFeatures appends the features of the question whether word i is a
// predicate.
func (s *frameScratch) predicateFeatures(keys []uint32, i int32, kind byte) []uint32 {
	f := func(id, x, y uint64) { keys = append(keys, fold(mix(mix(id<<40|2<<60, x), y))) }
	d := s.t.d
	w, k := s.word(i), uint64(kind)
	h := d.Head[i]
	form := s.a.lower[i]
	f(1, k, 0)
	f(2, w, k)
	f(3, form, k)
	f(4, w, mix(k, s.relOf(i)))
	f(5, k, s.relOf(i)<<8|s.tagOf(i))
	f(6, k<<8|s.relOf(i), s.tagOf(h))
	f(7, w, s.word(h))
	f(8, k<<8|s.relOf(i), s.word(h))
	f(9, s.a.suf[2][i], k)
	f(10, s.a.suf[3][i], k)
	f(11, w, s.tagOf(i-1))
	f(12, w, s.tagOf(i+1))
	f(13, k, s.childRels(i))
	for _, c := range s.t.children(i) {
		f(14, w, uint64(d.Deprel[c]))
		f(15, k<<8|uint64(d.Deprel[c]), s.a.suf[2][i])
		f(16, w, s.word(s.t.child(c, Case)))
	}
	f(17, s.a.cluster[i], k<<8|s.relOf(i))
	return keys
}

// senseFeatures appends the features of the roleset n for the predicate p.
func (s *frameScratch) senseFeatures(keys []uint32, p int32, n uint16) []uint32 {
	sense := uint64(n)
	f := func(id, x, y uint64) { keys = append(keys, fold(mix(mix(mix(id<<40|3<<60, sense), x), y))) }
	d := s.t.d
	f(1, 0, 0)
	f(2, s.tagOf(p), s.relOf(p))
	f(3, s.childRels(p), 0)
	h := d.Head[p]
	f(4, s.word(h), s.relOf(p))
	for _, c := range s.t.children(p) {
		r := s.relOf(c)
		f(5, r, 0)
		f(6, r, s.word(c))
		f(7, r, s.word(s.t.child(c, Case)))
		f(8, r, s.tagOf(c))
		f(9, r, s.a.cluster[c])
	}
	for j := p - 2; j <= p+2; j++ {
		if j != p && j >= 0 && int(j) < len(s.a.lower) {
			f(10, s.a.lower[j], 0)
			f(11, s.a.lower[j], uint64(j-p+4))
		}
	}
	return keys
}

// A frameContext is what is the same for all arguments of a predicate.
type frameContext struct {
	p                           int32
	kind, lemma, sense, passive uint64
	rels, deprel, tag           uint64
	particle                    uint64
}

func (s *frameScratch) newContext(p int32, kind byte, roleset string) frameContext {
	c := frameContext{p: p, kind: uint64(kind), lemma: s.word(p), sense: hashString(roleset), rels: s.childRels(p), deprel: s.relOf(p), tag: s.tagOf(p)}
	switch {
	case s.t.child(p, NsubjPass) >= 0 || s.t.child(p, AuxPass) >= 0:
		c.passive = 1
	case s.t.d.XPOS[p] == TagVBN && s.t.child(p, Aux) < 0:
		c.passive = 2
	}
	c.particle = s.word(s.t.child(p, CompoundPrt))
	return c
}

// path hashes the relations from the predicate up to the governor that it
// shares with c, and down to c, and counts the steps.
func (s *frameScratch) path(p, c int32) (h uint64, up, down int) {
	d := s.t.d
	x := p
	h = 1
	for {
		if x == c {
			return mix(h, 77), up, 0
		}
		if x >= 0 && d.Head[c] == x {
			return mix(h, uint64(d.Deprel[c])|256), up, 1
		}
		if x < 0 || up > maxFrameClimb {
			return h, up, 9
		}
		h = mix(h, uint64(d.Deprel[x]))
		x = d.Head[x]
		up++
	}
}

// argumentFeatures appends the features of the candidate c.
func (s *frameScratch) argumentFeatures(keys []uint32, c int32) []uint32 {
	f := func(id, x, y uint64) { keys = append(keys, fold(mix(mix(id<<40|4<<60, x), y))) }
	d, x := s.t.d, &s.context
	path, up, down := s.path(x.p, c)
	side := uint64(0)
	if c > x.p {
		side = 1
	}
	rel, tag := s.relOf(c), s.tagOf(c)
	word := s.word(c)
	marker := s.t.child(c, Case)
	if marker < 0 {
		marker = s.t.child(c, Mark)
	}
	prep := s.word(marker)
	where := uint64(up)<<8 | uint64(down)<<4 | side
	f(1, path, side)
	f(2, path, mix(x.lemma, side))
	f(3, path, mix(x.sense, x.passive))
	f(4, path, mix(x.passive, x.kind))
	f(5, path, prep)
	f(6, path, mix(prep, x.lemma))
	f(7, rel<<8|where<<16, x.passive)
	f(8, rel<<8, mix(x.sense, x.passive<<1|side))
	f(9, rel, mix(word, where))
	f(10, word, path)
	f(11, tag, path)
	f(12, prep, mix(x.sense, rel))
	f(13, prep, mix(word, rel))
	f(14, word, mix(x.lemma, rel))
	f(15, path, x.rels)
	f(16, x.rels, mix(rel, x.lemma))
	f(17, s.a.cluster[c], path)
	f(18, s.a.cluster[c], mix(rel, x.lemma))
	f(19, s.a.cluster[c], mix(rel, prep))
	f(20, x.deprel<<16|x.tag, path)
	f(21, path, s.word(d.Head[x.p]))
	f(22, path, mix(s.relOf(s.t.child(c, Nsubj)), s.relOf(s.t.child(c, Mark))))
	f(23, path, x.particle)
	f(24, s.childRels(c), rel<<8|side)
	f(25, rel, uint64(d.UPOS[c])|x.passive<<8|where<<16|x.kind<<40)
	f(26, s.a.lower[c], mix(rel, prep))
	f(27, word, where)
	f(28, where, mix(s.subjects(), rel))
	f(29, path, mix(s.subjects(), x.kind))
	f(30, mix(x.lemma, x.kind), mix(rel, mix(prep, where)))
	return keys
}

// subjects says whether the predicate has a subject and an object of its own.
func (s *frameScratch) subjects() uint64 {
	n := uint64(0)
	for _, c := range s.t.children(s.context.p) {
		switch s.t.d.Deprel[c] {
		case Nsubj, NsubjPass, Csubj:
			n |= 1
		case Obj, Ccomp:
			n |= 2
		case NmodPoss:
			n |= 4
		}
	}
	return n
}
