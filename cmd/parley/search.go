package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func searchCommand(a *app) *cobra.Command {
	var kinds []string
	var first int
	c := &cobra.Command{
		Use:   "search WORDS...",
		Short: "Find people, organizations, places, events and articles",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `query Search($q: String!, $kinds: [SearchKind!], $first: Int) {
  search(query: $q, kinds: $kinds, first: $first) { totalCount edges { score matched node {
    __typename
    ... on Node { id }
    ... on Entity { name stats { eventCount } }
    ... on Event { title date { edtf } }
    ... on Article { heading: title key published }
    ... on Outlet { outletName: name }
  } } }
}`
			vars := map[string]any{"q": strings.Join(args, " "), "first": first}
			if len(kinds) > 0 {
				for i := range kinds {
					kinds[i] = strings.ToUpper(kinds[i])
				}
				vars["kinds"] = kinds
			}
			return a.ask(cmd.Context(), func(ctx context.Context, c *client) error {
				if a.json {
					return a.printRaw(ctx, c, query, vars)
				}
				var out struct {
					Search struct {
						TotalCount int
						Edges      []struct {
							Score   float64
							Matched string
							Node    struct {
								Typename   string `json:"__typename"`
								ID         string
								Name       string
								Title      string
								Heading    string
								Key        string
								OutletName string
								Published  *string
								Date       *struct{ EDTF string }
								Stats      struct{ EventCount int }
							}
						}
					}
				}
				if err := c.do(ctx, query, vars, &out); err != nil {
					return err
				}
				if len(out.Search.Edges) == 0 {
					fmt.Fprintf(a.stderr, "nothing found for %q\n", vars["q"])
					return nil
				}
				tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
				fmt.Fprintln(tw, "KIND\tWHAT\tDATE\tEVENTS\tMATCHED\tID")
				for _, e := range out.Search.Edges {
					n := e.Node
					date, events := "-", "-"
					if n.Date != nil {
						date = n.Date.EDTF
					} else if n.Published != nil {
						date = *n.Published
					}
					if n.Heading == "" {
						n.Heading = n.Key // an article without a title
					}
					if n.Name != "" {
						events = fmt.Sprint(n.Stats.EventCount)
					}
					fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\n", strings.ToUpper(n.Typename), n.Name+n.Title+n.Heading+n.OutletName, date, events, e.Matched, n.ID)
				}
				return tw.Flush()
			})
		},
	}
	c.Flags().StringSliceVar(&kinds, "kinds", nil, "person, organization, place, event, article, outlet (default all)")
	c.Flags().IntVar(&first, "first", 20, "how many at most")
	return c
}
