package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// terms reads when a person took or left office where the words do not repeat
// which: "she took office in 2019", "his term ends in 2027". It dates the only
// post that the article gives the person.
func (p *positions) terms(all []position) {
	d := p.d
	for i := range d.times {
		t := &d.times[i]
		if t.sentence < 0 || t.head < 0 {
			continue
		}
		v := d.nlp.Head[t.head]
		if v >= 0 && v < t.head && d.nlp.UPOS[v] == nlp.PosNoun && d.rel(v) == nlp.Obl && d.nlp.Head[v] >= 0 {
			v = d.nlp.Head[v] // "resigned from that role in May"
		}
		if v < 0 || d.ofOtherVerb(v, t.head) || !p.asserted(v) {
			continue
		}
		holder, edge := p.term(v)
		if holder < 0 {
			continue
		}
		date := d.termDate(t.tokens, t.date, t.cue)
		start, end := date.bounds(edge)
		if start == "" && end == "" {
			continue
		}
		only := -1
		for k := range all {
			if all[k].entity != holder || all[k].membership {
				continue
			}
			if only >= 0 {
				only = -2
				break
			}
			only = k
		}
		if only < 0 || d.nlp.UPOS[v] == nlp.PosVerb && officeVerbs[d.nlp.Lemma[v]] != "" && p.saysPost(v) {
			continue
		}
		post := &all[only]
		if post.period != nil {
			first, last, _ := strings.Cut(post.period.EDTF, "/")
			if start != "" || last != ".." || first == ".." {
				continue
			}
			start = first // "became chairman in 2011 and stepped down in 2019"
		}
		p.setPeriod(post, start, end, &date)
	}
}

// saysPost reports whether the clause of v names a post.
func (p *positions) saysPost(v int32) bool {
	for c := range p.d.children.of(v) {
		if c > v && p.isPost(c) {
			return true
		}
	}
	return false
}

// term returns the person (entity, or -1) of whose office v tells, and which
// end of it.
func (p *positions) term(v int32) (holder int32, edge officeEdge) {
	d := p.d
	subject := d.subject(v)
	for h := v; subject < 0 && d.rel(h) == nlp.Conj && d.nlp.Head[h] >= 0; subject = d.subject(h) {
		h = d.nlp.Head[h]
	}
	if subject < 0 {
		return -1, noEdge
	}
	switch d.lower(subject) {
	case "term", "mandate", "tenure", "presidency", "premiership":
		owner := int32(-1)
		for c := range d.children.of(subject) {
			if d.nlp.Deprel[c] == nlp.NmodPoss {
				owner = p.personAt(c)
			}
		}
		switch d.nlp.Lemma[v] {
		case "end", "expire", "run", "finish":
			return owner, endOfOffice
		case "begin", "start":
			return owner, startOfOffice
		}
		return -1, noEdge
	case "who", "that":
		if d.rel(v) == nlp.Acl {
			subject = d.nlp.Head[v]
		}
	}
	holder = p.personAt(subject)
	if holder < 0 {
		return -1, noEdge
	}
	passive := d.child(v, nlp.Aux) >= 0 && d.nlp.XPOS[v] == nlp.TagVBN
	object := ""
	for c := range d.children.of(v) {
		if c > v && (d.rel(c) == nlp.Obj || d.rel(c) == nlp.Obl && d.preposition(c) == "to") && (d.lower(c) == "office" || d.lower(c) == "power") {
			object = d.lower(c)
		}
	}
	switch d.nlp.Lemma[v] {
	case "take", "assume", "come":
		if object != "" {
			return holder, startOfOffice
		}
	case "leave":
		if object != "" {
			return holder, endOfOffice
		}
	case "elect", "appoint", "inaugurate":
		if passive {
			return holder, startOfOffice
		}
	case "oust", "dismiss", "sack", "overthrow":
		if passive {
			return holder, endOfOffice
		}
	case "resign", "step":
		return holder, p.edgeOf(v)
	case "office", "power": // "has been in office since 2019"
		if d.child(v, nlp.Cop) >= 0 && d.preposition(v) == "in" {
			return holder, noEdge
		}
	}
	return -1, noEdge
}

// personAt returns the entity of the person that token t names, or -1.
func (p *positions) personAt(t int32) int32 {
	i := p.d.mentionAt[t]
	if i < 0 || p.d.mentions[i].entity < 0 || p.d.entities[p.d.mentions[i].entity].kind != graph.Person {
		return -1
	}
	return p.d.mentions[i].entity
}
