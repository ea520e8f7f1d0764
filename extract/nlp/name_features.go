package nlp

// Templates of features; the order is part of the model's format.
const (
	nfBias uint64 = iota + 1
	nfWord
	nfWordPrev
	nfWordNext
	nfWordPrev2
	nfWordNext2
	nfPair
	nfPairNext
	nfForm
	nfShape
	nfShapePrev
	nfShapeNext
	nfShape3
	nfPrefix
	nfSuffix
	nfSuffixPrev
	nfSuffixNext
	nfKind
	nfKind3
	nfCluster
	nfClusterPrev
	nfClusterNext
	nfTag
	nfTag3
	nfGaz
	nfGazPrev
	nfGazNext
	nfGazKind
	nfGazPair
	nfRunBefore
	nfRunAfter
	nfRunFirst
	nfRunLast
	nfRunLength
	nfRunLinked
	nfRunGaz
	nfRunTitle
	nfDocLower
	nfDocUpper
	nfDocBefore
	nfDocAfter
	nfDocRunFirst
	nfDocRunLast
	nfDocPrevGaz
	nfDocPrevInRun
	nfDocNextInRun
	nfDocAcronym
	nfDocTitle
	nfTokenMajority
	nfRunMajority
	nfTokenSpan
	nfOwnLabel
	nfSkipWord
	nfQuote
	nfPosition
	nfSentence
)

// A nameView is what the features of one sentence are read from.
type nameView struct {
	ts    []nameToken // of the whole document
	first int         // the sentence
	end   int
	doc   *nameDocument
	// second is nil in the first pass.
	second *namesFound
}

var outsideToken = nameToken{form: 1, lower: 1, shape: 1}

func (v *nameView) at(i int) *nameToken {
	if i < v.first || i >= v.end {
		return &outsideToken
	}
	return &v.ts[i]
}

// features appends the keys of token i.
func (v *nameView) features(keys []uint32, i int) []uint32 {
	t, p, n := v.at(i), v.at(i-1), v.at(i+1)
	p2, n2 := v.at(i-2), v.at(i+2)
	loud := uint64(0)
	if t.loud {
		loud = 1
	}
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	add(nfBias, 0)
	add(nfWord, t.lower)
	add(nfForm, t.form)
	add(nfWordPrev, p.lower)
	add(nfWordNext, n.lower)
	add(nfWordPrev2, p2.lower)
	add(nfWordNext2, n2.lower)
	add(nfPair, mix(p.lower, t.lower))
	add(nfPairNext, mix(t.lower, n.lower))
	add(nfSkipWord, mix(p2.lower, p.lower))
	add(nfSkipWord, mix(n.lower, n2.lower)+1)
	add(nfShape, mix(t.shape, loud))
	add(nfShapePrev, mix(p.shape, t.shape))
	add(nfShapeNext, mix(t.shape, n.shape))
	add(nfShape3, mix(mix(p.shape, t.shape), n.shape))
	for k := 1; k < 4; k++ {
		add(nfPrefix, t.pre[k])
		add(nfSuffix, t.suf[k])
	}
	add(nfSuffix, t.suf[0])
	add(nfSuffixPrev, p.suf[2])
	add(nfSuffixNext, n.suf[2])
	kind := uint64(t.kind)
	if t.first {
		kind += 16
	}
	kind += 32 * loud
	add(nfKind, kind)
	add(nfKind3, mix(mix(uint64(p.kind), kind), uint64(n.kind)))
	add(nfPosition, mix(kind, t.lower))
	if t.cluster > 0 || p.cluster > 0 || n.cluster > 0 {
		keys = v.clusterFeatures(keys, t, p, n, p2, n2)
	}
	if t.tag > 0 {
		add(nfTag, uint64(t.tag))
		add(nfTag3, uint64(p.tag)<<16|uint64(t.tag)<<8|uint64(n.tag))
	}
	keys = v.gazFeatures(keys, t, p, n, kind)
	keys = v.runFeatures(keys, i, t)
	if t.kind >= 3 && t.kind <= 7 || t.named {
		keys = v.doc.features(keys, t)
	}
	if v.second != nil {
		keys = v.second.features(keys, v, i, t)
	}
	return keys
}

func (v *nameView) clusterFeatures(keys []uint32, t, p, n, p2, n2 *nameToken) []uint32 {
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	for _, c := range [...]struct {
		template uint64
		code     uint32
	}{{nfCluster, t.cluster}, {nfClusterPrev, p.cluster}, {nfClusterNext, n.cluster}} {
		if c.code > 0 {
			add(c.template, uint64(c.code))
			add(c.template, uint64(c.code>>10)<<32)
			add(c.template, uint64(c.code>>16)<<48)
		}
	}
	add(nfCluster, mix(uint64(p.cluster>>10), uint64(t.cluster>>10)))
	add(nfCluster, mix(uint64(t.cluster>>10), uint64(n.cluster>>10))+1)
	if p2.cluster > 0 {
		add(nfClusterPrev, mix(99, uint64(p2.cluster)))
	}
	if n2.cluster > 0 {
		add(nfClusterNext, mix(99, uint64(n2.cluster)))
	}
	return keys
}

func (v *nameView) gazFeatures(keys []uint32, t, p, n *nameToken, kind uint64) []uint32 {
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	all := uint64(0)
	for c := range t.gaz {
		if t.gaz[c] == 0 && p.gaz[c] == 0 && n.gaz[c] == 0 {
			continue
		}
		if t.gaz[c] > 0 {
			x := uint64(c)<<8 | uint64(t.gaz[c])
			all = mix(all, x)
			add(nfGaz, x)
			add(nfGazKind, mix(x, kind))
			if c == int(gazTitle) || c == int(gazFirst) || c == int(gazSurname) {
				add(nfGazPair, mix(x, uint64(p.gaz[gazFirst])<<8|uint64(n.gaz[gazSurname])<<4|uint64(p.gaz[gazTitle])))
			}
		}
		if p.gaz[c] > 0 {
			add(nfGazPrev, uint64(c)<<8|uint64(p.gaz[c]))
		}
		if n.gaz[c] > 0 {
			add(nfGazNext, uint64(c)<<8|uint64(n.gaz[c]))
		}
	}
	if all != 0 {
		add(nfGaz, all)
		add(nfGazPair, mix(mix(all, kind), mix(p.shape, n.shape)))
	}
	return keys
}

// runFeatures looks beyond the run of capitalized words that t is in: "...
// Ministry", "said ...", "minister ...".
func (v *nameView) runFeatures(keys []uint32, i int, t *nameToken) []uint32 {
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	if t.runFirst == t.runEnd {
		if !t.linker {
			return keys
		}
		// A linker between two runs sees their ends.
		p, n := v.at(i-1), v.at(i+1)
		if p.upper && n.upper {
			add(nfRunLinked, mix(t.lower, 0))
			add(nfRunLinked, mix(mix(t.lower, p.lower), 1))
			add(nfRunLinked, mix(mix(t.lower, n.lower), 2))
			add(nfRunLinked, mix(mix(t.lower, v.at(int(p.runFirst)).lower), 3))
		} else if p.upper && v.at(i+2).upper && n.linker {
			add(nfRunLinked, mix(mix(t.lower, p.lower), 4))
			add(nfRunLinked, mix(mix(t.lower, n.lower), 5))
		}
		return keys
	}
	a, b := int(t.runFirst), int(t.runEnd)
	before, after := v.at(a-1), v.at(b)
	first, last := v.at(a), v.at(b-1)
	length := uint64(min(b-a, 6))
	place := uint64(min(i-a, 3)) | uint64(min(b-1-i, 3))<<4
	add(nfRunLength, mix(length, place))
	add(nfRunBefore, before.lower)
	add(nfRunBefore, mix(v.at(a-2).lower, before.lower))
	add(nfRunAfter, after.lower)
	add(nfRunAfter, mix(after.lower, v.at(b+1).lower))
	if b-a > 1 {
		add(nfRunFirst, first.lower)
		add(nfRunLast, last.lower)
		add(nfRunFirst, mix(first.lower, place))
		add(nfRunLast, mix(last.lower, place))
		add(nfRunLast, last.suf[2])
		if last.cluster > 0 {
			add(nfRunLast, mix(77, uint64(last.cluster)))
		}
		for c := range numGazClasses {
			if x := v.ts[a].gaz[c]; x > 0 {
				add(nfRunGaz, uint64(c)<<8|uint64(x))
			}
			if x := v.ts[b-1].gaz[c]; x > 0 {
				add(nfRunGaz, uint64(c)<<8|uint64(x)|1<<16)
			}
		}
	}
	if before.cluster > 0 {
		add(nfRunBefore, mix(77, uint64(before.cluster)))
	}
	if after.cluster > 0 {
		add(nfRunAfter, mix(77, uint64(after.cluster)))
	}
	if x := before.gaz[gazTitle]; x > 0 {
		add(nfRunTitle, place)
	}
	if b-a > 1 {
		keys = v.runTitle(keys, a, i, b)
	}
	if after.linker && v.at(b+1).upper {
		add(nfRunLinked, mix(mix(after.lower, last.lower), 7))
		add(nfRunLinked, mix(after.lower, 8))
	}
	if before.linker && v.at(a-2).upper {
		add(nfRunLinked, mix(mix(before.lower, v.at(a-2).lower), 9))
		add(nfRunLinked, mix(before.lower, 10))
	}
	return keys
}

// runTitle says where token i of the run [a, b) stands from the titles in it:
// "Secretary-General Ban Ki-moon", "Crown Prince Hussein".
func (v *nameView) runTitle(keys []uint32, a, i, b int) []uint32 {
	add := func(template, x uint64) { keys = append(keys, fold(mix(mix(template, x), template))) }
	before, after := 0, 0
	for j := i - 1; j >= a && before == 0; j-- {
		if v.ts[j].gaz[gazTitle] > 0 {
			before = i - j
		}
	}
	for j := i + 1; j < b && after == 0; j++ {
		if v.ts[j].gaz[gazTitle] > 0 {
			after = j - i
		}
	}
	if before == 0 && after == 0 {
		return keys
	}
	x := uint64(min(before, 3))<<8 | uint64(min(after, 3))<<4 | uint64(v.ts[i].gaz[gazTitle])
	add(nfRunTitle, x|1<<16)
	add(nfRunTitle, mix(x, uint64(min(b-1-i, 3))|uint64(v.ts[i].gaz[gazFirst])<<4|uint64(v.ts[i].gaz[gazSurname])<<8)+1)
	if before > 0 {
		add(nfRunTitle, mix(v.ts[i-before].lower, uint64(min(before, 3)))+2)
	}
	return keys
}
