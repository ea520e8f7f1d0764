package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/extract/when"
	"parley/graph"
)

// A dateContext is what is known of a sighting whatever dates it.
type dateContext struct {
	s     *sighting
	pos   string
	tense string // of the verb that tells of it
	aux   string
	here  int // expressions in its sentence
	// before and after are the sentences nearest to it that have a date, or
	// -1.
	before, after int32
	ruled         string // what a construction says of its factuality
	ahead         bool   // the words say that it is still to come
	keys          []string
}

func (x *Extractor) dateContext(d *document, s *sighting) dateContext {
	c := dateContext{s: s, pos: "N", before: -1, after: -1}
	if s.verb {
		c.pos = "V"
	}
	for i := range d.times {
		t := &d.times[i]
		switch {
		case t.date.EDTF == "" || t.sentence < 0:
		case t.sentence == s.sentence:
			c.here++
		case t.sentence < s.sentence:
			c.before = t.sentence
		case c.after < 0:
			c.after = t.sentence
		}
	}
	// The verb that tells of it: itself, the one that carries it, or the next
	// one above.
	v := s.token
	if !s.verb {
		if v = s.support; v < 0 {
			v = s.token
			for n := 0; n < 4 && v >= 0 && d.nlp.UPOS[v] != nlp.PosVerb && d.nlp.UPOS[v] != nlp.PosAux; n++ {
				v = d.nlp.Head[v]
			}
		}
	}
	c.tense = "none"
	for n := 0; n < 4 && v >= 0; n++ {
		if u := d.nlp.UPOS[v]; u == nlp.PosVerb || u == nlp.PosAux {
			if t := x.verbTense(d, v); t != when.NoTense {
				c.tense = tenseNames[t]
				for k := range d.children.of(v) {
					if d.rel(k) == nlp.Aux {
						c.aux += d.lower(k) + " "
					}
				}
				c.aux += d.nlp.XPOS[v].String()
				break
			}
		}
		v = d.nlp.Head[v]
	}
	say := func(name, value string) { c.keys = append(c.keys, name, value) }
	say("tag", d.nlp.XPOS[s.token].String())
	say("lemma", s.lemma)
	say("tense", c.tense+" "+c.pos)
	say("aux", c.aux+" "+c.pos)
	say("rel", d.nlp.Deprel[s.token].String())
	for k := range d.children.of(s.token) {
		switch d.rel(k) {
		case nlp.Det, nlp.Amod, nlp.Advmod, nlp.Nummod:
			say("child", d.lower(k))
		}
		if d.nlp.Deprel[k] == nlp.NmodPoss {
			say("child", "poss")
		}
	}
	if h := d.nlp.Head[s.token]; h >= 0 {
		say("over", d.nlp.Lemma[h])
	}
	where := "body"
	switch n := s.sentence; {
	case d.inTitle(s.token):
		where = "title"
	case n <= 2:
		where = "lead"
	case n <= 6:
		where = "early"
	}
	say("where", where)
	say("where tense", where+" "+c.tense)
	say("where tag", where+" "+d.nlp.XPOS[s.token].String())
	say("party lead", d.namedIn(s.party, 0, 2))
	say("party lead tense", d.namedIn(s.party, 0, 2)+" "+c.tense)
	say("party before", d.namedIn(s.party, s.sentence-2, s.sentence-1))
	if r, ok := x.ruledFact(d, s); ok {
		c.ruled, c.ahead = string(r.fact), r.fact == graph.Scheduled || r.fact == graph.Proposed
		say("ruled by", r.name)
	} else {
		c.ruled, c.ahead = "unruled", s.verb && x.verbTense(d, s.token) == when.Future
	}
	say("ruled", c.ruled)
	say("ruled tense", c.ruled+" "+c.tense)
	if s.support >= 0 {
		say("support", d.nlp.Lemma[s.support]+" "+d.nlp.XPOS[s.support].String())
	}
	if d.quoted(s.token) {
		say("quoted", "yes")
	}
	sentence := d.nlp.Sentences[s.sentence]
	for k := max(sentence.First, s.token-5); k < min(sentence.End, s.token+6); k++ {
		if k != s.token && d.mentionAt[k] < 0 && d.nlp.UPOS[k] != nlp.PosPunct && d.nlp.UPOS[k] != nlp.PosNoun {
			say("near", d.nlp.Lemma[k])
		}
	}
	return c
}

// namedIn says whether all of the entities, some or none are named or meant in
// the sentences from first to last.
func (d *document) namedIn(es []chosen, first, last int32) string {
	n := 0
	for _, c := range es {
		for _, m := range d.entities[c.entity].mentions {
			if at := d.sentenceOf[d.mentions[m].head]; at >= first && at <= last {
				n++
				break
			}
		}
	}
	switch {
	case n == 0:
		return "none"
	case n == len(es):
		return "all"
	}
	return "some"
}

var tenseNames = [...]string{when.NoTense: "none", when.Past: "past", when.Present: "present", when.Future: "future"}

// none describes the choice of no date at all.
func (c *dateContext) none(d *document) []learn.Key {
	var f learn.Features
	_, dated := d.published()
	pub := map[bool]string{true: "published", false: "unpublished"}[dated]
	f.Add("none", pub)
	for i := 0; i < len(c.keys); i += 2 {
		f.Add("none "+c.keys[i], c.keys[i+1])
	}
	f.AddInt("none here", min(c.here, 3), c.pos)
	f.AddInt("none here tense", min(c.here, 2), c.tense)
	far := func(n int32) int { return bucket(int(max(n, -n))) }
	f.AddIf(c.before < 0, "none before")
	if c.before >= 0 {
		f.AddInt("none before", far(c.s.sentence-c.before), pub)
	}
	f.AddIf(c.after < 0, "none after")
	return f.Keys
}

// published describes the choice of the time of publication.
func (c *dateContext) published(d *document, t *timex) []learn.Key {
	var f learn.Features
	p := precision(t.date)
	f.Add("pub", p)
	for i := 0; i < len(c.keys); i += 2 {
		f.Add("pub "+c.keys[i], c.keys[i+1], p)
	}
	f.AddInt("pub here", min(c.here, 3), c.pos, p)
	f.AddInt("pub here tense", min(c.here, 2), c.tense, p)
	return f.Keys
}

func (x *Extractor) dateFeatures(d *document, c *dateContext, timex int32) []learn.Key {
	var f learn.Features
	s, t := c.s, &d.times[timex]
	pos, here := c.pos, c.here
	rel := d.relation(t.date.EDTF)
	length := precision(t.date)
	f.Add("bias")
	f.Add("kind", t.kind, t.cue)
	f.Add("length", length)
	f.Add("relation", rel, d.nlp.XPOS[s.token].String())
	f.Add("relation tense", rel, c.tense)
	f.Add("relation aux", rel, c.aux)
	f.Add("cue", t.cue, pos)
	f.AddInt("here", min(here, 3))
	n := t.sentence - s.sentence
	if n != 0 {
		far := bucket(int(max(n, -n)))
		if n < 0 {
			far = -far
		}
		none := map[bool]string{true: "none", false: "some"}[here == 0]
		f.AddInt("sentences", far)
		f.AddInt("sentences here", far, none)
		f.AddInt("sentences pos", far, pos, d.nlp.XPOS[s.token].String())
		f.AddInt("sentences length", far, length, rel)
		f.AddInt("sentences tense", far, c.tense, rel)
		f.AddInt("sentences relation", far, rel)
		f.AddIf(t.sentence == c.before, "nearest before", none, rel)
		f.AddIf(t.sentence == c.after, "nearest after", none, rel)
		f.Add("other rel", d.nlp.Deprel[s.token].String())
		for k := range d.children.of(s.token) {
			f.AddIf(d.rel(k) == nlp.Det, "other det", d.lower(k))
		}
		f.Add("other lemma", s.lemma)
		with := d.namedIn(s.party, t.sentence, t.sentence)
		f.Add("other with", with)
		f.AddInt("other with", far, with, rel)
		if h := d.nlp.Head[t.head]; h >= 0 {
			f.AddIf(x.ontology.Listed("say", d.nlp.Lemma[h]), "other says")
			f.AddIf(d.nlp.Lemma[h] == s.lemma, "other same lemma")
			v := h
			for k := 0; k < 3 && v >= 0 && d.nlp.UPOS[v] != nlp.PosVerb; k++ {
				v = d.nlp.Head[v]
			}
			if v >= 0 {
				f.Add("other tense", tenseNames[x.verbTense(d, v)], c.tense)
			}
		}
		f.AddIf(d.inTitle(s.token), "other from title", rel)
		return f.Keys
	}
	f.AddInt("same here", min(here, 3), length)
	r := x.reach(d, s, t)
	over := "other"
	if r.top >= 0 {
		switch l := d.nlp.Lemma[r.top]; {
		case r.top == s.token, r.top == s.support:
			over = "own"
		case x.ontology.Listed("say", l):
			over = "says"
		case d.nlp.UPOS[r.top] != nlp.PosVerb:
			over = "noun"
		}
	}
	before := x.verbBefore(d, s, t)
	says := map[bool]string{true: "says", false: "tells"}[r.says]
	f.Add("reach", r.time, r.trigger)
	f.Add("reach over", r.time, r.trigger, over)
	f.Add("reach time", r.time, says)
	f.Add("reach trigger", r.trigger, over, says)
	f.Add("reach before", before, says)
	f.Add("reach before trigger", before, r.trigger)
	f.Add("reach before trigger time", before, r.trigger, r.time)
	f.Add("reach ruled", c.ruled, r.trigger, says)
	f.Add("reach ruled before", c.ruled, before)
	f.Add("reach over aux", r.time, over, c.aux)
	f.Add("reach says aux", says, over, c.aux)
	p := x.pathTo(d, s.token, t.head)
	if p.ok && p.up+p.down <= maxPath {
		f.Add("path", p.full)
		f.Add("short", p.short)
		f.Add("short pos", p.short, pos)
		f.Add("short cue", p.short, t.cue)
	} else {
		f.Add("no path")
	}
	f.AddInt("up", min(p.up, 5), pos)
	f.AddInt("down", min(p.down, 5), pos)
	f.AddInt("clauses", min(p.clauses, 4))
	f.AddIf(s.support >= 0 && d.nlp.Head[t.head] == s.support, "of support")
	k := t.head - s.token
	f.AddInt("distance", bucket(int(max(k, -k))), side(t.head, s.token), pos)
	// Is another expression, or another verb, nearer?
	nearer := 0
	for i := range d.times {
		o := &d.times[i]
		if o != t && o.sentence == s.sentence && o.date.EDTF != "" && max(o.head-s.token, s.token-o.head) < max(k, -k) {
			nearer++
		}
	}
	f.AddInt("nearer", min(nearer, 2))
	if h := d.nlp.Head[t.head]; h >= 0 {
		f.AddIf(x.ontology.Listed("say", d.nlp.Lemma[h]), "says")
	}
	f.Add("lemma", s.lemma, t.cue)
	return f.Keys
}
