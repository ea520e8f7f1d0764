package extract

import (
	"strings"

	"parley/extract/nlp"
)

// A sourceCue is a word that says that somebody says something.
type sourceCue struct {
	head     int32 // of the noun phrase of who says it
	token    int32 // the verb of saying, "according", or a colon
	sentence int32
	how      string
	before   int32 // the head of the phrase before that names who it is, or -1
}

// means returns the head of the noun phrase that names who says it.
func (c *sourceCue) means() int32 {
	if c.before >= 0 {
		return c.before
	}
	return c.head
}

// sourceCues lists the words that name a source, in text order.
func (x *Extractor) sourceCues(d *document) []sourceCue {
	if d.cuesFound {
		return d.cues
	}
	d.cuesFound = true
	for t := int32(0); t < int32(d.nlp.Len()); t++ {
		c := sourceCue{head: -1, before: -1, token: t, sentence: d.sentenceOf[t]}
		switch l := d.nlp.Lemma[t]; {
		case d.lower(t) == "according":
			c.how, c.head = "according", x.accordingTo(d, t)
		case d.nlp.UPOS[t] == nlp.PosVerb && l == "cite":
			c.how, c.head = "object", d.child(t, nlp.Obj)
		case d.nlp.UPOS[t] == nlp.PosVerb && (x.ontology.Listed("say", l) || telling[l]):
			c.how, c.head = x.sayer(d, t)
		case x.saysAtEnd(d, t):
			c.how, c.head = "subject", d.mentions[d.mentionAt[t-1]].head
		case d.nlp.Word(t) == ":" && d.inTitle(t) && t-d.nlp.Sentences[c.sentence].First < 6 && t > d.nlp.Sentences[c.sentence].First && !d.label(t-1):
			c.how, c.head = "colon", t-1
		}
		if c.head < 0 || d.nlp.Lemma[t] == "add" && d.addsTo(t) {
			continue
		}
		if c.before = x.again(d, &c); c.before >= 0 || d.nameable(c.head) {
			d.cues = append(d.cues, c)
		}
	}
	return d.cues
}

// label reports whether the word at token t only announces a headline: "UPDATE:".
func (d *document) label(t int32) bool {
	w := d.nlp.Word(t)
	return d.mentionAt[t] < 0 && len(w) > 3 && strings.ToUpper(w) == w
}

// addsTo reports whether the verb "add" at token t says that something grew:
// "added to the tension".
func (d *document) addsTo(t int32) bool {
	for c := range d.children.of(t) {
		if d.rel(c) == nlp.Ccomp {
			return false
		}
	}
	return t+1 < int32(d.nlp.Len()) && d.lower(t+1) == "to"
}

// telling are verbs that tell of what is or shall be, beside the ontology's verbs
// of saying: their subject answers for it.
var telling = map[string]bool{"concede": true, "uncover": true, "hint": true, "promise": true, "pledge": true, "vow": true, "express": true, "urge": true, "propose": true, "boast": true, "complain": true, "joke": true, "recount": true, "estimate": true, "learn": true, "show": true, "detail": true, "assure": true, "contend": true, "caution": true, "threaten": true}

// saysAtEnd reports whether token t, which the tagger took for a noun, is a
// verb of saying: one in the present tense right after a name that a comma sets
// apart, with the sentence or the clause at its end ("..., the Bergen Post
// reports.").
func (x *Extractor) saysAtEnd(d *document, t int32) bool {
	if t == 0 || d.nlp.UPOS[t] != nlp.PosNoun || d.mentionAt[t-1] < 0 || !x.ontology.Listed("say", strings.TrimSuffix(d.lower(t), "s")) {
		return false
	}
	r := d.nlp.Sentences[d.sentenceOf[t]]
	first := d.mentions[d.mentionAt[t-1]].tokens.First
	if first > r.First && d.lower(first-1) == "the" {
		first--
	}
	return first > r.First && d.nlp.Word(first-1) == "," && (t+1 == r.End || d.nlp.UPOS[t+1] == nlp.PosPunct)
}

// sayer returns who says what verb t says.
func (x *Extractor) sayer(d *document, t int32) (string, int32) {
	passive := false
	for c := range d.children.of(t) {
		passive = passive || d.nlp.Deprel[c] == nlp.NsubjPass
	}
	if passive || d.rel(t) == nlp.Acl && d.nlp.XPOS[t] == nlp.TagVBN {
		// "was announced by the ministry"
		for o := range d.children.of(t) {
			if d.rel(o) == nlp.Obl && d.preposition(o) == "by" {
				return "agent", o
			}
		}
	}
	if passive {
		return "passive", -1
	}
	if h := d.subject(t); h >= 0 && d.nlp.UPOS[h] != nlp.PosPunct {
		if h = d.trailing(h, t); !d.inTime(h) {
			return "subject", h
		}
	}
	if h := d.beside(t); h >= 0 {
		return "subject", h
	}
	if h := d.inverted(t); h >= 0 {
		return "subject", h
	}
	return "other subject", x.controller(d, t)
}

// inverted returns the head of the noun phrase right behind verb t, where a quotation
// ends right before it: "...", said the director of the company.
func (d *document) inverted(t int32) int32 {
	r := d.nlp.Sentences[d.sentenceOf[t]]
	if t == r.First || !closingQuote(d.nlp.Word(t-1)) && d.nlp.Word(t-1) != "," {
		return -1
	}
	for i := t + 1; i < r.End; i++ {
		switch d.nlp.UPOS[i] {
		case nlp.PosDet, nlp.PosAdj:
		case nlp.PosNoun, nlp.PosPropn:
			for i+1 < r.End && (d.nlp.UPOS[i+1] == nlp.PosNoun || d.nlp.UPOS[i+1] == nlp.PosPropn) {
				i++
			}
			return i
		default:
			return -1
		}
	}
	return -1
}

// inTime reports whether token t is part of an expression of time.
func (d *document) inTime(t int32) bool {
	for i := range d.times {
		if r := d.times[i].tokens; t >= r.First && t < r.End {
			return true
		}
	}
	return false
}

// nameable reports whether the noun or pronoun tells who is meant.
func (d *document) nameable(h int32) bool {
	switch d.lower(h) {
	case "who", "which", "that", "this", "what", "there":
		return false
	}
	switch d.nlp.UPOS[h] {
	case nlp.PosPunct, nlp.PosSym, nlp.PosVerb, nlp.PosAux, nlp.PosAdv:
		return d.mentionAt[h] >= 0
	}
	return d.nlp.UPOS[h] != nlp.PosPron || d.mentionAt[h] >= 0 && d.mentions[d.mentionAt[h]].entity >= 0
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
	// The tree has lost it: the last noun of the phrase behind it.
	noun := int32(-1)
	for i := t + 2; i < d.nlp.Sentences[d.sentenceOf[t]].End && d.lower(t+1) == "to"; i++ {
		switch d.nlp.UPOS[i] {
		case nlp.PosNoun, nlp.PosPropn:
			noun = i
		case nlp.PosDet, nlp.PosAdj, nlp.PosNum, nlp.PosPart:
		default:
			return noun
		}
	}
	return noun
}

// beside returns the head of the noun phrase that stands right before verb t,
// for where the tree has no subject; -1 when none does. An apposition between
// commas is skipped: "Anna Berg, the minister, said".
func (d *document) beside(t int32) int32 {
	first, i := d.nlp.Sentences[d.sentenceOf[t]].First, t-1
	for i >= first && (d.nlp.UPOS[i] == nlp.PosAux || d.nlp.UPOS[i] == nlp.PosAdv) {
		i--
	}
	if i < first {
		return -1
	}
	if d.nlp.Word(i) == "," {
		// His name may be the apposition, or stand before it.
		for k := i - 1; k > first && k > i-14; k-- {
			if d.nlp.Word(k) != "," {
				continue
			}
			for _, n := range []int32{i - 1, k - 1} {
				if m := d.mentionAt[n]; m >= 0 && d.mentions[m].typ == nlp.Person {
					return d.mentions[m].head
				}
			}
			break
		}
		return -1
	}
	if m := d.mentionAt[i]; m >= 0 {
		return d.mentions[m].head
	}
	if tag := d.nlp.XPOS[t]; d.nlp.UPOS[i] == nlp.PosNoun && tag != nlp.TagVBG && tag != nlp.TagVB && (tag != nlp.TagVBN || d.rel(t) != nlp.Acl) && !d.inTime(i) {
		return i
	}
	return -1
}

// controller returns the subject that verb t shares with the verb over it:
// "X confirmed ..., adding that".
func (x *Extractor) controller(d *document, t int32) int32 {
	for h, n := d.nlp.Head[t], 0; h >= 0 && n < 2; h, n = d.nlp.Head[h], n+1 {
		if s := d.subject(h); s >= 0 {
			return d.trailing(s, h)
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
