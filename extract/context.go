package extract

import (
	"parley/extract/internal/learn"
	"parley/extract/nlp"
)

// contextFeatures describes a trigger by its words and syntax: what tells
// whether it is an encounter, and whether it happened.
func (x *Extractor) contextFeatures(d *document, t *trigger) []learn.Key {
	var f learn.Features
	i := t.token
	pos := "N"
	if t.verb {
		pos = "V"
	}
	f.Add("bias")
	f.Add("pos", pos)
	f.Add("lemma", t.lemma, pos)
	for _, g := range t.types {
		f.Add("type", string(g.Type), pos)
		f.AddIf(g.Weak, "weak", string(g.Type))
	}
	f.AddIf(t.weak, "all weak", pos)
	f.Add("xpos", d.nlp.XPOS[i].String())
	f.Add("xpos lemma", d.nlp.XPOS[i].String(), t.lemma)
	f.Add("rel", d.nlp.Deprel[i].String(), pos)
	f.Add("rel lemma", d.nlp.Deprel[i].String(), t.lemma)
	f.AddIf(d.inTitle(i), "title", pos)
	sentence := d.nlp.Sentences[t.sentence]
	word := func(k int32) string {
		if k < sentence.First || k >= sentence.End {
			return "-"
		}
		if o := d.mentionAt[k]; o >= 0 {
			return d.mentions[o].typ.String()
		}
		return d.lower(k)
	}
	f.Add("word-1", word(i-1))
	f.Add("word+1", word(i+1))
	f.Add("word-2", word(i-2), word(i-1))
	f.Add("word+2", word(i+1), word(i+2))
	f.Add("word-1 lemma", word(i-1), t.lemma)
	f.Add("word+1 lemma", word(i+1), t.lemma)
	for k := max(sentence.First, i-6); k < min(sentence.End, i+7); k++ {
		if k != i && d.mentionAt[k] < 0 && d.nlp.UPOS[k] != nlp.PosPunct {
			f.Add("near", d.nlp.Lemma[k], side(k, i))
		}
	}
	for c := range d.children.of(i) {
		r := d.nlp.Deprel[c]
		switch r.Universal() {
		case nlp.Punct, nlp.Conj, nlp.Cc:
		case nlp.Aux, nlp.Cop, nlp.Det, nlp.Amod, nlp.Advmod, nlp.Mark, nlp.Compound, nlp.Nummod:
			f.Add("child", r.String(), d.lower(c))
			f.Add("child lemma", r.String(), d.lower(c), t.lemma)
		case nlp.Obl, nlp.Nmod:
			typ := "-"
			if o := d.mentionAt[c]; o >= 0 {
				typ = d.mentions[o].typ.String()
			}
			f.Add("with", d.preposition(c), typ, pos)
			f.Add("with lemma", d.preposition(c), t.lemma)
			f.Add("with noun", d.preposition(c), d.nlp.Lemma[c])
		default:
			typ := "-"
			if o := d.mentionAt[c]; o >= 0 {
				typ = d.mentions[o].typ.String()
			} else {
				f.Add("child noun", r.String(), d.nlp.Lemma[c])
			}
			f.Add("child type", r.String(), typ, pos)
			f.Add("child type lemma", r.String(), typ, t.lemma)
		}
	}
	if t.support >= 0 {
		f.Add("support", d.nlp.Lemma[t.support])
		f.Add("support lemma", d.nlp.Lemma[t.support], t.lemma)
		x.verbFeatures(d, &f, t.support, "support")
	}
	if t.verb {
		x.verbFeatures(d, &f, i, "self")
	}
	// The words that govern it, upwards.
	prev := i
	for h, n := d.nlp.Head[i], 1; h >= 0 && n <= 4; h, n = d.nlp.Head[h], n+1 {
		r := d.nlp.Deprel[prev].Universal().String()
		f.Add("over", d.nlp.Lemma[h], r)
		if n <= 2 {
			f.AddInt("over n", n, d.nlp.Lemma[h], r)
		}
		if h != t.support {
			x.verbFeatures(d, &f, h, "over")
		}
		prev = h
	}
	x.cueFeatures(d, &f, t, sentence)
	return f.Keys
}

// verbFeatures adds the tense, the auxiliaries and the negation of a verb.
func (x *Extractor) verbFeatures(d *document, f *learn.Features, v int32, who string) {
	f.Add("tag of", who, d.nlp.XPOS[v].String())
	aux := ""
	for c := range d.children.of(v) {
		switch d.rel(c) {
		case nlp.Aux:
			aux += d.lower(c) + " "
			f.Add("aux of", who, d.lower(c))
		case nlp.Mark:
			f.Add("mark of", who, d.lower(c))
		case nlp.Advmod:
			f.Add("adverb of", who, d.lower(c))
		}
	}
	f.Add("tense of", who, aux, d.nlp.XPOS[v].String())
}

// cueLists are the ontology's lists of words that bear on factuality.
var cueLists = []string{"planned", "proposed", "cancelled", "postponed", "refused", "denied", "alleged", "hypothetical"}

// cueFeatures adds the cues of factuality around the trigger, with where they
// stand: over it in the tree, right before it, or anywhere in the sentence.
func (x *Extractor) cueFeatures(d *document, f *learn.Features, t *trigger, sentence nlp.Range) {
	over := [5]int32{-1, -1, -1, -1, -1}
	for h, n := d.nlp.Head[t.token], 0; h >= 0 && n < len(over); h, n = d.nlp.Head[h], n+1 {
		over[n] = h
	}
	for k := sentence.First; k < sentence.End; k++ {
		if d.nlp.UPOS[k] == nlp.PosPunct || d.mentionAt[k] >= 0 || k == t.token {
			continue
		}
		for _, l := range cueLists {
			if !x.ontology.Listed(l, d.nlp.Lemma[k]) {
				continue
			}
			where := ""
			switch {
			case k == over[0] || d.nlp.Head[k] == t.token:
				where = "beside"
			case k == over[1] || k == over[2] || k == over[3] || k == over[4]:
				where = "over"
			case over[0] >= 0 && d.nlp.Head[k] == over[0] || over[1] >= 0 && d.nlp.Head[k] == over[1]:
				where = "aunt"
			case k < t.token && t.token-k < 6:
				where = "near"
			default:
				continue
			}
			f.Add("cue", l, where)
			f.Add("cue tag", l, where, d.nlp.XPOS[k].String())
		}
	}
}
