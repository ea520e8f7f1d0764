package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// numberedBody returns the tokens, from token t, that name a body by the
// number of its members, such as "G7" and "G-20".
func (d *document) numberedBody(t int32) (nlp.Range, bool) {
	r := nlp.Range{First: t, End: t + 1}
	n := int32(d.nlp.Len())
	for r.End < n && r.Len() < 3 && d.nlp.Spans[r.End-1].End == d.nlp.Spans[r.End].Start {
		if w := d.nlp.Word(r.End); w != "-" && (w[0] != '-' && !digits(w) || !digits(w[1:])) {
			break
		}
		r.End++
	}
	w := d.nlp.TextOf(r)
	if r.End < n && d.nlp.Spans[r.End-1].End == d.nlp.Spans[r.End].Start && hasLetter(d.lower(r.End)) && d.nlp.Word(r.End)[0] != '\'' {
		return r, false // "G12a"
	}
	if len(w) < 2 || w[0] != 'G' {
		return r, false
	}
	number := w[1:]
	if number[0] == '-' {
		number = number[1:]
	}
	return r, len(number) > 0 && len(number) < 3 && digits(number)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// addNumberedBodies makes mentions of the bodies that are named by a number.
// The recognizer often takes them, with words around them, for an event: "the
// G-20 met".
func (d *document) addNumberedBodies() {
	added := false
	for t := int32(0); t < int32(d.nlp.Len()); t++ {
		if d.nlp.Word(t)[0] != 'G' {
			continue
		}
		r, ok := d.numberedBody(t)
		if !ok {
			continue
		}
		if i := d.mentionAt[t]; i >= 0 {
			if m := &d.mentions[i]; m.tokens.First == t && (m.typ == nlp.EventName || m.tokens.Len() <= r.Len()) {
				d.shorten(i, r)
				m.typ = nlp.Org
				for k := r.First; k < r.End; k++ {
					if d.mentionAt[k] < 0 {
						d.mentionAt[k] = i
					}
				}
			}
			continue
		}
		d.addMention(mention{tokens: r, head: d.headOf(r), form: graph.NamedMention, typ: nlp.Org, entity: -1, within: -1, score: 0.9, key: nameKey(d.nlp.TextOf(r))})
		added = true
	}
	if added {
		d.sortMentions()
	}
}
