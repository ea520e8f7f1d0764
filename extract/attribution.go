package extract

import (
	"strings"

	"parley/extract/internal/learn"
	"parley/extract/nlp"
	"parley/graph"
)

// sourcing says to whom a sighting is attributed.
type sourcing struct {
	text   string
	tokens nlp.Range // the words that name the source
	cue    int32     // the token that says it is one, or -1
	entity int32     // or -1
	prob   float64
}

// A sourceCandidate is somebody who may be the source of a sighting.
type sourceCandidate struct {
	head int32 // of the source's noun phrase
	cue  int32 // the verb of saying, or "according"
	far  int32 // sentences before the trigger's
	how  string
	keys []learn.Key
}

// sourceCandidates lists the subjects of verbs of saying and what follows
// "according to" in the trigger's sentence and in the one before it.
func (x *Extractor) sourceCandidates(d *document, s *sighting) []sourceCandidate {
	var cs []sourceCandidate
	for n := s.sentence; n >= 0 && n >= s.sentence-1; n-- {
		sentence := d.nlp.Sentences[n]
		for t := sentence.First; t < sentence.End; t++ {
			if t == s.token {
				continue
			}
			c := sourceCandidate{head: -1, cue: t, far: s.sentence - n}
			switch l := d.nlp.Lemma[t]; {
			case d.lower(t) == "according":
				c.how, c.head = "according", x.accordingTo(d, t)
			case d.nlp.UPOS[t] == nlp.PosVerb && x.ontology.Listed("say", l):
				c.how, c.head = "subject", d.subject(t)
				if c.head < 0 {
					c.how, c.head = "beside", d.beside(t)
				}
				if c.head < 0 {
					c.how, c.head = "other subject", x.controller(d, t)
				}
			}
			if c.head < 0 || !d.tells(t, s, c.far) || d.nlp.UPOS[c.head] == nlp.PosPron && (d.mentionAt[c.head] < 0 || d.mentions[d.mentionAt[c.head]].entity < 0) || d.lower(c.head) == "it" || d.lower(c.head) == "who" || d.lower(c.head) == "which" {
				continue
			}
			c.keys = x.sourceFeatures(d, s, &c)
			cs = append(cs, c)
		}
	}
	return cs
}

// tells reports whether what the cue says may hold the sighting: the trigger
// is in its clause of content, or the cue hangs from a word over the trigger.
// A cue in the sentence before tells what stands in quotation marks.
func (d *document) tells(cue int32, s *sighting, far int32) bool {
	if far > 0 {
		return d.quoted(s.token)
	}
	if d.lower(cue) == "according" {
		return true
	}
	// "..., the ministry announced." at the end of a sentence.
	if end := d.nlp.Sentences[d.sentenceOf[cue]].End; s.token < cue && end-cue < 12 {
		for i := cue - 1; i > s.token && i > cue-9; i-- {
			if u := d.nlp.UPOS[i]; u == nlp.PosVerb || u == nlp.PosAux || u == nlp.PosSconj {
				break
			}
			if w := d.nlp.Word(i); w == "," || w == "\"" || w == "”" {
				return true
			}
		}
	}
	child := s.token
	for h, n := d.nlp.Head[s.token], 0; n < 20; n++ {
		if r := d.rel(cue); d.nlp.Head[cue] == child && (r == nlp.Parataxis || r == nlp.Advcl || r == nlp.Conj || r == nlp.Ccomp || r == nlp.Dep) {
			return true
		}
		if h < 0 {
			return false
		}
		if h == cue {
			r := d.rel(child)
			return r == nlp.Ccomp || r == nlp.Parataxis || r == nlp.Xcomp || r == nlp.Obj || r == nlp.Conj || r == nlp.Dep
		}
		child, h = h, d.nlp.Head[h]
	}
	return false
}

// accordingTo returns the head of what follows "according to".
func (x *Extractor) accordingTo(d *document, t int32) int32 {
	if h := d.nlp.Head[t]; h > t && d.rel(t) == nlp.Case {
		return h
	}
	for c := range d.children.of(t) {
		if c > t && (d.rel(c) == nlp.Obl || d.rel(c) == nlp.Nmod || d.rel(c) == nlp.Obj) {
			return c
		}
	}
	return -1
}

// beside returns the head of the name that stands right before or after verb
// t, for where the tree has no subject; -1 when none does.
func (d *document) beside(t int32) int32 {
	if t > 0 && d.mentionAt[t-1] >= 0 && d.sentenceOf[t-1] == d.sentenceOf[t] {
		return d.mentions[d.mentionAt[t-1]].head
	}
	return -1
}

// controller returns the subject that verb t shares with the verb over it:
// "X confirmed ..., adding that".
func (x *Extractor) controller(d *document, t int32) int32 {
	for h, n := d.nlp.Head[t], 0; h >= 0 && n < 2; h, n = d.nlp.Head[h], n+1 {
		if s := d.subject(h); s >= 0 {
			return s
		}
	}
	return -1
}

func (x *Extractor) sourceFeatures(d *document, s *sighting, c *sourceCandidate) []learn.Key {
	var f learn.Features
	typ := d.nlp.UPOS[c.head].String()
	if o := d.mentionAt[c.head]; o >= 0 {
		typ = d.mentions[o].typ.String() + string(d.mentions[o].form[:3])
		party := "no party"
		for _, p := range s.party {
			if d.mentions[o].entity == p.entity {
				party = "is party"
			}
		}
		f.Add(party, c.how, d.nlp.Lemma[c.cue])
		f.Add(party, c.how)
	} else {
		f.Add("noun", d.nlp.Lemma[c.head])
	}
	f.Add("bias")
	f.Add("how", c.how)
	f.Add("type", typ, c.how)
	f.Add("cue", d.nlp.Lemma[c.cue])
	f.AddInt("far", int(c.far), c.how)
	f.AddIf(d.inTitle(c.cue), "title")
	if c.far > 0 {
		f.Add("far cue", d.nlp.Lemma[c.cue])
		f.AddIf(d.quoted(s.token), "far quoted")
		return f.Keys
	}
	p := x.pathTo(d, s.token, c.cue)
	if p.ok && p.up+p.down <= maxPath {
		f.Add("path", p.full)
		f.Add("short", p.short)
		f.AddIf(p.down == 0, "governs", c.how)
		f.AddInt("governs up", min(p.up, 5), c.how)
		f.AddIf(p.down == 0, "governs cue", d.nlp.Lemma[c.cue])
	}
	// How the trigger hangs from the verb of saying: in what is said, or in
	// what goes with the saying ("told reporters after meeting her").
	below, first := s.token, s.token
	for h, n := d.nlp.Head[s.token], 0; h >= 0 && h != c.cue && n < 12; h, n = d.nlp.Head[h], n+1 {
		below = h
	}
	if d.nlp.Head[below] == c.cue {
		f.Add("hangs", d.nlp.Deprel[below].String(), c.how)
		f.Add("hangs cue", d.nlp.Deprel[below].String(), d.nlp.Lemma[c.cue])
		f.Add("hangs side", d.nlp.Deprel[below].String(), side(c.cue, s.token), c.how)
		f.AddIf(d.rel(below) == nlp.Ccomp && d.child(below, nlp.Mark) >= 0, "hangs that", c.how)
	} else if d.nlp.Head[c.cue] >= 0 {
		for h, n := c.cue, 0; h >= 0 && n < 3; h, n = d.nlp.Head[h], n+1 {
			first = h
			if d.nlp.Head[h] == s.token {
				break
			}
		}
		f.Add("cue hangs", d.nlp.Deprel[c.cue].String(), c.how)
		f.AddIf(d.nlp.Head[first] == s.token, "cue under trigger", d.nlp.Deprel[first].String(), c.how)
	} else {
		f.Add("apart", c.how)
	}
	between := 0
	for h, n := d.nlp.Head[s.token], 0; h >= 0 && h != c.cue && n < 12; h, n = d.nlp.Head[h], n+1 {
		if d.nlp.UPOS[h] == nlp.PosVerb && x.ontology.Listed("say", d.nlp.Lemma[h]) {
			between++
		}
	}
	f.AddInt("other cues", min(between, 2), c.how)
	f.AddInt("down", min(p.down, 4), c.how)
	f.AddInt("up", min(p.up, 5), c.how)
	f.Add("side", side(c.cue, s.token), c.how)
	f.AddIf(d.quoted(s.token), "quoted", c.how)
	f.Add("tag", d.nlp.XPOS[s.token].String(), c.how)
	f.Add("lemma", s.lemma, c.how)
	return f.Keys
}

// quoted reports whether token t stands between quotation marks.
func (d *document) quoted(t int32) bool {
	sentence := d.nlp.Sentences[d.sentenceOf[t]]
	open := false
	for i := sentence.First; i < t; i++ {
		switch d.nlp.Word(i) {
		case "\"", "``", "''":
			open = !open
		case "“":
			open = true
		case "”":
			open = false
		}
	}
	return open
}

// sourceAt is the least probability of a source.
const sourceAt = 0.2

// judgeSource finds to whom the sighting is attributed.
func (x *Extractor) judgeSource(m *models, d *document, s *sighting) {
	s.source = sourcing{cue: -1, entity: -1}
	var p []float64
	for _, c := range x.sourceCandidates(d, s) {
		p = m.sources.Predict(c.keys, p)
		if p[1] >= sourceAt && p[1] > s.source.prob {
			s.source = d.sourceOf(&c)
			s.source.prob = p[1]
		}
	}
}

// sourceOf names the source of a candidate: a pronoun by the name it stands
// for, a noun with what belongs to it.
func (d *document) sourceOf(c *sourceCandidate) sourcing {
	s := sourcing{cue: c.cue, entity: -1, tokens: nlp.Range{First: c.head, End: c.head + 1}}
	if o := d.mentionAt[c.head]; o >= 0 && d.mentions[o].entity >= 0 {
		m := &d.mentions[o]
		s.entity, s.tokens, s.text = m.entity, m.tokens, d.nlp.TextOf(m.tokens)
		if m.form != graph.NamedMention {
			s.text = d.entities[m.entity].name
		}
		s.text = oneLine(s.text)
		return s
	}
	first, last := c.head, c.head
	for k := range d.children.of(c.head) {
		switch d.rel(k) {
		case nlp.Det, nlp.Amod, nlp.Compound, nlp.Nmod, nlp.Nummod, nlp.Flat, nlp.Fixed:
			a, b := d.subtree(k)
			if b-a < 8 {
				first, last = min(first, a), max(last, b)
			}
		}
	}
	s.tokens = nlp.Range{First: first, End: last + 1}
	s.text = strings.TrimSpace(oneLine(d.nlp.TextOf(s.tokens)))
	return s
}

// subtree returns the first and last token under t.
func (d *document) subtree(t int32) (first, last int32) {
	first, last = t, t
	for c := range d.children.of(t) {
		a, b := d.subtree(c)
		first, last = min(first, a), max(last, b)
	}
	return first, last
}
