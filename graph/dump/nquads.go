package dump

// nquads writes statements as RDF 1.1 N-Quads, in the canonical spelling.
type nquads struct {
	w           *output
	subj, graph []byte // as every line of the subject starts and ends
}

func newNQuads(w *output) statementWriter { return &nquads{w: w} }

func (q *nquads) freeLines()   {}
func (q *nquads) begin() error { return nil }
func (q *nquads) end() error   { return nil }

func (q *nquads) subject(graph, iri string) {
	q.subj = append(appendIRI(q.subj[:0], iri), " <"...)
	q.graph = append(q.graph[:0], ' ')
	if graph != "" {
		q.graph = append(appendIRI(q.graph, graph), ' ')
	}
	q.graph = append(q.graph, ".\n"...)
}

func (q *nquads) value(p property, value string) {
	if p.kind == iris {
		q.iriIn(p, value, "")
		return
	}
	b := append(append(append(q.w.b, q.subj...), p.iri...), "> "...)
	b = appendLiteral(b, value)
	if p.kind != stringType {
		b = appendIRI(append(b, "^^"...), p.kind)
	}
	q.w.b = append(b, q.graph...)
}

func (q *nquads) iriIn(p property, namespace, name string) {
	b := append(append(append(q.w.b, q.subj...), p.iri...), "> <"...)
	b = append(append(append(b, namespace...), name...), '>')
	q.w.b = append(b, q.graph...)
}

func appendIRI(b []byte, iri string) []byte {
	return append(append(append(b, '<'), iri...), '>')
}
