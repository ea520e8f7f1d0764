package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

// The commands of this file say what a person decided. They go through the
// API's mutations, so that they work on a served store too.

type userError struct{ Code, Message string }

func userErrors(errs []userError) error {
	if len(errs) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %s", errs[0].Code, errs[0].Message)
}

func mergeCommand(a *app) *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "merge ID ID...",
		Short: "Declare entities to be the same; the first gives the name",
		Args:  cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `mutation Merge($input: MergeEntitiesInput!) {
  result: mergeEntities(input: $input) { entity { id name } userErrors { code message } } }`
			return a.mutate(cmd.Context(), query, map[string]any{"intoId": args[0], "fromIds": args[1:], "reason": reason})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, kept with the decision")
	return c
}

func splitCommand(a *app) *cobra.Command {
	var referents, mentions []string
	var name string
	c := &cobra.Command{
		Use:   "split ID",
		Short: "Undo merges of an entity, or move mentions out of it",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `mutation Split($input: SplitEntityInput!) {
  result: splitEntity(input: $input) { entity { id name } created { id name } userErrors { code message } } }`
			input := map[string]any{"entityId": args[0]}
			if len(referents) > 0 {
				input["referentIds"] = referents
			}
			if len(mentions) > 0 {
				input["mentionIds"] = mentions
			}
			if name != "" {
				input["name"] = name
			}
			return a.mutate(cmd.Context(), query, input)
		},
	}
	c.Flags().StringSliceVar(&referents, "referents", nil, "ids that leave (default: every merge by decision)")
	c.Flags().StringSliceVar(&mentions, "mentions", nil, "mention ids that leave")
	c.Flags().StringVar(&name, "name", "", "name of what is split off")
	return c
}

func distinctCommand(a *app) *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "distinct ID ID...",
		Short: "Declare entities to be different, for good",
		Args:  cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `mutation Distinct($input: AssertDistinctInput!) {
  result: assertDistinct(input: $input) { entities { id name } userErrors { code message } } }`
			return a.mutate(cmd.Context(), query, map[string]any{"entityIds": args, "reason": reason})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, kept with the decision")
	return c
}

func retractCommand(a *app) *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "retract ARTICLE",
		Short: "Withdraw an article and everything only it supports",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `mutation Retract($input: RetractArticleInput!) {
  result: retractArticle(input: $input) { article { key status } affectedEvents { id title } removedEventIds userErrors { code message } } }`
			return a.mutate(cmd.Context(), query, map[string]any{"articleId": articleID(args[0]), "reason": reason})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why; shown to readers")
	return c
}

func restoreArticleCommand(a *app) *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "restore-article ARTICLE",
		Short: "Put a retracted article back",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			const query = `mutation Restore($input: RestoreArticleInput!) {
  result: restoreArticle(input: $input) { article { key status } userErrors { code message } } }`
			return a.mutate(cmd.Context(), query, map[string]any{"articleId": articleID(args[0]), "reason": reason})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "why, kept with the decision")
	return c
}

// mutate runs a mutation whose payload is called result, prints the payload,
// and turns its userErrors into a failure.
func (a *app) mutate(ctx context.Context, query string, input map[string]any) error {
	if input["reason"] == "" {
		delete(input, "reason")
	}
	return a.ask(ctx, func(ctx context.Context, c *client) error {
		var out struct {
			Result map[string]any
		}
		var errs struct {
			Result struct{ UserErrors []userError }
		}
		if err := c.do(ctx, query, map[string]any{"input": input}, &decodeBoth{&out, &errs}); err != nil {
			return err
		}
		if err := userErrors(errs.Result.UserErrors); err != nil {
			return err
		}
		delete(out.Result, "userErrors")
		return a.printJSON(out.Result)
	})
}
