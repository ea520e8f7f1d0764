package nlp

import "strings"

// A framer finds predicates and their arguments in parsed text: a classifier
// says which words are predicates, another chooses a roleset among those of
// the lemma, a third labels candidates for arguments, which are pruned by the
// tree after Xue and Palmer (2004).
type framer struct {
	predicate *linear
	sense     *linear
	argument  *linear
	rolesets  []string
	roles     []string // roles[0] is no argument
	// senses are the rolesets that a lemma may have, by senseKey, most
	// frequent first.
	senses map[uint64][]uint16
}

// senseKey is the key of a lemma and the kind of its tag: verb, noun,
// adjective.
func senseKey(lemma string, kind byte) uint64 { return mix(hashString(lemma), uint64(kind)) }

// predicateKind returns v, n or j for the tags of words that may be predicates,
// or 0.
func predicateKind(d *Document, i int32) byte {
	switch d.XPOS[i] {
	case TagVB, TagVBD, TagVBG, TagVBN, TagVBP, TagVBZ:
		return 'v'
	case TagNN, TagNNS:
		return 'n'
	case TagJJ, TagJJR, TagJJS:
		return 'j'
	}
	return 0
}

// maxFrameClimb is how many governors above the predicate are searched for
// arguments, and maxCandidates how many words are asked.
const (
	maxFrameClimb = 6
	maxCandidates = 60
)

// A frameScratch is the working memory of a framer.
type frameScratch struct {
	t          *tree
	a          *atoms
	keys       []uint32
	candidates []int32
	scores     []int32
	two, one   []int32
	context    frameContext
	lemmas     []uint64 // hash of each lemma
	rels       []uint64 // hash of the relations of each word's children
}

func newFrameScratch(d *Document, a *atoms) *frameScratch {
	s := &frameScratch{t: newTree(d), a: a, two: make([]int32, 2), one: make([]int32, 1)}
	s.lemmas, s.rels = make([]uint64, d.Len()), make([]uint64, d.Len())
	for i := range d.Lemma {
		s.lemmas[i] = hashString(d.Lemma[i])
		s.rels[i] = childRels(s.t, int32(i))
	}
	return s
}

// annotate fills d.Frames.
func (f *framer) annotate(d *Document, a *atoms) {
	s := newFrameScratch(d, a)
	s.scores = make([]int32, len(f.roles))
	for _, r := range d.Sentences {
		for i := r.First; i < r.End; i++ {
			kind := predicateKind(d, i)
			if kind == 0 {
				continue
			}
			senses := f.senses[senseKey(strings.ToLower(d.Lemma[i]), kind)]
			if len(senses) == 0 && kind != 'v' {
				continue
			}
			s.keys = s.predicateFeatures(s.keys[:0], i, kind)
			f.predicate.score(s.keys, s.two)
			if s.two[1] <= s.two[0] {
				continue
			}
			d.Frames = append(d.Frames, f.frame(d, s, r, i, kind, senses))
		}
	}
}

func (f *framer) frame(d *Document, s *frameScratch, r Range, p int32, kind byte, senses []uint16) Frame {
	fr := Frame{Predicate: p}
	best := int32(-1 << 30)
	for _, n := range senses {
		s.keys = s.senseFeatures(s.keys[:0], p, n)
		f.sense.score(s.keys, s.one)
		if s.one[0] > best {
			best, fr.Roleset = s.one[0], f.rolesets[n]
		}
	}
	s.findCandidates(p)
	s.context = s.newContext(p, kind, fr.Roleset)
	type choice struct {
		word  int32
		role  int
		score int32
	}
	var found []choice
	for _, c := range s.candidates {
		s.keys = s.argumentFeatures(s.keys[:0], c)
		f.argument.score(s.keys, s.scores)
		role := argmax(s.scores)
		if role == 0 {
			continue
		}
		score := s.scores[role] - s.scores[0]
		// A core role is given once: the surer word keeps it.
		double := -1
		if isCore(f.roles[role]) {
			for j := range found {
				if found[j].role == role {
					double = j
				}
			}
		}
		switch {
		case double < 0:
			found = append(found, choice{c, role, score})
		case score > found[double].score:
			found[double] = choice{c, role, score}
		}
	}
	for _, c := range found {
		fr.Args = append(fr.Args, Argument{f.roles[c.role], c.word})
	}
	return fr
}

// isCore reports whether a role is one of ARG0 to ARG5.
func isCore(role string) bool { return len(role) == 4 && role[3] >= '0' && role[3] <= '5' }

// findCandidates collects the words that may head an argument of p: its
// children and theirs under a preposition or a light verb, the children of its
// governors, and the governors.
func (s *frameScratch) findCandidates(p int32) {
	s.candidates = s.candidates[:0]
	add := func(c int32) {
		if s.t.d.Deprel[c] != Punct && len(s.candidates) < maxCandidates {
			s.candidates = append(s.candidates, c)
		}
	}
	for _, c := range s.t.children(p) {
		add(c)
	}
	below := p
	for x, n := s.t.d.Head[p], 0; x >= 0 && n < maxFrameClimb; x, n = s.t.d.Head[x], n+1 {
		add(x)
		for _, c := range s.t.children(x) {
			if c != below {
				add(c)
			}
		}
		below = x
	}
}
