package extract

import (
	"parley/extract/nlp"
	"parley/graph"
)

// farSpeaker is the greatest number of sentences between a quotation and the
// words that say whose it is.
const farSpeaker = 3

// speaker resolves "I" to the one who says it: who signs the words, the subject of a verb of
// saying in its sentence, outside of the quotation, else in a sentence after it
// in the same quotation, else in the sentences before it. Outside of a
// quotation only the sentence itself counts.
func (r *resolver) speaker(m *mention) []int32 {
	d := r.d
	s := d.sentenceOf[m.head]
	if by, ok := d.signedBy(m.head); ok {
		if e := r.personAt(by.head); e >= 0 {
			return []int32{e}
		}
		return nil
	}
	if e := r.sayer(s, m.head); e >= 0 {
		return []int32{e}
	}
	if !d.inQuotation(m.head) && !d.quoted(m.head) {
		return nil
	}
	// A quotation of several sentences may say whose it is at its end.
	for k := s + 1; int(k) < len(d.nlp.Sentences) && k <= s+2 && !d.nlp.Paragraph[k] && d.inQuotation(d.nlp.Sentences[k].First); k++ {
		if e := r.sayer(k, m.head); e >= 0 {
			return []int32{e}
		}
	}
	for k := s - 1; k >= 0 && k >= s-farSpeaker; k-- {
		if e := r.sayer(k, -1); e >= 0 {
			return []int32{e}
		}
		if e := r.introducer(k); e >= 0 && k == s-1 {
			return []int32{e}
		}
	}
	return nil
}

// country returns the country for which the one who says "we" speaks, when the
// article names it.
func (r *resolver) country(m *mention) []int32 {
	for _, p := range r.speaker(m) {
		code := r.d.entities[p].country
		for e := range r.d.entities {
			if x := &r.d.entities[e]; code != "" && x.kind != graph.Person && x.country == code && x.names > 0 {
				m.typ = nlp.GPE
				return []int32{int32(e)}
			}
		}
	}
	return nil
}

// sayer returns the person who is the subject of a verb of saying in sentence
// s, one outside of quotation marks before others; -1 when there is none. The
// word at token i is not the subject that is looked for.
func (r *resolver) sayer(s, i int32) int32 {
	d := r.d
	within := int32(-1)
	for t := d.nlp.Sentences[s].First; t < d.nlp.Sentences[s].End; t++ {
		if d.nlp.UPOS[t] != nlp.PosVerb || !r.x.ontology.Listed("say", d.nlp.Lemma[t]) {
			continue
		}
		subject := d.child(t, nlp.Nsubj)
		if subject < 0 || subject == i {
			continue
		}
		e := r.personAt(subject)
		if e < 0 {
			continue
		}
		if !d.quoted(t) {
			return e
		}
		if within < 0 && i < 0 {
			within = e
		}
	}
	return within
}

// introducer returns the person who is the subject of sentence s when it ends
// in a colon before a quotation; -1 otherwise.
func (r *resolver) introducer(s int32) int32 {
	d := r.d
	sentence := d.nlp.Sentences[s]
	if d.nlp.Word(sentence.End-1) != ":" {
		return -1
	}
	for t := sentence.First; t < sentence.End; t++ {
		if h := d.nlp.Head[t]; d.rel(t) == nlp.Nsubj && h >= 0 && d.nlp.Head[h] < 0 {
			return r.personAt(t)
		}
	}
	return -1
}

// personAt returns the person whom the mention at a token means, or -1.
func (r *resolver) personAt(t int32) int32 {
	if a := r.d.mentionAt[t]; a >= 0 {
		if e := r.d.mentions[a].entity; e >= 0 && r.d.entities[e].kind == graph.Person {
			return e
		}
	}
	return -1
}
