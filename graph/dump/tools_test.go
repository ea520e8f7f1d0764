package dump

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool runs a program that is not ours over a file, or skips the test where
// the program is not installed. CI installs all of them.
func tool(t *testing.T, name string, args ...string) (stdout, stderr string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("PARLEY_TOOLS") != "" {
			t.Fatalf("%s is not installed, and PARLEY_TOOLS asks for it", name)
		}
		t.Skipf("%s is not installed", name)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, tail(out.String()), tail(errs.String()))
	}
	return out.String(), errs.String()
}

func tail(s string) string { return s[max(0, len(s)-2000):] }

// python runs a script of testdata. A script that exits with noModule lacks
// its packages, and the test is skipped; PARLEY_PYTHON names an interpreter
// that has them.
func python(t *testing.T, script string, args ...string) string {
	t.Helper()
	name := cmp.Or(os.Getenv("PARLEY_PYTHON"), "python3")
	if _, err := exec.LookPath(name); err != nil && os.Getenv("PARLEY_TOOLS") == "" {
		t.Skipf("%s is not installed", name)
	}
	cmd := exec.CommandContext(t.Context(), name, append([]string{filepath.Join("testdata", script)}, args...)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if cmd.ProcessState != nil && cmd.ProcessState.ExitCode() == noModule && os.Getenv("PARLEY_TOOLS") == "" {
		t.Skipf("%s: %s; PARLEY_PYTHON may name a Python that has it", name, strings.TrimSpace(errs.String()))
	}
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, script, err, tail(out.String()), tail(errs.String()))
	}
	return out.String()
}

const noModule = 77

// dumped writes a dump of m to a file of the test and returns its path.
func dumped(t *testing.T, m Reader, o Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dump"+string(o.View)+o.Format.Extension())
	if err := os.WriteFile(path, written(t, m, o), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
