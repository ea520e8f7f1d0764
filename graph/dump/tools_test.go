package dump

import (
	"bytes"
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

// python runs a script of testdata with Python packages that the script
// needs, or skips. PARLEY_PYTHON names an interpreter that has them.
func python(t *testing.T, module, script string, args ...string) string {
	t.Helper()
	name := os.Getenv("PARLEY_PYTHON")
	if name == "" {
		name = "python3"
	}
	if err := exec.CommandContext(t.Context(), name, "-c", "import "+module).Run(); err != nil {
		if os.Getenv("PARLEY_TOOLS") != "" {
			t.Fatalf("%s has no %s, and PARLEY_TOOLS asks for it", name, module)
		}
		t.Skipf("%s has no %s; PARLEY_PYTHON may name one that has", name, module)
	}
	out, _ := tool(t, name, append([]string{filepath.Join("testdata", script)}, args...)...)
	return out
}

// dumped writes a dump of m to a file of the test and returns its path.
func dumped(t *testing.T, m Reader, o Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dump"+o.Format.Extension())
	if err := os.WriteFile(path, written(t, m, o), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
