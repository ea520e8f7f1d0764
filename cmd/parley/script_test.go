package main

import (
	"os"
	"os/exec"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary stand in for the program: the scripts run it
// under the name parley, the crash test starts it by runMainVariable.
func TestMain(m *testing.M) {
	if os.Getenv(runMainVariable) != "" {
		os.Exit(run(os.Args[1:]))
	}
	testscript.Main(m, map[string]func(){"parley": func() { os.Exit(run(os.Args[1:])) }})
}

const runMainVariable = "PARLEY_TEST_RUN_MAIN"

// TestScript runs testdata/script: what a person would type, with the errors.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true})
}

// parley runs the program and returns its standard output.
func parley(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := program(t, args...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("parley %q: %v\n%s", args, err, errorOutput(err))
	}
	return out
}

// program returns a command that runs the program.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), runMainVariable+"=1")
	return cmd
}

func errorOutput(err error) []byte {
	if e, ok := err.(*exec.ExitError); ok {
		return e.Stderr
	}
	return nil
}
