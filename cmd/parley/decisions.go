package main

import (
	"cmp"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func decisionsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "decisions",
		Short: "What people decided about identity and articles, in order",
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			snap := s.Snapshot()
			defer snap.Close()
			all, err := snap.Decisions()
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(all)
			}
			tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(tw, "SEQ\tDECISION\tABOUT\tREASON\tID")
			for _, d := range all {
				about := cmp.Or(d.Article, strings.Join(append(d.IDs, d.Mentions...), " "))
				fmt.Fprintf(tw, "%d\t%s\t%s\t%s\t%s\n", d.Seq, d.Kind, about, d.Reason, d.ID)
			}
			return tw.Flush()
		},
	}
}
