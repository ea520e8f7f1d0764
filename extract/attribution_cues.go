package extract

import "parley/extract/nlp"

// tells reports whether what the cue says may hold the sighting: the trigger
// is in its clause of content, or the cue hangs from a word over the trigger.
func (d *document) tells(cue int32, s *sighting) bool {
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

// trailing returns the head of the noun phrase between the last comma and verb
// of saying t, where the parser took h, before the comma, for its subject: "A
// met B on Tuesday, two diplomats said". A list keeps its first member.
func (d *document) trailing(h, t int32) int32 {
	noun := int32(-1)
	for i := t - 1; i > h; i-- {
		switch u := d.nlp.UPOS[i]; {
		case d.nlp.Word(i) == ",":
			if noun < 0 {
				return h
			}
			return noun
		case u == nlp.PosVerb || u == nlp.PosAux || u == nlp.PosCconj:
			return h
		case u == nlp.PosAdp:
			noun = -1 // "officials in Bergen": the noun before counts
		case noun < 0 && (u == nlp.PosNoun || u == nlp.PosPropn || u == nlp.PosPron):
			noun = i
		}
	}
	return h
}
