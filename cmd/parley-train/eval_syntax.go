package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"parley/extract/nlp"
)

// evaluate scores the model files on the development treebanks, from raw text.
func evaluate(s settings, args []string) error {
	f := flag.NewFlagSet("eval", flag.ContinueOnError)
	conllu := f.String("conllu", "", "also write the parse of the last treebank to this file, for the official scorer")
	if err := f.Parse(args); err != nil {
		return err
	}
	parts := f.Args()
	if len(parts) == 0 {
		parts = []string{"ud-ewt/dev", "ud-gum/dev"}
	}
	p, err := nlp.Load(s.models)
	if err != nil {
		return err
	}
	for _, part := range parts {
		tb, err := treebank(s, part)
		if err != nil {
			return err
		}
		if err := evaluatePart(p, tb, part, *conllu); err != nil {
			return err
		}
	}
	return nil
}

func evaluatePart(p *nlp.Pipeline, tb *nlp.Treebank, part, conllu string) error {
	var scores nlp.UDScores
	var docs []*nlp.Document
	words := 0
	start := time.Now()
	texts := tb.Texts()
	for i := range texts {
		d, err := p.Parse(context.Background(), texts[i].Text)
		if err != nil {
			return err
		}
		words += d.Len()
		docs = append(docs, d)
	}
	took := time.Since(start)
	for i := range texts {
		scores.Add(tb.GoldDocument(&texts[i]), docs[i])
	}
	fmt.Printf("%s (%.0f words/s)\n", part, float64(words)/took.Seconds())
	scores.Print(os.Stdout)
	if conllu == "" {
		return nil
	}
	out, err := os.Create(conllu)
	if err != nil {
		return err
	}
	defer out.Close()
	for _, d := range docs {
		if err := nlp.WriteCoNLLU(out, d, nil); err != nil {
			return err
		}
	}
	return out.Close()
}
