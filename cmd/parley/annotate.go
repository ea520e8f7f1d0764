package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"parley/graph"
)

func annotateCommand(a *app) *cobra.Command {
	var published string
	c := &cobra.Command{
		Use:   "annotate",
		Short: "What the language stages find in a text, as CoNLL-U or JSON",
		Long: `Reads a text on standard input and writes its sentences, words, tags and trees
as CoNLL-U, with names (NER=) and coreference (Coref=) in the last column; with
--json its sentences, names, times and chains, by code point offsets.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := io.ReadAll(a.stdin)
			if err != nil {
				return fmt.Errorf("annotate: %w", err)
			}
			x, err := a.newExtractor()
			if err != nil {
				return err
			}
			n, err := x.Annotate(cmd.Context(), graph.Article{Key: "standard input", Text: string(text), Published: published})
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(n)
			}
			return a.toStdout(n.WriteCoNLLU)
		},
	}
	c.Flags().StringVar(&published, "published", "", "publication date, for relative dates")
	return c
}
