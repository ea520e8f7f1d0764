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
		if r := d.rel(cue); d.nlp.Head[cue] == child && (r == nlp.Parataxis || r == nlp.Advcl && !d.circumstance(cue) || r == nlp.Conj || r == nlp.Ccomp || r == nlp.Dep) {
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

// circumstance reports whether the clause of verb v says when, why or under
// which condition something else is so: "after the ministry confirmed it".
func (d *document) circumstance(v int32) bool {
	for c := range d.children.of(v) {
		switch d.lower(c) {
		case "after", "before", "when", "while", "since", "because", "although", "though", "if", "until", "unless":
			if d.rel(c) == nlp.Mark || d.rel(c) == nlp.Advmod {
				return true
			}
		}
	}
	return false
}
