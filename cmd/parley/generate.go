package main

import (
	"encoding/json"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"parley/graph/dump"
	"parley/graph/generate"
)

// newGenerateCommand makes up news, or what was read in news, for trials.
func newGenerateCommand(a *app) *cobra.Command {
	var articles int
	var seed uint64
	var graphs bool
	var out string
	c := &cobra.Command{
		Use:   "generate",
		Short: "Make up news, for benchmarks and trials",
		Long: `Writes made-up articles as JSON lines for "parley ingest -", or with --graph
made-up articles with what they say, as a dump for "parley load". The same
seed and number give the same bytes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if articles < 0 {
				return usagef("generate: --articles %d is negative", articles)
			}
			return a.toFile(cmd.Context(), out, func(w io.Writer) error {
				if graphs {
					return dump.WriteRecords(w, generate.Outlets(), madeUp(seed, articles))
				}
				e := json.NewEncoder(w)
				e.SetEscapeHTML(false)
				for n := range generate.News(seed, articles) {
					if err := e.Encode(n); err != nil {
						return err
					}
					if err := cmd.Context().Err(); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&articles, "articles", 1000, "how many articles")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of the random numbers")
	c.Flags().BoolVar(&graphs, "graph", false, "write a dump with what the articles say, in place of their text alone")
	c.Flags().StringVarP(&out, "out", "o", "", "file to write (.gz and .zst are compressed) in place of stdout")
	return c
}

// madeUp yields made-up articles with what they say, as a dump has them.
func madeUp(seed uint64, n int) iter.Seq[dump.Record] {
	return func(yield func(dump.Record) bool) {
		for it := range generate.Graph(seed, n) {
			if !yield(dump.Record{Outlet: &it.Outlet, Article: it.Article, Extraction: it.Extraction}) {
				return
			}
		}
	}
}
