package dump

// cytoscape writes the elements of Cytoscape.js, one to a line.
type cytoscape struct {
	w *output
	n int
	b []byte
}

func newCytoscape(w *output, _ View) propertyWriter { return &cytoscape{w: w} }

func (c *cytoscape) begin() error {
	_, err := c.w.WriteString(`{"elements":{"nodes":[`)
	return err
}

func (c *cytoscape) open() []byte {
	b := c.b[:0]
	if c.n > 0 {
		b = append(b, ',')
	}
	c.n++
	return append(b, "\n{\"data\":{\"id\":"...)
}

func (c *cytoscape) node(n *node) error {
	b := appendString(c.open(), n.id)
	b = jsonValues(b, nodeColumns[:], n.values[:])
	c.b = append(b, "}}"...)
	_, err := c.w.Write(c.b)
	return err
}

func (c *cytoscape) between() error {
	c.n = 0
	_, err := c.w.WriteString("\n],\n\"edges\":[")
	return err
}

func (c *cytoscape) edge(e *edge) error {
	b := appendString(c.open(), e.id)
	b = appendField(b, `,"source":`, e.source)
	b = appendField(b, `,"target":`, e.target)
	b = jsonValues(b, edgeColumns[:], e.values[:])
	c.b = append(b, "}}"...)
	_, err := c.w.Write(c.b)
	return err
}

func jsonValues(b []byte, columns []column, values []string) []byte {
	for i, v := range values {
		if v == "" {
			continue
		}
		b = append(appendString(append(b, ','), columns[i].name), ':')
		if k := columns[i].kind; k == integerValue || k == decimalValue {
			b = append(b, v...)
			continue
		}
		b = appendString(b, v)
	}
	return b
}

func (c *cytoscape) end() error {
	_, err := c.w.WriteString("\n]}}\n")
	return err
}
