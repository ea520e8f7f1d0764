package extract

import (
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// A part is what an entity does in an encounter, as the model tells it.
type part int

const (
	noPart    part = iota
	partyPart      // takes part; in a visit, the visitor
	hostPart       // receives a visitor
	placePart      // where it happens; in a visit, where to
	numParts
)

// A candidate is a mention that may take part in a trigger's event.
type candidate struct {
	mention int32
	keys    []learn.Key
	prob    [numParts]float64
	// reporter is true of the subject of a verb of saying.
	reporter bool
	gold     part // in training
}

// candidates lists the mentions of the trigger's sentence, and of the
// sentence before it, that refer to an entity.
func (x *Extractor) candidates(d *document, t *trigger) []candidate {
	var cs []candidate
	s := d.nlp.Sentences[t.sentence]
	from := s.First
	if t.sentence > 0 {
		from = d.nlp.Sentences[t.sentence-1].First
	}
	ctx := x.triggerContext(d, t)
	here := map[int32]bool{}
	for i := d.firstMention(s.First); i < int32(len(d.mentions)) && d.mentions[i].tokens.First < s.End; i++ {
		here[d.mentions[i].entity] = true
	}
	last := int32(-1)
	for i := d.firstMention(from); i < int32(len(d.mentions)); i++ {
		m := &d.mentions[i]
		if m.tokens.First >= s.End {
			break
		}
		if m.entity < 0 || m.head < from || t.token >= m.tokens.First && t.token < m.tokens.End {
			continue
		}
		if m.head < s.First && (m.typ == nlp.Loc || m.typ == nlp.Fac || here[m.entity]) {
			continue
		}
		c := candidate{mention: i}
		if h := d.nlp.Head[m.head]; h >= 0 && h != t.token && d.rel(m.head) == nlp.Nsubj && x.ontology.Listed("say", d.nlp.Lemma[h]) {
			c.reporter = true
		}
		c.keys = x.partFeatures(d, t, ctx, m, last)
		last = i
		cs = append(cs, c)
	}
	return cs
}

// firstMention returns the first mention that starts at or after the token.
func (d *document) firstMention(at int32) int32 {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.mentions[mid].tokens.First < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo)
}

// A triggerContext is what the features of all candidates of one trigger share.
type triggerContext struct {
	persons int // distinct persons in the sentence
	typ     string
	group   string // how the type is told: V or N and the type
	support string // lemma of the supporting verb
	gov     string // lemma of the head
	passive bool
	// own names the places of the trigger that are filled in the tree itself:
	// S subject, O object, P possessor, W with, B between, T to, F of.
	own string
}

func (x *Extractor) triggerContext(d *document, t *trigger) *triggerContext {
	c := &triggerContext{typ: string(t.types[0].Type)}
	c.group = "N" + c.typ
	if t.verb {
		c.group = "V" + c.typ
	}
	if t.support >= 0 {
		c.support = d.nlp.Lemma[t.support]
	}
	if h := d.nlp.Head[t.token]; h >= 0 {
		c.gov = d.nlp.Lemma[h]
	}
	s := d.nlp.Sentences[t.sentence]
	seen := map[int32]bool{}
	for i := d.firstMention(s.First); i < int32(len(d.mentions)) && d.mentions[i].tokens.First < s.End; i++ {
		if m := &d.mentions[i]; m.entity >= 0 && m.typ == nlp.Person && !seen[m.entity] {
			seen[m.entity] = true
			c.persons++
		}
	}
	for k := range d.children.of(t.token) {
		switch r := d.nlp.Deprel[k]; {
		case r == nlp.NsubjPass || r == nlp.AuxPass:
			c.passive = true
		case r == nlp.Nsubj:
			c.own += "S"
		case r == nlp.Obj:
			c.own += "O"
		case r == nlp.NmodPoss:
			c.own += "P"
		case r == nlp.Compound && d.mentionAt[k] >= 0:
			c.own += "C"
		case r == nlp.Obl || r == nlp.Nmod:
			switch d.preposition(k) {
			case "with":
				c.own += "W"
			case "between", "among":
				c.own += "B"
			case "to":
				c.own += "T"
			case "of", "by":
				c.own += "F"
			}
		}
	}
	return c
}

// partFeatures describes the mention m to the trigger t.
func (x *Extractor) partFeatures(d *document, t *trigger, c *triggerContext, m *mention, previous int32) []learn.Key {
	var f learn.Features
	typ := m.typ.String()
	if m.adjectival {
		typ = "NORP"
	}
	form := string(m.form)
	same := d.sentenceOf[m.head] == t.sentence
	f.Add("bias")
	f.Add("type", typ)
	f.Add("form", form, typ)
	f.Add("type group", typ, c.group)
	f.Add("type lemma", typ, t.lemma)
	f.AddInt("persons", min(c.persons, 4), typ)
	f.Add("own", c.own, typ)
	f.AddIf(m.within >= 0, "within", typ, c.group)
	e := &d.entities[m.entity]
	f.AddInt("often", min(len(e.mentions), 6), typ)
	f.AddIf(len(e.titles) > 0, "titled", typ)
	f.AddIf(m.score < 0.6, "unsure", typ)
	if !same {
		f.Add("before", typ, form)
		f.Add("before rel", d.nlp.Deprel[m.head].String(), typ)
		f.Add("before group", c.group, typ, c.support)
		f.Add("before lemma", t.lemma, typ)
		f.AddInt("before persons", min(c.persons, 3), typ)
		return f.Keys
	}
	at := m.head
	if m.adjectival || m.within >= 0 {
		// A name inside a title or before a noun takes the path of the whole.
		f.Add("inner rel", d.nlp.Deprel[at].String(), c.group)
		f.Add("inner head", d.nlp.Lemma[max(d.nlp.Head[at], 0)], typ)
	}
	p := x.pathTo(d, t.token, at)
	if p.ok && p.up+p.down <= maxPath {
		f.Add("path", p.full)
		f.Add("path prep", p.full, p.prep)
		f.Add("path type", p.full, typ)
		f.Add("short", p.short, c.group)
		f.Add("short own", p.short, c.own)
		f.Add("short own group", p.short, c.own, c.group, typ)
		f.Add("short type", p.short, typ, c.group)
		f.Add("short lemma", p.short, t.lemma)
		f.Add("short support", p.short, c.support)
		f.AddIf(c.passive, "short passive", p.short)
	} else {
		f.Add("no path", typ)
	}
	place := x.placeOf(d, t, at)
	f.Add("place", place)
	f.Add("place group", place, c.group)
	f.Add("place type", place, typ)
	f.Add("place type group", place, typ, c.group)
	f.Add("place lemma", place, t.lemma)
	f.Add("place own", place, c.own)
	f.Add("place own group", place, c.own, c.group)
	f.Add("place support", place, c.support)
	f.AddIf(m.within >= 0, "place within", place, typ)
	f.AddInt("place persons", min(c.persons, 3), place, typ)
	role := d.roleOf(t.token, at)
	f.Add("role", role, c.group)
	f.Add("role type", role, typ)
	f.Add("role type group", role, typ, c.group)
	f.Add("role lemma", role, t.lemma)
	if pattern := x.pattern(d, t, m); pattern != "" {
		f.Add("pattern", pattern, c.group)
		f.Add("pattern type", pattern, typ)
		f.Add("pattern type group", pattern, typ, c.group)
		f.Add("pattern own", pattern, c.own)
		f.Add("pattern lemma", pattern, t.lemma)
	}
	f.Add("prep", p.prep, c.group)
	f.Add("prep type", p.prep, typ, c.group)
	f.Add("prep lemma", p.prep, t.lemma)
	f.Add("prep side", p.prep, side(m.head, t.token), typ)
	f.AddInt("up", min(p.up, 5), c.group)
	f.AddInt("down", min(p.down, 5), c.group)
	f.AddInt("steps", min(p.up+p.down, 8), typ)
	f.AddInt("clauses", min(p.clauses, 4), typ)
	f.Add("rel", d.nlp.Deprel[m.head].String(), side(m.head, t.token), typ)
	f.Add("rel own", d.nlp.Deprel[m.head].String(), side(m.head, t.token), c.own, c.group)
	nearest := true
	for i := d.firstMention(d.nlp.Sentences[t.sentence].First); i < int32(len(d.mentions)) && d.mentions[i].tokens.First < d.nlp.Sentences[t.sentence].End; i++ {
		o := &d.mentions[i]
		if o.entity < 0 || o.entity == m.entity || kindOf(o.typ) != kindOf(m.typ) || side(o.head, t.token) != side(m.head, t.token) {
			continue
		}
		q := x.steps(d, t.token, o.head)
		if q < p.up+p.down {
			nearest = false
		}
	}
	f.AddIf(nearest, "nearest", side(m.head, t.token), typ)
	f.AddIf(nearest, "nearest own", side(m.head, t.token), typ, c.own)
	f.AddIf(!nearest, "farther", side(m.head, t.token), typ)
	n := m.head - t.token
	if n < 0 {
		n = -n
	}
	f.AddInt("distance", bucket(int(n)), side(m.head, t.token), typ)
	// Other persons between them.
	between := 0
	lo, hi := min(m.head, t.token), max(m.head, t.token)
	for i := d.firstMention(lo + 1); i < int32(len(d.mentions)) && d.mentions[i].head < hi; i++ {
		if o := &d.mentions[i]; o.entity >= 0 && o.entity != m.entity && o.within < 0 {
			between++
		}
	}
	f.AddInt("between", min(between, 4), side(m.head, t.token), typ)
	x.wordsBetween(d, &f, t, m, c)
	// The verb over the mention and what it is to it.
	if h := d.nlp.Head[m.head]; h >= 0 {
		f.Add("head", d.nlp.Lemma[h], d.nlp.Deprel[m.head].String())
		f.AddIf(h == t.support, "of support", d.nlp.Deprel[m.head].String(), c.support)
		f.AddIf(h == t.token, "of trigger", d.nlp.Deprel[m.head].String(), t.lemma)
		f.AddIf(x.ontology.Listed("say", d.nlp.Lemma[h]), "says", d.nlp.Deprel[m.head].String(), c.group)
	}
	// A subject of the clause that the trigger's clause hangs from.
	v := t.token
	for n := 0; n < 4 && v >= 0; n++ {
		if s := d.subject(v); s >= 0 {
			if sameMention(d, s, m) {
				f.AddInt("subject up", n, c.group)
				f.AddInt("subject up own", n, c.own, c.group)
				f.AddInt("subject up support", n, c.support, c.group)
				f.AddInt("subject up type", n, typ)
			}
			break
		}
		v = d.nlp.Head[v]
	}
	f.AddIf(previous >= 0 && d.mentions[previous].entity == m.entity, "again", typ)
	f.AddIf(d.inTitle(m.head), "title", typ)
	return f.Keys
}

// subject returns the subject of verb v, or -1.
func (d *document) subject(v int32) int32 {
	for c := range d.children.of(v) {
		if d.rel(c) == nlp.Nsubj {
			return c
		}
	}
	return -1
}

func sameMention(d *document, t int32, m *mention) bool {
	if t >= m.tokens.First && t < m.tokens.End {
		return true
	}
	a := d.mentionAt[t]
	return a >= 0 && d.mentions[a].entity == m.entity
}

// wordsBetween adds the words that stand between a trigger and a mention when
// they are few.
func (x *Extractor) wordsBetween(d *document, f *learn.Features, t *trigger, m *mention, c *triggerContext) {
	var lo, hi int32
	order := "t-m"
	if m.tokens.First > t.token {
		lo, hi = t.token+1, m.tokens.First
	} else {
		lo, hi, order = m.tokens.End, t.phrase.First, "m-t"
	}
	if hi-lo > 4 || hi < lo {
		return
	}
	var b strings.Builder
	for i := lo; i < hi; i++ {
		if o := d.mentionAt[i]; o >= 0 {
			b.WriteString(d.mentions[o].typ.String())
		} else {
			b.WriteString(d.lower(i))
		}
		b.WriteByte(' ')
	}
	f.Add("words", order, b.String(), c.group)
	f.Add("words type", order, b.String(), m.typ.String())
	if hi > lo {
		f.Add("word at", order, d.lower(hi-1), c.group)
	}
}

// pattern tells the way from a trigger to a mention by the words between that
// hold a sentence together: what stands where, whatever the tree says. It is
// empty when the way is long.
func (x *Extractor) pattern(d *document, t *trigger, m *mention) string {
	lo, hi := t.token+1, m.tokens.First
	var b strings.Builder
	b.WriteByte('>')
	if m.tokens.First < t.token {
		lo, hi = m.tokens.End, t.phrase.First
		b.Reset()
		b.WriteByte('<')
	}
	items, last := 0, int32(-1)
	for i := lo; i < hi; i++ {
		item := ""
		if o := d.mentionAt[i]; o >= 0 && d.mentions[o].within < 0 {
			if o == last {
				continue
			}
			last = o
			item = "E"
			if d.mentions[o].typ == nlp.Person {
				item = "P"
			}
		} else {
			switch d.nlp.UPOS[i] {
			case nlp.PosAdp, nlp.PosCconj, nlp.PosSconj, nlp.PosPart, nlp.PosPunct:
				item = d.lower(i)
			case nlp.PosPron:
				item = "pr"
			case nlp.PosAux:
				item = d.nlp.Lemma[i]
			case nlp.PosVerb:
				item = "V"
				if l := d.nlp.Lemma[i]; x.ontology.Listed("say", l) {
					item = "SAY"
				} else if x.ontology.Listed("light", l) {
					item = "L"
				}
			case nlp.PosNoun:
				if x.isRole(d, i) {
					continue
				}
				item = "n"
			default:
				continue
			}
		}
		if items++; items > 6 {
			return ""
		}
		b.WriteByte(' ')
		b.WriteString(item)
	}
	return b.String()
}

func side(a, b int32) string {
	if a < b {
		return "left"
	}
	return "right"
}

func bucket(n int) int {
	switch {
	case n < 5:
		return n
	case n < 8:
		return 5
	case n < 12:
		return 6
	case n < 20:
		return 7
	}
	return 8
}

// entityParts gives each entity among the candidates of a trigger the best
// probability that one of its mentions has for each part.
type entityPart struct {
	entity  int32
	mention int32 // the one with the best case for taking part
	prob    [numParts]float64
}

func entityParts(d *document, cs []candidate) []entityPart {
	var out []entityPart
	for i := range cs {
		e := d.mentions[cs[i].mention].entity
		k := 0
		for k < len(out) && out[k].entity != e {
			k++
		}
		if k == len(out) {
			out = append(out, entityPart{entity: e, mention: cs[i].mention, prob: cs[i].prob})
			continue
		}
		if 1-cs[i].prob[noPart] > 1-out[k].prob[noPart] {
			out[k].mention, out[k].prob = cs[i].mention, cs[i].prob
		}
	}
	return out
}

// secondFeatures describes an entity among the candidates of a trigger by what
// the first model says of it and of the others: a country takes part when
// nobody is named for it.
func (s *sighting) secondFeatures(d *document, n int) []learn.Key {
	var f learn.Features
	p := &s.parts[n]
	e := &d.entities[p.entity]
	m := &d.mentions[p.mention]
	typ := e.typ.String()
	if m.adjectival {
		typ = "NORP"
	}
	group := "N" + string(s.types[0].Type)
	if s.verb {
		group = "V" + string(s.types[0].Type)
	}
	f.Add("bias")
	f.Add("type", typ, group)
	f.Add("form", string(m.form), typ)
	for part := range numParts {
		steps(&f, "p"+string(rune('0'+part)), p.prob[part], "")
		steps(&f, "pt"+string(rune('0'+part)), p.prob[part], typ)
	}
	f.AddInt("bin", int(p.prob[partyPart]*10), group)
	rank, persons, bodies, same, top, sum := 0, 0, 0, 0, 0.0, 0.0
	for k := range s.parts {
		o := &s.parts[k]
		if k == n {
			continue
		}
		q := o.prob[partyPart]
		oe := &d.entities[o.entity]
		if q > p.prob[partyPart] {
			rank++
		}
		top = max(top, q)
		sum += q
		if q < 0.5 {
			continue
		}
		if oe.kind == graph.Person {
			persons++
		} else {
			bodies++
		}
		if e.country != "" && oe.country == e.country {
			same++
		}
	}
	here := "before"
	if d.sentenceOf[m.head] == s.sentence {
		here = "here"
	}
	f.Add(here, typ)
	f.AddInt("rank", min(rank, 4), typ)
	f.AddInt("rank here", min(rank, 4), here)
	f.AddInt("rank lemma", min(rank, 3), s.lemma)
	steps(&f, "other", top, typ)
	steps(&f, "others", min(sum/4, 1), typ)
	f.AddInt("persons", min(persons, 3), typ, here)
	f.AddInt("persons bin", min(persons, 3)*10+int(p.prob[partyPart]*5), typ)
	f.AddInt("bodies", min(bodies, 3), typ, here)
	f.AddInt("country", min(same, 1), typ)
	f.AddInt("country bin", min(same, 1)*10+int(p.prob[partyPart]*5), typ)
	f.AddIf(m.within >= 0, "within", typ)
	f.AddInt("often", min(len(e.mentions), 6), typ)
	return f.Keys
}
