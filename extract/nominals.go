package extract

import (
	"slices"
	"strings"

	"parley/extract/nlp"
	"parley/graph"
)

// findNominals adds mentions for pronouns and for definite nouns that are
// roles, such as "the Lebanese minister", and finds whom they refer to.
func (x *Extractor) findNominals(d *document) { x.findNominalsWith(d, nil) }

// findNominalsWith is findNominals with a resolver that set has prepared.
func (x *Extractor) findNominalsWith(d *document, set func(*resolver)) {
	named := len(d.mentions)
	var nominals []mention
	for i := int32(0); i < int32(d.nlp.Len()); i++ {
		if d.mentionAt[i] >= 0 && d.mentions[d.mentionAt[i]].within < 0 && !d.mentions[d.mentionAt[i]].adjectival {
			continue
		}
		if m, ok := x.pronoun(d, i); ok {
			nominals = append(nominals, m)
		} else if m, ok := d.theTwo(i); ok {
			nominals = append(nominals, m)
		} else if m, ok := x.nominal(d, i); ok {
			nominals = append(nominals, m)
		} else if m, ok := x.bodyNominal(d, i); ok {
			nominals = append(nominals, m)
		}
	}
	if len(nominals) == 0 {
		return
	}
	r := newResolver(x, d, named)
	if set != nil {
		set(r)
	}
	for k := range nominals {
		if nominals[k].gender != '1' && nominals[k].gender != '4' {
			r.settle(&nominals[k])
		}
	}
	// Whose words they are may be said by a pronoun after them.
	for k := range nominals {
		if nominals[k].gender == '1' || nominals[k].gender == '4' {
			r.settle(&nominals[k])
		}
	}
	d.sortMentions()
}

// settle adds a mention for each entity that m refers to.
func (r *resolver) settle(m *mention) {
	d := r.d
	for n, e := range r.resolve(m) {
		c := *m
		c.entity = e
		if n > 0 {
			c.titles = nil
		}
		id := d.addMention(c)
		for t := c.tokens.First; t < c.tokens.End; t++ {
			if o := d.mentionAt[t]; o != id && d.mentions[o].form == graph.NamedMention && d.mentions[o].within < 0 {
				d.mentions[o].within = id // "Lebanese" in "the Lebanese minister"
			}
		}
		r.seen(id)
	}
}

// sortMentions puts the mentions in text order and lists them with their
// entities anew.
func (d *document) sortMentions() {
	order := make([]int32, len(d.mentions))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return int(d.mentions[a].tokens.First - d.mentions[b].tokens.First)
	})
	place := make([]int32, len(order))
	ms := make([]mention, len(order))
	for n, i := range order {
		place[i], ms[n] = int32(n), d.mentions[i]
	}
	for i := range ms {
		if ms[i].within >= 0 {
			ms[i].within = place[ms[i].within]
		}
	}
	d.mentions = ms
	for i, m := range d.mentionAt {
		if m >= 0 {
			d.mentionAt[i] = place[m]
		}
	}
	for e := range d.entities {
		d.entities[e].mentions = d.entities[e].mentions[:0]
	}
	for i := range d.mentions {
		if e := d.mentions[i].entity; e >= 0 {
			d.entities[e].mentions = append(d.entities[e].mentions, int32(i))
		}
	}
}

func (x *Extractor) pronoun(d *document, i int32) (mention, bool) {
	if d.nlp.UPOS[i] != nlp.PosPron && d.nlp.UPOS[i] != nlp.PosDet {
		return mention{}, false
	}
	m := mention{tokens: nlp.Range{First: i, End: i + 1}, head: i, form: graph.PronounMention, typ: nlp.Person, entity: -1, within: -1, score: 1}
	w := d.lower(i)
	if w == "both" && (d.rel(i) == nlp.Det || d.rel(i) == nlp.Cc) {
		return mention{}, false // "both A and B", "both parties"
	}
	switch w {
	case "he", "him", "his", "himself":
		m.gender = 'm'
	case "she", "her", "hers", "herself":
		m.gender = 'f'
	case "they", "them", "their", "themselves", "both":
		m.gender = 'p'
	case "i", "me", "my", "myself":
		m.gender = '1'
	case "we", "us", "our":
		m.gender = '4'
	case "who", "whom", "whose":
		m.gender = 'r'
	case "it", "its":
		m.gender = 'i'
	default:
		return mention{}, false
	}
	return m, true
}

// theTwo returns the mention of a number that stands for two persons: "the
// two met again".
func (d *document) theTwo(i int32) (mention, bool) {
	if d.lower(i) != "two" || i == 0 || d.lower(i-1) != "the" || d.sentenceOf[i-1] != d.sentenceOf[i] || !d.ends(i) && d.nlp.UPOS[min(i+1, int32(d.nlp.Len())-1)] != nlp.PosAdv || d.lower(min(i+1, int32(d.nlp.Len())-1)) == "of" {
		return mention{}, false
	}
	if d.rel(i) != nlp.Nsubj && d.rel(i) != nlp.Obj && d.rel(i) != nlp.Nmod && d.rel(i) != nlp.Obl {
		return mention{}, false
	}
	return mention{tokens: nlp.Range{First: i - 1, End: i + 1}, head: i, form: graph.NominalMention, typ: nlp.Person, entity: -1, within: -1, score: 1, gender: 'p', titles: []string{"pair"}}, true
}

// nominal returns the mention of a role noun that is no part of a name's
// title and is definite: "the minister", "Lebanon's minister", "his counterpart".
func (x *Extractor) nominal(d *document, i int32) (mention, bool) {
	u := d.nlp.UPOS[i]
	if u != nlp.PosNoun && u != nlp.PosPropn || d.rel(i) == nlp.Compound && !d.ends(i) || d.rel(i) == nlp.Flat {
		return mention{}, false
	}
	if d.titled[i] {
		return mention{}, false // its name follows
	}
	w := d.lower(i)
	if i > 1 && w == "elect" && d.elect(i-2) && x.isRole(d, i-2) {
		w = d.lower(i-2) + "-elect"
	} else if d.elect(i) {
		w += "-elect"
	}
	plural, role := false, false
	switch w {
	case "leaders", "presidents", "ministers", "sides", "pair", "duo", "men", "counterparts", "countries", "nations", "officials", "diplomats", "governments", "premiers", "women", "politicians", "trio", "couple":
		plural = true
	case "side", "country", "kingdom", "nation":
	default:
		role = d.nlp.XPOS[i] == nlp.TagNNS || strings.HasSuffix(w, "s") && !x.ontology.Listed("role", w)
		if !strings.HasSuffix(w, "-elect") && !x.isRole(d, i) || role && kin(strings.TrimSuffix(w, "s")) {
			return mention{}, false
		}
	}
	if d.capitalTitle(i) {
		w = fullTitle(w)
	}
	m := mention{tokens: nlp.Range{First: i, End: i + 1}, head: i, form: graph.NominalMention, typ: nlp.Person, entity: -1, within: -1, score: 1, titles: []string{w}}
	definite, two := false, false
	var before []string
	for c := range d.children.of(i) {
		if c > i {
			continue
		}
		switch cw := d.lower(c); {
		case cw == "a" || cw == "an" || cw == "any" || cw == "no" || cw == "every" || cw == "each" || cw == "another" || cw == "other" || cw == "some" || cw == "many" || cw == "several" || cw == "which" || cw == "what" || cw == "past" && d.nlp.XPOS[i] == nlp.TagNNS:
			return mention{}, false // it means no one in particular
		case cw == "the" || cw == "this" || cw == "that" || cw == "both" || cw == "these" || cw == "his" || cw == "her" || cw == "their":
			definite = true
			two = two || cw == "both"
			m.tokens.First = min(m.tokens.First, c)
		case cw == "two" || cw == "2" || cw == "three":
			two = true
		case d.rel(c) == nlp.Compound || d.rel(c) == nlp.Amod:
			if d.mentionAt[c] < 0 && c < i-2 || d.mentionAt[c] < 0 && !strings.HasSuffix(w, "-elect") {
				before = append(before, cw)
			}
			m.tokens.First = min(m.tokens.First, c)
		case d.rel(c) == nlp.Nmod || d.nlp.Deprel[c] == nlp.NmodPoss:
			m.tokens.First = min(m.tokens.First, c)
		}
		if o := d.mentionAt[c]; o >= 0 && d.mentions[o].country != "" {
			m.country = d.mentions[o].country
			definite = true
		}
	}
	if len(before) > 0 {
		m.titles[0] = strings.Join(before, " ") + " " + w
	}
	for c := range d.children.of(i) {
		if c > i && d.rel(c) == nlp.Nmod {
			if o := d.mentionAt[c]; o >= 0 && d.mentions[o].entity >= 0 && d.preposition(c) == "of" && m.country == "" {
				m.country = d.entities[d.mentions[o].entity].country
				definite = true
			}
		}
	}
	if h := d.nlp.Head[i]; !definite && d.rel(i) == nlp.Conj && h >= 0 && x.isRole(d, h) && d.child(i, nlp.Det) < 0 {
		// "the president and prime minister"
		for c := range d.children.of(h) {
			definite = definite || c < h && d.lower(c) == "the"
		}
	}
	if i > 0 && !definite {
		prev := d.lower(i - 1)
		definite = prev == "the" || prev == "both" || prev == "these"
	}
	// A name beside it says who it is; the title's own stage read that.
	if next := m.tokens.End; next < int32(d.nlp.Len()) && d.mentionAt[next] >= 0 && d.mentions[d.mentionAt[next]].typ == nlp.Person {
		return mention{}, false
	}
	for c := range d.children.of(i) {
		if d.rel(c) == nlp.Appos && d.mentionAt[c] >= 0 && d.mentions[d.mentionAt[c]].typ == nlp.Person && (c < i || !d.titled[c-1]) {
			return mention{}, false
		}
	}
	switch {
	case (role || plural && !two && together(w)) && (!definite || two || x.qualified(d, i)):
		return mention{}, false
	case role, plural && !two && together(w):
		m.gender = 'P'
	case plural && !two && (!definite || w != "pair" && w != "duo" && w != "couple" && w != "trio" && w != "sides" && w != "countries" && w != "nations"):
		return mention{}, false
	case plural:
		m.gender = 'p'
		if w == "sides" || w == "countries" || w == "nations" || w == "governments" {
			m.typ = nlp.GPE
			if !two && x.qualified(d, i) || w == "sides" && d.governs(i, "of") {
				return mention{}, false
			}
		}
	case !definite && w != "premier":
		return mention{}, false
	case w == "country" || w == "side" || w == "nation" || w == "kingdom":
		return mention{}, false
	}
	if two && (w == "counterparts" || together(w) && m.country == "" && d.modified(i)) {
		return mention{}, false
	}
	if h := d.nlp.Head[i]; d.rel(i) == nlp.Appos && h >= 0 && d.mentionAt[h] >= 0 && d.mentions[d.mentionAt[h]].typ == nlp.Person {
		return mention{}, false
	}
	return m, true
}

// modified reports whether a capitalized word before the noun says which ones
// it means: "the two Republican leaders".
func (d *document) modified(i int32) bool {
	for c := range d.children.of(i) {
		if r := d.rel(c); (r == nlp.Amod || r == nlp.Compound) && d.nlp.Word(c)[0] >= 'A' && d.nlp.Word(c)[0] <= 'Z' && c != d.nlp.Sentences[d.sentenceOf[i]].First {
			return true
		}
	}
	return false
}

// together reports whether a plural often means those just named.
func together(w string) bool {
	switch w {
	case "leaders", "presidents", "ministers", "officials", "diplomats", "premiers", "politicians":
		return true
	}
	return false
}

// qualified reports whether other words than pronouns say which ones the noun
// means, and so that they are others than those just named: "the member
// nations of Norland".
func (x *Extractor) qualified(d *document, i int32) bool {
	for c := range d.children.of(i) {
		switch d.rel(c) {
		case nlp.Compound, nlp.Amod, nlp.Nmod:
			if d.nlp.UPOS[c] != nlp.PosPron && d.lower(c) != "both" {
				return true
			}
		}
	}
	return false
}

// ends reports whether a noun phrase ends at token i, whatever the tree says:
// no noun follows that could be compounded with it.
func (d *document) ends(i int32) bool {
	if i+1 >= int32(d.nlp.Len()) {
		return true
	}
	switch d.nlp.UPOS[i+1] {
	case nlp.PosAdp, nlp.PosVerb, nlp.PosAux, nlp.PosPron:
		return true
	}
	return false
}

// governs reports whether the noun has a complement with the preposition:
// "both sides of the river".
func (d *document) governs(noun int32, prep string) bool {
	for c := range d.children.of(noun) {
		if c > noun && d.rel(c) == nlp.Nmod && d.preposition(c) == prep {
			return true
		}
	}
	return false
}

// roleHead returns the last word of a role.
func roleHead(t string) string { return t[strings.LastIndexByte(t, ' ')+1:] }
