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
	gold    part // in training
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
	last := int32(-1)
	for i := d.firstMention(from); i < int32(len(d.mentions)); i++ {
		m := &d.mentions[i]
		if m.tokens.First >= s.End {
			break
		}
		if m.entity < 0 || m.head < from || t.token >= m.tokens.First && t.token < m.tokens.End {
			continue
		}
		if m.head < s.First && (m.typ == nlp.Loc || m.typ == nlp.Fac) {
			continue
		}
		c := candidate{mention: i}
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
		if d.nlp.Deprel[k] == nlp.NsubjPass || d.nlp.Deprel[k] == nlp.AuxPass {
			c.passive = true
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
		f.Add("short type", p.short, typ, c.group)
		f.Add("short lemma", p.short, t.lemma)
		f.Add("short support", p.short, c.support)
		f.AddIf(c.passive, "short passive", p.short)
	} else {
		f.Add("no path", typ)
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

// isGovernment reports whether the entity may stand for the people of a
// country or a body.
func (e *entity) isGovernment() bool {
	return e.kind == graph.Place && e.typ == nlp.GPE || e.kind == graph.Organization
}
