package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func showCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "All about one entity, event, article or outlet, as JSON",
		Long: `Prints what the graph holds under an id. Ids of any age work: one that was
merged away shows the survivor. A name shows the entity of that name.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			const entity = `
    name kind description wikidataId referents
    aliases { text mentionCount }
    stats { eventCount mentionCount articleCount outletCount coParticipantCount firstEventDate lastEventDate }
    coParticipants(first: 10) { edges { eventCount firstDate lastDate node { id name kind } } }
    newest: events(first: 10) { nodes { id title type factuality date { edtf } } }`
			const entityNode = `__typename id ... on Entity {` + entity + ` }
  ... on Person { positions(first: 20) { nodes { title status period { edtf } organization { id name } } } }
  ... on Organization { officeHolders(first: 20) { nodes { title status person { id name } } } }
  ... on Place { countryCode within { id name } }`
			const node = entityNode + `
  ... on Event {` + eventFields + evidenceFields + `
    corroboration { level attributes { predicate agreement variants { reportedAs articleCount outlets { name } } } }
    partOf { id title } }
  ... on Article { key url heading: title published status retractionReason outlet { id name } reports: events(first: 50) { nodes { id title } } }
  ... on Outlet { outletName: name domain outletKind: kind articleCount }`
			query, vars := `query Show($id: ID!) { node(id: $id) {`+node+`} }`, map[string]any{"id": args[0]}
			if len(args[0]) < 3 || args[0][1] != '_' {
				query, vars = `query Show($by: EntityRef!) { node: entity(by: $by) {`+entityNode+`} }`, map[string]any{"by": entityRef(args[0])}
			}
			return a.ask(cmd.Context(), func(ctx context.Context, c *client) error {
				var out struct{ Node json.RawMessage }
				if err := c.do(ctx, query, vars, &out); err != nil {
					return err
				}
				if len(out.Node) == 0 || string(out.Node) == "null" {
					return fmt.Errorf("the graph holds nothing under %q; try: parley search %q", args[0], args[0])
				}
				var pretty bytes.Buffer
				if err := json.Indent(&pretty, out.Node, "", "  "); err != nil {
					return err
				}
				pretty.WriteByte('\n')
				_, err := pretty.WriteTo(a.stdout)
				return err
			})
		},
	}
}

func statsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "stats",
		Short: "Totals of the graph",
		RunE: func(cmd *cobra.Command, _ []string) error {
			const query = `{ stats { personCount organizationCount placeCount eventCount claimCount mentionCount articleCount outletCount
  corroboratedEventCount firstEventDate lastEventDate eventsByType { type count } } }`
			return a.ask(cmd.Context(), func(ctx context.Context, c *client) error {
				if a.json {
					return a.printRaw(ctx, c, query, nil)
				}
				var out struct {
					Stats struct {
						ArticleCount, OutletCount, PersonCount, OrganizationCount, PlaceCount int
						EventCount, CorroboratedEventCount, ClaimCount, MentionCount          int
						FirstEventDate, LastEventDate                                         *string
						EventsByType                                                          []struct {
							Type  string
							Count int
						}
					}
				}
				if err := c.do(ctx, query, nil, &out); err != nil {
					return err
				}
				s := out.Stats
				tw := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
				for _, row := range []struct {
					what string
					n    int
				}{
					{"articles", s.ArticleCount}, {"outlets", s.OutletCount}, {"people", s.PersonCount}, {"organizations", s.OrganizationCount},
					{"places", s.PlaceCount}, {"events", s.EventCount}, {"corroborated", s.CorroboratedEventCount}, {"claims", s.ClaimCount}, {"mentions", s.MentionCount},
				} {
					fmt.Fprintf(tw, "%d\t %s\n", row.n, row.what)
				}
				for _, t := range s.EventsByType {
					fmt.Fprintf(tw, "%d\t events of type %s\n", t.Count, t.Type)
				}
				if s.FirstEventDate != nil && s.LastEventDate != nil {
					fmt.Fprintf(tw, "\t from %s to %s\n", *s.FirstEventDate, *s.LastEventDate)
				}
				return tw.Flush()
			})
		},
	}
}
