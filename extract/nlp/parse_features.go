package nlp

// parseWords are the facts about the words of one sentence, with the root at
// the end.
type parseWords struct {
	n                  int
	word, tag, cluster []uint64
	suffix, lemma      []uint64
	marks              []uint8 // commas and the like up to the word, counted
}

func (w *parseWords) load(d *Document, a *atoms, s Range) {
	w.n = s.Len()
	w.word, w.tag = w.word[:0], w.tag[:0]
	w.cluster, w.suffix = w.cluster[:0], w.suffix[:0]
	w.lemma, w.marks = w.lemma[:0], w.marks[:0]
	marks := uint8(0)
	for i := s.First; i < s.End; i++ {
		w.word = append(w.word, a.lower[i])
		w.tag = append(w.tag, uint64(d.UPOS[i])<<8|uint64(d.XPOS[i]))
		w.cluster = append(w.cluster, a.cluster[i])
		w.suffix = append(w.suffix, a.suf[2][i])
		w.lemma = append(w.lemma, hashString(d.Lemma[i]))
		if d.UPOS[i] == PosPunct && d.XPOS[i] != TagHYPH {
			marks++
		}
		w.marks = append(w.marks, marks)
	}
	w.word = append(w.word, 5)
	w.tag = append(w.tag, 0xffff)
	w.cluster = append(w.cluster, 0xffff)
	w.suffix = append(w.suffix, 5)
	w.lemma = append(w.lemma, 5)
	w.marks = append(w.marks, marks)
}

const absent = 0xfffff

func (w *parseWords) at(c []uint64, i int16) uint64 {
	if i < 0 || int(i) > w.n {
		return absent
	}
	return c[i]
}

func distance(a, b int16) uint64 {
	d := int(b - a)
	switch {
	case d < 6:
		return uint64(d)
	case d < 11:
		return 6
	}
	return 7
}

// between counts the marks from word i to just before word j, up to 2.
func (w *parseWords) between(i, j int16) uint64 {
	if i < 0 || j <= i {
		return 3
	}
	return uint64(min(w.marks[j-1]-w.marks[i], 2))
}

// moveFeatures appends the features of a state, after Zhang and Nivre (2011).
func (w *parseWords) moveFeatures(keys []uint32, st *parseState) []uint32 {
	var s0, s1, s2 int16 = -1, -1, -1
	k := len(st.stack)
	if k > 0 {
		s0 = st.stack[k-1]
	}
	if k > 1 {
		s1 = st.stack[k-2]
	}
	if k > 2 {
		s2 = st.stack[k-3]
	}
	b0, b1, b2 := st.next, st.next+1, st.next+2
	f := func(id, x, y uint64) { keys = append(keys, fold(mix(mix(id<<40, x), y))) }
	none := node{-1, -1, -1, -1, -1, 0, 0, 0, 0}
	n0, n1 := none, none
	if s0 >= 0 {
		n0 = st.nodes[s0]
	}
	if s1 >= 0 {
		n1 = st.nodes[s1]
	}
	nb := st.nodes[b0]
	rel := func(i int16) uint64 {
		if i < 0 {
			return 0xff
		}
		return uint64(st.nodes[i].rel)
	}
	s0w, s1w, b0w, b1w := w.at(w.word, s0), w.at(w.word, s1), w.at(w.word, b0), w.at(w.word, b1)
	s0t, s1t, s2t, b0t, b1t, b2t := w.at(w.tag, s0), w.at(w.tag, s1), w.at(w.tag, s2), w.at(w.tag, b0), w.at(w.tag, b1), w.at(w.tag, b2)
	s0wt, s1wt, b0wt := mix(s0w, s0t), mix(s1w, s1t), mix(b0w, b0t)
	dsb, dss := distance(s0, b0), distance(s1, s0)
	f(1, s0wt, 0)
	f(2, s0t, 0)
	f(3, s1wt, 0)
	f(4, s1t, 0)
	f(5, b0wt, 0)
	f(6, b0t, 0)
	f(7, mix(b1w, b1t), 0)
	f(8, b1t, w.at(w.word, b2))
	f(9, s2t, w.at(w.word, s2))
	f(10, s0wt, b0wt)
	f(11, s0wt, b0t)
	f(12, s0t, b0wt)
	f(13, s0w, b0w)
	f(14, s0t<<20|b0t, dsb)
	f(15, s1wt, s0wt)
	f(16, s1wt, s0t)
	f(17, s1t, s0wt)
	f(18, s1w, s0w)
	f(19, s1t<<20|s0t, dss)
	f(20, b0t<<20|b1t, b2t)
	f(21, s0t<<20|b0t, b1t)
	f(22, s1t<<20|s0t, b0t)
	f(23, s2t<<20|s1t, s0t)
	f(24, s1t<<20|s0t, b0t<<20|b1t)
	f(25, s0t<<20|b0t, b1t<<20|b2t)
	f(26, s2t<<20|s1t, s0t<<20|b0t)
	f(27, s0t<<20|b0t, w.at(w.tag, n0.left))
	f(28, s0t<<20|b0t, w.at(w.tag, n0.right))
	f(29, s0t<<20|b0t, w.at(w.tag, nb.left))
	f(30, s1t<<20|s0t, w.at(w.tag, n1.right))
	f(31, s1t<<20|s0t, w.at(w.tag, n1.left))
	f(32, s1t<<20|s0t, w.at(w.tag, n0.right))
	f(33, s1t<<20|s0t, w.at(w.tag, n0.left))
	f(34, s0w, uint64(n0.nleft)<<8|uint64(n0.nright))
	f(35, s0t<<8|uint64(n0.nleft), uint64(n0.nright)<<24|b0t)
	f(36, b0t, uint64(nb.nleft)<<32|s0t)
	f(37, b0w, uint64(nb.nleft))
	f(38, s1w, uint64(n1.nleft)<<8|uint64(n1.nright))
	f(39, s0t, rel(n0.left)<<8|rel(n0.right))
	f(40, s1t, rel(n1.left)<<8|rel(n1.right))
	f(41, b0t, rel(nb.left)<<8|rel(nb.left2))
	f(42, s0w, rel(n0.left))
	f(43, s0w, rel(n0.right))
	f(44, s1w, rel(n1.right))
	f(45, b0w, rel(nb.left))
	f(46, s0t<<20|b0t, uint64(n0.rels))
	f(47, s1t<<20|s0t, uint64(n1.rels))
	f(48, s1t<<20|s0t, uint64(n0.rels))
	f(49, s0t<<20|b0t, uint64(nb.rels))
	f(50, s0w, b1t<<20|b0t)
	f(51, b0w, s0t<<20|s1t)
	f(52, s1w, s0t<<20|b0t)
	f(53, s0w, s1t<<20|b0t)
	f(54, b0w, s0t<<20|b1t)
	f(55, b0w<<1^b1w, s0t)
	f(56, s0wt, dsb<<8|dss)
	f(57, b0wt, dsb)
	f(58, s1wt, dss)
	f(59, w.at(w.word, n0.left), s0t<<20|b0t)
	f(60, w.at(w.word, n0.right), s0t<<20|b0t)
	f(61, w.at(w.word, nb.left), b0t<<20|s0t)
	f(62, w.at(w.word, n1.right), s1t<<20|s0t)
	f(63, w.at(w.word, n0.left), s0w^s1w<<1)
	f(64, w.at(w.word, n0.left), s0t<<20|s1t)
	f(65, s1t<<20|s0t, b0w)
	f(66, w.at(w.cluster, s0), w.at(w.cluster, b0))
	f(67, w.at(w.cluster, s1), w.at(w.cluster, s0))
	f(68, w.at(w.cluster, s0), b0t)
	f(69, s0t, w.at(w.cluster, b0))
	f(70, w.at(w.cluster, s1), s0t<<20|b0t)
	f(71, w.at(w.suffix, s0), b0t)
	// Whose is a preposition: the verb's below, or the noun's on top.
	s0l, s1l, b0l := w.at(w.lemma, s0), w.at(w.lemma, s1), w.at(w.lemma, b0)
	s0c, s1c, b1c := w.at(w.cluster, s0), w.at(w.cluster, s1), w.at(w.cluster, b1)
	lead := w.at(w.lemma, n0.left)
	f(73, s1l, b0l)
	f(74, mix(s1l, s0t), mix(b0l, b1t))
	f(75, mix(s1c, s0t), mix(b0l, b1c))
	f(76, mix(s0c, s1t), mix(b0l, b1c))
	f(77, mix(s0l, b0l), b1t)
	f(78, s1t<<20|s0t, mix(b0l, b1t))
	f(79, s1l, mix(lead, s0t))
	f(80, w.at(w.lemma, s2), mix(lead, s1t<<20|s0t))
	f(81, mix(s2t, s1t), mix(lead, s0t))
	f(82, s1c, mix(lead, s0c))
	f(83, s1t<<20|s0t, b0t<<20|w.between(s1, s0)<<4|w.between(s0, b0))
	f(84, s1l, s0l)
	f(85, s0l, b0l)
	f(86, mix(s1l, s0l), b0t)
	f(87, s1t<<20|s0t, mix(w.at(w.lemma, n1.right), b0t))
	f(72, w.at(w.suffix, b0), s0t)
	return keys
}

// labelFeatures appends the features of the relation of dep to head.
func (w *parseWords) labelFeatures(keys []uint32, st *parseState, head, dep int16) []uint32 {
	f := func(id, x, y uint64) { keys = append(keys, fold(mix(mix(id<<40|1<<63, x), y))) }
	hw, ht, dw, dt := w.word[head], w.tag[head], w.word[dep], w.tag[dep]
	side := uint64(0)
	dist := distance(dep, head)
	if head < dep {
		side, dist = 8, distance(head, dep)
	}
	sd := side | dist
	nd, nh := st.nodes[dep], st.nodes[head]
	rel := func(i int16) uint64 {
		if i < 0 {
			return 0xff
		}
		return uint64(st.nodes[i].rel)
	}
	lw, rw := w.at(w.word, nd.left), w.at(w.word, nd.right)
	f(1, side, 0)
	f(2, hw, side)
	f(3, ht, sd)
	f(4, dw, side)
	f(5, dt, sd)
	f(6, hw, mix(dw, side))
	f(7, hw, dt<<4|sd)
	f(8, ht, mix(dw, sd))
	f(9, ht<<20|dt, sd)
	f(10, dt<<20|ht, w.at(w.tag, dep-1)<<20|w.at(w.tag, dep+1))
	f(11, dt<<20|ht, w.at(w.tag, head-1)<<20|w.at(w.tag, head+1))
	f(12, dt<<20|ht, side<<40|w.at(w.tag, nd.left)<<20|w.at(w.tag, nd.right))
	f(13, dt<<20|ht, lw)
	f(14, dw, lw)
	f(15, dt<<20|ht, rw)
	f(16, lw, hw)
	f(17, lw, dt<<20|ht)
	f(18, dt<<20|ht, side<<40|uint64(nd.rels))
	f(19, dt<<20|ht, side<<40|uint64(nh.rels))
	f(20, hw, mix(uint64(nh.rels), side<<20|dt))
	f(21, ht<<20|dt, side<<16|rel(nh.left)<<8|rel(nh.right))
	f(22, w.cluster[dep], ht<<8|side)
	f(23, w.cluster[head], dt<<8|side)
	f(24, w.cluster[head]<<20|w.cluster[dep], side)
	f(25, w.suffix[dep], ht<<8|side)
	f(26, w.suffix[head], dt<<8|side)
	f(27, w.at(w.word, dep-1), dt<<20|ht)
	f(28, w.at(w.word, dep+1), dt<<20|ht)
	f(29, dw, rel(nd.left)<<8|rel(nd.right))
	f(30, dt<<20|ht, rel(nd.left)<<8|rel(nd.right)|side<<20)
	f(31, dw, uint64(nd.rels)|side<<40)
	hl, dl := w.lemma[head], w.lemma[dep]
	f(32, hl, mix(dl, side))
	f(33, hl, mix(w.at(w.lemma, nd.left), dt<<4|side))
	f(34, hl, mix(dt<<20|ht, rel(nh.right)<<8|side))
	f(35, dl, mix(w.at(w.lemma, nd.left), ht<<4|side))
	f(36, w.cluster[dep], mix(w.at(w.lemma, nd.left), ht<<4|side))
	return keys
}
