// Parley reads news articles into a knowledge graph of people, organizations,
// places and events, and answers who met whom, when, where, and which sources
// reported it.
//
// A file holds one subcommand, or one thing that several need: root.go the
// flags that all share, app.go what a command works with, client.go the
// GraphQL client through which the reading commands ask, whether the store is
// opened here or held by a running "parley serve".
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// Exit codes.
const (
	exitFailed = 1 // something failed, said line by line
	exitUsage  = 2 // wrong flags or arguments
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run is main without the exit, for the script tests.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv}
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(a.stderr, "parley: %v\nRun \"parley help\" for how to use it.\n", err)
		return exitUsage
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.stderr, "parley: interrupted; what was committed is kept")
		return exitFailed
	case errors.Is(err, syscall.EPIPE):
		return exitFailed // the reader of a pipe went away: nobody is left to tell
	}
	fmt.Fprintf(a.stderr, "parley: %v\n", err)
	return exitFailed
}

// errSaid means that the failure has already been told, line by line.
var errSaid = errors.New("failed")

// A usageError is a mistake in how the program was called.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}
