package extract

import "parley/extract/nlp"

// What stands between a verb of saying and a sighting of its sentence tells
// even where the tree is wrong how the one goes with the other.

// between says how the words between a cue and the sighting lie:
//
//	that      the cue, "that", the sighting
//	quoted    the cue, a quotation that opens, the sighting in it
//	adjunct   the cue and when or where it was said: "told reporters after meeting her"
//	bare      the cue, the sighting
//	closing   the sighting and, after a comma or a quotation, who says it
//	behind    the sighting, the cue
//
// A cue in between is marked with "over".
func (d *document) between(cue int32, s *sighting) string {
	over := ""
	for i := range d.cues {
		if t := d.cues[i].token; t > min(cue, s.token) && t < max(cue, s.token) {
			over = " over"
		}
	}
	if cue > s.token {
		if d.closes(cue, s.token) {
			return "closing" + over
		}
		return "behind" + over
	}
	if d.adjunct(cue, s.token) {
		return "adjunct"
	}
	for t := cue + 1; t < s.token; t++ {
		switch {
		case d.lower(t) == "that" && d.nlp.UPOS[t] == nlp.PosSconj:
			return "that" + over
		case openingQuote(d.nlp.Word(t)) && d.inQuotation(s.token) && !d.inQuotation(cue):
			return "quoted" + over
		}
	}
	return "bare" + over
}

// closes reports whether only who says it, and when, stands between the last
// comma or quotation mark after the sighting and the cue: "..., two diplomats
// said on Monday".
func (d *document) closes(cue, token int32) bool {
	for t := cue - 1; t > token; t-- {
		switch d.nlp.UPOS[t] {
		case nlp.PosPunct:
			if w := d.nlp.Word(t); w == "," || w == "—" || closingQuote(w) {
				return true
			}
		case nlp.PosVerb, nlp.PosAux, nlp.PosSconj:
			return false
		}
	}
	return false
}

// adjunct reports whether the sighting is told of only as when or where
// something else was said: "said after meeting her", "told reporters during the
// visit", "said as he received them".
func (d *document) adjunct(cue, token int32) bool {
	if cue > token {
		return false
	}
	opener := int32(-1)
	for t := cue + 1; t < token; t++ {
		if d.nlp.UPOS[t] == nlp.PosPunct || d.lower(t) == "that" {
			return false
		}
		u := d.nlp.UPOS[t]
		if opener < 0 && (u == nlp.PosAdp || u == nlp.PosSconj) && occasions[d.lower(t)] {
			opener = t
			continue
		}
		tag := d.nlp.XPOS[t]
		if opener >= 0 && (tag == nlp.TagMD || tag == nlp.TagVBD || tag == nlp.TagVBZ || tag == nlp.TagVBP) {
			return false
		}
	}
	return opener >= 0
}

// occasions are words before the occasion on which something is said.
var occasions = map[string]bool{"after": true, "before": true, "during": true, "following": true, "at": true, "in": true, "as": true, "while": true, "when": true, "ahead": true, "alongside": true, "upon": true}

// outside reports whether the cue stands in a quotation that the sighting does
// not stand in: it is part of what somebody says about something else.
func (d *document) outside(cue int32, s *sighting) bool {
	return d.inQuotation(cue) && !d.inQuotation(s.token)
}

// inSubject reports whether the token stands in the phrase of who says it:
// "Anna Berg, who met the envoy on Monday, said that prices would fall".
func (d *document) inSubject(head, cue, token int32) bool {
	found := false
	d.above(token, 8, func(h, below int32, _ nlp.Deprel) bool {
		found = below == head && h == cue || h == head && d.nlp.Head[head] == cue
		return !found && h != cue
	})
	return found
}
