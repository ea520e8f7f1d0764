package dump

import (
	"fmt"
	"strconv"
)

// gexf writes GEXF 1.3 for Gephi. Events and what joins them have a time
// span, so that the timeline plays; entities have none and always show.
type gexf struct {
	w    *output
	view View
	b    []byte
}

func newGEXF(w *output, v View) propertyWriter { return &gexf{w: w, view: v} }

var gexfTypes = map[valueKind]string{textValue: "string", listValue: "string", integerValue: "integer", decimalValue: "double"}

func (g *gexf) begin() error {
	g.w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>parley</creator></meta>
<graph mode="dynamic" defaultedgetype="` + direction(g.view) + `" timeformat="date" timerepresentation="interval">
`)
	g.attributes("node", nodeColumns[:])
	g.attributes("edge", edgeColumns[:])
	_, err := g.w.WriteString("<nodes>\n")
	return err
}

func (g *gexf) attributes(class string, columns []column) {
	fmt.Fprintf(g.w, "<attributes class=\"%s\" mode=\"static\">\n", class)
	for i, c := range columns {
		fmt.Fprintf(g.w, "<attribute id=\"%d\" title=\"%s\" type=\"%s\"/>\n", i, c.name, gexfTypes[c.kind])
	}
	g.w.WriteString("</attributes>\n")
}

func (g *gexf) node(n *node) error {
	b := attribute(append(g.b[:0], "<node"...), "id", n.id)
	b = attribute(b, "label", n.values[nodeLabel])
	b = timeSpan(b, n.values[nodeFirst], n.values[nodeLast])
	b = gexfValues(append(b, '>'), n.values[:])
	g.b = append(b, "</node>\n"...)
	_, err := g.w.Write(g.b)
	return err
}

// timeSpan adds the ends that are known.
func timeSpan(b []byte, first, last string) []byte {
	if first != "" {
		b = attribute(b, "start", first)
	}
	if last != "" {
		b = attribute(b, "end", last)
	}
	return b
}

func (g *gexf) between() error {
	_, err := g.w.WriteString("</nodes>\n<edges>\n")
	return err
}

func (g *gexf) edge(e *edge) error {
	b := attribute(append(g.b[:0], "<edge"...), "id", e.id)
	b = attribute(attribute(b, "source", e.source), "target", e.target)
	// Two nodes may have an edge of each kind.
	b = attribute(attribute(b, "label", e.values[edgeKind]), "kind", e.values[edgeKind]+" "+e.id)
	if w := e.values[edgeWeight]; w != "" {
		b = attribute(b, "weight", w)
	}
	b = timeSpan(b, e.values[edgeFirst], e.values[edgeLast])
	b = gexfValues(append(b, '>'), e.values[:])
	g.b = append(b, "</edge>\n"...)
	_, err := g.w.Write(g.b)
	return err
}

func gexfValues(b []byte, values []string) []byte {
	b = append(b, "<attvalues>"...)
	for i, v := range values {
		if v == "" {
			continue
		}
		b = attribute(append(b, "<attvalue"...), "for", strconv.Itoa(i))
		b = append(attribute(b, "value", v), "/>"...)
	}
	return append(b, "</attvalues>"...)
}

func (g *gexf) end() error {
	_, err := g.w.WriteString("</edges>\n</graph>\n</gexf>\n")
	return err
}
