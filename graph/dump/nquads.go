package dump

import "unicode/utf8"

// nquads writes statements as RDF 1.1 N-Quads.
type nquads struct {
	w              *output
	graph, subj, b []byte
}

func newNQuads(w *output) statementWriter { return &nquads{w: w} }

func (q *nquads) freeLines()   {}
func (q *nquads) begin() error { return nil }
func (q *nquads) end() error   { return nil }

func (q *nquads) subject(graph, iri string) {
	q.subj = appendIRI(q.subj[:0], iri)
	q.graph = q.graph[:0]
	if graph != "" {
		q.graph = append(appendIRI(q.graph, graph), ' ')
	}
}

func (q *nquads) value(p property, value string) {
	b := append(q.b[:0], q.subj...)
	b = append(appendIRI(append(b, ' '), p.iri), ' ')
	if p.kind == iris {
		b = appendIRI(b, value)
	} else {
		b = appendLiteral(b, value)
		if p.kind != stringType {
			b = appendIRI(append(b, "^^"...), p.kind)
		}
	}
	b = append(append(append(b, ' '), q.graph...), ".\n"...)
	q.b = b
	q.w.Write(b) // statements.wrote asks for the error
}

func appendIRI(b []byte, iri string) []byte {
	return append(append(append(b, '<'), iri...), '>')
}

// appendLiteral appends s as a quoted string of N-Triples and Turtle. Bytes
// that are no UTF-8 become U+FFFD.
func appendLiteral(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += size
			continue
		}
		if c >= 0x20 && c != '"' && c != '\\' && c != 0x7f {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
