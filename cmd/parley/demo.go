package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"parley/extract/article"
)

// demoArticles are short articles of our own on well-known meetings. The
// outlets are invented.
//
//go:embed demo/articles.jsonl
var demoArticles []byte

// demoQuestions are what the demo asks after reading them.
var demoQuestions = []struct {
	say  string
	args []string
}{
	{"Who met Vladimir Putin, and which sources say so?", []string{"met", "Vladimir Putin"}},
	{"Who met Xi Jinping, with the sentences that prove it?", []string{"met", "Xi Jinping", "--factuality", "HELD", "--evidence"}},
	{"What do the sources say of Netanyahu and the crown prince?", []string{"met", "Benjamin Netanyahu", "--evidence"}},
	{"How is Jens Stoltenberg connected to Xi Jinping?", []string{"path", "Jens Stoltenberg", "Xi Jinping", "--limit", "1"}},
	{"What is in the graph?", []string{"stats"}},
}

func demoCommand(a *app) *cobra.Command {
	var once bool
	var addr string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Build a small graph from bundled articles, print answers, serve it",
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			if !cmd.Flags().Changed("db") && a.env("PARLEY_DB") == "" {
				dir, err := os.MkdirTemp("", "parley-demo-")
				if err != nil {
					return err
				}
				defer os.RemoveAll(dir)
				a.db = filepath.Join(dir, "demo.db")
			}
			if err := a.ingestDemo(ctx); err != nil {
				return err
			}
			for _, q := range demoQuestions {
				fmt.Fprintf(a.stdout, "\n== %s\n$ parley", q.say)
				for _, arg := range q.args {
					fmt.Fprintf(a.stdout, " %s", quoteArg(arg))
				}
				fmt.Fprintln(a.stdout)
				if err := a.runCommand(ctx, q.args); err != nil {
					return err
				}
			}
			if once {
				return nil
			}
			fmt.Fprintln(a.stdout)
			return a.serve(ctx, serveOptions{addr: addr})
		},
	}
	c.Flags().BoolVar(&once, "once", false, "exit after the answers instead of serving")
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to serve on")
	return c
}

// ingestDemo reads the bundled articles into the store.
func (a *app) ingestDemo(ctx context.Context) error {
	extractor, err := a.newExtractor()
	if err != nil {
		return err
	}
	s, err := a.openStore(true)
	if err != nil {
		return err
	}
	defer s.Close()
	begin := time.Now()
	var bad error
	p := &pipeline{store: s, extractor: extractor, workers: runtime.GOMAXPROCS(0), batch: 32, bad: func(err error) { bad = err }}
	n, err := p.run(ctx, article.ReadLines(ctx, bytes.NewReader(demoArticles), "the bundled articles", article.Options{}))
	if err != nil {
		return err
	}
	if bad != nil {
		return bad
	}
	fmt.Fprintf(a.stdout, "read %d bundled articles in %.1f s\n", n.Read, time.Since(begin).Seconds())
	return s.Close()
}

// runCommand runs another command of the program on the same store.
func (a *app) runCommand(ctx context.Context, args []string) error {
	b := *a
	root := newRoot(&b)
	root.SetArgs(append([]string{"--db", a.db}, args...))
	return root.ExecuteContext(ctx)
}

// quoteArg writes an argument as one would type it.
func quoteArg(arg string) string {
	for _, r := range arg {
		if r == ' ' {
			return "'" + arg + "'"
		}
	}
	return arg
}
