package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newRoot returns the program's command tree over a.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Who met whom, when, where, and which sources say so",
		Long: `Parley reads news articles into a knowledge graph of people, organizations,
places and events, keeps it in a folder, and answers over GraphQL and as dumps.

Start with: parley demo`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return usagef("unknown command %q; did you mean %s?", args[0], strings.Join(near, " or "))
			}
			return usagef("unknown command %q", args[0])
		},
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SuggestionsMinimumDistance: 2,

		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.configure(cmd.Flags()); err != nil {
				return err
			}
			level := slog.LevelInfo
			if a.verbose {
				level = slog.LevelDebug
			}
			a.log = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
			return nil
		},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetIn(a.stdin)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	f := root.PersistentFlags()
	f.StringVar(&a.db, "db", "parley.db", "folder of the store")
	f.StringVar(&a.config, "config", "", "JSON file with defaults for flags, an object by flag name")
	f.StringVar(&a.ontology, "ontology", "", "file that extends the built-in ontology")
	f.BoolVar(&a.json, "json", false, "print JSON where a table is the default")
	f.BoolVarP(&a.verbose, "verbose", "v", false, "log more")
	f.StringVar(&a.token, "token", "", "bearer token for writes through a running server")
	root.AddCommand(commands(a)...)
	for _, c := range root.Commands() {
		wrapArgs(c)
	}
	return root
}

// wrapArgs makes mistakes in a command's arguments usage errors.
func wrapArgs(c *cobra.Command) {
	check := c.Args
	if check == nil {
		check = cobra.NoArgs
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usagef("%s: %w; usage: parley %s", cmd.Name(), err, cmd.Use)
		}
		return nil
	}
}

// configure fills flags that the command line did not set from the
// environment (PARLEY_DB for --db), then from the config file.
func (a *app) configure(flags *pflag.FlagSet) error {
	file := map[string]any{}
	if path := a.config; path != "" || a.env("PARLEY_CONFIG") != "" {
		if path == "" {
			path = a.env("PARLEY_CONFIG")
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return usagef("config: %w", err)
		}
		if err := json.Unmarshal(data, &file); err != nil {
			return usagef("config %s: %w; it must be a JSON object by flag name", path, err)
		}
	}
	var bad error
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed || bad != nil || f.Name == "config" || f.Name == "help" {
			return
		}
		name := "PARLEY_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if v := a.env(name); v != "" {
			if err := flags.Set(f.Name, v); err != nil {
				bad = usagef("%s=%q: %w", name, v, err)
			}
			return
		}
		if v, ok := file[f.Name]; ok {
			if err := flags.Set(f.Name, fmt.Sprint(v)); err != nil {
				bad = usagef("config: %s: %w", f.Name, err)
			}
		}
	})
	return bad
}
