package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// predicate reads posts said by verbs of which m is the subject or the object,
// or by the relative clause about m.
func (p *positions) predicate(m *mention) {
	d := p.d
	for c := range d.children.of(m.head) { // "X, who was president", "X, elected president"
		if d.rel(c) == nlp.Appos && c > m.head && d.child(c, nlp.Cop) >= 0 {
			p.clause(m, c, false)
		}
		if d.rel(c) != nlp.Acl || c < m.head {
			continue
		}
		passive := d.nlp.Deprel[c] == nlp.Acl && d.nlp.XPOS[c] == nlp.TagVBN
		for k := range d.children.of(c) {
			switch w := d.lower(k); {
			case w != "who" && w != "that":
			case d.nlp.Deprel[k] == nlp.NsubjPass:
				passive = true
				p.clause(m, c, true)
				passive = false
			case d.rel(k) == nlp.Nsubj:
				p.clause(m, c, false)
			}
		}
		if passive {
			p.clause(m, c, true)
		}
	}
	h := d.nlp.Head[m.head]
	if h < 0 {
		return
	}
	switch {
	case d.nlp.Deprel[m.head] == nlp.NsubjPass:
		p.clause(m, h, true)
	case d.rel(m.head) == nlp.Nsubj:
		p.clause(m, h, false)
	case d.rel(m.head) == nlp.Obj && takesObject[d.nlp.Lemma[h]]:
		p.clause(m, h, true)
	}
}

// clause reads the posts that the clause of predicate v gives to m: to its
// subject, or with done to whom it is done.
func (p *positions) clause(m *mention, v int32, done bool) {
	d := p.d
	if p.x.negated(d, v) {
		return
	}
	if u := d.nlp.UPOS[v]; u == nlp.PosNoun || u == nlp.PosPropn {
		if cop := d.child(v, nlp.Cop); cop >= 0 && p.isPost(v) && d.nlp.XPOS[v] != nlp.TagNNS {
			if status, ok := p.copula(v, cop); ok {
				first, last := d.subtree(v)
				p.stated(m.entity, nlp.Range{First: max(first, cop+1), End: last + 1}, v, v, status)
			}
		}
		return
	}
	lemma := d.nlp.Lemma[v]
	status, office := officeVerbs[lemma]
	if office && takesObject[lemma] != done {
		return // the one who appoints
	}
	if hasAux(d, v, "could") || hasAux(d, v, "may") || hasAux(d, v, "might") {
		return
	}
	edge := p.edgeOf(v)
	if done && !office && !putsOut[lemma] || !done && putsOut[lemma] {
		return
	}
	switch {
	case edge == endOfOffice:
		status = graph.Former
	case !office:
		status = graph.Current
	}
	if lemma == "serve" && (hasAux(d, v, "has") || hasAux(d, v, "have") || d.nlp.XPOS[v] == nlp.TagVBZ || d.nlp.XPOS[v] == nlp.TagVBP) {
		status = graph.Current
	}
	if hasAux(d, v, "will") || hasAux(d, v, "to") {
		status = graph.Future
		if edge == endOfOffice || lemma == "remain" {
			status = graph.Current // still
		}
	}
	for c := range d.children.of(v) {
		if c == m.head || c < v || d.nlp.UPOS[c] != nlp.PosNoun && d.nlp.UPOS[c] != nlp.PosPropn && d.lower(c) != "executive" || d.mentionAt[c] >= 0 && d.mentions[d.mentionAt[c]].form == graph.NamedMention {
			continue
		}
		as := d.preposition(c) == "as"
		switch d.rel(c) {
		case nlp.Xcomp, nlp.Obj, nlp.Ccomp:
			if !office || !p.isPost(c) {
				continue
			}
		case nlp.Obl, nlp.Advcl:
			// "served as a guard" says an occupation whatever the noun is.
			if !as || !p.isPost(c) && lemma != "serve" && lemma != "work" {
				continue
			}
		default:
			continue
		}
		first, last := d.subtree(c)
		p.stated(m.entity, nlp.Range{First: first, End: last + 1}, c, v, status)
	}
}

// copula returns how a post stands of which "is", "was" or "will be" is said.
func (p *positions) copula(v, cop int32) (graph.PositionStatus, bool) {
	switch w := p.d.lower(cop); {
	case w == "was" || w == "were":
		return graph.Former, true
	case w == "be" && p.d.child(v, nlp.Aux) >= 0:
		switch p.d.lower(p.d.child(v, nlp.Aux)) {
		case "will", "to", "shall":
			return graph.Future, true
		}
		return "", false
	}
	return graph.Current, true
}

// parenthesis reads the post in parentheses after the name of m: "X (Acme
// president)", and, where the sentence has named a kind of minister for all of
// a list, "X (Finance)". It reports whether there was one.
func (p *positions) parenthesis(m *mention) bool {
	d := p.d
	open := m.tokens.End
	sentence := d.nlp.Sentences[d.sentenceOf[m.head]]
	if open >= sentence.End || d.nlp.Word(open) != "(" {
		return false
	}
	end, post := open+1, int32(-1)
	for ; end < sentence.End && end < open+10 && d.nlp.Word(end) != ")"; end++ {
		if p.isPost(end) {
			post = end
		}
	}
	if end >= sentence.End || d.nlp.Word(end) != ")" || end == open+1 {
		return false
	}
	if post >= 0 {
		p.phrase(m.entity, nlp.Range{First: open + 1, End: end}, m.tokens)
		return true
	}
	var field []string
	for k := open + 1; k < end; k++ {
		if u := d.nlp.UPOS[k]; u != nlp.PosNoun && u != nlp.PosPropn && u != nlp.PosAdj && d.lower(k) != "and" && d.lower(k) != "," {
			return false
		}
		field = append(field, d.lower(k))
	}
	for t := sentence.First; t < m.tokens.First; t++ {
		if d.lower(t) != "ministers" && d.lower(t) != "secretaries" {
			continue
		}
		title := map[string]string{"ministers": "minister", "secretaries": "secretary"}[d.lower(t)]
		out := position{entity: m.entity, title: title + " of " + strings.Join(field, " "), org: -1, status: graph.Current, first: m.tokens.First, end: end + 1}
		for k := range d.children.of(t) {
			if o := d.mentionAt[k]; o >= 0 && d.mentions[o].entity >= 0 && d.entities[d.mentions[o].entity].kind == graph.Place {
				out.org = d.mentions[o].entity
			}
		}
		p.all = append(p.all, out)
		return true
	}
	return false
}

// share gives a post in the plural before a list of names to the other names
// too: "G7 leaders A, B and C". Name is the first.
func (p *positions) share(post position, name nlp.Range) {
	d := p.d
	sentence := d.nlp.Sentences[d.sentenceOf[name.First]]
	comma := false
	for t := name.End; t < sentence.End; t++ {
		if o := d.mentionAt[t]; o >= 0 && d.mentions[o].typ == nlp.Person && d.mentions[o].form == graph.NamedMention {
			if !comma || d.mentions[o].entity < 0 {
				return
			}
			comma = false
			other := post
			other.entity, other.end = d.mentions[o].entity, d.mentions[o].tokens.End
			p.all = append(p.all, other)
			t = d.mentions[o].tokens.End - 1
			continue
		}
		switch w := d.lower(t); {
		case w == "," || w == "and":
			comma = true
		case w == "'s" || w == "’s" || w == "the":
		case d.nlp.UPOS[t] != nlp.PosNoun && d.nlp.UPOS[t] != nlp.PosPropn && d.nlp.UPOS[t] != nlp.PosAdj:
			return
		}
	}
}
