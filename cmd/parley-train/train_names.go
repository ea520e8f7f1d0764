package main

import (
	"cmp"
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

// prepareNames cuts the texts of the corpora. What is made of a text belongs
// to its group: headlines of the news, sentences in lower case of the web.
func prepareNames(corpora []namesCorpus, cut func(text string) *nlp.Document) nameTexts {
	var t nameTexts
	add := func(x nlp.NameText, group, name string) {
		t.all, t.group, t.name = append(t.all, x), append(t.group, group), append(t.name, name)
	}
	for _, c := range corpora {
		for i, x := range c.texts {
			d := cut(x.text)
			group := cmp.Or(x.group, x.id)
			add(nlp.NameText{Doc: d, Names: x.names, Unmarked: c.unmarked, Domain: c.domain}, group, c.name)
			var made []nlp.NameText
			switch c.name {
			case "news":
				made = headlines(d, x, i, cut)
			case "uner-ewt":
				made = lowered(d, x, i, cut)
			}
			for _, m := range made {
				m.Unmarked, m.Domain = c.unmarked, c.domain
				add(m, group, "made of "+c.name)
			}
		}
	}
	return t
}

// crossValidate trains on all but a part of the corpus and measures there.
func crossValidate(w io.Writer, t nameTexts, corpus string, folds, run int, errors bool, o nlp.NameOptions) error {
	inFold := foldsOf(t, corpus, folds)
	score, made := newNameScore(), newNameScore()
	group, rows := newsGroup, newsRows
	if corpus == "uner-ewt" {
		group, rows = unerGroup, unerRows
	}
	for fold := range run {
		var train []nlp.NameText
		var test, testMade []nlp.NameText
		for i, x := range t.all {
			if inFold[i] == fold {
				if t.name[i] == corpus {
					test = append(test, x)
				} else {
					testMade = append(testMade, x)
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
		for _, x := range testMade {
			tagger.Tag(x.Doc)
			made.add(x.Doc, x.Names, group)
		}
		_, _, f := one.f1("micro")
		log.Printf("%s fold %d: micro F1 %.4f, model of %d bytes", corpus, fold, f, len(model))
	}
	score.print(w, rows...)
	score.printScores(w)
	fmt.Fprintln(w, "headlines or lower case made of them:")
	made.print(w, "micro")
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
		if !ok {
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
		// What is made of a text stays with it.
		if f, ok := seen[t.group[i]]; ok && t.name[i] == "made of "+corpus {
			of[i] = f
		}
	}
	return of
}
