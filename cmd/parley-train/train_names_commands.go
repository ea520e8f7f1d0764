package main

import (
	"fmt"
	"log/slog"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"parley/extract/nlp"
)

// lexiconsCommand generates the tables of extract/nlp/lexicon.
func lexiconsCommand() *cobra.Command {
	var corpora, out string
	c := &cobra.Command{
		Use:   "lexicons",
		Short: "generate the embedded tables of names from the lists of a corpora folder",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return writeLexicons(c.Context(), slog.New(slog.NewTextHandler(os.Stderr, nil)), corpora, out)
		},
	}
	c.Flags().StringVar(&corpora, "corpora", "../shared/corpora", "the folder of corpora")
	c.Flags().StringVar(&out, "out", "extract/nlp/lexicon/data", "where the tables go")
	return c
}

// A namesFlags holds the flags of the commands that train names.
type namesFlags struct {
	corpora, articles, out string
	epochs, folds, run     int
	least                  int
	smallest               float64
	second                 int
	verbose                bool
	only                   []string
}

func (f *namesFlags) bind(c *cobra.Command) {
	c.Flags().StringVar(&f.corpora, "corpora", "../shared/corpora", "the folder of corpora")
	c.Flags().StringVar(&f.articles, "articles", "../shared/bench/wmw/train/articles", "the articles that ner/news marks")
	c.Flags().IntVar(&f.epochs, "epochs", 8, "runs over the texts")
	c.Flags().IntVar(&f.least, "least", 2, "drop features seen fewer times")
	c.Flags().Float64Var(&f.smallest, "smallest", 0.02, "drop weights nearer to zero")
	c.Flags().IntVar(&f.second, "second", 4, "parts of the texts for the second pass; 0 for none")
	c.Flags().BoolVar(&f.verbose, "verbose", false, "say more")
	c.Flags().StringSliceVar(&f.only, "only", nil, "corpora to use; all without")
}

func (f *namesFlags) options(log *slog.Logger) nlp.NameOptions {
	o := nlp.NameOptions{Epochs: f.epochs, Least: int32(f.least), Smallest: float32(f.smallest), Folds: f.second, Seed: 1,
		Weights: []float32{1, 0.7, 0.7, 0.7, 0.4}}
	if f.verbose {
		o.Logf = func(format string, args ...any) { log.Info(fmt.Sprintf(format, args...)) }
	}
	return o
}

func (f *namesFlags) texts() (nameTexts, error) {
	corpora, err := readNames(f.corpora, f.articles)
	if err != nil {
		return nameTexts{}, err
	}
	if len(f.only) > 0 {
		for i := range corpora {
			if !slices.Contains(f.only, corpora[i].name) {
				corpora[i].texts = nil
			}
		}
	}
	return prepareNames(corpora, plainDocument), nil
}

// crossNamesCommand cross-validates names over one corpus.
func crossNamesCommand() *cobra.Command {
	var f namesFlags
	var corpus string
	c := &cobra.Command{
		Use:   "cross-names",
		Short: "cross-validate the recognizer of names over a corpus (news by outlet, or uner-ewt)",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			log := slog.New(slog.NewTextHandler(os.Stderr, nil))
			t, err := f.texts()
			if err != nil {
				return err
			}
			o := f.options(log)
			if corpus == "uner-ewt" {
				o.Domain = 1
			}
			return crossValidate(c.OutOrStdout(), log, t, corpus, f.folds, min(f.run, f.folds), o)
		},
	}
	f.bind(c)
	c.Flags().StringVar(&corpus, "corpus", "news", "news or uner-ewt")
	c.Flags().IntVar(&f.folds, "folds", 5, "parts")
	c.Flags().IntVar(&f.run, "run", 99, "measure on the first parts only")
	return c
}

// nameCommands are the subcommands for names and lexicons.
func nameCommands() []*cobra.Command {
	return []*cobra.Command{lexiconsCommand(), crossNamesCommand()}
}
