package dump

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// unzip returns the files of a zip.
func unzip(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestCSVBySqlite imports the tables and counts in SQL, joins included.
func TestCSVBySqlite(t *testing.T) {
	for _, view := range views {
		o := Options{Format: CSV, View: view}
		want := count(t, hard(), o)
		dir := t.TempDir()
		for name, data := range unzip(t, written(t, hard(), o)) {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		out, errs := tool(t, "sqlite3", "-batch", ":memory:",
			".import --csv "+filepath.Join(dir, "nodes.csv")+" nodes",
			".import --csv "+filepath.Join(dir, "edges.csv")+" edges",
			"select count(*) from nodes",
			"select count(*) from edges e join nodes a on a.id = e.source join nodes b on b.id = e.target",
			"select count(*) from nodes where label <> ''")
		if errs != "" {
			t.Errorf("%s: sqlite3 says: %s", view, errs)
		}
		n, e := strconv.Itoa(want.Nodes), strconv.Itoa(want.Edges)
		if got, want := strings.Fields(out), []string{n, e, n}; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: sqlite3 counts %v, want %v", view, got, want)
		}
	}
}

func TestNoFormulas(t *testing.T) {
	m := made(9, 40)
	for _, e := range m.entities {
		e.Name = "=HYPERLINK(\"http://example.org\",\"" + e.Name + "\")"
	}
	for _, f := range []Format{CSV, Neo4j} {
		cells := 0
		for name, data := range unzip(t, written(t, m, Options{Format: f})) {
			rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, row := range rows {
				for _, cell := range row {
					cells++
					if strings.IndexAny(cell, "=+-@\t\r") == 0 {
						t.Fatalf("%s: a spreadsheet would run %q", name, cell)
					}
				}
			}
		}
		if cells < 1000 {
			t.Errorf("%s: only %d cells", f, cells)
		}
	}
}

// TestNeo4jHeaders holds to what neo4j-admin import wants: one :ID, a :LABEL
// and ends that exist.
func TestNeo4jHeaders(t *testing.T) {
	files := unzip(t, written(t, hard(), Options{Format: Neo4j}))
	nodes, err := csv.NewReader(bytes.NewReader(files["nodes.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	edges, err := csv.NewReader(bytes.NewReader(files["relationships.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(nodes[0][:3], ","); got != "id:ID,:LABEL,label" {
		t.Errorf("nodes start with %s", got)
	}
	if got := strings.Join(edges[0][:4], ","); got != "id,:START_ID,:END_ID,:TYPE" {
		t.Errorf("relationships start with %s", got)
	}
	ids := map[string]bool{}
	for _, n := range nodes[1:] {
		if ids[n[0]] {
			t.Errorf("id %s twice", n[0])
		}
		ids[n[0]] = true
	}
	for _, e := range edges[1:] {
		if !ids[e[1]] || !ids[e[2]] {
			t.Errorf("relationship %v has no node at an end", e[:4])
		}
		for _, cell := range e {
			if strings.ContainsAny(cell, "\r\n") {
				t.Errorf("%q has several lines", cell)
			}
		}
	}
}
