package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says which packages of this module a package may import; a package
// that is not listed fails the test. The order is architecture, so a change
// here is a change of design. Tests may look anywhere.
var allowed = map[string][]string{
	"graph":                   {},
	"graph/store":             {"graph"},
	"graph/identity":          {"graph"},
	"graph/identity/crossdoc": {"graph", "graph/identity"},
	"graph/dump":              {"graph"},
	"graph/generate":          {"graph"},
	"extract":                 {"graph", "extract/article", "extract/nlp", "extract/nlp/lexicon", "extract/when", "extract/internal/learn"},
	"extract/article":         {"graph", "extract/when"},
	"extract/internal/learn":  {},
	"extract/nlp":             {"extract/nlp/lexicon"},
	"extract/nlp/lexicon":     {},
	"extract/when":            {"graph", "extract/nlp"},
	"schema":                  {"graph", "schema/explorer"},
	"schema/explorer":         {},
	"cmd/parley":              {"*"},
	"cmd/parley-train":        {"*"},
}

// only says which packages alone may import a library.
var only = map[string]string{
	"github.com/dgraph-io/badger/":            "graph/store",
	"github.com/graph-gophers/graphql-go":     "schema",
	"github.com/coder/websocket":              "schema",
	"github.com/markusmobius/go-domdistiller": "extract/article",
}

// TestImports reads the import lines of every file that is not a test. It
// reads the files itself rather than asking the go command, so that the test
// cache sees a change.
func TestImports(t *testing.T) {
	root := os.DirFS("../..")
	seen := 0
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		seen++
		src, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(file)
		may, listed := allowed[pkg]
		if !listed {
			t.Errorf("%s: package %s is not in the import order; add it on purpose or move the file", file, pkg)
			return nil
		}
		for _, spec := range parsed.Imports {
			checkImport(t, file, pkg, may, spec.Path.Value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("read %d files; is the test run in its folder?", seen)
	}
}

func checkImport(t *testing.T, file, pkg string, may []string, quoted string) {
	t.Helper()
	imp, err := strconv.Unquote(quoted)
	if err != nil {
		t.Fatal(err)
	}
	for lib, home := range only {
		if strings.HasPrefix(imp, lib) && pkg != home && !strings.HasPrefix(pkg, home+"/") {
			t.Errorf("%s imports %s, which only %s may", file, imp, home)
		}
	}
	if rest, ok := strings.CutPrefix(imp, "parley/"); ok {
		if !slices.Contains(may, rest) && !slices.Contains(may, "*") {
			t.Errorf("%s imports %s against the import order", file, imp)
		}
	} else if pkg == "graph" && strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") {
		t.Errorf("%s imports %s; graph has the standard library only", file, imp)
	}
}

// TestTopLevel keeps the top of the tree to what the architecture names.
func TestTopLevel(t *testing.T) {
	want := []string{"LICENSE", "NOTICE", "README.md", "cmd", "extract", "go.mod", "go.sum", "graph", "schema"}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !strings.HasSuffix(e.Name(), ".db") && !slices.Contains(want, e.Name()) {
			t.Errorf("%s is at the top level; it holds %v only", e.Name(), want)
		}
	}
}
