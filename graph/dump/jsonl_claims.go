package dump

import (
	"strconv"

	"parley/graph"
)

// appendClaims appends the claim lines of an article: each is one assertion of
// it, a subject, a predicate and a value, with how sure and where.
func appendClaims(b []byte, v *articleView) []byte {
	c := claims{v: v, b: b}
	for i := range v.Events {
		f := &v.Events[i]
		at := f.where()
		if f.Date != nil {
			c.event(f, "DATE", f.Date.EDTF, "", at)
		}
		if f.Place >= 0 {
			c.event(f, "PLACE", v.localName(f.Place), v.entity(f.Place), f.mark(graph.HighlightPlace, at))
		}
		for _, p := range f.Participants {
			c.start(f.Event, "PARTICIPANT", p.Text, v.entity(p.Entity))
			c.field(`,"role":`, string(p.Role))
			if p.Capacity != "" {
				c.field(`,"capacity":`, p.Capacity)
			}
			c.finish(f, p.Span, p.Confidence)
		}
		for _, q := range f.Quantities {
			c.start(f.Event, "QUANTITY", q.Text, "")
			c.field(`,"unit":`, q.Unit)
			c.number(`,"min":`, q.Min)
			c.number(`,"max":`, q.Max)
			c.finish(f, q.Span, f.Confidence)
		}
		if f.Content != nil {
			predicate := "CONTENT"
			if f.Content.Outcome {
				predicate = "OUTCOME"
			}
			c.event(f, predicate, f.Content.Text, "", f.Content.Span)
		}
	}
	c.positions()
	return c.b
}

// claims are the claim lines of an article being written.
type claims struct {
	v *articleView
	b []byte
}

func (c *claims) field(name, value string) { c.b = appendField(c.b, name, value) }

func (c *claims) number(name string, x float64) { c.b = appendFloat(append(c.b, name...), x) }

func (c *claims) start(subject, predicate, text, entity string) {
	c.b = append(c.b, `{"record":"claim"`...)
	c.field(`,"article":`, c.v.Key)
	c.field(`,"subject":`, subject)
	c.field(`,"predicate":`, predicate)
	c.field(`,"text":`, text)
	if entity != "" {
		c.field(`,"entity":`, entity)
	}
}

// finish ends a line about f's event.
func (c *claims) finish(f *folded, sp graph.Span, confidence float64) {
	c.field(`,"factuality":`, string(f.Factuality))
	if f.AttributedTo != "" {
		c.field(`,"attributedTo":`, f.AttributedTo)
	}
	c.end(sp, confidence)
}

func (c *claims) end(sp graph.Span, confidence float64) {
	c.b = appendSpan(c.b, sp)
	c.number(`,"confidence":`, confidence)
	c.b = append(c.b, "}\n"...)
}

func (c *claims) event(f *folded, predicate, text, entity string, sp graph.Span) {
	c.start(f.Event, predicate, text, entity)
	c.finish(f, sp, f.Confidence)
}

func (c *claims) positions() {
	for i := range c.v.Extraction.Entities {
		for _, p := range c.v.Extraction.Entities[i].Positions {
			predicate := "POSITION"
			if p.Membership {
				predicate = "MEMBERSHIP"
			}
			c.start(c.v.entity(i), predicate, p.Title, c.v.entity(p.Organization))
			if name := c.v.organization(p); name != "" {
				c.field(`,"organization":`, name)
			}
			c.field(`,"status":`, string(p.Status))
			if p.Period != nil {
				c.field(`,"period":`, p.Period.EDTF)
			}
			c.end(p.Evidence.Span, p.Evidence.Confidence)
		}
	}
}

// where returns the span of a folded report's best evidence.
func (f *folded) where() graph.Span {
	if len(f.Evidence) == 0 {
		return graph.Span{}
	}
	return f.Evidence[0].Span
}

// mark returns the first highlight of a kind, or at.
func (f *folded) mark(kind graph.HighlightKind, at graph.Span) graph.Span {
	for _, e := range f.Evidence {
		for _, h := range e.Highlights {
			if h.Kind == kind {
				return h.Span
			}
		}
	}
	return at
}

func (v *articleView) localName(i int) string {
	if i < 0 || i >= len(v.Extraction.Entities) {
		return ""
	}
	return v.Extraction.Entities[i].Name
}

func appendField(b []byte, name, value string) []byte {
	return appendString(append(b, name...), value)
}

func appendSpan(b []byte, sp graph.Span) []byte {
	b = appendField(b, `,"field":`, string(sp.Field))
	b = strconv.AppendInt(append(b, `,"start":`...), int64(sp.Start), 10)
	return strconv.AppendInt(append(b, `,"end":`...), int64(sp.End), 10)
}
