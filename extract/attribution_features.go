package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
)

// A quotation is what the words around a sighting say of being quoted.
type quotation struct {
	in    bool // in quotation marks
	first bool // its sentence speaks in the first person
	here  int  // cues in its sentence
	told  bool // one of them governs it
}

// noSourceFeatures describes the choice of no source at all.
func (x *Extractor) noSourceFeatures(d *document, s *sighting, q *quotation) []learn.Key {
	var f learn.Features
	pos := "N"
	if s.verb {
		pos = "V"
	}
	in := map[bool]string{true: "quoted", false: "plain"}[q.in]
	f.Add("none", pos)
	f.Add("none in", in)
	f.AddIf(q.told, "none told", in)
	f.AddIf(q.first, "none first person", in)
	f.AddInt("none here", min(q.here, 3), in)
	f.AddIf(d.inTitle(s.token), "none title")
	f.Add("none tag", d.nlp.XPOS[s.token].String())
	f.Add("none lemma", s.lemma)
	f.Add("none rel", d.nlp.Deprel[s.token].String())
	f.AddIf(definite(d, s), "none definite")
	f.AddInt("none sentence", bucket(int(s.sentence)))
	sentence := d.nlp.Sentences[s.sentence]
	for t := sentence.First; t < sentence.End; t++ {
		f.AddIf(d.nlp.UPOS[t] == nlp.PosAdv && x.ontology.Listed("alleged", d.lower(t)), "none alleged")
	}
	return f.Keys
}

func (x *Extractor) sourceFeatures(d *document, s *sighting, c *sourceCandidate, q *quotation, ruled bool) []learn.Key {
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
	in := map[bool]string{true: "quoted", false: "plain"}[q.in]
	f.AddInt("far in", int(c.far), in)
	f.AddIf(ruled, "ruled", in)
	f.AddIf(ruled, "ruled how", c.how)
	f.AddIf(q.first, "first person", in)
	if c.far != 0 {
		f.Add("far cue", d.nlp.Lemma[c.cue])
		f.AddInt("far here", min(q.here, 2), in)
		f.AddIf(q.told, "far told", in)
		f.AddInt("far first person", int(c.far), in, map[bool]string{true: "first", false: "third"}[q.first])
		f.AddIf(d.nlp.UPOS[c.head] == nlp.PosPron, "far pronoun")
		f.AddIf(d.inQuotation(c.cue), "far cue quoted")
		f.AddIf(d.rel(c.cue) == nlp.Root || d.rel(c.cue) == nlp.Parataxis, "far main", in)
		f.AddInt("far paragraphs", min(d.paragraphsBetween(c.cue, s.token), 2), in)
		return f.Keys
	}
	lie := d.between(c.cue, s)
	f.Add("between", lie)
	f.Add("between how", lie, c.how)
	f.Add("between cue", lie, d.nlp.Lemma[c.cue])
	f.Add("between in", lie, in)
	told := d.tells(c.cue, s)
	f.AddIf(told, "tells", c.how)
	f.AddIf(told, "tells cue", d.nlp.Lemma[c.cue])
	f.AddIf(!told, "does not tell", c.how)
	f.AddInt("of", min(q.here, 3), c.how)
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
