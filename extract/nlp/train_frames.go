package nlp

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A frameCorpus is parsed text with gold frames, one document a sentence.
type frameCorpus struct {
	docs   []*Document
	atoms  []*atoms
	frames [][]GoldFrame
}

// A RolesetAlias says that a lemma of a kind (v, n, j) may have a roleset.
type RolesetAlias struct {
	Lemma   string
	Kind    byte
	Roleset string
}

// argumentFit asks more of a role than of none, since most candidates are none.
// Leaving out features at random did not help (72.9 against 73.0).
var argumentFit = fit{margin: 3, rare: 5, minSeen: 4}

// trainFrames trains the three models on a corpus.
func trainFrames(c *frameCorpus, aliases []RolesetAlias, o TrainOptions) []byte {
	f := &framer{senses: map[uint64][]uint16{}}
	f.countRoles(c)
	f.countSenses(c, aliases)
	b := appendFrameTables(nil, f)
	b = appendLinear(b, 2, trainExamples(f.predicateExamples(c), 2, fit{margin: 3, minSeen: 3}, o))
	b = appendLinear(b, 1, f.trainSenses(c, o))
	return appendLinear(b, len(f.roles), f.trainArguments(c, o))
}

// countRoles lists the roles that occur at least ten times.
func (f *framer) countRoles(c *frameCorpus) {
	counts := map[string]int{}
	for _, fs := range c.frames {
		for _, g := range fs {
			for _, a := range g.Args {
				counts[a.Role]++
			}
		}
	}
	f.roles = []string{""}
	for _, r := range slices.Sorted(maps.Keys(counts)) {
		if counts[r] >= 10 {
			f.roles = append(f.roles, r)
		}
	}
}

// countSenses lists the rolesets of each lemma: those of the corpus, most
// frequent first, then those of the inventory.
func (f *framer) countSenses(c *frameCorpus, aliases []RolesetAlias) {
	counts := map[uint64]map[string]int{}
	names := map[string]bool{}
	add := func(k uint64, roleset string, n int) {
		if counts[k] == nil {
			counts[k] = map[string]int{}
		}
		counts[k][roleset] += n
		names[roleset] = true
	}
	for i, d := range c.docs {
		for _, g := range c.frames[i] {
			if kind := predicateKind(d, g.Predicate); kind != 0 {
				add(senseKey(strings.ToLower(d.Lemma[g.Predicate]), kind), g.Roleset, 1)
			}
		}
	}
	for _, a := range aliases {
		add(senseKey(strings.ToLower(a.Lemma), a.Kind), a.Roleset, 0)
	}
	f.rolesets = slices.Sorted(maps.Keys(names))
	number := map[string]uint16{}
	for i, r := range f.rolesets {
		number[r] = uint16(i)
	}
	for k, m := range counts {
		total := 0
		for _, n := range m {
			total += n
		}
		for _, r := range slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b)) }) {
			// One in thirty of a frequent lemma is not worth the confusion.
			if total < 10 || m[r]*30 >= total {
				f.senses[k] = append(f.senses[k], number[r])
			}
		}
	}
}

func (f *framer) predicateExamples(c *frameCorpus) (out []example) {
	for n, d := range c.docs {
		s := newFrameScratch(d, c.atoms[n])
		gold := map[int32]bool{}
		for _, g := range c.frames[n] {
			gold[g.Predicate] = true
		}
		for i := range int32(d.Len()) {
			kind := predicateKind(d, i)
			if kind == 0 || kind != 'v' && len(f.senses[senseKey(strings.ToLower(d.Lemma[i]), kind)]) == 0 {
				continue
			}
			e := example{keys: s.predicateFeatures(nil, i, kind)}
			if gold[i] {
				e.class = 1
			}
			out = append(out, e)
		}
	}
	return out
}

// trainSenses trains the choice among the rolesets of a lemma.
func (f *framer) trainSenses(c *frameCorpus, o TrainOptions) []feature {
	p := newPerceptron(1)
	type choice struct {
		keys [][]uint32
		gold int
	}
	var examples []choice
	for n, d := range c.docs {
		s := newFrameScratch(d, c.atoms[n])
		for _, g := range c.frames[n] {
			kind := predicateKind(d, g.Predicate)
			if kind == 0 {
				continue
			}
			e := choice{gold: -1}
			for i, sense := range f.senses[senseKey(strings.ToLower(d.Lemma[g.Predicate]), kind)] {
				e.keys = append(e.keys, s.senseFeatures(nil, g.Predicate, sense))
				if f.rolesets[sense] == g.Roleset {
					e.gold = i
				}
			}
			if e.gold >= 0 && len(e.keys) > 1 {
				examples = append(examples, e)
			}
		}
	}
	score := make([]float32, 1)
	rnd := o.rand()
	for epoch := range o.Epochs {
		wrong := 0
		for _, i := range rnd.Perm(len(examples)) {
			e := &examples[i]
			best, top := 0, float32(-1e9)
			for k, keys := range e.keys {
				if p.score(keys, score); score[0] > top {
					best, top = k, score[0]
				}
			}
			if best != e.gold {
				wrong++
				p.update(e.keys[e.gold], 0, 1)
				p.update(e.keys[best], 0, -1)
			}
			p.tick()
		}
		o.logf("senses epoch %d: %d of %d wrong, %d features", epoch+1, wrong, len(examples), p.n)
	}
	return p.average(500, 1)
}

func (f *framer) trainArguments(c *frameCorpus, o TrainOptions) []feature {
	number := map[string]int{}
	for i, r := range f.roles {
		number[r] = i
	}
	var examples []example
	lost, all := 0, 0
	for n, d := range c.docs {
		s := newFrameScratch(d, c.atoms[n])
		for _, g := range c.frames[n] {
			kind := predicateKind(d, g.Predicate)
			if kind == 0 {
				continue
			}
			roles := map[int32]int{}
			for _, a := range g.Args {
				roles[headOf(d, a.Words)] = number[a.Role]
				all++
			}
			s.findCandidates(g.Predicate)
			s.context = s.newContext(g.Predicate, kind, g.Roleset)
			hit := 0
			for _, w := range s.candidates {
				if roles[w] > 0 {
					hit++
				}
				examples = append(examples, example{s.argumentFeatures(nil, w), roles[w]})
			}
			lost += len(g.Args) - hit
		}
	}
	o.logf("arguments: %d candidates; %d of %d arguments are none", len(examples), lost, all)
	return trainExamples(examples, len(f.roles), argumentFit, o)
}

// TrainFrames trains the predicate and argument models on PropBank frames over
// the treebank's sentences, as a tagger and a parser that have not seen a
// sentence analyze it. tags and lemmas are the final model files.
func TrainFrames(tb *Treebank, gold map[string][]GoldFrame, aliases []RolesetAlias, tags, lemmas []byte, o TrainOptions) ([]byte, error) {
	docs, words, err := analyzed(tb, tags, lemmas, o)
	if err != nil {
		return nil, err
	}
	heads := make([][]int32, len(docs))
	rels := make([][]Deprel, len(docs))
	const folds = 2
	for k := range folds {
		var rest []*Document
		for i, d := range docs {
			if i/10%folds != k {
				rest = append(rest, d)
			}
		}
		r := &modelReader{b: trainGreedy(parseExamples(rest, words), TrainOptions{Seed: o.Seed, Epochs: 3})}
		p := readParser(r)
		if r.err != nil {
			return nil, r.err
		}
		for i, d := range docs {
			if i/10%folds == k {
				c := *d
				p.parse(&c, newAtoms(d, words))
				heads[i], rels[i] = c.Head, c.Deprel
			}
		}
		o.logf("frames: fold %d of %d parsed", k+1, folds)
	}
	c := new(frameCorpus)
	for i, d := range docs {
		fs, ok := gold[tb.Sentences[i].ID]
		if !ok {
			continue
		}
		d.Head, d.Deprel = heads[i], rels[i]
		c.docs, c.atoms, c.frames = append(c.docs, d), append(c.atoms, newAtoms(d, words)), append(c.frames, fs)
	}
	return trainFrames(c, aliases, o), nil
}
