package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// A description is what a nominal says of the person whom it means.
type description struct {
	role      string // "foreign minister"
	head      string // "minister"
	country   string
	class     officeClass
	bodies    []int32 // entities beside it: "the head of the Union"
	of        bool    // they follow it
	possessor int32   // entity of the person in "his deputy", or -1
	verb      int32   // the word of which it is an argument, or -1
	others    []int32 // persons of whom it speaks as of others
}

// newDescription returns what a role alone says.
func newDescription(role string) *description {
	return &description{role: role, head: roleHead(role), class: callable(role), possessor: -1, verb: -1}
}

// describe reads the nominal m.
func (r *resolver) describe(m *mention) *description {
	d := r.d
	c := newDescription(m.titles[0])
	c.country, c.verb, c.others = m.country, d.argumentOf(m.head), r.spokenOf(m)
	for k := range d.children.of(m.head) {
		o := d.mentionAt[k]
		if o < 0 || d.mentions[o].entity < 0 || k > m.head && d.preposition(k) != "of" {
			continue
		}
		switch e := d.mentions[o].entity; {
		case d.entities[e].kind == graph.Person:
			if k < m.head {
				c.possessor = e
			}
		case d.mentions[o].country == "" && d.entities[e].typ != nlp.Norp:
			c.bodies = append(c.bodies, e)
			c.of = c.of || k > m.head
		}
	}
	return c
}

// argumentOf returns the word of which the token is a subject, an object or
// an adjunct, or -1.
func (d *document) argumentOf(t int32) int32 {
	switch d.rel(t) {
	case nlp.Nsubj, nlp.Obj, nlp.Iobj, nlp.Obl:
		return d.nlp.Head[t]
	}
	return -1
}

// predicated returns the subject of which the nominal at token t is said, or
// -1: "she is the minister".
func (d *document) predicated(t int32) int32 {
	if d.child(t, nlp.Cop) < 0 {
		return -1
	}
	return d.child(t, nlp.Nsubj)
}

// describedBy returns the person whom a nominal describes best, or none.
func (r *resolver) describedBy(m *mention) []int32 {
	c := r.describe(m)
	if c.unknown() {
		return nil
	}
	es := r.described(m, c)
	if len(es) == 1 && !c.neutral() && !past(c.role) && len(r.offices[es[0]].roles) == 0 {
		r.offices[es[0]].add(c.role) // as the text says now
	}
	return es
}

func (r *resolver) described(m *mention, c *description) []int32 {
	if s := r.d.predicated(m.head); s >= 0 {
		if o := r.d.mentionAt[s]; o >= 0 && r.d.mentions[o].entity >= 0 && r.d.entities[r.d.mentions[o].entity].kind == graph.Person {
			return []int32{r.d.mentions[o].entity}
		}
		if w := r.d.lower(s); w == "who" || w == "he" || w == "she" || w == "i" {
			return nil
		}
	}
	if es := r.best(m, func(m *mention, e int32) float64 { return r.scoreNominal(m, c, e) }); es != nil {
		return es
	}
	if es := r.later(c); es != nil {
		return es
	}
	if es := r.untitled(m, c); es != nil {
		return es
	}
	return r.byVariation(m, c)
}

// unknown reports whether a description is of somebody whom the text need not
// name: "the next president", "a wise man".
func (c *description) unknown() bool {
	switch c.head {
	case "man", "woman":
		return c.role != c.head
	case "head":
		return len(c.bodies) == 0 && c.country == ""
	}
	return strings.HasPrefix(c.role, "next ") || strings.Contains(c.role, " next ")
}

// alien reports whether the country or the body of a description is none of
// those of person e.
func (r *resolver) alien(c *description, e int32) bool {
	o := &r.offices[e]
	return c.country != "" && len(o.countries) > 0 && !slices.Contains(o.countries, c.country)
}

func (r *resolver) scoreNominal(m *mention, c *description, e int32) float64 {
	if e == c.possessor || slices.Contains(c.others, e) || r.alien(c, e) || r.misgendered(c, e) {
		return 0
	}
	switch c.head {
	case "counterpart", "host", "guest", "colleague", "official", "aide", "lawyer", "attorney":
		if c.country == "" {
			return 0
		}
	}
	same := c.country != "" && slices.Contains(r.offices[e].countries, c.country)
	s, f := 0.0, r.fits(c, e)
	switch {
	case f == wholly:
		s = 8
	case f == partly:
		s = 6
	case f == kindred:
		s = 3
	case f == unsaid && generic(c.head) && r.d.entities[e].country != "":
		s = 3
	case f == unsaid && same && !kin(c.head):
		s = 2
	case f == unsaid && (c.head == "man" || c.head == "woman"):
		s = 1
	default:
		return 0
	}
	n, ok := r.distance(m, e)
	switch {
	case same:
		s += 6
	case c.country != "" && f < partly:
		return 0
	case generic(c.head) && f < partly:
		s--
	}
	if !ok {
		if f < wholly || c.country == "" {
			return 0
		}
		n = 8
	}
	switch o := &r.offices[e]; {
	case len(c.bodies) == 0 || len(o.bodies) == 0:
	case slices.ContainsFunc(c.bodies, func(b int32) bool { return slices.Contains(o.bodies, b) }):
		s += 4
	case c.of:
		return 0
	case f > kindred:
		s -= 5
	default:
		s -= 2
	}
	s += 3 - 0.4*float64(min(n, 10)) + min(2, 0.2*float64(r.counts[e]))
	if ok && n == 0 {
		last := &r.d.mentions[r.last[e]]
		if c.verb >= 0 && r.d.argumentOf(last.head) == c.verb {
			if last.form == graph.NamedMention {
				return 0 // "A met the minister": the minister is not A
			}
			s -= 3
		}
		if r.subjects[e] == r.d.sentenceOf[m.head] {
			s--
		}
	}
	if f >= partly && r.former(c, e) {
		s -= 3 // "the president" is rather not a former one
	}
	return s
}

// kin reports whether the noun names a relative.
func kin(head string) bool {
	_, ok := kinship[head]
	return ok
}

// misgendered reports whether the noun names people of another gender than
// that of person e.
func (r *resolver) misgendered(c *description, e int32) bool {
	female := c.head == "woman" || r.x.ontology.Listed("female", c.head)
	male := c.head == "man" || r.x.ontology.Listed("male", c.head)
	if !female && !male {
		return false
	}
	he, she := r.called[e][0], r.called[e][1]
	switch g := r.d.entities[e].gender; {
	case g == 'm':
		return female
	case g == 'f':
		return male
	}
	return female && he > she || male && she > he
}
