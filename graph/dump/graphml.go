package dump

import (
	"fmt"
	"strconv"
)

// graphml writes GraphML 1.0 (Brandes et al. 2002), with typed attributes.
type graphml struct {
	w    *output
	view View
	b    []byte
}

func newGraphML(w *output, v View) propertyWriter { return &graphml{w: w, view: v} }

// direction is what GraphML and GEXF call the edges of a view.
func direction(v View) string {
	if v.directed() {
		return "directed"
	}
	return "undirected"
}

var xmlTypes = map[valueKind]string{textValue: "string", listValue: "string", integerValue: "int", decimalValue: "double"}

func (g *graphml) begin() error {
	g.w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`)
	for i, c := range nodeColumns {
		fmt.Fprintf(g.w, "<key id=\"n%d\" for=\"node\" attr.name=\"%s\" attr.type=\"%s\"/>\n", i, c.name, xmlTypes[c.kind])
	}
	for i, c := range edgeColumns {
		fmt.Fprintf(g.w, "<key id=\"e%d\" for=\"edge\" attr.name=\"%s\" attr.type=\"%s\"/>\n", i, c.name, xmlTypes[c.kind])
	}
	_, err := fmt.Fprintf(g.w, "<graph id=\"parley\" edgedefault=\"%s\">\n", direction(g.view))
	return err
}

func (g *graphml) node(n *node) error {
	b := attribute(append(g.b[:0], "<node"...), "id", n.id)
	b = graphmlData(append(b, '>'), 'n', n.values[:])
	g.b = append(b, "</node>\n"...)
	_, err := g.w.Write(g.b)
	return err
}

func (g *graphml) between() error { return nil }

func (g *graphml) edge(e *edge) error {
	b := attribute(append(g.b[:0], "<edge"...), "id", e.id)
	b = attribute(attribute(b, "source", e.source), "target", e.target)
	b = graphmlData(append(b, '>'), 'e', e.values[:])
	g.b = append(b, "</edge>\n"...)
	_, err := g.w.Write(g.b)
	return err
}

func graphmlData(b []byte, of byte, values []string) []byte {
	for i, v := range values {
		if v == "" {
			continue
		}
		b = append(b, `<data key="`...)
		b = strconv.AppendInt(append(b, of), int64(i), 10)
		b = append(b, `">`...)
		b = append(appendXML(b, v), "</data>"...)
	}
	return b
}

func (g *graphml) end() error {
	_, err := g.w.WriteString("</graph>\n</graphml>\n")
	return err
}
