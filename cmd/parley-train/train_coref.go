package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"parley/extract"
)

// trainCoref fits the model of pronouns to GAP's development part, GUM's
// training part and ECB+. GAP's validation part and GUM's development part measure it.
func trainCoref(s settings, args []string) error {
	fs := flag.NewFlagSet("coref", flag.ContinueOnError)
	out := fs.String("out", "extract/models", "where the model file goes")
	cross := fs.Bool("cross", false, "print a 5-fold cross-validation over the texts")
	if err := fs.Parse(args); err != nil {
		return err
	}
	texts, err := readGUM(filepath.Join(s.corpora, "ud-gum", "train.conllu"))
	if err != nil {
		return err
	}
	rows, err := readGAP(filepath.Join(s.corpora, "gap", "gap-development.tsv"))
	if err != nil {
		return err
	}
	for i := range rows {
		texts = append(texts, rows[i].CorefText)
	}
	news, err := readECB(filepath.Join(s.corpora, "ecbplus"))
	if err != nil {
		return err
	}
	texts = append(texts, news...)
	var report func(at float64, right, given, meant int)
	if *cross {
		report = func(at float64, right, given, meant int) {
			fmt.Printf("at %.2f  %v\n", at, linkTally{right, given, meant})
		}
	}
	b, err := extract.TrainCoref(context.Background(), extract.Options{}, texts, report)
	if err != nil {
		return err
	}
	file := filepath.Join(*out, "coref.gz")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		return fmt.Errorf("train coref: %w", err)
	}
	log.Printf("%s: %d bytes from %d texts", file, len(b), len(texts))
	return nil
}
