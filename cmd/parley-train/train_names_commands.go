package main

import (
	"log/slog"
	"os"

	"github.com/spf13/cobra"
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

// nameCommands are the subcommands for names and lexicons.
func nameCommands() []*cobra.Command {
	return []*cobra.Command{lexiconsCommand()}
}
