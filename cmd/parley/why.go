package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/identity"
)

func whyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "why ID ID",
		Short: "Why two are one, or why not, with the evidence and its weight",
		Long: `Explains in words why two ids of entities, or of events, are one in the graph,
or why they are two. A name stands for the entity that it finds first.`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			ids := make([]string, 2)
			snap := s.Snapshot()
			for i, arg := range args {
				if ids[i] = arg; graph.IDKind(arg) != 0 {
					continue
				}
				found, err := snap.MatchEntities(arg, nil, 1)
				if err != nil || len(found) == 0 {
					snap.Close()
					return fmt.Errorf("why: nobody in the graph is called %q", arg)
				}
				ids[i] = found[0].ID
			}
			snap.Close()
			var ex identity.Explanation
			err = s.AskResolver(cmd.Context(), func(state graph.ResolverState, read graph.ResolverReader) error {
				ex, err = identity.New(identity.Options{}).Why(cmd.Context(), state, read, ids[0], ids[1])
				return err
			})
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(ex)
			}
			_, err = fmt.Fprint(a.stdout, ex.Text())
			return err
		},
	}
}
