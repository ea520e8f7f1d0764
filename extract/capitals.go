package extract

import (
	"strings"

	"parley/extract/nlp"
	"parley/extract/nlp/lexicon"
)

// capitals joins the names of capitals that act ("Oslo refused", "talks with
// Oslo") to the countries of the article whose governments they stand for. A
// capital where something happens stays a place.
func (c *chainer) capitals() {
	for i := range c.d.mentions {
		m := &c.d.mentions[i]
		if m.country != "" || m.aside || m.typ != nlp.GPE && m.typ != nlp.Loc {
			continue
		}
		code := capitalOf(m.key)
		if e, ok := c.byKey["country "+code]; ok && c.acts(m) {
			m.entity, m.country, m.typ, m.capital = e, code, nlp.GPE, true
		}
	}
}

// capitalOf returns the code of the country of which the city is the capital,
// also by the short form of the capital's name, or "". Brussels is left out,
// which stands for more than Belgium.
func capitalOf(key string) string {
	for _, k := range []string{key, key + " dc", "new " + key} {
		for _, o := range lexicon.FindCountry(k) {
			if o.Sense == lexicon.CountryCapital && o.Code != "BEL" {
				return o.Code
			}
		}
	}
	return ""
}

// acts reports whether the name is in a syntactic place of those who do and say
// something, or to whom or with whom it is done.
func (c *chainer) acts(m *mention) bool {
	d := c.d
	if n := m.tokens.End; n+1 < int32(d.nlp.Len()) && d.sentenceOf[n] == d.sentenceOf[m.head] {
		if u := d.nlp.UPOS[n]; u == nlp.PosNoun || u == nlp.PosPropn {
			return false // the first part of a longer name
		}
		if o := d.mentionAt[n+1]; d.nlp.Word(n) == "," && o >= 0 && d.mentions[o].country != "" {
			return false // "Oslo, Norway"
		}
	}
	t := d.firstConjunct(m.head)
	h := d.nlp.Head[t]
	if h < 0 {
		return false
	}
	verb := d.nlp.UPOS[h] == nlp.PosVerb
	says := verb && c.x.ontology.Listed("say", d.nlp.Lemma[h])
	switch d.rel(t) {
	case nlp.Nsubj:
		return verb && (says || !d.passive(h))
	case nlp.Iobj:
		return true
	case nlp.Obj:
		return says
	case nlp.Obl, nlp.Nmod:
		if d.nlp.Deprel[t] == nlp.NmodPoss {
			return d.nlp.UPOS[h] == nlp.PosNoun && (actingBodies[d.nlp.Lemma[h]] || attitude(d.nlp.Lemma[h]))
		}
		switch d.preposition(t) {
		case "with", "between", "against", "by":
			return true
		}
	}
	return false
}

// attitude reports whether a noun names what somebody does or is like, as
// against a part of a city: "Oslo's refusal", not "Oslo's station".
func attitude(noun string) bool {
	switch noun {
	case "offer", "demand", "threat", "plan", "policy", "stance", "effort", "attempt", "response", "request", "interest", "view", "position", "support", "decision", "promise", "claim", "call", "ally", "program", "programme":
		return true
	case "station", "population", "location", "institution", "exhibition", "section", "city", "facility", "university", "community", "monument", "apartment", "settlement", "pavement", "entertainment", "hospital", "capital", "festival", "cathedral", "canal":
		return false
	}
	for _, s := range []string{"ness", "ity", "tion", "sion", "ment", "al", "ance", "ence"} {
		if strings.HasSuffix(noun, s) {
			return true
		}
	}
	return false
}
