package dump

import "unicode/utf8"

// dot writes a graph in the language of Graphviz.
type dot struct {
	w    *output
	view View
	b    []byte
}

func newDOT(w *output, v View) propertyWriter { return &dot{w: w, view: v} }

func (d *dot) begin() error {
	head := "digraph"
	if !d.view.directed() {
		head = "graph"
	}
	_, err := d.w.WriteString(head + " parley {\ncharset=\"UTF-8\";\n")
	return err
}

// shapes tell kinds of node apart.
var shapes = map[string]string{"PERSON": "ellipse", "ORGANIZATION": "box", "PLACE": "hexagon", "EVENT": "diamond", "ARTICLE": "note", "OUTLET": "folder"}

func (d *dot) node(n *node) error {
	b := appendDOT(d.b[:0], n.id)
	b = append(append(b, " [shape="...), shapes[n.values[nodeKind]]...)
	b = dotValues(b, nodeColumns[:], n.values[:])
	d.b = append(b, "];\n"...)
	_, err := d.w.Write(d.b)
	return err
}

func (d *dot) between() error { return nil }

func (d *dot) edge(e *edge) error {
	arrow := " -> "
	if !d.view.directed() {
		arrow = " -- "
	}
	b := append(appendDOT(d.b[:0], e.source), arrow...)
	b = append(appendDOT(b, e.target), " [id="...)
	b = appendDOT(b, e.id)
	b = dotValues(b, edgeColumns[:], e.values[:])
	d.b = append(b, "];\n"...)
	_, err := d.w.Write(d.b)
	return err
}

// reserved are names that Graphviz gives a meaning of its own.
var reserved = map[string]string{"weight": "events", "url": "URL"}

func dotValues(b []byte, columns []column, values []string) []byte {
	for i, v := range values {
		if v == "" {
			continue
		}
		name := columns[i].name
		if other := reserved[name]; other != "" {
			name = other
		}
		b = append(append(append(b, ' '), name...), '=')
		b = appendDOT(b, v)
	}
	return b
}

func (d *dot) end() error {
	_, err := d.w.WriteString("}\n")
	return err
}

// appendDOT appends a quoted string; a backslash is doubled, so that no
// escape of Graphviz is made by chance, and control characters become spaces.
func appendDOT(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"', r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r < 0x20 || r == 0x7f:
			b = append(b, ' ')
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
