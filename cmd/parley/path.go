package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func pathCommand(a *app) *cobra.Command {
	var hops, limit int
	var ordered bool
	c := &cobra.Command{
		Use:   "path NAME NAME",
		Short: "How two are connected through shared events",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `query Path($from: EntityRef!, $to: EntityRef!, $hops: Int!, $limit: Int!, $ordered: Boolean) {
  path(from: $from, to: $to, maxHops: $hops, limit: $limit, ordered: $ordered) {
    truncated
    paths { length confidence
      entities { id name }
      hops { eventCount firstDate lastDate events(first: 3) { nodes {` + eventFields + `} } }
    }
  }
}`
			vars := map[string]any{"from": entityRef(args[0]), "to": entityRef(args[1]), "hops": hops, "limit": limit, "ordered": ordered}
			return a.ask(cmd.Context(), func(ctx context.Context, c *client) error {
				if a.json {
					return a.printRaw(ctx, c, query, vars)
				}
				var out struct {
					Path struct {
						Truncated bool
						Paths     []struct {
							Length   int
							Entities []nodeRow
							Hops     []struct {
								EventCount int
								Events     struct{ Nodes []eventRow }
							}
						}
					}
				}
				if err := c.do(ctx, query, vars, &out); err != nil {
					return err
				}
				if len(out.Path.Paths) == 0 {
					fmt.Fprintf(a.stderr, "no connection of at most %d hops\n", hops)
					return nil
				}
				for i, p := range out.Path.Paths {
					if i > 0 {
						fmt.Fprintln(a.stdout)
					}
					fmt.Fprintln(a.stdout, p.Entities[0].Name)
					for j, h := range p.Hops {
						for _, e := range h.Events.Nodes {
							fmt.Fprintf(a.stdout, "  | %s %s %s %s (%s)\n", e.date(), e.Type, e.Factuality, e.where(), e.sources())
						}
						if n := h.EventCount - len(h.Events.Nodes); n > 0 {
							fmt.Fprintf(a.stdout, "  | and %d more\n", n)
						}
						fmt.Fprintln(a.stdout, p.Entities[j+1].Name)
					}
				}
				if out.Path.Truncated {
					fmt.Fprintln(a.stderr, "the search stopped at a limit; there may be more")
				}
				return nil
			})
		},
	}
	c.Flags().IntVar(&hops, "max-hops", 4, "longest path")
	c.Flags().IntVar(&limit, "limit", 3, "how many paths at most")
	c.Flags().BoolVar(&ordered, "ordered", false, "each hop no earlier than the last")
	return c
}
