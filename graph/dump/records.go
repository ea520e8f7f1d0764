package dump

import (
	"fmt"
	"io"
	"iter"

	"parley/graph"
)

// WriteRecords writes outlets and articles as a jsonl dump that [Load] reads,
// without a graph to read them from: the way from other programs into a
// store. Records come in the order in which they are loaded.
func WriteRecords(w io.Writer, outlets []graph.Outlet, records iter.Seq[Record]) error {
	out := newOutput(w)
	if err := out.line(headerLine{Record: "parley", Version: Version}); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	for _, o := range outlets {
		if err := out.line(outletLine{"outlet", o}); err != nil {
			return fmt.Errorf("write records: %w", err)
		}
	}
	for r := range records {
		if err := out.line(articleLine{Record: "article", ID: r.Article.ID(), Article: r.Article, Extraction: &r.Extraction}); err != nil {
			return fmt.Errorf("write article %s: %w", r.Article.Key, err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	return nil
}
