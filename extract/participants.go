package extract

import (
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// partFeatures describes the mention m to the trigger t, and fills in how it
// stands.
func (x *Extractor) partFeatures(d *document, t *trigger, c *triggerContext, m *mention, previous int32, st *standing) []learn.Key {
	var f learn.Features
	typ := d.partType(m)
	form := string(m.form)
	st.here, st.subject = d.sentenceOf[m.head] == t.sentence, -1
	st.distance = int(m.head - t.token)
	in := x.standIn(d, m, t.token)
	st.acting = in.class
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
	if k := strings.LastIndexByte(e.key, ' '); k > 0 && e.kind == graph.Organization {
		noun := e.key[k+1:] // what kind of body it is
		f.Add("body word", noun)
		f.Add("body word group", noun, c.group)
	}
	if !st.here {
		f.Add("before", typ, form)
		f.Add("before rel", d.nlp.Deprel[m.head].String(), typ)
		f.Add("before stands", in.class, typ)
		f.Add("before group", c.group, typ, c.support)
		f.Add("before lemma", t.lemma, typ)
		f.AddInt("before persons", min(c.persons, 3), typ)
		return f.Keys
	}
	at := m.head
	if m.adjectival || m.within >= 0 || in.class != "" {
		// A name inside a title or before a noun takes the path of the whole.
		f.Add("inner rel", d.nlp.Deprel[at].String(), c.group)
		f.Add("inner head", d.nlp.Lemma[max(d.nlp.Head[at], 0)], typ)
	}
	x.standFeatures(d, &f, t, m, c, &in, st)
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
	st.place, st.prep, st.clauses, st.steps = place, p.prep, p.clauses, p.up+p.down
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
	if m.adjectival || m.within >= 0 || d.rel(at) == nlp.Nmod || d.rel(at) == nlp.Compound {
		class := x.headClass(d, at)
		f.Add("inner class", class, place, c.group)
		f.Add("inner class type", class, place, typ)
		f.Add("inner class place", class, d.placeName(at), typ)
	}
	var inside bool
	st.slot, inside = d.slotOf(c.fillers, at)
	st.inside = inside
	name := string(st.slot)
	if inside {
		name += " inside"
	}
	f.Add("slot", name, c.group)
	f.Add("slot type", name, typ)
	f.Add("slot type group", name, typ, c.group)
	f.Add("slot lemma", name, t.lemma)
	class := string(st.slot.class())
	if inside {
		class += " inside"
	}
	if inside {
		// "talks with officials of A": A takes part where nobody is named.
		head := x.headClass(d, at)
		f.Add("slot inside", class, head, typ)
		f.Add("slot inside head", head, typ)
	}
	f.Add("slot class", class, typ)
	f.Add("slot class filled", class, c.filled, typ)
	f.Add("slot filled", name, c.filled, c.group)
	f.Add("slot filled type", name, c.filled, typ)
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
	st.nearest = nearest
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
	st.between = between
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
				st.subject = n
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

// partType tells the type of a mention for the part it may have: countries and
// their people act otherwise than towns and other groups do.
func (d *document) partType(m *mention) string {
	switch {
	case m.adjectival:
		return "demonym"
	case m.typ == nlp.GPE && d.entities[m.entity].country != "":
		return "country"
	}
	return m.typ.String()
}

// headClass tells what kind of word the token depends on: one that names a
// person, known or not, people who act for others, or another.
func (x *Extractor) headClass(d *document, at int32) string {
	h := d.nlp.Head[at]
	if h < 0 {
		return "none"
	}
	number := "one"
	if d.nlp.XPOS[h] == nlp.TagNNS {
		number = "many"
	}
	switch m := d.nameOf(h); {
	case m >= 0:
		return "known " + d.mentions[m].typ.String()
	case x.isRole(d, h):
		return "role " + number
	}
	switch d.nlp.Lemma[h] {
	case "government", "delegation", "side", "authority", "regime", "team", "negotiator", "counterpart", "diplomat", "envoy", "representative", "lawmaker", "leadership", "administration", "leader", "official", "member", "people", "group", "company", "executive":
		return "acting " + number
	}
	return d.nlp.UPOS[h].String() + " " + number
}

// nameOf returns the mention that says by name whom the noun means: its own, or
// that of a name in apposition; -1 when the text does not say.
func (d *document) nameOf(noun int32) int32 {
	if m := d.mentionAt[noun]; m >= 0 && d.mentions[m].entity >= 0 {
		return m
	}
	return d.called(noun)
}

// called returns the mention of a name in apposition with the noun, either
// way round, or -1: "the Norland firm, Acme", "Acme, the Norland firm".
func (d *document) called(noun int32) int32 {
	named := func(t int32) bool {
		m := d.mentionAt[t]
		return m >= 0 && d.mentions[m].entity >= 0 && d.mentions[m].form == graph.NamedMention
	}
	for c := range d.children.of(noun) {
		if r := d.rel(c); (r == nlp.Appos || r == nlp.Flat) && named(c) {
			return d.mentionAt[c]
		}
	}
	if h := d.nlp.Head[noun]; h >= 0 && d.rel(noun) == nlp.Appos && named(h) {
		return d.mentionAt[h]
	}
	return -1
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
