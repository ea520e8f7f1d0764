package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
)

// joinBracketed makes one mention of a person's name of which a quotation sets
// a part in brackets, because the speaker did not say it: "Senator [Anna] Berg".
func (x *Extractor) joinBracketed(d *document) {
	for t := int32(0); t+2 < int32(d.nlp.Len()); t++ {
		if d.nlp.Word(t) != "[" {
			continue
		}
		end := t + 1
		for end < min(t+4, int32(d.nlp.Len())) && x.namePart(d, end) {
			end++
		}
		if end == t+1 || end+1 >= int32(d.nlp.Len()) || d.nlp.Word(end) != "]" {
			continue
		}
		if d.sentenceOf[t] != d.sentenceOf[end+1] {
			continue
		}
		first, whole := nlp.Range{First: t + 1, End: end}, nlp.Range{First: t, End: end + 2}
		m, next := d.mentionAt[t+1], d.mentionAt[end+1]
		switch {
		case next >= 0 && (d.mentions[next].tokens.First != end+1 || d.mentions[next].typ != nlp.Person && (m < 0 || d.mentions[next].typ != nlp.GPE)),
			next < 0 && (m < 0 || !x.namePart(d, end+1)):
			continue
		case next >= 0:
			m, whole.End = next, d.mentions[next].tokens.End
		}
		last := d.nlp.TextOf(nlp.Range{First: end + 1, End: whole.End})
		d.mentions[m].tokens, d.mentions[m].head, d.mentions[m].typ = whole, d.headOf(whole), nlp.Person
		d.mentions[m].key = nameKey(d.nlp.TextOf(first) + " " + last)
		d.mentions = slices.DeleteFunc(d.mentions, func(o mention) bool { return o.tokens.First > t && o.tokens.End <= end })
		d.markMentions()
	}
}

// markMentions notes which mention each token is of.
func (d *document) markMentions() {
	for t := range d.mentionAt {
		d.mentionAt[t] = -1
	}
	for i := range d.mentions {
		for t := d.mentions[i].tokens.First; t < d.mentions[i].tokens.End; t++ {
			if d.mentionAt[t] < 0 {
				d.mentionAt[t] = int32(i)
			}
		}
	}
}

// namePart reports whether the word of token t may be part of a person's name,
// and is no title.
func (x *Extractor) namePart(d *document, t int32) bool {
	if m := d.mentionAt[t]; m >= 0 && d.mentions[m].typ != nlp.Person {
		return false
	}
	w := d.nlp.Word(t)
	return d.nlp.UPOS[t] == nlp.PosPropn && w[0] >= 'A' && w[0] <= 'Z' && !x.ontology.Listed("title", strings.ToLower(w)) && !x.isRole(d, t)
}

// unbracketed drops from a name the brackets that joinBracketed read over.
func unbracketed(name string) string {
	if !strings.ContainsRune(name, '[') {
		return name
	}
	return strings.NewReplacer("[", "", "]", "").Replace(name)
}
