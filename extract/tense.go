package extract

import (
	"parley/extract/nlp"
	"parley/extract/when"
)

// wordsAhead is the greatest number of words before an expression of time that
// are searched for those that say whether it is to come.
const wordsAhead = 12

// tenseBefore returns what the words before an expression of time say of its
// tense, whatever the tree, which often hangs days wrongly: "said on Friday",
// "prepared to meet her Wednesday", "ahead of talks on Thursday", "is possible
// Friday". It returns NoTense where they say nothing.
func (x *Extractor) tenseBefore(d *document, r nlp.Range) when.Tense {
	first := d.nlp.Sentences[d.sentenceOf[r.First]].First
	t := r.First - 1
	if t >= first && d.nlp.UPOS[t] == nlp.PosAdp {
		t--
	}
	if t < first {
		return when.NoTense
	}
	if x.ontology.Listed("say", d.nlp.Lemma[t]) && d.nlp.XPOS[t] == nlp.TagVBD {
		return when.Past // "said on Friday that he would ..."
	}
	if l := d.lower(t); l == "possible" || l == "likely" || x.ontology.Listed("planned", l) && d.nlp.UPOS[t] == nlp.PosAdj {
		return when.Future
	}
	for ; t >= first && t > r.First-wordsAhead; t-- {
		switch w := d.lower(t); {
		case w == "of" && t > first && d.lower(t-1) == "ahead":
			return when.Future
		case w == "," || w == ";" || w == ":" || w == "\"" || w == "“" || w == "”" || t > first && d.nlp.UPOS[t] == nlp.PosCconj && d.verbal(t-1):
			return when.NoTense
		case d.verbal(t):
			return x.tenseOfInfinitive(d, t, first)
		}
	}
	return when.NoTense
}

// verbal reports whether token t is a verb or an auxiliary.
func (d *document) verbal(t int32) bool {
	return d.nlp.UPOS[t] == nlp.PosVerb || d.nlp.UPOS[t] == nlp.PosAux
}

// tenseOfInfinitive returns Future for an infinitive that a verb, an adjective
// or a noun of intent governs, and for one in a headline, which has no verb
// besides: "prepared to meet", "Berg to visit Oslo".
func (x *Extractor) tenseOfInfinitive(d *document, v, first int32) when.Tense {
	if d.nlp.XPOS[v] != nlp.TagVB || v-2 < first || d.lower(v-1) != "to" {
		return when.NoTense
	}
	g := v - 2
	switch {
	case d.inTitle(v) && (d.nlp.UPOS[g] == nlp.PosPropn || d.nlp.UPOS[g] == nlp.PosNoun):
		return when.Future
	case (intending[d.nlp.Lemma[g]] || d.nlp.Lemma[g] == "prepare" || intents[d.nlp.Lemma[g]]) && !d.hadDone(g):
		return when.Future
	}
	return when.NoTense
}

// preparing are verbs whose object or aim is still to come: "is preparing for
// talks on Friday", "awaits Friday's visit".
var preparing = map[string]bool{"prepare": true, "await": true, "anticipate": true, "ready": true, "gear": true}

// departing are verbs whose progressive form, with a day, says what is to come:
// "is meeting her on Friday".
var departing = map[string]bool{"meet": true, "visit": true, "travel": true, "arrive": true, "leave": true, "fly": true, "hold": true, "host": true, "head": true, "go": true, "come": true, "begin": true, "start": true, "open": true, "attend": true, "receive": true, "welcome": true, "return": true, "depart": true}
