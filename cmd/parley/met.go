package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// The parts of an event that tables show.
const eventFields = `
  id type title factuality confidence
  date { edtf }
  place { id name }
  participants(first: 50) { edges { participation { role capacity } node { id name kind } } }
  sourceCount independentSourceCount
  outlets(first: 20) { nodes { id name } }
  articles(first: 20) { nodes { key outlet { id } } }`

const evidenceFields = `
  mentions(first: 20) { nodes {
    factuality
    sentence { text }
    attribution { depth text }
    article { key title outlet { name } published }
  } }`

type (
	eventRow struct {
		ID                     string  `json:"id"`
		Type                   string  `json:"type"`
		Title                  string  `json:"title"`
		Factuality             string  `json:"factuality"`
		Confidence             float64 `json:"confidence"`
		Date                   *struct{ EDTF string }
		Place                  *nodeRow
		Participants           struct{ Edges []participantRow }
		SourceCount            int
		IndependentSourceCount int
		Outlets                struct{ Nodes []nodeRow }
		Articles               struct{ Nodes []articleRow }
		Mentions               *struct{ Nodes []mentionRow }
	}
	articleRow struct {
		Key    string
		Outlet *nodeRow
	}
	nodeRow struct {
		ID   string
		Name string
		Kind string
	}
	participantRow struct {
		Participation struct {
			Role     string
			Capacity *string
		}
		Node nodeRow
	}
	mentionRow struct {
		Factuality  *string
		Sentence    struct{ Text string }
		Attribution []struct {
			Depth int
			Text  string
		}
		Article struct {
			Key, Title string
			Outlet     *nodeRow
			Published  *string
		}
	}
)

func metCommand(a *app) *cobra.Command {
	var from, to, factuality string
	var evidence bool
	var first int
	c := &cobra.Command{
		Use:   "met NAME [NAME]",
		Short: "Who met whom, when, where, and which outlets say so",
		Long: `Lists the meetings, visits, calls and talks of one entity, or of two together,
the newest first. A name may be any spelling; an id works too.`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			fields := eventFields
			if evidence {
				fields += evidenceFields
			}
			query := `query Met($between: [EntityRef!], $from: Date, $to: Date, $factuality: [Factuality!], $first: Int) {
  meetings(between: $between, from: $from, to: $to, factuality: $factuality, first: $first) { totalCount nodes {` + fields + `} }
}`
			vars := map[string]any{"between": entityRefs(args), "first": first, "factuality": nil}
			if from != "" {
				vars["from"] = from
			}
			if to != "" {
				vars["to"] = to
			}
			vars["factuality"] = factualities(factuality)
			return a.ask(cmd.Context(), func(ctx context.Context, c *client) error {
				if a.json {
					return a.printRaw(ctx, c, query, vars)
				}
				var out struct {
					Meetings struct {
						TotalCount int
						Nodes      []eventRow
					}
				}
				if err := c.do(ctx, query, vars, &out); err != nil {
					return err
				}
				if len(out.Meetings.Nodes) == 0 {
					fmt.Fprintf(a.stderr, "no encounter of %s fits\n", strings.Join(args, " and "))
					return nil
				}
				printEvents(a.stdout, out.Meetings.Nodes)
				if n := out.Meetings.TotalCount - len(out.Meetings.Nodes); n > 0 {
					fmt.Fprintf(a.stderr, "and %d more; --first N shows more\n", n)
				}
				return nil
			})
		},
	}
	f := c.Flags()
	addDayFlags(f, &from, &to)
	f.StringVar(&factuality, "factuality", "", "comma-separated values such as HELD,SCHEDULED (default all)")
	f.BoolVar(&evidence, "evidence", false, "show the sentences that say so")
	f.IntVar(&first, "first", 50, "how many at most")
	return c
}

// allFactualities is what a person asking "who met whom" wants to see, each
// row marked; scripts narrow it by a flag.
var allFactualities = []string{"HELD", "ONGOING", "SCHEDULED", "PROPOSED", "POSTPONED", "CANCELLED", "REFUSED", "DENIED", "ALLEGED", "HYPOTHETICAL"}

func factualities(list string) []string {
	if list == "" {
		return allFactualities
	}
	return strings.Split(strings.ToUpper(strings.ReplaceAll(list, " ", "")), ",")
}

// entityRefs turns what a person typed into references: an id by its form,
// a Wikidata id by its form, else a name.
func entityRefs(names []string) []map[string]string {
	refs := make([]map[string]string, len(names))
	for i, n := range names {
		refs[i] = entityRef(n)
	}
	return refs
}

func entityRef(name string) map[string]string {
	switch {
	case len(name) == 18 && strings.HasPrefix(name, "e_"):
		return map[string]string{"id": name}
	case len(name) > 1 && name[0] == 'Q' && strings.Trim(name[1:], "0123456789") == "":
		return map[string]string{"wikidataId": name}
	}
	return map[string]string{"name": name}
}

// printEvents writes events as a table, with their evidence when they carry it.
func printEvents(w io.Writer, events []eventRow) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "DATE\tWHAT\tWHO\tWHERE\tSTATUS\tSOURCES")
	for _, e := range events {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\n", e.date(), e.Type, e.who(), e.where(), e.Factuality, e.sources())
		if e.Mentions == nil {
			continue
		}
		tw.Flush() // sentences must not widen the columns
		for _, m := range e.Mentions.Nodes {
			fmt.Fprintf(w, "      %s\n", m)
		}
	}
	tw.Flush()
}

func (e eventRow) date() string {
	if e.Date == nil {
		return "-"
	}
	return e.Date.EDTF
}

func (e eventRow) who() string {
	var names []string
	for _, p := range e.Participants.Edges {
		if p.Participation.Role != "DESTINATION" {
			names = append(names, p.Node.Name)
		}
	}
	return strings.Join(names, ", ")
}

func (e eventRow) where() string {
	if e.Place != nil {
		return e.Place.Name
	}
	for _, p := range e.Participants.Edges {
		if p.Participation.Role == "DESTINATION" {
			return p.Node.Name
		}
	}
	return "-"
}

// sources lists the outlets, and the keys of articles that came without one.
func (e eventRow) sources() string {
	var names []string
	for _, o := range e.Outlets.Nodes {
		names = append(names, o.Name)
	}
	for _, r := range e.Articles.Nodes {
		if r.Outlet == nil {
			names = append(names, r.Key)
		}
	}
	if n := e.SourceCount - len(names); n > 0 {
		names = append(names, fmt.Sprintf("%d more", n))
	}
	return strings.Join(names, ", ")
}

func (m mentionRow) String() string {
	who := m.Article.Key
	if m.Article.Outlet != nil {
		who = m.Article.Outlet.Name
	}
	if m.Article.Published != nil {
		who += " " + *m.Article.Published
	}
	for _, s := range m.Attribution {
		if s.Depth > 0 {
			who += ", citing " + s.Text
		}
	}
	status := ""
	if m.Factuality != nil {
		status = " (" + cmp.Or(*m.Factuality, "?") + ")"
	}
	return fmt.Sprintf("%s%s: %s", who, status, strings.Join(strings.Fields(m.Sentence.Text), " "))
}
