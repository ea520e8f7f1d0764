package nlp

import "fmt"

// NameOptions say how to train names.
type NameOptions struct {
	// Epochs is the number of runs over the texts.
	Epochs int
	// Least drops features seen fewer times.
	Least int32
	// Smallest drops weights nearer to zero.
	Smallest float32
	// Rate is the size of the first steps; Decay pulls weights to zero; Drop
	// is the share of features left out at random in training.
	Rate, Decay float32
	Drop        float64
	Seed        uint64
	// Runs is the number of trainings, each in an order of its own, whose
	// weights are averaged; 0 means 1. What single orders happened to fit
	// evens out.
	Runs int
	// Weights holds the weight of each domain; a missing one is 1.
	Weights []float32
	// Clusters are codes of words, from [InduceClusters].
	Clusters map[string]uint32
	// Folds is the number of parts for the second pass; below 2 there is no
	// second pass.
	Folds int
	Logf  func(format string, args ...any)
}

// TrainNames trains the recognizer of names and returns the bytes of its
// model. The same texts and options give the same bytes.
func TrainNames(texts []NameText, o NameOptions) ([]byte, error) {
	b := appendClusters(nil, o.Clusters)
	clusters := readClusters(&modelReader{b: b})
	t := &nameTraining{o: o, texts: texts, gaz: sharedGazetteer()}
	misfits, names := 0, 0
	for i := range texts {
		x := &texts[i]
		tokens := nameTokens(x.Doc, nil, clusters)
		t.gaz.matchAll(x.Doc, tokens)
		markIdle(x.Doc, tokens)
		sets, bad := x.labelSets(tokens)
		misfits += bad
		names += len(x.Names)
		t.tokens, t.sets = append(t.tokens, tokens), append(t.sets, sets)
		t.docs = append(t.docs, newNameDocument(x.Doc, tokens))
	}
	t.logf("%d texts, %d names, %d of them not on token borders", len(texts), names, misfits)
	all := make([]int, len(texts))
	for i := range all {
		all[i] = i
	}
	first := t.pass(all, nil)
	b = first.export(b, o.Smallest)
	if o.Folds < 2 {
		return append(b, 0), nil
	}
	found, err := t.jackknife()
	if err != nil {
		return nil, err
	}
	second := t.pass(all, found)
	b = append(b, 1)
	return second.export(b, o.Smallest), nil
}

type nameTraining struct {
	o      NameOptions
	texts  []NameText
	gaz    *gazetteer
	tokens [][]nameToken
	sets   [][]labelSet
	docs   []*nameDocument
}

func (t *nameTraining) logf(format string, args ...any) {
	if t.o.Logf != nil {
		t.o.Logf(format, args...)
	}
}

// pass trains one model on the texts of the given indexes.
func (t *nameTraining) pass(of []int, found []*namesFound) *nameTrainer {
	tr := newNameTrainer(t.o)
	var keys []uint32
	each := func(do func(i, j int, sent Range)) {
		for _, i := range of {
			for _, sent := range t.texts[i].Doc.Sentences {
				for j := sent.First; j < sent.End; j++ {
					do(i, int(j), sent)
				}
			}
		}
	}
	features := func(i, j int, sent Range) []uint32 {
		v := &nameView{ts: t.tokens[i], first: int(sent.First), end: int(sent.End), doc: t.docs[i]}
		if found != nil {
			v.second = found[i]
		}
		keys = v.features(keys[:0], j)
		return keys
	}
	each(func(i, j int, sent Range) {
		if t.tokens[i][j].idle {
			return
		}
		for _, k := range features(i, j, sent) {
			tr.count(k, t.texts[i].Domain)
		}
	})
	tr.keep(t.o.Least)
	var examples []*nameExample
	var x *nameExample
	each(func(i, j int, sent Range) {
		if j == int(sent.First) {
			x = t.example(i, sent)
			examples = append(examples, x)
		}
		x.idle = append(x.idle, t.tokens[i][j].idle)
		if t.tokens[i][j].idle {
			x.rows = append(x.rows, nil)
			return
		}
		x.rows = append(x.rows, tr.rows(features(i, j, sent), t.texts[i].Domain))
	})
	t.logf("%d features, %d sentences", len(tr.index), len(examples))
	tr.train(examples, t.o)
	return tr
}

func (t *nameTraining) example(i int, sent Range) *nameExample {
	x := &nameExample{allowed: t.sets[i][sent.First:sent.End], weight: 1}
	if d := t.texts[i].Domain; d < len(t.o.Weights) {
		x.weight = t.o.Weights[d]
	}
	for _, s := range x.allowed {
		x.partial = x.partial || s&(s-1) != 0
	}
	return x
}

// jackknife labels every text by a model that was not trained on it.
func (t *nameTraining) jackknife() ([]*namesFound, error) {
	found := make([]*namesFound, len(t.texts))
	for fold := range t.o.Folds {
		var in, out []int
		for i := range t.texts {
			if i%t.o.Folds == fold {
				out = append(out, i)
			} else {
				in = append(in, i)
			}
		}
		b := t.pass(in, nil).export(nil, t.o.Smallest)
		r := &modelReader{b: b}
		n := &nameRecognizer{gaz: t.gaz, first: readNameModel(r)}
		if r.err != nil {
			return nil, fmt.Errorf("read fold %d: %w", fold, r.err)
		}
		s := &nameScratch{}
		for _, i := range out {
			s.tokens = t.tokens[i]
			s.labels, s.sure = make([]nameLabel, len(s.tokens)), make([]float32, len(s.tokens))
			n.pass(t.texts[i].Doc, s, t.docs[i], n.first, nil)
			found[i] = newNamesFound(t.texts[i].Doc, s.tokens, s.labels)
		}
	}
	return found, nil
}

// A NameTagger finds names by a trained model.
type NameTagger struct{ r *nameRecognizer }

// NewNameTagger reads a model that [TrainNames] made.
func NewNameTagger(model []byte) (*NameTagger, error) {
	r := &modelReader{b: model}
	n := readNameRecognizer(r)
	if r.err != nil {
		return nil, fmt.Errorf("read names model: %w", r.err)
	}
	return &NameTagger{n}, nil
}

// Tag fills d.Names.
func (t *NameTagger) Tag(d *Document) { t.r.recognize(d, &nameScratch{}) }
