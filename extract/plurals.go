package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// plural resolves "they", "the two leaders" and "both sides" to the two
// entities of their kind last named together, else last named, and "the
// lawmakers" to the persons of whom the article says that they are such.
func (r *resolver) plural(m *mention) []int32 {
	kind := graph.Person
	if m.typ == nlp.GPE {
		kind = graph.Place
	}
	s := r.d.sentenceOf[m.head]
	if m.form == graph.PronounMention {
		if e := r.group(m); e >= 0 {
			return []int32{e}
		}
		// "They" needs two persons in one sentence right before it, or a noun
		// for two: "The two leaders met. They agreed."
		for k := s; k >= 0 && k >= s-1; k-- {
			if r.said && r.pairedAt == k && r.paired(s, kind, nil) {
				return r.two
			}
			es := r.together(k, m.tokens.First, kind, nil)
			if len(es) == 2 {
				return es
			}
			if es = r.met(k, m.tokens.First, es); len(es) == 2 {
				return es
			}
		}
		return nil
	}
	c := newDescription(singular(m.titles[0]))
	if m.gender == 'P' {
		if es := r.bearersOf(m, c); es != nil || !together(m.titles[0]) {
			return es
		}
		return r.justNamed(m, c)
	}
	if r.paired(s, kind, c) {
		return r.two // "They met. The two men also spoke."
	}
	for k := s; k >= 0 && k >= s-4; k-- {
		es := r.together(k, m.tokens.First, kind, c)
		if len(es) == 2 {
			return es
		}
		if es = r.met(k, m.tokens.First, es); len(es) == 2 {
			return es
		}
	}
	var es []int32
	for i := len(r.recent) - 1; i >= 0 && len(es) < 2; i-- {
		e := r.recent[i]
		if r.d.entities[e].kind == kind && (kind == graph.Person || r.d.entities[e].country != "") && r.among(c, e) && (len(es) == 0 || es[0] != e) {
			es = append(es, e)
		}
	}
	if len(es) == 2 {
		es[0], es[1] = es[1], es[0]
		return es
	}
	return nil
}

// paired reports whether a plural right before meant two entities of a kind
// whom a plural in sentence s may mean too.
func (r *resolver) paired(s int32, kind graph.EntityKind, c *description) bool {
	return len(r.two) == 2 && r.pairedAt >= s-1 && !slices.ContainsFunc(r.two, func(e int32) bool { return r.d.entities[e].kind != kind || !r.among(c, e) })
}

// group returns the body that is the subject over a "they", or of the sentence
// before, or -1: "the group left for the capital, where they met".
func (r *resolver) group(m *mention) int32 {
	d := r.d
	if d.rel(m.head) != nlp.Nsubj {
		return -1
	}
	subject := func(v int32) int32 {
		s := d.subject(v)
		if s < 0 || s >= m.head || r.x.ontology.Listed("say", d.nlp.Lemma[v]) || d.mentionAt[s] < 0 {
			return -1
		}
		for c := range d.children.of(s) {
			if d.rel(c) == nlp.Conj {
				return -1
			}
		}
		e := d.mentions[d.mentionAt[s]].entity
		if e < 0 || d.entities[e].kind != graph.Organization || d.entities[e].typ != nlp.Org || d.mentions[d.mentionAt[s]].head != s {
			return -1
		}
		return e
	}
	for h, n := d.nlp.Head[m.head], 0; h >= 0 && n < 8; h, n = d.nlp.Head[h], n+1 {
		if s := d.subject(h); s >= 0 && s != m.head {
			return subject(h)
		}
	}
	if s := d.sentenceOf[m.head]; s > 0 {
		if t := d.rootOf(s - 1); t >= 0 {
			return subject(t)
		}
	}
	return -1
}

// among reports whether entity e may be one of those whom a plural describes:
// an aide is none of the two leaders.
func (r *resolver) among(c *description, e int32) bool {
	if c == nil || r.d.entities[e].kind != graph.Person {
		return true
	}
	switch c.head {
	case "pair", "duo", "couple", "trio", "men", "women", "counterpart", "official":
		return true
	}
	return r.fits(c, e) != unfit
}

// justNamed returns the persons of the nearest of the two sentences before m
// that names several.
func (r *resolver) justNamed(m *mention, c *description) []int32 {
	s := r.d.sentenceOf[m.head]
	for k := s - 1; k >= 0 && k >= s-2; k-- {
		if es := r.together(k, m.tokens.First, graph.Person, c); len(es) > 1 && len(es) <= 4 {
			return es
		}
	}
	return nil
}

// most is the greatest number of persons whom a plural may mean.
const most = 6

// bearersOf returns the persons named before m who bear the role, when there
// are several.
func (r *resolver) bearersOf(m *mention, c *description) []int32 {
	c.country = m.country
	if c.neutral() {
		return nil
	}
	var es []int32
	for e := range r.d.entities {
		if r.d.entities[e].kind != graph.Person || r.last[e] < 0 || r.alien(c, int32(e)) {
			continue
		}
		if f := r.fits(c, int32(e)); f >= kindred {
			es = append(es, int32(e))
		}
	}
	if len(es) < 2 || len(es) > most {
		return nil
	}
	return es
}

// singular returns a role without its plural ending.
func singular(role string) string {
	switch head := roleHead(role); head {
	case "men", "women":
		return role
	default:
		return strings.TrimSuffix(role, "s")
	}
}

// together returns the entities of a kind that sentence s names before token
// at and that a description, when there is one, may mean.
func (r *resolver) together(s, at int32, kind graph.EntityKind, c *description) []int32 {
	sentence := r.d.nlp.Sentences[s]
	var es []int32
	last := int32(-1)
	for t := sentence.First; t < min(sentence.End, at); t++ {
		i := r.d.mentionAt[t]
		if i < 0 || i == last {
			continue
		}
		last = i
		e := r.d.mentions[i].entity
		if e < 0 || r.d.entities[e].kind != kind || kind == graph.Place && (r.d.entities[e].country == "" || r.d.located(&r.d.mentions[i])) || !r.among(c, e) {
			continue
		}
		if !slices.Contains(es, e) {
			es = append(es, e)
		}
	}
	return es
}

// met returns the two of the entities es whom the grammar has meet each other last
// in sentence s before token at: of "A met B on Monday and saw C on Tuesday. The
// two ..." A and C.
func (r *resolver) met(s, at int32, es []int32) []int32 {
	if len(es) < 3 {
		return nil
	}
	d := r.d
	sentence := d.nlp.Sentences[s]
	for t := min(sentence.End, at) - 1; t >= sentence.First; t-- {
		trigger, ok := r.x.triggerAt(d, t)
		if !ok || trigger.types[0].Type == graph.Visit {
			continue
		}
		var agents, partners []int32
		for _, f := range d.fillers(&trigger) {
			i := d.nameOf(f.token)
			if i < 0 || !slices.Contains(es, d.mentions[i].entity) {
				continue
			}
			if c := f.slot.class(); c == agentSlot {
				agents = append(agents, d.mentions[i].entity)
			} else if c == partnerSlot {
				partners = append(partners, d.mentions[i].entity)
			}
		}
		if len(agents) == 1 && len(partners) == 1 && agents[0] != partners[0] {
			return []int32{agents[0], partners[0]}
		}
	}
	return nil
}
