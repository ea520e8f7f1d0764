package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

func queryCommand(a *app) *cobra.Command {
	var file, url string
	var set []string
	c := &cobra.Command{
		Use:   "query 'QUERY' | -f FILE",
		Short: "Run a GraphQL document and print the answer",
		Long: `Runs a GraphQL document against the store, or against the server at --url.
-f - reads it from standard input. Exit status 1 when the answer has errors.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			query, err := queryText(a, file, args)
			if err != nil {
				return err
			}
			vars, err := queryVariables(set)
			if err != nil {
				return err
			}
			run := func(ctx context.Context, c *client) error { return a.printRaw(ctx, c, query, vars) }
			if url != "" {
				return run(cmd.Context(), remoteClient(strings.TrimSuffix(url, "/graphql"), a.token))
			}
			return a.ask(cmd.Context(), run)
		},
	}
	c.Flags().StringVarP(&file, "file", "f", "", "file with the document; - is standard input")
	c.Flags().StringVar(&url, "url", "", "server to ask instead of the store, such as http://127.0.0.1:8080")
	c.Flags().StringArrayVar(&set, "var", nil, "variable as name=value; a value that is JSON is taken as JSON")
	return c
}

func queryText(a *app, file string, args []string) (string, error) {
	switch {
	case file == "" && len(args) == 0:
		return "", usagef("query: give the document or -f FILE")
	case file != "" && len(args) > 0:
		return "", usagef("query: give the document or -f FILE, not both")
	case file == "":
		return args[0], nil
	case file == "-":
		text, err := io.ReadAll(a.stdin)
		return string(text), err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("query: %w", err)
	}
	return string(text), nil
}

// queryVariables reads name=value pairs. A value that is valid JSON is taken
// so, as numbers and lists must be; anything else is a string.
func queryVariables(set []string) (map[string]any, error) {
	vars := map[string]any{}
	for _, s := range set {
		name, value, ok := strings.Cut(s, "=")
		if !ok || name == "" {
			return nil, usagef("--var %q: want name=value", s)
		}
		var v any
		if json.Unmarshal([]byte(value), &v) != nil {
			v = value
		}
		vars[name] = v
	}
	return vars, nil
}

// printRaw prints the whole answer of a document, indented, and fails when it
// has errors.
func (a *app) printRaw(ctx context.Context, c *client, query string, vars map[string]any) error {
	raw, err := c.raw(ctx, query, vars)
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, bytes.TrimSpace(raw), "", "  "); err != nil {
		return fmt.Errorf("answer of %s is not JSON: %.200q", c.base, raw)
	}
	pretty.WriteByte('\n')
	if _, err := pretty.WriteTo(a.stdout); err != nil {
		return err
	}
	var answer struct{ Errors []*graphqlError }
	if err := json.Unmarshal(raw, &answer); err != nil {
		return err
	}
	for _, e := range answer.Errors {
		fmt.Fprintf(a.stderr, "parley: query: %s\n", e.Message)
	}
	if len(answer.Errors) > 0 {
		return errSaid
	}
	return nil
}
