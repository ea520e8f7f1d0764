package dump

import (
	"encoding/json"
	"fmt"
	"slices"
)

// jsonld writes statements as JSON-LD 1.1: one object with the context and a
// graph of nodes, one to a line. A named graph is a node with nodes of its own.
type jsonld struct {
	w           *output
	graph, subj string
	nodes       int // in the document or graph that is open
	outer       int // in the document, while a graph is open
	// The node's values by property, in the order of first use.
	keys   []property
	values [][]string
	b      []byte
}

func newJSONLD(w *output) statementWriter { return &jsonld{w: w} }

// vocabulary says in JSON-LD's terms what properties and prefixes stand for.
func vocabulary() ([]byte, error) {
	type term struct {
		ID   string `json:"@id"`
		Type string `json:"@type,omitempty"`
	}
	c := map[string]any{"@version": 1.1}
	for _, p := range prefixes {
		c[p.name] = p.iri
	}
	all := slices.Clone(properties)
	for _, r := range participantRoles {
		all = append(all, roleProperty(r))
	}
	for _, p := range all {
		c[p.name] = term{p.iri, p.kind}
		if p.kind == stringType {
			c[p.name] = term{ID: p.iri}
		}
	}
	return json.Marshal(c) // sorts the keys
}

func (j *jsonld) begin() error {
	c, err := vocabulary()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(j.w, "{\"@context\":%s,\n\"@graph\":[", c)
	return err
}

func (j *jsonld) subject(graph, iri string) {
	j.flush()
	if graph != j.graph {
		j.closeGraph()
		if graph != "" {
			b := j.comma(j.b[:0])
			b = appendString(append(b, `{"@id":`...), graph)
			j.b = append(b, `,"@graph":[`...)
			j.w.Write(j.b)
			j.outer, j.nodes = j.nodes, 0
		}
		j.graph = graph
	}
	j.subj = iri
}

func (j *jsonld) comma(b []byte) []byte {
	if j.nodes > 0 {
		b = append(b, ',')
	}
	j.nodes++
	return append(b, '\n')
}

func (j *jsonld) closeGraph() {
	if j.graph != "" {
		j.w.WriteString("]}")
		j.nodes, j.graph = j.outer, ""
	}
}

func (j *jsonld) iriIn(p property, namespace, name string) { j.value(p, namespace+name) }

func (j *jsonld) value(p property, value string) {
	for i, k := range j.keys {
		if k.name == p.name {
			j.values[i] = append(j.values[i], value)
			return
		}
	}
	n := len(j.keys)
	j.keys = append(j.keys, p)
	if n < cap(j.values) {
		j.values = j.values[:n+1]
		j.values[n] = append(j.values[n][:0], value)
		return
	}
	j.values = append(j.values, []string{value})
}

// flush writes the node.
func (j *jsonld) flush() {
	if len(j.keys) == 0 {
		return
	}
	b := j.comma(j.b[:0])
	b = appendString(append(b, `{"@id":`...), j.subj)
	for i, k := range j.keys {
		b = append(appendString(append(b, ','), k.name), ':')
		if len(j.values[i]) > 1 {
			b = append(b, '[')
		}
		for n, v := range j.values[i] {
			if n > 0 {
				b = append(b, ',')
			}
			b = appendString(b, v)
		}
		if len(j.values[i]) > 1 {
			b = append(b, ']')
		}
	}
	j.b = append(b, '}')
	j.w.Write(j.b) // statements.wrote asks for the error
	j.keys, j.values = j.keys[:0], j.values[:0]
}

func (j *jsonld) end() error {
	j.flush()
	j.closeGraph()
	_, err := j.w.WriteString("\n]}\n")
	return err
}
