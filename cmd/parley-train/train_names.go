package main

import (
	"fmt"
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
// Headlines are made of the beginnings of the first corpus; they belong to
// the group of their article.
func prepareNames(corpora []namesCorpus, cut func(text string) *nlp.Document) nameTexts {
	var t nameTexts
	add := func(x nlp.NameText, group, name string) {
		t.all, t.group, t.name = append(t.all, x), append(t.group, group), append(t.name, name)
	}
	for domain, c := range corpora {
		for i, x := range c.texts {
			d := cut(x.text)
			add(nlp.NameText{Doc: d, Names: x.names, Unmarked: c.unmarked, Domain: domain}, x.group, c.name)
			if domain > 0 {
				continue
			}
			for _, h := range headlines(d, x, i, cut) {
				add(h, x.group, "headlines")
			}
		}
	}
	return t
}

// crossValidate trains on all but a part of the corpus and measures there.
func crossValidate(w io.Writer, t nameTexts, corpus string, folds, run int, errors bool, o nlp.NameOptions) error {
	inFold := foldsOf(t, corpus, folds)
	score, heads := newNameScore(), newNameScore()
	group, rows := newsGroup, newsRows
	if corpus == "uner-ewt" {
		group, rows = unerGroup, unerRows
	}
	for fold := range run {
		var train []nlp.NameText
		var test, loud []nlp.NameText
		for i, x := range t.all {
			if inFold[i] == fold {
				if t.name[i] == corpus {
					test = append(test, x)
				} else {
					loud = append(loud, x)
				}
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
			if errors {
				printNameErrors(x.Doc, markedText{names: x.Names})
			}
		}
		for _, x := range loud {
			tagger.Tag(x.Doc)
			heads.add(x.Doc, x.Names, group)
		}
		_, _, f := one.f1("micro")
		log.Printf("%s fold %d: micro F1 %.4f, model of %d bytes", corpus, fold, f, len(model))
	}
	score.print(w, rows...)
	score.printScores(w)
	if corpus == "news" {
		fmt.Fprintln(w, "made headlines:")
		heads.print(w, "micro")
	}
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
	for i := range t.all {
		// The headlines made of a text stay with it.
		if f, ok := seen[t.group[i]]; ok && corpus == "news" && t.name[i] == "headlines" {
			of[i] = f
		}
	}
	return of
}
