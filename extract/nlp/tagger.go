package nlp

// A tagger gives each word its part of speech, Penn tag and features, from
// left to right, by a linear model over the word, its neighbors and the tags
// already given, and then goes once more over those that were not sure, with a
// model that knows the tags on both sides.
type tagger struct {
	model  *linear
	tags   []tagPair
	second *linear
	// known are the features that a word had under a tag, by knownKey; common
	// those of the tag.
	known  map[uint64]Feats
	common []Feats
}

type tagPair struct {
	upos UPOS
	xpos XPOS
}

func knownKey(word uint64, tag int) uint64 { return mix(word, uint64(tag)) }

// tag fills UPOS, XPOS and Feats of all sentences of d.
func (t *tagger) tag(d *Document, a *atoms) {
	n := len(d.Spans)
	d.UPOS, d.XPOS, d.Feats = make([]UPOS, n), make([]XPOS, n), make([]Feats, n)
	tags := make([]int, n)
	unsure := make([]bool, n)
	for _, s := range d.Sentences {
		copy(tags[s.First:], firstPass(t.model, a, s, unsure))
		t.revise(a, s, tags, unsure)
	}
	for i, best := range tags {
		d.UPOS[i], d.XPOS[i] = t.tags[best].upos, t.tags[best].xpos
		f, ok := t.known[knownKey(a.lower[i], best)]
		if !ok {
			f = t.common[best]
		}
		d.Feats[i] = f
	}
}

// firstPass returns the tags of a sentence by the first model, and marks in
// unsure, unless that is nil, those with little lead.
func firstPass(m *linear, a *atoms, s Range, unsure []bool) []int {
	tags := make([]int, 0, s.Len())
	scores := make([]int32, m.classes)
	var keys []uint32
	p1, p2 := tagStart, tagStart
	for i := s.First; i < s.End; i++ {
		keys = tagFeatures(keys[:0], a, s, int(i), p1, p2)
		m.score(keys, scores)
		best, by := lead(scores)
		if unsure != nil {
			unsure[i] = by < sureLead
		}
		tags = append(tags, best)
		p1, p2 = best, p1
	}
	return tags
}

const tagStart = 255

// tagFeatures appends the features of word i of the sentence s, whose two
// words before have the tags p1 and p2.
func tagFeatures(keys []uint32, a *atoms, s Range, i, p1, p2 int) []uint32 {
	at := func(c []uint64, j int) uint64 {
		if j < int(s.First) {
			return 2
		}
		if j >= int(s.End) {
			return 3
		}
		return c[j]
	}
	f := func(id, x, y uint64) { keys = append(keys, fold(mix(mix(id<<16, x), y))) }
	w, w1, w2 := a.lower[i], at(a.lower, i+1), at(a.lower, i+2)
	v1, v2 := at(a.lower, i-1), at(a.lower, i-2)
	t1, t2 := uint64(p1), uint64(p2)
	sh := a.shape[i]
	first := uint64(0)
	if i == int(s.First) {
		first = 1
	}
	amb1, amb2 := at(a.ambig, i+1), at(a.ambig, i+2)
	f(1, 0, 0)
	f(2, w, 0)
	f(3, w, sh)
	f(4, w, t1)
	f(5, w, t1<<8|t2)
	f(6, t1, t2)
	f(7, t1, 0)
	f(8, v1, 0)
	f(9, v2, 0)
	f(10, w1, 0)
	f(11, w2, 0)
	f(12, v1, w)
	f(13, w, w1)
	f(14, a.suf[0][i], sh)
	f(15, a.suf[1][i], 0)
	f(16, a.suf[2][i], 0)
	f(17, a.suf[3][i], 0)
	f(18, a.pre[0][i], sh)
	f(19, a.pre[1][i], 0)
	f(20, a.pre[2][i], 0)
	f(21, a.pre[3][i], 0)
	f(22, sh, first<<1|a.headline[i])
	f(23, sh, t1)
	f(24, sh^first<<3, at(a.shape, i+1))
	f(25, sh, at(a.shape, i-1))
	f(26, t1, w1)
	f(27, a.suf[2][i], t1)
	f(28, a.suf[2][i], at(a.suf[2], i+1))
	f(29, a.ambig[i], t1<<8|t2)
	f(30, a.ambig[i], amb1)
	f(31, a.ambig[i]<<16|amb1, amb2<<16|t1)
	f(32, amb1, t1)
	f(33, at(a.suf[2], i+1), amb1)
	f(34, at(a.suf[2], i-1), t1)
	f(35, a.cluster[i], 0)
	f(36, a.cluster[i], t1)
	f(37, at(a.cluster, i+1), a.ambig[i])
	f(38, at(a.cluster, i-1), a.ambig[i])
	f(39, w1, w2)
	f(40, v1, w1)
	f(42, a.middle[i], t1<<8|t2)
	f(43, at(a.middle, i+1), a.ambig[i]<<8|t1)
	f(44, at(a.middle, i-1), at(a.middle, i+1)<<16|a.ambig[i])
	f(45, at(a.middle, i+1)<<8|at(a.middle, i+2), a.middle[i])
	f(46, at(a.middle, i-1), a.suf[2][i])
	f(47, at(a.middle, i+1), a.suf[2][i])
	f(48, a.lists[i], sh)
	f(49, a.lists[i]<<8|at(a.lists, i-1)<<4|at(a.lists, i+1), first<<1|a.headline[i])
	f(50, a.lists[i], t1^sh<<8)
	f(41, a.suf[1][i], a.pre[0][i]^sh)
	return keys
}
