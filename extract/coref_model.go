package extract

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

//go:embed models/coref.gz
var embeddedCoref []byte

// corefMagic starts the file of the model, with its version.
const corefMagic = "parley coref 2\n"

// corefModel returns the model that says whom a pronoun means, or nil where
// none is embedded.
var corefModel = sync.OnceValue(func() *learn.Model {
	m, err := readCoref(embeddedCoref)
	if err != nil {
		panic(err) // the file was built into the program
	}
	return m
})

func readCoref(b []byte) (*learn.Model, error) {
	if len(b) == 0 {
		return nil, nil
	}
	data, err := unpacked(b)
	if err != nil {
		return nil, fmt.Errorf("read model of coreference: %w", err)
	}
	rest, ok := bytes.CutPrefix(data, []byte(corefMagic))
	if !ok {
		return nil, fmt.Errorf("read model of coreference: %w", learn.ErrCorrupt)
	}
	m, _, err := learn.Read(rest)
	if err != nil {
		return nil, fmt.Errorf("read model of coreference: %w", err)
	}
	return m, nil
}

// TrainCoref fits the model that says whom a pronoun means and returns it as
// the file that the package embeds. It is deterministic. Report, when not
// nil, is called with the result of a cross-validation over the texts for
// each of some thresholds.
func TrainCoref(ctx context.Context, o Options, texts []CorefText, report func(at float64, right, given, meant int)) ([]byte, error) {
	x, err := newUntrained(o)
	if err != nil {
		return nil, err
	}
	docs := make([]*document, len(texts))
	for i := range texts {
		if docs[i], err = x.parsed(ctx, &texts[i].Article); err != nil {
			return nil, fmt.Errorf("train coreference: %w", err)
		}
	}
	// What the other pronouns of a text mean is part of the features: by the
	// rules at first, then by the model that they gave.
	set := corefExamples(x, docs, texts, nil)
	set = corefExamples(x, docs, texts, fitCoref(set, func(int) bool { return true }))
	if report != nil {
		crossCoref(set, report)
	}
	m := fitCoref(set, func(int) bool { return true })
	return packed(m.Append([]byte(corefMagic)))
}

// corefExamples resolves the texts by a model, nil by the rules, and returns
// the annotated pronouns of each.
func corefExamples(x *Extractor, docs []*document, texts []CorefText, m *learn.Model) [][]pronounExample {
	set := make([][]pronounExample, len(docs))
	for i, d := range docs {
		c := *d
		c.mentions, c.mentionAt, c.entities = slices.Clone(d.mentions), slices.Clone(d.mentionAt), slices.Clone(d.entities)
		for e := range c.entities {
			c.entities[e].mentions = slices.Clone(c.entities[e].mentions)
		}
		l := newCorefLabels(&c, &texts[i])
		x.findNominalsWith(&c, func(r *resolver) { r.labels, r.model = l, m })
		set[i] = l.examples
	}
	return set
}

// A pronounExample is a pronoun with its antecedents and which of them it
// means; a weight of 0 leaves an antecedent out.
type pronounExample struct {
	as    []antecedent
	right []bool
	known []bool
	meant bool        // it means one of the antecedents
	none  []learn.Key // what is known of its meaning none
}

// corefLabels finds what a pronoun means by annotation.
type corefLabels struct {
	text     *CorefText
	chain    map[int]int      // of the pronoun that starts at a code point
	entities []map[int32]bool // the document's entities of each chain
	examples []pronounExample
}

func newCorefLabels(d *document, t *CorefText) *corefLabels {
	l := &corefLabels{text: t, chain: map[int]int{}, entities: make([]map[int32]bool, len(t.Chains))}
	at := map[int]int32{} // entity of each code point under a name
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.form != graph.NamedMention || m.entity < 0 {
			continue
		}
		s := d.spanOf(m.tokens)
		if s.Field != graph.TextBody {
			continue
		}
		for p := s.Start; p < s.End; p++ {
			at[p] = m.entity
		}
	}
	for c := range t.Chains {
		l.entities[c] = map[int32]bool{}
		for _, m := range t.Chains[c].Mentions {
			if m.Pronoun {
				l.chain[m.Head] = c
			}
			if e, ok := at[m.Head]; ok && m.Named {
				l.entities[c][e] = true
			}
		}
	}
	return l
}

// add labels the antecedents of m and returns the entity that it means, or -1.
func (l *corefLabels) add(d *document, m *mention, as []antecedent, none []learn.Key) int32 {
	s := d.spanOf(nlp.Range{First: m.head, End: m.head + 1})
	c, ok := l.chain[s.Start]
	if !ok || s.Field != graph.TextBody {
		return -1
	}
	x := pronounExample{as: as, none: none, right: make([]bool, len(as)), known: make([]bool, len(as))}
	meant := int32(-1)
	for i := range as {
		if l.entities[c][as[i].entity] {
			x.right[i], x.known[i], x.meant = true, true, true
			meant = as[i].entity
			continue
		}
		x.known[i] = !l.text.Partial || len(l.entities[c]) > 0
		for o := range l.entities {
			x.known[i] = x.known[i] || o != c && l.entities[o][as[i].entity]
		}
	}
	l.examples = append(l.examples, x)
	return meant
}

// corefFolds is the number of parts of a cross-validation.
const corefFolds = 5

// fitCoref fits a model to the texts that keep admits.
func fitCoref(set [][]pronounExample, keep func(int) bool) *learn.Model {
	var cs []learn.Choice
	for i := range set {
		if !keep(i) {
			continue
		}
		for _, x := range set[i] {
			c := learn.Choice{Candidates: [][]learn.Key{x.none}, Right: []bool{!x.meant}}
			for k := range x.as {
				// Where it means none of those that the annotation knows, it may
				// mean any of the others.
				if x.known[k] || !x.meant {
					c.Candidates, c.Right = append(c.Candidates, x.as[k].keys), append(c.Right, x.right[k] || !x.known[k])
				}
			}
			cs = append(cs, c)
		}
	}
	return learn.FitRank(cs, learn.Options{Drop: 0.3, Epochs: 14})
}

// crossCoref counts links that models fitted to the other folds make.
func crossCoref(set [][]pronounExample, report func(at float64, right, given, meant int)) {
	type decision struct {
		prob         float64
		right, meant bool
	}
	var all []decision
	for fold := range corefFolds {
		m := fitCoref(set, func(i int) bool { return i%corefFolds != fold })
		for i := fold; i < len(set); i += corefFolds {
			for _, x := range set[i] {
				best := decision{meant: x.meant}
				p := m.Rank(choicesOf(x.as, x.none))
				for k := range x.as {
					if p[k] > best.prob && x.known[k] && x.as[k].gender != '!' {
						best.prob, best.right = p[k], x.right[k]
					}
				}
				all = append(all, best)
			}
		}
	}
	for at := 0.1; at < 0.65; at += 0.05 {
		right, given, meant := 0, 0, 0
		for _, d := range all {
			if d.meant {
				meant++
			}
			if d.prob >= at {
				given++
				if d.right {
					right++
				}
			}
		}
		report(at, right, given, meant)
	}
}
