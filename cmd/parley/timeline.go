package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func timelineCommand(a *app) *cobra.Command {
	var from, to, per string
	c := &cobra.Command{
		Use:   "timeline NAME",
		Short: "How active someone was over time",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `query Timeline($who: EntityRef!, $from: Date, $to: Date, $per: TimeGranularity) {
  entity(by: $who) { id name kind
    timeline(filter: { date: { from: $from, to: $to } }, granularity: $per) {
      totalCount buckets { start end eventCount sourceCount types { type count } }
    }
  }
}`
			vars := map[string]any{"who": entityRef(args[0]), "per": strings.ToUpper(per)}
			if from != "" {
				vars["from"] = from
			}
			if to != "" {
				vars["to"] = to
			}
			return a.ask(cmd.Context(), func(ctx context.Context, c *client) error {
				if a.json {
					return a.printRaw(ctx, c, query, vars)
				}
				var out struct {
					Entity *struct {
						nodeRow
						Timeline struct {
							TotalCount int
							Buckets    []struct {
								Start, End              string
								EventCount, SourceCount int
								Types                   []struct {
									Type  string
									Count int
								}
							}
						}
					}
				}
				if err := c.do(ctx, query, vars, &out); err != nil {
					return err
				}
				if out.Entity == nil {
					return fmt.Errorf("nobody in the graph is called %q; try: parley search %q", args[0], args[0])
				}
				fmt.Fprintf(a.stdout, "%s: %d events with a date\n", out.Entity.Name, out.Entity.Timeline.TotalCount)
				tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
				fmt.Fprintln(tw, "FROM\tTO\tEVENTS\tOUTLETS\tTYPES")
				for _, b := range out.Entity.Timeline.Buckets {
					var types []string
					for _, t := range b.Types {
						types = append(types, fmt.Sprintf("%s %d", t.Type, t.Count))
					}
					fmt.Fprintf(tw, "%s\t%s\t%d\t%d\t%s\n", b.Start, b.End, b.EventCount, b.SourceCount, strings.Join(types, ", "))
				}
				return tw.Flush()
			})
		},
	}
	addDayFlags(c.Flags(), &from, &to)
	c.Flags().StringVar(&per, "per", "month", "day, week, month or year")
	return c
}
