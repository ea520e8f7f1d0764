package dump

import (
	"fmt"
	"strings"
)

// trig writes statements as RDF 1.1 TriG, with prefixes, a subject at a time.
type trig struct {
	w           *output
	graph, subj string
	open        bool // a subject's statements are open
	fresh       bool // no statement of the subject is written yet
	b           []byte
}

func newTriG(w *output) statementWriter { return &trig{w: w} }

func (t *trig) begin() error {
	for _, p := range prefixes {
		if _, err := fmt.Fprintf(t.w, "@prefix %s: <%s> .\n", p.name, p.iri); err != nil {
			return err
		}
	}
	return nil
}

func (t *trig) subject(graph, iri string) {
	t.close()
	if graph != t.graph {
		if t.graph != "" {
			t.w.WriteString("}\n")
		}
		if graph != "" {
			t.b = append(appendName(append(t.b[:0], '\n'), graph), " {\n"...)
			t.w.Write(t.b)
		}
		t.graph = graph
	}
	t.subj, t.fresh = iri, true
}

func (t *trig) close() {
	if t.open {
		t.w.WriteString(" .\n")
		t.open = false
	}
}

func (t *trig) iriIn(p property, namespace, name string) { t.value(p, namespace+name) }

func (t *trig) value(p property, value string) {
	b := t.b[:0]
	if t.fresh {
		b = appendName(append(b, '\n'), t.subj)
		t.fresh, t.open = false, true
	} else {
		b = append(b, " ;"...)
	}
	b = append(b, "\n\t"...)
	if p.iri == typeIRI {
		b = append(b, 'a')
	} else {
		b = appendName(b, p.iri)
	}
	b = append(b, ' ')
	if p.kind == iris {
		b = appendName(b, value)
	} else {
		b = appendLiteral(b, value)
		if p.kind != stringType {
			b = appendName(append(b, "^^"...), p.kind)
		}
	}
	t.b = b
	t.w.Write(b) // statements.wrote asks for the error
}

func (t *trig) end() error {
	t.close()
	if t.graph != "" {
		t.w.WriteString("}\n")
	}
	return nil
}

// appendName appends an IRI with a prefix where its rest is plain enough for
// a local name, else in full.
func appendName(b []byte, iri string) []byte {
	best := -1
	for i, p := range prefixes {
		if strings.HasPrefix(iri, p.iri) && (best < 0 || len(p.iri) > len(prefixes[best].iri)) && plain(iri[len(p.iri):]) {
			best = i
		}
	}
	if best < 0 {
		return appendIRI(b, iri)
	}
	p := prefixes[best]
	return append(append(append(b, p.name...), ':'), iri[len(p.iri):]...)
}

func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return s != ""
}
