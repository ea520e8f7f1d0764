package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"

	"parley/extract/nlp"
)

// trainLexicons generates the tables of extract/nlp/lexicon.
func trainLexicons(s settings, args []string) error {
	f := flag.NewFlagSet("lexicons", flag.ContinueOnError)
	out := f.String("out", "extract/nlp/lexicon/data", "folder of the tables")
	if err := f.Parse(args); err != nil {
		return err
	}
	return writeLexicons(s.corpora, *out)
}

// A namesFlags holds the flags of the commands that train names.
type namesFlags struct {
	*flag.FlagSet
	articles          string
	epochs, runs      int
	second            int
	least             int
	smallest          float64
	verbose           bool
	only, clusters    string
	fine              int
	rate, decay, drop float64
}

func newNamesFlags(s settings, name string) *namesFlags {
	f := &namesFlags{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError)}
	f.StringVar(&f.articles, "articles", filepath.Join(s.corpora, "../bench/wmw/train/articles"), "the articles that ner/news marks")
	f.IntVar(&f.epochs, "epochs", 8, "passes over the texts")
	f.IntVar(&f.runs, "runs", 4, "trainings in different orders whose weights are averaged")
	f.IntVar(&f.least, "least", 2, "drop features seen fewer times")
	f.Float64Var(&f.smallest, "smallest", 0.02, "drop weights nearer to zero")
	f.IntVar(&f.second, "second", 0, "parts of the texts for the second pass; 0 for none")
	f.Float64Var(&f.rate, "rate", 0.15, "size of the first steps")
	f.Float64Var(&f.decay, "decay", 2e-6, "pull of weights to zero")
	f.Float64Var(&f.drop, "drop", 0.4, "share of features left out at random in training")
	f.BoolVar(&f.verbose, "verbose", false, "say more")
	f.StringVar(&f.clusters, "clusters", "", "file that keeps the clusters of words from one run to the next")
	f.IntVar(&f.fine, "fine", 0, "clusters of words; 0 for none")
	f.StringVar(&f.only, "only", "", "the one corpus to use")
	return f
}

func (f *namesFlags) options(s settings) (nlp.NameOptions, error) {
	o := nlp.NameOptions{Epochs: f.epochs, Least: int32(f.least), Smallest: float32(f.smallest), Folds: f.second, Seed: s.seed,
		Rate: float32(f.rate), Decay: float32(f.decay), Drop: f.drop, Runs: f.runs,
		Weights: []float32{1, 0.7, 0.7, 0.4, 0.7}}
	if f.verbose {
		o.Logf = log.Printf
	}
	var err error
	if f.fine > 0 {
		o.Clusters, err = wordClusters(s, f.articles, f.clusters, f.fine)
	}
	return o, err
}

func (f *namesFlags) texts(s settings) (nameTexts, error) {
	corpora, err := readNames(s.corpora, f.articles)
	if err != nil {
		return nameTexts{}, err
	}
	for i := range corpora {
		if f.only != "" && f.only != corpora[i].name {
			corpora[i].texts = nil
		}
	}
	cut, err := wordsOf(s)
	if err != nil {
		return nameTexts{}, err
	}
	return prepareNames(corpora, cut), nil
}

// wordsOf returns what cuts a text into words, sentences and tags, by the
// models of the folder.
func wordsOf(s settings) (func(text string) *nlp.Document, error) {
	p, err := nlp.LoadWords(s.models)
	if err != nil {
		return nil, err
	}
	return p.Words, nil
}

// trainNames trains the recognizer of names.
func trainNames(s settings, args []string) error {
	f := newNamesFlags(s, "names")
	if err := f.Parse(args); err != nil {
		return err
	}
	t, err := f.texts(s)
	if err != nil {
		return err
	}
	o, err := f.options(s)
	if err != nil {
		return err
	}
	model, err := nlp.TrainNames(t.all, o)
	if err != nil {
		return err
	}
	return save(s, "names", model)
}

// crossNames cross-validates names over one corpus.
func crossNames(s settings, args []string) error {
	f := newNamesFlags(s, "cross-names")
	corpus := f.String("corpus", "news", "news (by outlet) or uner-ewt")
	folds := f.Int("folds", 5, "parts")
	errors := f.Bool("errors", false, "print the names missed and wrong")
	run := f.Int("run", 99, "measure on the first parts only")
	if err := f.Parse(args); err != nil {
		return err
	}
	t, err := f.texts(s)
	if err != nil {
		return err
	}
	if !slices.Contains(t.name, *corpus) {
		return fmt.Errorf("no corpus %s", *corpus)
	}
	o, err := f.options(s)
	if err != nil {
		return err
	}
	return crossValidate(os.Stdout, t, *corpus, *folds, min(*run, *folds), *errors, o)
}
