package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/identity"
	"parley/graph/store"
)

func whyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "why ID [ID]",
		Short: "Why two are one, or why not; why an event has its values",
		Long: `Explains in words why two ids of entities, or of events, are one in the graph,
or why they are two. A name stands for the entity that it finds first. Of one
event it says what its sources agree and differ in, and which value is
preferred and why.`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.openStore(false)
			if err != nil {
				return err
			}
			defer s.Close()
			if len(args) == 1 {
				snap := s.Snapshot()
				defer snap.Close()
				return a.whyValues(snap, args[0])
			}
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

// whyValues says how the sources of an event agree and differ.
func (a *app) whyValues(snap *store.Snapshot, id string) error {
	if graph.IDKind(id) != graph.EventID {
		return usagef("why: %q is not the id of an event; give two ids or names to learn whether they are one", id)
	}
	event, err := snap.Event(id)
	if err != nil {
		return fmt.Errorf("why %s: %w", id, err)
	}
	extractions, articles := map[string]*graph.Extraction{}, map[string]*graph.Article{}
	for _, r := range event.Reports {
		if extractions[r.Article] != nil {
			continue
		}
		x, err := snap.Extraction(r.Article)
		if err != nil {
			return fmt.Errorf("why %s: %w", id, err)
		}
		head, err := snap.ArticleHead(r.Article)
		if err != nil {
			return fmt.Errorf("why %s: %w", id, err)
		}
		extractions[r.Article], articles[r.Article] = &x, &head
	}
	compared := identity.New(identity.Options{}).Compare(event, extractions, articles)
	if a.json {
		return a.printJSON(compared)
	}
	fmt.Fprintln(a.stdout, event.Title)
	for _, c := range compared {
		fmt.Fprintf(a.stdout, "%s %s: %s\n", c.Attribute, c.Result, c.Reason)
		for _, v := range c.Variants {
			said := make([]string, 0, len(v.ReportedAs))
			for _, n := range v.ReportedAs {
				said = append(said, n.Text)
			}
			fmt.Fprintf(a.stdout, "  %s (%d of %d reports)\n", cmp.Or(strings.Join(said, ", "), v.Value), len(v.Reports), len(event.Reports))
		}
	}
	return nil
}
