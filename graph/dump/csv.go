package dump

import (
	"archive/zip"
	"encoding/csv"
	"strings"
)

// A tables writes nodes and edges as two CSV files (RFC 4180) in a zip: plain,
// with names of columns, or with the headers of neo4j-admin import. Texts that
// a spreadsheet would take for a formula get an apostrophe before them.
type tables struct {
	zip                *zip.Writer
	rows               *csv.Writer
	edgeFile           string
	nodeHead, edgeHead []string
	oneLine            bool // texts go on one line, as Neo4j reads them
	row                []string
}

func newCSV(w *output, _ View) propertyWriter {
	t := &tables{zip: zip.NewWriter(w), edgeFile: "edges.csv", nodeHead: []string{"id"}, edgeHead: []string{"id", "source", "target"}}
	for _, c := range nodeColumns {
		t.nodeHead = append(t.nodeHead, c.name)
	}
	for _, c := range edgeColumns {
		t.edgeHead = append(t.edgeHead, c.name)
	}
	return t
}

var neo4jTypes = map[valueKind]string{textValue: "", listValue: ":string[]", integerValue: ":long", decimalValue: ":double"}

func newNeo4j(w *output, _ View) propertyWriter {
	t := &tables{zip: zip.NewWriter(w), edgeFile: "relationships.csv", nodeHead: []string{"id:ID"}, edgeHead: []string{"id", ":START_ID", ":END_ID"}, oneLine: true}
	for i, c := range nodeColumns {
		name := c.name + neo4jTypes[c.kind]
		if i == nodeKind {
			name = ":LABEL"
		}
		t.nodeHead = append(t.nodeHead, name)
	}
	for i, c := range edgeColumns {
		name := c.name + neo4jTypes[c.kind]
		if i == edgeKind {
			name = ":TYPE"
		}
		t.edgeHead = append(t.edgeHead, name)
	}
	return t
}

func (t *tables) begin() error   { return t.file("nodes.csv", t.nodeHead) }
func (t *tables) between() error { return t.file(t.edgeFile, t.edgeHead) }

// file starts a file of the zip. It has no date: the same graph gives the
// same bytes.
func (t *tables) file(name string, head []string) error {
	if err := t.flush(); err != nil {
		return err
	}
	f, err := t.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	t.rows = csv.NewWriter(f)
	return t.rows.Write(head)
}

func (t *tables) flush() error {
	if t.rows == nil {
		return nil
	}
	t.rows.Flush()
	return t.rows.Error()
}

func (t *tables) node(n *node) error {
	t.row = append(t.row[:0], n.id)
	return t.write(nodeColumns[:], n.values[:])
}

func (t *tables) edge(e *edge) error {
	t.row = append(t.row[:0], e.id, e.source, e.target)
	return t.write(edgeColumns[:], e.values[:])
}

func (t *tables) write(columns []column, values []string) error {
	for i, v := range values {
		if columns[i].kind == textValue || columns[i].kind == listValue {
			v = safeCell(v)
		}
		if t.oneLine {
			v = lineEnds.Replace(v)
		}
		t.row = append(t.row, v)
	}
	return t.rows.Write(t.row)
}

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// safeCell puts an apostrophe before a text that a spreadsheet would run as a
// formula (OWASP, CSV injection).
func safeCell(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n|%", s[0]) >= 0 {
		return "'" + strings.ReplaceAll(s, "\x00", "")
	}
	return strings.ReplaceAll(s, "\x00", "")
}

func (t *tables) end() error {
	if err := t.flush(); err != nil {
		return err
	}
	return t.zip.Close()
}
