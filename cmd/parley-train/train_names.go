package main

import (
	"io"
	"log"

	"parley/extract/nlp"
)

// nameTexts are marked texts cut into words.
type nameTexts struct {
	all   []nlp.NameText
	group []string
	name  []string // corpus
}

// prepareNames cuts the texts of the corpora and gives every corpus a domain.
func prepareNames(corpora []namesCorpus, cut func(text string) *nlp.Document) nameTexts {
	var t nameTexts
	for domain, c := range corpora {
		for _, x := range c.texts {
			t.all = append(t.all, nlp.NameText{Doc: cut(x.text), Names: x.names, Unmarked: c.unmarked, Domain: domain})
			t.group = append(t.group, x.group)
			t.name = append(t.name, c.name)
		}
	}
	return t
}

// crossValidate trains on all but a part of the corpus and measures there.
func crossValidate(w io.Writer, t nameTexts, corpus string, folds, run int, o nlp.NameOptions) error {
	inFold := foldsOf(t, corpus, folds)
	score := newNameScore()
	group, rows := newsGroup, newsRows
	if corpus == "uner-ewt" {
		group, rows = unerGroup, unerRows
	}
	for fold := range run {
		var train []nlp.NameText
		var test []nlp.NameText
		for i, x := range t.all {
			if t.name[i] == corpus && inFold[i] == fold {
				test = append(test, x)
				continue
			}
			train = append(train, x)
		}
		model, err := nlp.TrainNames(train, o)
		if err != nil {
			return err
		}
		tagger, err := nlp.NewNameTagger(model)
		if err != nil {
			return err
		}
		one := newNameScore()
		for _, x := range test {
			tagger.Tag(x.Doc)
			score.add(x.Doc, x.Names, group)
			one.add(x.Doc, x.Names, group)
		}
		_, _, f := one.f1("micro")
		log.Printf("%s fold %d: micro F1 %.4f, model of %d bytes", corpus, fold, f, len(model))
	}
	score.print(w, rows...)
	return nil
}

// foldsOf deals the texts of a corpus into folds, a group to one fold, the
// longest groups first.
func foldsOf(t nameTexts, corpus string, folds int) []int {
	of := make([]int, len(t.all))
	seen := map[string]int{}
	size := make([]int, folds)
	for i := range t.all {
		of[i] = -1
		if t.name[i] != corpus {
			continue
		}
		g := t.group[i]
		f, ok := seen[g]
		if !ok || g == "" {
			f = 0
			for k := range size {
				if size[k] < size[f] {
					f = k
				}
			}
			seen[g] = f
		}
		of[i] = f
		size[f] += t.all[i].Doc.Len()
	}
	return of
}
