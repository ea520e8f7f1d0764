package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var updateReadme = flag.Bool("update-readme", false, "write the answers of the demo's graph into README.md")

// A readmeQuery is a GraphQL document in README.md with its variables and the
// answer that the demo's graph gives.
var readmeQuery = regexp.MustCompile("(?s)```graphql\n(.*?)```\n+(?:Variables: `([^\n]*)`\n+)?```json\n(.*?)```")

// readmeConsole is a command with its output, indented by four blanks.
var readmeConsole = regexp.MustCompile(`(?m)^    \$ parley (.*)\n((?:    .*\n)*)`)

// Answers and lines are cut in README.md, with an ellipsis where they are.
const (
	readmeLines   = 24
	readmeColumns = 150
)

// TestReadme wants the answers in README.md to be what the demo's graph
// answers. With -update-readme it writes them.
func TestReadme(t *testing.T) {
	path := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "demo.db")
	parley(t, "--db", db, "demo", "--once")
	ids := firstIDs{}
	queries, consoles := 0, 0
	got := readmeQuery.ReplaceAllFunc(text, func(block []byte) []byte {
		queries++
		m := readmeQuery.FindSubmatch(block)
		args := []string{"--db", db, "query", string(m[1])}
		if len(m[2]) > 0 {
			var vars map[string]json.RawMessage
			if err := json.Unmarshal([]byte(ids.fill(string(m[2]))), &vars); err != nil {
				t.Fatalf("variables %s: %v", m[2], err)
			}
			for name, value := range vars {
				args = append(args, "--var", name+"="+string(value))
			}
		}
		answer := parley(t, args...)
		ids.note(string(m[1]), answer)
		return bytes.Replace(block, append([]byte("```json\n"), m[3]...), []byte("```json\n"+compactJSON(t, answer)), 1)
	})
	got = readmeConsole.ReplaceAllFunc(got, func(block []byte) []byte {
		consoles++
		m := readmeConsole.FindSubmatch(block)
		var b strings.Builder
		fmt.Fprintf(&b, "    $ parley %s\n", m[1])
		for line := range strings.Lines(string(parley(t, append([]string{"--db", db}, words(string(m[1]))...)...))) {
			b.WriteString("    " + cut(strings.TrimRight(line, "\n")) + "\n")
		}
		return []byte(b.String())
	})
	if queries < 12 || consoles == 0 {
		t.Errorf("README.md has %d queries and %d commands with answers, want at least 12 and 1", queries, consoles)
	}
	if *updateReadme {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, have := strings.Split(string(text), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(want), len(have)) {
		if want[i] != have[i] {
			t.Fatalf("README.md:%d says\n\t%s\nthe demo's graph\n\t%s\nRun: go test ./cmd/parley -run Readme -update-readme", i+1, want[i], have[i])
		}
	}
	if len(want) != len(have) {
		t.Errorf("README.md has %d lines, with the demo's answers it has %d", len(want), len(have))
	}
}

// words splits a command line; what stands in single quotes is one word.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

// firstIDs keeps the first event, entity and article id that each query
// answered, so that a later one can ask for "<event of WhoMet>".
type firstIDs map[string]string

var (
	operationName = regexp.MustCompile(`(?:query|mutation)\s+(\w+)`)
	answeredID    = regexp.MustCompile(`"id": "((v|e|a)_[^"]+)"`)
)

func (f firstIDs) note(query string, answer []byte) {
	name := operationName.FindStringSubmatch(query)
	if name == nil {
		return
	}
	for _, m := range answeredID.FindAllSubmatch(answer, -1) {
		kind := map[string]string{"v": "event", "e": "entity", "a": "article"}[string(m[2])]
		key := "<" + kind + " of " + name[1] + ">"
		if _, ok := f[key]; !ok {
			f[key] = string(m[1])
		}
	}
}

func (f firstIDs) fill(vars string) string {
	for key, id := range f {
		vars = strings.ReplaceAll(vars, key, id)
	}
	return vars
}

func cut(line string) string {
	if r := []rune(line); len(r) > readmeColumns {
		return string(r[:readmeColumns-1]) + "…"
	}
	return line
}

// compactJSON writes what fits on a line on one, and the first lines of it
// all.
func compactJSON(t *testing.T, raw []byte) string {
	t.Helper()
	var flat, indented bytes.Buffer
	if err := json.Compact(&flat, raw); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if err := json.Indent(&indented, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(indented.String()), "\n")
	var out []string
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if opens := strings.HasSuffix(line, "{") || strings.HasSuffix(line, "["); opens {
			indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
			for j := i + 1; j < len(lines); j++ {
				line += strings.TrimLeft(lines[j], " ")
				if len(line) > readmeColumns {
					line = lines[i]
					break
				}
				if strings.HasPrefix(lines[j], indent+"}") || strings.HasPrefix(lines[j], indent+"]") {
					i = j
					break
				}
				if strings.HasSuffix(line, ",") {
					line += " "
				}
			}
		}
		out = append(out, cut(line))
	}
	if len(out) > readmeLines {
		out = append(out[:readmeLines], "…")
	}
	return strings.Join(out, "\n") + "\n"
}
